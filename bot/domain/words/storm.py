"""What is said of a storm, or of a day of routes: on its card, in its thread, to whoever opens one."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.storm import Cause
from runbooks.kit.text import Text

HEAD = Text(
    "🌪️ *Storm: {findings}, {resources}, {accounts}, mostly {mostly}*",
    ja="🌪️ *ストーム：{findings}、{resources}、{accounts}、大半は {mostly}*",
)
FINDINGS = Text("{count} findings", ja="検出結果 {count} 件", one="1 finding")
RESOURCES = Text("{count} resources", ja="リソース {count} 個", one="1 resource")
ACCOUNTS = Text("{count} accounts", ja="アカウント {count} 個", one="1 account")
CLAIMED_HEAD = Text(
    "🌪️ *Storm of claims: {findings}, {resources}, {accounts}, mostly {mostly}*",
    ja="🌪️ *未確認の申告のストーム：{findings}、{resources}、{accounts}、大半は {mostly}*",
)
CLAIMED = Text(
    "Custom products claim this; AWS itself has confirmed none of it. Whoever may import findings "
    "can write anything here. What AWS itself finds keeps its own cards.",
    ja="カスタム製品による申告であり、AWS 自体は確認していません。検出結果をインポートできる人は、"
    "ここに何でも書けます。AWS 自体の検出結果には引き続き専用のカードが出ます。",
)
GROUPS = Text("{count} groups", ja="{count} グループ", one="1 group")
CAUSES: Mapping[Cause, Text] = {
    Cause.PACE: Text(
        "More than {most} new incidents in a minute, since {since}.",
        ja="{since} から、新しいインシデントが 1 分間に {most} 件を超えています。",
    ),
    Cause.QUEUE: Text(
        "Messages have waited to be read for more than {seconds} s, at {since}.",
        ja="{since} に、メッセージの読み取り待ちが {seconds} 秒を超えました。",
    ),
}
KEPT = Text(
    "Nothing is dropped: each finding is an incident, which is listed and can be worked on by its "
    "id. This card stands for those that have none of their own.",
    ja="何も捨てていません。各検出結果はインシデントとして一覧に載り、ID で対応できます。"
    "このカードは、専用のカードがないものをまとめて表します。",
)
CALLED = Text("*For* {who}", ja="*宛先* {who}")
TOP = Text(
    "*Weightiest groups* (severity, rare types, what the policy file calls precious)",
    ja="*最も重いグループ*（重大度、まれなタイプ、ポリシーファイルの重要資産）",
)
ROW = Text(
    "• {sign} {severity} ×{count} · `{type}` · {account} · {region} · {incident}",  # noqa: RUF001 - the sign that means "times"
    ja="• {sign} 最大 {severity}、{count} 件 · `{type}` · {account} · {region} · {incident}",
)
LINE = Text(
    "{sign} {severity} · `{type}` · {account} · {region} · {incident}",
    ja="{sign} {severity} · `{type}` · {account} · {region} · {incident}",
)
HIDDEN_LINE = Text("{sign} {severity} · restricted", ja="{sign} {severity} · 閲覧制限中")
NAMED = Text(
    "{count} groups of HIGH or CRITICAL are named in the thread.",
    ja="HIGH または CRITICAL の {count} グループをスレッドに挙げています。",
    one="One group of HIGH or CRITICAL is named in the thread.",
)
LEFT = Text(
    "{count} incidents of HIGH or CRITICAL have no card and nobody has them: "
    "`/sec list sev>=high owner=none`",
    ja="HIGH または CRITICAL のインシデント {count} 件に、カードも担当者もありません："
    "`/sec list sev>=high owner=none`",
    one="One incident of HIGH or CRITICAL has no card and nobody has it: "
    "`/sec list sev>=high owner=none`",
)
ON = Text(
    "_It is over once it has been calm for {minutes} minutes._",
    ja="_落ち着いた状態が {minutes} 分続くと終わります。_",
)
OVER = Text(
    "*It is over*, since {at}. What is weightiest and nobody had taken has its card now.",
    ja="{at} に *終わりました。* 最も重く、担当者がいなかったものにカードを出しました。",
)
FULL = Text(
    "The thread names no more than {most} groups; `/sec list` has all there is.",
    ja="スレッドに挙げるのは {most} グループまでです。すべては `/sec list` で確認できます。",
)
DAY_HEAD = Text(
    "🧵 *{findings} came by routes that go to this thread today, {groups}*",
    ja="🧵 *今日、このスレッド向けのルートで {findings}、{groups}*",
)
DAY_OVER_HEAD = Text(
    "🧵 *{findings} came by routes that go to this thread, {groups}.* The day is over.",
    ja="🧵 *このスレッド向けのルートで {findings}、{groups}。* この日は終わりました。",
)
DAY_SINCE = Text("The first came at {since}.", ja="最初の検出は {since} です。")
DAY_KEPT = Text(
    "_Each is an incident without a card of its own: listed, and worked on by its id. The thread "
    "has a line for each group; `/sec show` with an id posts a card._",
    ja="_それぞれ専用のカードのないインシデントです。一覧に載り、ID で対応できます。スレッドには"
    "グループごとに 1 行あり、`/sec show` に ID を付けるとカードを投稿します。_",
)
DAY_LINE = Text(
    "{sign} {severity} ×{count} · `{type}` · {account} · {region} · {incident}",  # noqa: RUF001 - the sign that means "times"
    ja="{sign} {severity} {count} 件 · `{type}` · {account} · {region} · {incident}",
)
DAY_PUSH = Text(
    "Today's thread: {findings}, {groups}.", ja="今日のスレッド：{findings}、{groups}。"
)
DAY_PAGE_PUSH = Text(
    "{count} groups in today's thread.",
    ja="今日のスレッドに {count} グループあります。",
    one="One group in today's thread.",
)
OPEN = Text("Open {incident}", ja="{incident} を開く")
PUSH = Text(
    "Storm: {findings}, {accounts}, mostly {mostly}.",
    ja="ストーム：{findings}、{accounts}、大半は {mostly}。",
)
CLAIMED_PUSH = Text(
    "Storm of claims, unconfirmed: {findings}, {accounts}, mostly {mostly}.",
    ja="未確認の申告のストーム：{findings}、{accounts}、大半は {mostly}。",
)
PAGE_PUSH = Text(
    "{count} groups of HIGH or CRITICAL in the storm.",
    ja="ストームに HIGH または CRITICAL のグループが {count} 件あります。",
    one="One group of HIGH or CRITICAL in the storm.",
)

OPENED = Text(
    "The card of {incident} is on its way to the channel.",
    ja="{incident} のカードをチャンネルに投稿します。",
)
NOT_GATHERED = Text(
    "{incident} has no card that waits to be opened. `/sec show {incident}` shows it.",
    ja="{incident} には、開くのを待っているカードがありません。`/sec show {incident}` "
    "で確認できます。",
)
