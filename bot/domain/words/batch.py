"""What is said of a batch: one wish over several targets, approved as one."""

from __future__ import annotations

from runbooks.kit.text import Text

ASKED = Text(
    "{batch}: I am planning *{runbook}* for {count} targets. One card for all of them comes in "
    "{where}.",
    ja="{batch}：{count} 件の対象に *{runbook}* を計画しています。"
    "全対象をまとめたカードを投稿します（{where}）。",
)
ASKED_LEFT_OUT = Text(
    "{batch}: I am planning *{runbook}* for {count} targets. One card for all of them comes in "
    "{where}. Not asked for: {left_out}",
    ja="{batch}：{count} 件の対象に *{runbook}* を計画しています。"
    "全対象をまとめたカードを投稿します（{where}）。申請しなかったもの：{left_out}",
)
UNDO_ASKED = Text(
    "{batch}: I am planning how to put back {count} changes of {undone}.",
    ja="{batch}：{undone} の変更 {count} 件を元に戻す計画を作成しています。",
)
UNDO_ASKED_LEFT_OUT = Text(
    "{batch}: I am planning how to put back {count} changes of {undone}. Not put back: {left_out}",
    ja="{batch}：{undone} の変更 {count} 件を元に戻す計画を作成しています。"
    "元に戻さないもの：{left_out}",
)
THREAD = Text("the thread of {incident}", ja="{incident} のスレッド")
CHANNEL = Text("the channel of the alerts", ja="アラートのチャンネル")
HERE = Text("this channel", ja="このチャンネル")
WHY = Text("{target}: {why}", ja="{target}：{why}")
TOO_MANY = Text(
    "That would change {count} targets at once, and `limits.targets_per_execution` lets one wish "
    "have {most}. Nothing was changed. Ask for fewer.",
    ja="一度に {count} 件の対象を変更する申請です。"
    "`limits.targets_per_execution` により 1 回の上限は {most} 件です。"
    "何も変更していません。対象を減らして申請してください。",
)
NONE_LEFT = Text(
    "Not one of these targets can be asked for. Nothing was changed. {left_out}",
    ja="申請できる対象がありません。何も変更していません。{left_out}",
)
ONE_INCIDENT = Text(
    "An incident has its own targets, so it is asked for alone. Nothing was changed. "
    "Name the incident, or the targets.",
    ja="インシデントの対象は決まっているため、単独で申請してください。"
    "何も変更していません。インシデントか対象のどちらかを指定してください。",
)
NO_BATCH = Text(
    "I don't know {id}. Nothing was changed. Its card bears the right id.",
    ja="{id} は見つかりません。何も変更していません。正しい ID はカードにあります。",
)
PART_OF = Text(
    "{execution} is decided on with its batch, {batch}, and never alone. Nothing was changed. "
    "`/sec approve {batch} DIGEST`, or `/sec reject {batch}`; its card shows the digest.",
    ja="{execution} は一括実行 {batch} の一部です。単独では承認も却下もできません。"
    "何も変更していません。`/sec approve {batch} DIGEST` か `/sec reject {batch}` を"
    "使ってください。ダイジェストはカードにあります。",
)
NOT_ON_ONE_WORD = Text(
    "{execution} waits with its batch, {batch}, and runs on nobody's word alone: nobody has been "
    "shown its plan by itself. Nothing was changed. Ask for the one target by itself, and do that.",
    ja="{execution} は一括実行 {batch} の一部として待機中で、"
    "単独判断では実行できません。この計画だけを見た人がいないためです。"
    "何も変更していません。対象を 1 つだけ指定して申請し直してください。",
)
PLANNING = Text(
    "{batch} is still being planned. Nothing was changed. Its card follows.",
    ja="{batch} は計画中です。何も変更していません。まもなくカードが届きます。",
)
NOT_WAITING = Text(
    "Nothing of {batch} waits for a decision any more. Nothing was changed. "
    "`/sec show {batch}` says how each target stands.",
    ja="{batch} に判断待ちのものはもうありません。何も変更していません。"
    "対象ごとの状況は `/sec show {batch}` で確認できます。",
)
APPROVED = Text(
    "{batch} is approved: {count} targets run now, each on its own.",
    ja="{batch} が承認されました。{count} 件の対象を個別に実行します。",
    one="{batch} is approved: its one target runs now.",
)
REJECTED = Text(
    "{batch} is rejected. Nothing ran.", ja="{batch} を却下しました。何も実行していません。"
)
SAME_TARGET = Text("it is the same target as that of {other}", ja="{other} と同じ対象です")
STANDS = Text("it is {stage}", ja="状態：{stage}")
SLOW = Text(
    "it was not planned in time, so it asks for itself",
    ja="計画が間に合わなかったため、単独で承認を求めます",
)
NOTHING_BACK = Text(
    "Nothing of {batch} can be put back now. Nothing was changed. {left_out}",
    ja="{batch} に、いま元に戻せるものはありません。何も変更していません。{left_out}",
)

HEAD = Text(
    "🛑 *Approve {count} targets at once: {title}*, asked by {requester}, for {incident}",
    ja="🛑 *{count} 件の一括承認依頼：{title}*、申請者 {requester}、関連インシデント {incident}",
    one="🛑 *Approve 1 target: {title}*, asked by {requester}, for {incident}",
)
HEAD_UNDO = Text(
    "🛑 *Approve {count} undos at once: {title}*, asked by {requester}, for {incident}",
    ja="🛑 *{count} 件をまとめて元に戻す承認依頼：{title}*、申請者 {requester}、関連インシデント {incident}",
    one="🛑 *Approve 1 undo: {title}*, asked by {requester}, for {incident}",
)
HEAD_PLAIN = Text(
    "📋 *{batch}: {title}* for {incident}, asked by {requester}",
    ja="📋 *{batch}：{title}* 関連インシデント {incident}、申請者 {requester}",
)
HEAD_PLANNING = Text(
    "⏳ *{batch}: {title}* is being planned for {count} targets, asked by {requester}, "
    "for {incident}",
    ja="⏳ *{batch}：{title}* {count} 件の対象について計画中、申請者 {requester}、関連インシデント {incident}",
)
SUPERSEDED = Text(
    "🔁 *Superseded by {plan}*: all of it was planned anew. This one can't run.",
    ja="🔁 *{plan} に差し替え*：すべて再計画したため、この計画は実行できません。",
)
NOT_IN = Text("⚠️ *Not in the plan*", ja="⚠️ *計画に含まれないもの*")
NOT_IN_ROW = Text("`{target}`: {why}", ja="`{target}`：{why}")
PART = Text(
    "*{execution}* {thing} · class {risk} · `{target}` · {account} · {region}",
    ja="*{execution}* {thing} · クラス {risk} · `{target}` · {account} · {region}",
)
PART_THERE = Text(
    "*{execution}* {thing} · class {risk} · `{target}` · {account} · {region} · *acts in* {there}",
    ja="*{execution}* {thing} · クラス {risk} · `{target}` · {account} · {region} "
    "· *操作先* {there}",
)
PART_STANDS = Text(
    "{sign} *{execution}* {thing} in {account} {says}",
    ja="{sign} *{execution}* {thing}（{account}）：{says}",
)
PART_ALONE = Text(
    "{sign} *{execution}* {thing} in {account} {says} _(asks by itself)_",
    ja="{sign} *{execution}* {thing}（{account}）：{says} _（単独で承認が必要）_",
)
PART_LEFT = Text("{sign} *{execution}* {says}", ja="{sign} *{execution}*：{says}")
PART_BACK = Text("↩️ {undo} has put it back", ja="↩️ {undo} で元に戻しました")
PART_CLAIM = Text("• not proved: {says}", ja="• 未検証：{says}")
FOR_ALL = Text("*The same for all of them*", ja="*全対象に共通*")
EACH_ALONE = Text(
    "Each runs on its own. One that has moved in AWS when its turn comes stops and asks again by "
    "itself, and the others go on; so they do where one fails, until three of five have. "
    "`/sec stop` stops all at once.",
    ja="対象ごとに個別に実行します。順番が来た時点で AWS 側が変わっていた対象は停止し、"
    "単独で承認を求め直します。残りは続行します。失敗した場合も同様ですが、"
    "5 件中 3 件が失敗すると全体を止めます。`/sec stop` ですべてを一度に停止で"
    "きます。",
)
OUTCOME = Text("*All of it: {outcome}*", ja="*全体：{outcome}*")
OPEN_FIRST = Text(
    "⚠️ *The card could not show all of it: open every plan before you approve*, all at once "
    "with Plans, or one by one.",
    ja="⚠️ *カードに全体を表示できません：承認する前にすべての計画を開いてください*。"
    "「計画一覧」でまとめて、または 1 件ずつ開けます。",
)
WAITS = Text(
    "{plan} · needs {needs} of {who}, not {requester} · {voices} · class {risk}, the highest of "
    "all · plan `{digest}` · unsigned · expires {expires}, then rejected: nothing runs",
    ja="{plan} · 承認 {needs} 人が必要（{who}、"
    "{requester} を除く） · {voices} · クラス {risk}（全体で最も高いもの） · 計画 "
    "`{digest}` · 署名なし · 期限 {expires}、過ぎると却下（何も実行されません）",
)
ENDED = Text(
    "{plan} · class {risk} · plan `{digest}` · unsigned",
    ja="{plan} · クラス {risk} · 計画 `{digest}` · 署名なし",
)
HOW_BACK = Text(
    "`/sec show A-…` tells how one stands. `/sec undo {batch}` asks to put back all of it, "
    "`/sec undo A-…` one of them.",
    ja="個別の状況は `/sec show A-…`、全体を元に戻す申請は `/sec undo {batch}`、"
    "1 件だけなら `/sec undo A-…` です。",
)
DECIDED_BY = Text("*Approved* by {who}", ja="*承認済み*（{who}）")
REJECTED_BY = Text(
    "⛔ *Rejected* by {who}. Nothing was changed.", ja="⛔ *却下*（{who}）。何も変更していません。"
)

APPROVE = Text("Approve all", ja="すべて承認")
REJECT = Text("Reject all…", ja="すべて却下…")
PLANS = Text("Plans", ja="計画一覧")
PLAN_OF = Text("Plan {execution}", ja="{execution} の計画")
CONFIRM_TITLE = Text(
    "{title}: {count} targets?", ja="{title}：対象 {count} 件？", one="{title}: 1 target?"
)
CONFIRM_TEXT = Text(
    "{targets}. Plan {digest} of {batch}. All of them run as soon as enough people have approved.",
    ja="{targets}。{batch} の計画 {digest}。必要な人数の承認がそろうと、すべてすぐに実行されます。",
)
MODAL_TITLE = Text("Plans {plan}", ja="計画 {plan}")
MODAL_CUT = Text(
    "⚠️ *These plans are longer than Slack can show at once.* Open each with its own button on "
    "the card.",
    ja="⚠️ *計画が長く Slack に一度に表示しきれません。* カードのボタンで 1 件ずつ開いてください。",
)
REJECT_HEAD = Text(
    "*Reject all of {plan}: {title}*, asked by {requester}. Nothing will run.",
    ja="*{plan} をすべて却下：{title}*、申請者 {requester}。何も実行されません。",
)
PUSH = Text(
    "Approve {title} for {count} targets? Asked by {requester}. /sec approve {batch} {digest}",
    ja="{count} 件の対象への {title} を承認しますか？申請者 {requester}。"
    "/sec approve {batch} {digest}",
    one="Approve {title} for 1 target? Asked by {requester}. /sec approve {batch} {digest}",
)
PUSH_STANDS = Text(
    "{batch}: {title}, {count} targets.",
    ja="{batch}：{title}、対象 {count} 件。",
    one="{batch}: {title}, 1 target.",
)
WHY_PART = Text(
    "it is part of {batch}, approved as one under {digest} with {others}: the strictest decides, "
    "which needs {needs}",
    ja="{batch} の一部：{others} と合わせて {digest} で一括承認。"
    "最も厳しい条件に合わせ、承認 {needs} 人が必要",
)
WHY_ALONE = Text(
    "it was asked for in {batch}, and is decided on alone since it was planned anew",
    ja="{batch} で申請されたが、再計画されたため単独で判断",
)
WHY_MEMBER = Text(
    "{execution}, class {risk}, on {target}", ja="{execution}、クラス {risk}、対象 {target}"
)
WHY_LEFT_OUT = Text("not in the plan: {target}: {why}", ja="計画に含まれない：{target}：{why}")
WHY_NEEDS = Text(
    "all of it has the digest {digest} and needs {needs}, class {risk}",
    ja="全体のダイジェストは {digest}、承認 {needs} 人が必要、クラス {risk}",
)
CHOICE = Text("{target}", ja="{target}")
ON = Text("Targets, approved as one", ja="対象（一括で承認）")
NOT_NAMED = Text(
    "{incident} does not name one of these targets any more. Nothing was changed. Ask again.",
    ja="{incident} が示す対象から外れたものがあります。何も変更していません。"
    "もう一度申請してください。",
)
NO_OTHER = Text("no other target", ja="ほかの対象なし")
