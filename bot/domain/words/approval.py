"""What the approval card, and the page with the whole plan, say."""

from __future__ import annotations

from collections.abc import Mapping

from runbooks.kit.text import Text
from runbooks.kit.values import Power, Reach

HEAD = Text(
    "🛑 *Approve: {title}* {target}, asked by {requester}, for {incident}",
    ja="🛑 *承認依頼：{title}* {target}、申請者 {requester}、関連インシデント {incident}",
)
HEAD_UNDO = Text(
    "🛑 *Approve the undo of {undone}: {title}* {target}, asked by {requester}, for {incident}",
    ja="🛑 *{undone} を元に戻す承認依頼：{title}* {target}、申請者 {requester}、"
    "関連インシデント {incident}",
)
HEAD_PLAN = Text(
    "📋 *{plan}: {title}* {target}, asked by {requester}, for {incident}",
    ja="📋 *{plan}：{title}* {target}、申請者 {requester}、関連インシデント {incident}",
)
HEAD_PLAN_UNDO = Text(
    "📋 *{plan}, undo of {undone}: {title}* {target}, asked by {requester}, for {incident}",
    ja="📋 *{plan}、{undone} を元に戻す操作：{title}* {target}、申請者 {requester}、"
    "関連インシデント {incident}",
)
NO_INCIDENT = Text("no incident", ja="なし")
THING = Text("`{thing}`", ja="`{thing}`")
THING_NAMED = Text("`{thing}` ({name})", ja="`{thing}`（{name}）")

APPROVED = Text(
    "✅ *Approved* by {who}; {execution} {says}", ja="✅ *承認済み*（{who}）。{execution}：{says}"
)
RAN = Text(
    "☑️ *Approved* by {who}; {execution} {says}", ja="☑️ *承認済み*（{who}）。{execution}：{says}"
)
UNASKED = Text("☑️ *No approval needed*; {execution} {says}", ja="☑️ *承認不要*。{execution}：{says}")
REJECTED = Text(
    "⛔ *Rejected* by {who}. Nothing was changed.", ja="⛔ *却下*（{who}）。何も変更していません。"
)
REJECTED_BECAUSE = Text(
    "⛔ *Rejected* by {who}: “{reason}” Nothing was changed.",
    ja="⛔ *却下*（{who}）：「{reason}」。何も変更していません。",
)
EXPIRED = Text(
    "⌛ *Expired* at {when}. Nothing was changed. Ask again for a fresh plan.",
    ja="⌛ *期限切れ*（{when}）。何も変更していません。新しい計画が必要な場合は、"
    "もう一度申請してください。",
)
REFUSED = Text("⛔ *Refused*: {why}", ja="⛔ *拒否*：{why}")
REFUSED_UNSAID = Text("⛔ *Refused*. Nothing was changed.", ja="⛔ *拒否*。何も変更していません。")
SUPERSEDED = Text(
    "🔁 *Superseded by {plan}*, since AWS or the policy file has changed. This plan can't run.",
    ja="🔁 *{plan} に差し替え*：AWS かポリシーファイルが変わったため、この計画は実行できません。",
)
NOTHING_TO_DO = Text(
    "☑️ *Nothing to do*: it is so already. Nothing was changed.",
    ja="☑️ *変更不要*：すでにその状態です。何も変更していません。",
)
PLANNED_ONLY = Text(
    "📋 *A look only*: nothing was asked for, and nothing will run.",
    ja="📋 *計画の確認のみ*：何も申請していません。何も実行されません。",
)
PLANNING = Text(
    "⏳ *Being planned again*. This plan can't run.", ja="⏳ *再計画中*。この計画は実行できません。"
)
NOBODY_NAMED = Text("nobody", ja="該当者なし")

TARGET = Text(
    "*Target* `{target}` · {account} · {region}", ja="*対象* `{target}` · {account} · {region}"
)
TARGET_THERE = Text(
    "*Target* `{target}` · {account} · {region} · *acts in* {there}",
    ja="*対象* `{target}` · {account} · {region} · *操作先* {there}",
)
ACCOUNT = Text("{name} {number}", ja="{name} {number}")
NO_REGION = Text("no Region", ja="リージョンなし")
DIFFERENCES = Text("*Changed in AWS since the plan before*", ja="*前回の計画から AWS で変わった点*")
CHANGES = Text("*Will change*", ja="*変更内容*")
NO_CHANGES = Text(
    "*Will change* nothing: it is so already", ja="*変更内容* なし：すでにその状態です"
)
BREAKS = Text("*Will break*", ja="*影響を受けるもの*")
NO_BREAKS = Text(
    "*Will break* nothing that secbot knows of", ja="*影響を受けるもの* secbot の把握する限りなし"
)
WIDE = Text(
    "🔴 *Class {risk}: its blast radius is large*", ja="🔴 *クラス {risk}：影響範囲が広い操作です*"
)
RECORD = Text("*From the record*", ja="*記録から分かること*")
UNPROVED = Text("*Not proved*", ja="*未検証*")
EVIDENCE = Text("*Evidence first*", ja="*先に保全する証拠*")
WARNINGS = Text("⚠️ *Warnings*", ja="⚠️ *警告*")
REOPENS = Text(
    "⚠️ *This re-opens or re-enables something: decided on as class D*",
    ja="⚠️ *再公開または再有効化を含みます：クラス D として判断します*",
)
LEFT_OUT = Text(
    "• … and {count} more: press Plan to read them all",
    ja="• …ほか {count} 件：「計画」を押すとすべて読めます",
)

REACHES: Mapping[Reach, Text] = {
    Reach.FULL: Text(
        "*Undo* puts all of it back: {says} · `/sec undo {execution}`",
        ja="*元に戻す操作* すべて元に戻せます：{says} · `/sec undo {execution}`",
    ),
    Reach.PARTIAL: Text(
        "*Undo* puts back a part only: {says} · `/sec undo {execution}`",
        ja="*元に戻す操作* 一部だけ元に戻せます：{says} · `/sec undo {execution}`",
    ),
    Reach.NONE: Text("*Undo* none: {says}", ja="*元に戻す操作* 不可：{says}"),
}
WOULD_REACH: Mapping[Reach, Text] = {
    Reach.FULL: Text(
        "*Undo* would put all of it back: {says}",
        ja="*元に戻す操作* すべて元に戻せる見込み：{says}",
    ),
    Reach.PARTIAL: Text(
        "*Undo* would put back a part only: {says}",
        ja="*元に戻す操作* 一部だけ元に戻せる見込み：{says}",
    ),
    Reach.NONE: Text("*Undo* none: {says}", ja="*元に戻す操作* 不可：{says}"),
}
UNDO_OF_UNDO = Text(
    "*Undo* none, since this is one: ask for the runbook anew instead",
    ja="*元に戻す操作* 不可：これ自体が元に戻す操作です。ランブックを改めて申請してください",
)
RIGHTS = Text(
    "*Rights* {rights}, for {minutes} minutes", ja="*権限* {rights}、有効期間 {minutes} 分"
)
NO_RIGHTS = Text("*Rights* none", ja="*権限* なし")
RIGHT = Text(
    "`{action}` on {count} resources",
    ja="`{action}`（リソース {count} 件）",
    one="`{action}` on 1 resource",
)
HELD = Text("under the {power} {actions}", ja="{power}：{actions}")
POWERS: Mapping[Power, Text] = {
    Power.CONTAIN: Text("contain role", ja="封じ込めロール"),
    Power.RELEASE: Text("release role", ja="解除ロール"),
    Power.SYNC: Text("sync role", ja="同期ロール"),
}
REASON = Text("*Reason given* “{reason}”", ja="*申請理由* 「{reason}」")
OPEN_FIRST = Text(
    "⚠️ *The card could not show all of it: open the whole plan before you approve.*",
    ja="⚠️ *カードに全体を表示できません：承認する前に計画全体を開いてください。*",
)

WAITS = Text(
    "{plan} · needs {needs} of {who}, not {requester} · {voices} · class {risk} · "
    "plan `{digest}` · unsigned · expires {expires}, then rejected: nothing runs",
    ja="{plan} · 承認 {needs} 人が必要（{who}、"
    "{requester} を除く） · {voices} · クラス {risk} · 計画 `{digest}` · "
    "署名なし · 期限 {expires}、過ぎると却下（何も実行されません）",
)
ENDED = Text(
    "{plan} · class {risk} · plan `{digest}` · unsigned",
    ja="{plan} · クラス {risk} · 計画 `{digest}` · 署名なし",
)
NO_VOICES = Text("no approval yet", ja="承認はまだありません")
VOICES = Text("approved by {who}", ja="承認済み：{who}")
NO_APPROVERS = Text(
    "nobody: the policy file names no approver here",
    ja="該当者なし：ポリシーファイルにここの承認者がいません",
)

APPROVE = Text("Approve", ja="承認")
REJECT = Text("Reject…", ja="却下…")
PLAN = Text("Plan", ja="計画")
CONFIRM_TITLE = Text("{title}?", ja="{title}？")
CONFIRM_TITLE_UNDO = Text("Undo {undone}: {title}?", ja="{undone} を元に戻す：{title}？")
CONFIRM_TEXT = Text(
    "{target} in {account} · {region}. Plan {digest} of {execution}. It runs as soon as enough "
    "people have approved.",
    ja="対象 {target}、{account} · {region}。{execution} の計画 {digest}。"
    "必要な人数の承認がそろうと、すぐに実行されます。",
)
CONFIRM_YES = Text("Approve", ja="承認")
CONFIRM_NO = Text("Go back", ja="戻る")

PUSH = Text(
    "Approve {title}? Asked by {requester}. /sec approve {execution} {digest}",
    ja="{title} を承認しますか？申請者 {requester}。/sec approve {execution} {digest}",
)
PUSH_ENDED = Text("{execution} {title} {says}.", ja="{execution} {title}：{says}。")

MODAL_TITLE = Text("Plan {plan}", ja="計画 {plan}")
MODAL_CLOSE = Text("Close", ja="閉じる")
MODAL_STEPS = Text("*Steps, to the letter*", ja="*手順（実行内容そのまま）*")
MODAL_NO_STEPS = Text("*Steps* none: it is so already", ja="*手順* なし：すでにその状態です")
MODAL_STEP = Text("*{number}. {says}*", ja="*{number}. {says}*")
MODAL_RIGHT = Text("`{action}` under the {power}, on:", ja="`{action}`（{power}）、対象：")
MODAL_RESOURCE = Text("• `{resource}`", ja="• `{resource}`")
MODAL_PROOF = Text(
    "*Proved* When the steps are made, the target is read again. It is called done only if "
    "every claim about it passed; a claim that can't be told is said to be inconclusive.",
    ja="*検証* 手順の実施後に対象を読み戻します。"
    "すべての検証項目に合格した場合だけ完了とします。"
    "判定できない項目は INCONCLUSIVE と表示します。",
)
MODAL_DIGEST = Text("*Digest* `{digest}`", ja="*ダイジェスト* `{digest}`")
MODAL_CODE = Text(
    "*Code* `{code}` *policy* `{policy}`", ja="*コード* `{code}` *ポリシー* `{policy}`"
)
MODAL_CUT = Text(
    "⚠️ *The plan is longer than Slack can show, so it can't be approved from here.* Ask for "
    "less at once, or use `python -m bot approve`.",
    ja="⚠️ *計画が長く Slack に表示しきれないため、"
    "ここでは承認できません。* 一度に申請する範囲を減らすか、"
    "`python -m bot approve` を使ってください。",
)
