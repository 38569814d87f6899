"""What is said of findings that are deleted at their age, and of the incidents that had them."""

from __future__ import annotations

from runbooks.kit.text import Text

CARD = Text(
    "🗄️ *Its {count} findings were deleted {when}*: the policy file keeps findings for {days} days "
    "after they were last seen (`retention.findings`). The incident, what was executed and all "
    "records stay: `/sec audit {incident}`.",
    one="🗄️ *Its finding was deleted {when}*: the policy file keeps findings for {days} days after "
    "they were last seen (`retention.findings`). The incident, what was executed and all records "
    "stay: `/sec audit {incident}`.",
    ja="🗄️ *検出結果 {count} 件は {when} に削除されました。* ポリシーファイルの設定により、"
    "検出結果は最後の観測から {days} 日間保持されます（`retention.findings`）。"
    "インシデント、実行内容、すべての記録は残ります：`/sec audit {incident}`",
)
CARD_STATE = Text(
    "{incident} · {status} · {account} · opened {when}",
    ja="{incident} · {status} · {account} · 発生 {when}",
)
CARD_PUSH = Text(
    "{incident}: its findings were deleted at their age",
    ja="{incident}：検出結果は保持期間の経過により削除されました",
)
AUDIT = Text(
    "_Its {count} findings were deleted {when}, {days} days after they were last seen "
    "(`retention.findings`); what is written stays._",
    one="_Its finding was deleted {when}, {days} days after it was last seen "
    "(`retention.findings`); what is written stays._",
    ja="_検出結果 {count} 件は、最後の観測から {days} 日を過ぎたため {when} に削除されました"
    "（`retention.findings`）。記録は残ります。_",
)
WHY = Text(
    "The {count} findings of {incident} were deleted at {at}: the policy file keeps findings for "
    "{days} days after they were last seen (`retention.findings`). What is written stays: `/sec audit {incident}`.",
    one="The finding of {incident} was deleted at {at}: the policy file keeps findings for {days} "
    "days after they were last seen (`retention.findings`). What is written stays: `/sec audit {incident}`.",
    ja="{incident} の検出結果 {count} 件は {at} に削除されました。"
    "ポリシーファイルの設定により、検出結果は最後の観測から {days} 日間保持されます"
    "（`retention.findings`）。記録は残ります：`/sec audit {incident}`",
)
NOTHING_LEFT = Text(
    "The findings of {incident} were deleted at {at}, {days} days after they were last seen "
    "(`retention.findings`). Nothing was changed. What comes up again opens a new incident, which "
    "names {incident}.",
    ja="{incident} の検出結果は、最後の観測から {days} 日を過ぎたため {at} に削除されました"
    "（`retention.findings`）。何も変更していません。"
    "同じ検出結果が再び届いた場合は、{incident} を示した新しいインシデントを作成します。",
)
BEFORE = Text(
    "*Known before* as {incident}, whose findings were deleted {when}, {days} days after they were "
    "last seen",
    ja="*以前に観測済み* {incident}（検出結果は最後の観測から {days} 日を過ぎたため {when} に削除）",
)
BEFORE_FEW = Text(
    "*Known before*, and deleted {when}, {days} days after it was last seen",
    ja="*以前に観測済み*（最後の観測から {days} 日を過ぎたため {when} に削除）",
)
WHY_BEFORE = Text(
    "It was known before as {incident}, whose findings were deleted at {at}: what comes up again "
    "after that is an incident of its own.",
    ja="以前は {incident} として扱われていましたが、その検出結果は {at} に削除されました。"
    "その後に再び届いたものは新しいインシデントになります。",
)
TOLD_RETURNED = (
    Text(
        "the finding was known before as {earlier}, whose findings were deleted on {day}",
        ja="この検出結果は以前 {earlier} として扱われ、{day} に削除されたものです",
    ),
    Text(
        "the finding was known before, and was deleted on {day}",
        ja="この検出結果は以前に観測され、{day} に削除されたものです",
    ),
    Text(
        "the finding was known before, and was deleted",
        ja="この検出結果は以前に観測され、削除されたものです",
    ),
)
TOLD_DELETED = (
    Text(
        "{count} findings were deleted, last seen before {day}: they are kept for {days} days",
        one="1 finding was deleted, last seen before {day}: they are kept for {days} days",
        ja="{day} より前に最後に観測された検出結果 {count} 件を削除しました（保持期間 {days} 日）",
    ),
    Text("old findings were deleted", ja="古い検出結果を削除しました"),
)

STATUS_HEAD = Text("*Old findings*", ja="*古い検出結果*")
STATUS = Text(
    "{head} deleted {days} days after they were last seen · {last}",
    ja="{head} 最後の観測から {days} 日で削除 · {last}",
)
STATUS_NEVER = Text("no night has come yet", ja="まだ実行されていません")
STATUS_RUNS = Text(
    "begun {when}, {count} deleted so far", ja="{when} に開始、これまでに {count} 件を削除"
)
STATUS_NONE = Text("none was old enough {when}", ja="{when} の時点で対象なし")
STATUS_DONE = Text(
    "{count} deleted {when}, last seen before {before}",
    ja="{when} に {count} 件を削除（最後の観測が {before} より前）",
)
STATUS_CUT = Text("{done}; more are left for the next night", ja="{done}。残りは翌日に削除します")
STATUS_IGNORED = Text(
    "{done}; {count} more were found upstream, older than that, and left there",
    ja="{done}。連携元にはさらに古いものが {count} 件ありましたが、取り込んでいません",
)

DOCTOR = Text(
    "findings that nothing needs are deleted {days} days after they were last seen",
    ja="不要になった検出結果は、最後の観測から {days} 日で削除されます",
)
