"""What the daily check says: the verdict, what needs somebody, and the proof of the quiet."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.posture import Standing
from bot.domain.status import Calm
from bot.domain.words import (
    canary,
    guarding,
    logs,
    organization,
    outage,
    paging,
    readers,
    routes,
    sweeping,
)
from runbooks.kit.text import Text

VERDICTS: Mapping[tuple[Calm, bool], Text] = {
    (Calm.QUIET, True): Text(
        "🟢 *Quiet, and proved:* nothing is open, and {proof}.",
        ja="🟢 *平穏（検証済み）：* 未解決なし、{proof}。",
    ),
    (Calm.QUIET, False): Text(
        "🟠 *Nothing is open, but the quiet is not proved:* {proof}.",
        ja="🟠 *未解決はありませんが、平穏は検証できていません：* {proof}。",
    ),
    (Calm.TAKEN, True): Text(
        "🟠 *{what}.* The rest is quiet, and proved: {proof}.",
        ja="🟠 *{what}。* ほかは平穏（検証済み）：{proof}。",
    ),
    (Calm.TAKEN, False): Text(
        "🟠 *{what}.* That the rest is quiet is not proved: {proof}.",
        ja="🟠 *{what}。* ほかが平穏かは検証できていません：{proof}。",
    ),
    (Calm.NEEDS, True): Text(
        "🔴 *{what}.* The rest is quiet, and proved: {proof}.",
        ja="🔴 *{what}。* ほかは平穏（検証済み）：{proof}。",
    ),
    (Calm.NEEDS, False): Text(
        "🔴 *{what}.* That the rest is quiet is not proved: {proof}.",
        ja="🔴 *{what}。* ほかが平穏かは検証できていません：{proof}。",
    ),
    (Calm.UNKNOWN, False): Text(
        "⚫ *It is not known what is open:* see below. And {proof}.",
        ja="⚫ *未解決のものが把握できません：* 下記参照。{proof}。",
    ),
}
"""By what is to do, and by whether every check has passed."""

ALL_PASSED = Text(
    "all {count} checks passed", ja="点検 {count} 件すべて合格", one="the 1 check passed"
)
NOTHING_CHECKED = Text("nothing was checked", ja="点検なし")
OUT_OF = Text("{tally} of {count} checks", ja="点検 {count} 件中 {tally}", one="{tally} of 1 check")
TALLY = Text("{count} {standing}", ja="{standing} {count} 件")
TAKEN = Text(
    "{count} incidents are open, and somebody has each",
    ja="未解決のインシデント {count} 件、いずれも担当者あり",
    one="1 incident is open, and somebody has it",
)
REVIEWS = Text(
    "{count} runs on one person's word are not reviewed",
    ja="単独判断による実行 {count} 件が事後レビュー待ち",
    one="1 run on one person's word is not reviewed",
)
UNOWNED = Text(
    "{count} incidents need an owner",
    ja="インシデント {count} 件に担当者が必要",
    one="1 incident needs an owner",
)
WAITING = Text(
    "{count} plans wait for approval",
    ja="計画 {count} 件が承認待ち",
    one="1 plan waits for approval",
)
BRAKES = Text(
    "{count} brakes are pulled", ja="停止スイッチ {count} 件が作動中", one="1 brake is pulled"
)
SLIPPED = Text(
    "{count} containments have slipped",
    ja="封じ込めの崩れ {count} 件",
    one="1 containment has slipped",
)

AS_OF = Text("_All accounts, as of {when}_", ja="_全アカウント、{when} 時点_")
AS_OF_ONE = Text("_{account} alone, as of {when}_", ja="_{account} のみ、{when} 時点_")
DUE = Text(
    "_Due {due}, and late: secbot was stopped then, or Slack did not take it_",
    ja="_予定時刻 {due} から遅延：secbot が停止していたか、Slack が受け付けませんでした_",
)
NOTHING = Text("{head} nothing", ja="{head} なし")
STRANGER = Text("{words}", ja="{words}")
UNKNOWN = Text("{head} *NOT_AVAILABLE* {why}", ja="{head} *NOT_AVAILABLE* {why}")

NEEDS_HEAD = Text("*Needs an owner*", ja="*担当者が必要*")
NEEDS_ROW = Text(
    "{sign} `{incident}` *{severity}* {title} · {account} · {since}",
    ja="{sign} `{incident}` *{severity}* {title} · {account} · {since}",
)
NEEDS_MORE = Text(
    "… and {count} more: `/sec list owner=none`", ja="…ほか {count} 件：`/sec list owner=none`"
)
BRAKES_HEAD = Text("*Brakes*", ja="*停止スイッチ*")
STOPPED_EVERYWHERE = Text(
    "🛑 pulled everywhere by {name} {when} · `/sec start`",
    ja="🛑 全アカウントを停止中、停止者 {name} {when} · `/sec start`",
)
STOPPED = Text(
    "🛑 pulled in {account} by {name} {when} · `/sec start {number}`",
    ja="🛑 {account} を停止中、停止者 {name} {when} · `/sec start {number}`",
)
LIFTS_HEAD = Text("*Ceiling lifted*", ja="*上限解除中*")
LIFTED_EVERYWHERE = Text(
    "🟠 everywhere until {when}, as {name} agreed",
    ja="🟠 すべてのアカウント、{when} まで、同意 {name}",
)
LIFTED = Text(
    "🟠 in {account} until {when}, as {name} agreed", ja="🟠 {account}、{when} まで、同意 {name}"
)
REVIEWS_HEAD = Text("*To review*", ja="*事後レビュー待ち*")
REVIEW_ROW = Text(
    "🚨 `{execution}` {name} broke the glass {when}: “{reason}” · `/sec review {execution} …`",
    ja="🚨 `{execution}` {name} がブレークグラスを使用 {when}："
    "「{reason}」 · `/sec review {execution} …`",
)
FATIGUE_HEAD = Text("*Approvals this week*", ja="*今週の承認*")
FATIGUE = Text("{head} {figures}", ja="{head} {figures}")
APPROVED = Text("{count}, half of them within {median}", ja="{count} 件、半数は {median}以内")
HASTY = Text("{count} within 10 s", ja="10 秒以内が {count} 件")
PAIR = Text(
    "{approver} said yes to {requester} {count} times",
    ja="{approver} が {requester} の申請を {count} 回承認",
)
BUSIEST = Text(
    "{approver} said yes {count} times within an hour",
    ja="{approver} が 1 時間以内に {count} 回承認",
)
OPEN_HEAD = Text("*Open*", ja="*未解決*")
OPEN = Text("{head} {counts}", ja="{head} {counts}")
SEVERITY = Text("{severity} {count}", ja="{severity} {count}")
WAITING_HEAD = Text("*Waiting for approval*", ja="*承認待ち*")
WAITING_ROW = Text(
    "`{plan}` {runbook} on {target} · {account} · asked by {name} · {has} of {needs} said yes · "
    "expires {when}",
    ja="`{plan}` {runbook} 対象 {target} · {account} · 申請者 {name} · 承認 "
    "{has}/{needs} · 期限 {when}",
)
UNDO_HEAD = Text("*Undo on offer*", ja="*元に戻せるもの*")
UNDO_ROW = Text(
    "`{execution}` {runbook} on {target} · {account} · {outcome} {when} · "
    "`/sec undo {execution} reason`",
    ja="`{execution}` {runbook} 対象 {target} · {account} · {outcome} {when} · "
    "`/sec undo {execution} 理由`",
)
MORE = Text(
    "… and {count} more: `python -m bot status` shows all of them",
    ja="…ほか {count} 件：全件は `python -m bot status` で確認できます",
)
DAY_HEAD = Text("*Since yesterday*", ja="*昨日以降*")
DAY = Text("{head} {opened} · {ended}", ja="{head} {opened} · {ended}")
OPENED_NOTHING = Text("nothing new", ja="新規なし")
OPENED = Text("new: {counts}", ja="新規：{counts}")
ENDED_NOTHING = Text("nothing executed", ja="実行なし")
ENDED = Text("executed: {counts}", ja="実行：{counts}")
OUTCOME = Text("{count} {outcome}", ja="{outcome} {count} 件")

PROOF_HEAD = Text(
    "*Can the quiet be trusted?* {tally} · AWS looked at {when}",
    ja="*平穏は信頼できるか* {tally} · AWS の確認 {when}",
)
PROOF_HEAD_NEVER = Text(
    "*Can the quiet be trusted?* {tally} · AWS not looked at yet",
    ja="*平穏は信頼できるか* {tally} · AWS は未確認",
)
REFRESHING = Text(
    "_AWS is being looked at anew: ask again in a minute._",
    ja="_AWS を確認し直しています：1 分後にもう一度実行してください。_",
)
NAMED = Text("*{check}* {says}", ja="*{check}* {says}")
PIPES = Text(
    "*Inbox* {inbox} · *Outbox* {outbox} · *Slack* {slack}",
    ja="*受信箱* {inbox} · *送信箱* {outbox} · *Slack* {slack}",
)
FAULT = Text(
    "{sign} *{standing}* {check} · {place}: {says}",
    ja="{sign} *{standing}* {check} · {place}：{says}",
)
FAULT_HERE = Text("{sign} *{standing}* {check}: {says}", ja="{sign} *{standing}* {check}：{says}")
FAULTS_MORE = Text(
    "… and {count} more: `/sec status ACCOUNT` tells those of one account, and all of them at a "
    "terminal `python -m bot status`",
    ja="…ほか {count} 件：アカウントごとには `/sec status ACCOUNT`、"
    "全件は端末で `python -m bot status` を実行してください",
)
PLACE = Text("{account} · {regions}", ja="{account} · {regions}")
WHERE = Text("{place}: {tally} · {seen}", ja="{place}：{tally} · {seen}")
WHERE_ONLY = Text("{place}: {tally}", ja="{place}：{tally}")
PLACES_HEAD = Text("*Where*", ja="*場所*")
WHOLE = Text("the account as a whole", ja="アカウント全体")
SEEN = Text("last finding {when} from {region}", ja="最後の検出結果 {when}、{region}")
SEEN_HERE = Text("last finding {when}", ja="最後の検出結果 {when}")
SEEN_NEVER = Text("no finding yet", ja="検出結果はまだありません")

NO_ACCOUNT = Text(
    "NOTHING IS SHOWN: I don't know an account “{typed}”. `/sec status` shows all of them.",
    ja="何も表示していません：アカウント「{typed}」は見つかりません。"
    "`/sec status` ですべて表示できます。",
)
NO_SUCH_ACCOUNT = Text(
    "The policy file has no account “{typed}”; without one, all are shown.",
    ja="ポリシーファイルにアカウント「{typed}」はありません。省略するとすべて表示します。",
)

PART_BROKE = Text(
    "this could not be read, by a fault of secbot's own that its log tells of",
    ja="secbot の不具合により読み取れませんでした。詳細はログにあります",
)

CHECKS: Mapping[str, Text] = {
    "last_finding": Text("Last finding", ja="最後の検出結果"),
    "looked_at": Text("Look at AWS", ja="AWS の確認"),
    "queue": Text("Queue of findings", ja="検出結果のキュー"),
    "inbox": Text("Inbox", ja="受信箱"),
    "outbox": Text("Outbox", ja="送信箱"),
    "slack": outage.CHECK,
    "holds": Text("Holds", ja="封じ込めの維持"),
    "readable_messages": Text("Messages can be read", ja="メッセージの読み取り"),
    "work_done": Text("Work is done", ja="処理の進行"),
    "role_use": guarding.ROLE_USE,
    "routes": routes.CHECK,
    "swept": sweeping.SWEPT,
    "healed": sweeping.HEALED,
    "canary": canary.CHECK,
    "logs": logs.CHECK,
    "page_sns": paging.CHECK_SNS,
    "page_webhook": paging.CHECK_WEBHOOK,
    "organization": organization.CHECK,
    "channel_readers": readers.CHECK,
}
"""What the checks are called that rest on the database."""

SIGNS: Mapping[Standing, str] = {
    Standing.PASSED: "✅",
    Standing.FAILED: "❌",
    Standing.WARNING: "⚠️",
    Standing.NOT_AVAILABLE: "⚫",
}

HELP = Text(
    "print the daily check: what needs somebody, and whether the quiet can be trusted",
    ja="日次チェックを出力する：対応が必要なもの、平穏が信頼できるか",
)
HELP_JSON = Text("print it as JSON", ja="JSON で出力する")
HELP_ACCOUNT = Text(
    "an account's number or name; all of them where it is left out",
    ja="アカウントの番号か名前。省略するとすべて",
)
