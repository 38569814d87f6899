"""What is said while Slack takes nothing, by page, and once it takes messages again."""

from __future__ import annotations

from runbooks.kit.text import Text

CHECK = Text("Slack", ja="Slack")
WELL = Text("takes messages", ja="メッセージを受け付けています")
WELL_UNPAGED = Text(
    "takes messages; nobody would be called if it did not: the policy file has no `on_call.page`",
    ja="メッセージを受け付けています。受け付けなくなっても誰も呼び出されません（ポリシーファイ"
    "ルに `on_call.page` なし）",
)
DOWN = Text(
    "takes nothing since {since}; what is HIGH pages beyond Slack",
    ja="{since} から何も受け付けていません。HIGH 以上は Slack 以外で呼び出します",
)
DOWN_UNPAGED = Text(
    "takes nothing since {since}, and nobody is called: the policy file has no `on_call.page`",
    ja="{since} から何も受け付けておらず、誰も呼び出されていません（ポリシーファイルに "
    "`on_call.page` なし）",
)

UNPAGED = Text(
    "While Slack is down nobody would be called.", ja="Slack が停止しても誰も呼び出されません。"
)
UNPAGED_MEND = Text(
    "name an SNS topic or a webhook in `on_call.page` of {path}",
    ja="{path} の `on_call.page` に SNS トピックまたは Webhook を指定してください",
)

HEAD = Text(
    "📵 *Slack took nothing from {since} to {until} ({minutes} min)*",
    ja="📵 *Slack は {since} から {until} まで何も受け付けませんでした（{minutes} 分間）*",
)
COUNTS = Text(
    "Meanwhile {findings} and {incidents}. Their cards follow, the worst first.",
    ja="その間に{findings}、{incidents}。カードは重大なものから順に続きます。",
)
FINDINGS = Text("{count} findings came", ja="検出結果が {count} 件届き", one="one finding came")
INCIDENTS = Text(
    "{count} incidents were opened",
    ja="インシデントが {count} 件発生しました",
    one="one incident was opened",
)
NOTHING_NEW = Text(
    "Nothing new came meanwhile. What has changed follows.",
    ja="その間に新しいものは届いていません。変化のあったものが続きます。",
)
BAD = Text(
    "{count} of them HIGH or CRITICAL: {ids}",
    ja="うち HIGH または CRITICAL {count} 件：{ids}",
    one="One of them HIGH or CRITICAL: {ids}",
)
EXPIRED = Text(
    "{count} approvals expired: {ids}. Nothing of that ran.",
    ja="期限切れの承認待ち {count} 件：{ids}。いずれも実行されていません。",
    one="One approval expired: {ids}. Nothing of that ran.",
)
WAITING = Text(
    "{count} plans wait for a yes: {ids}",
    ja="承認待ちの計画 {count} 件：{ids}",
    one="One plan waits for a yes: {ids}",
)
SLIPPED = Text(
    "{count} holds slipped: {ids}",
    ja="封じ込めの崩れ {count} 件：{ids}",
    one="One hold slipped: {ids}",
)
PUSH = Text(
    "Slack took nothing for {minutes} min. What came meanwhile follows.",
    ja="Slack は {minutes} 分間何も受け付けませんでした。その間のものが続きます。",
)

SUBJECT = Text("secbot: Slack is down", ja="secbot：Slack が停止しています")
SUBJECT_OVER = Text("secbot: Slack is back", ja="secbot：Slack が復旧しました")
PAGE_BEGUN = Text(
    "secbot: Slack takes nothing since {since}. Nothing is lost, cards wait. At the terminal "
    "python -m bot status tells what is open.",
    ja="secbot：Slack が {since} から何も受け付けていません。失われるものはなく、"
    "カードは待機しています。端末で python -m bot status "
    "を実行すると未解決のものを確認できます。",
)
PAGE_MORE = Text(
    "secbot: Slack still takes nothing, since {since}.",
    ja="secbot：Slack は {since} から引き続き何も受け付けていません。",
)
PAGE_NEW = Text("New: {which}.", ja="新規：{which}。")
PAGE_ONE = Text("{incident} {severity} in {account}", ja="{account} の {incident} {severity}")
PAGE_HIDDEN = Text("{incident} {severity}", ja="{incident} {severity}")
PAGE_WAITING = Text("Waiting for a yes: {which}.", ja="承認待ち：{which}。")
PAGE_SLIPPED = Text("No longer contained: {which}.", ja="封じ込めの崩れ：{which}。")
PAGE_ALONE = Text("Left alone: {which}.", ja="未対応：{which}。")
PAGE_IN = Text("{id} in {account}", ja="{account} の {id}")
PAGE_OTHERS = Text("{count} more", ja="ほか {count} 件")
PAGE_OVER = Text(
    "secbot: Slack takes messages again since {until}, after {minutes} min.",
    ja="secbot：Slack は {until} に復旧し、メッセージを受け付けています（停止 {minutes} 分間）。",
)
