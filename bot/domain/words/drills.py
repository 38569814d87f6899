"""What `/sec drill` answers, and what the thread of a drill says."""

from __future__ import annotations

from runbooks.kit.text import Text

REASON = Text("a containment drill", ja="封じ込めの訓練")
REASON_UNDO = Text(
    "the drill {execution} puts back what it has changed",
    ja="訓練 {execution} による変更を元に戻すため",
)

STARTED = Text(
    "{execution}: the drill of *{runbook}* has started. It goes on in its thread in the alerts' channel, "
    "and each of its two plans needs other people's approval.",
    ja="{execution}：*{runbook}* の訓練を開始しました。"
    "以後はアラートのチャンネルにある訓練のスレッドで進み、2 "
    "つの計画にはそれぞれほかの人の承認が必要です。",
)
NO_KIND = Text(
    "There is no drill of `{kind}`, only of `containment`. Nothing was changed.",
    ja="`{kind}` の訓練はありません。あるのは `containment` だけです。何も変更していません。",
)
NO_TARGET = Text(
    "Name what is to be drilled on: `/sec drill start containment [RUNBOOK] TARGET`.",
    ja="訓練の対象を指定してください：`/sec drill start containment [RUNBOOK] TARGET`",
)
NO_INCIDENT = Text(
    "A drill works on a thing to lose, never on an incident's target: name one that bears the tag "
    "`secbot:drill`. Nothing was changed.",
    ja="訓練は、失ってもよいものに対して行い、インシデントの対象には行いません。タグ "
    "`secbot:drill` のあるものを指定してください。何も変更していません。",
)
NOT_CONTAINING = Text(
    "{runbook} changes nothing, so that a drill of it would prove nothing.",
    ja="{runbook} は何も変更しないため、訓練しても何も検証できません。",
)
NO_FIT = Text(
    "No runbook works on `{target}`: name one. There are {known}.",
    ja="`{target}` に合うランブックを選べません。ランブックを指定してください。選択肢：{known}。",
)

STOPPED = Text(
    "{execution}: the drill is stopped before it has changed anything.",
    ja="{execution}：何も変更しないうちに訓練を停止しました。",
)
STOPPED_UNDO = Text(
    "{execution}: the drill is stopped. {undo} puts it back, once it is approved.",
    ja="{execution}：訓練を停止しました。承認されしだい、{undo} が元に戻します。",
)
STOPPED_LATER = Text(
    "{execution}: the drill is stopped. Its change runs to its end, then the undo is asked for. To "
    "stop the change itself, pull the brake: `/sec stop`.",
    ja="{execution}：訓練を停止しました。変更は最後まで実行され、"
    "その後に元に戻す申請を行います。変更そのものを止めるには停止スイッチを使ってください："
    "`/sec stop`",
)
STOPPED_ALREADY = Text(
    "{execution}: somebody has stopped this drill already.",
    ja="{execution}：この訓練はすでにほかの人が停止しています。",
)
NO_DRILL = Text(
    "There is no such drill that runs. `/sec drill list` names those that do.",
    ja="実行中の訓練にそのようなものはありません。実行中の訓練は `/sec drill list` "
    "で確認できます。",
)
WHICH = Text(
    "More than one drill runs: `/sec drill stop A-…`. There are {known}.",
    ja="複数の訓練が実行中です：`/sec drill stop A-…`。選択肢：{known}。",
)

PROVED = Text(
    "proved: {runbook} in {account}, {called} of {all} actions",
    ja="検証済み：{account} の {runbook}、{all} アクション中 {called}",
)
IN_PART = Text(
    "proved in part: {runbook} in {account}, {called} of {all} actions; AWS was not asked for "
    "{missing}, since it was so already",
    ja="一部検証済み：{account} の {runbook}、{all} アクション中 {called}。{missing} "
    "はすでにその状態だったため、AWS に要求していません",
)
NOT_RUN = Text(
    "not proved: {change} changed nothing ({stage}): {why}",
    ja="未検証：{change} は何も変更していません（{stage}）：{why}",
)
NOT_SUCCESS = Text(
    "not proved: {change} ended with {outcome}; {undo} ended with {back}",
    ja="未検証：{change} の結果は {outcome}、{undo} の結果は {back}",
)
NOT_BACK = Text(
    "not proved: {undo} did not run ({stage}): {why} What {change} has changed is still so: "
    "`/sec undo {change}`",
    ja="未検証：{undo} は実行されていません（{stage}）：{why} {change} "
    "による変更はそのままです：`/sec undo {change}`",
)
NO_UNDO = Text(
    "not proved: {change} can't be put back: {why}", ja="未検証：{change} は元に戻せません：{why}"
)
OTHER_CODE = Text(
    "not proved: {undo} ran with other code than {change}: drill it again",
    ja="未検証：{undo} は {change} と異なるコードで実行されました。もう一度訓練してください",
)
UNSAID = Text("no reason was given.", ja="理由の記載はありません。")
WHY_STOPPED = Text("the drill was stopped.", ja="訓練が停止されました。")
BY_STOP = Text("not proved: it was stopped. {why}", ja="未検証：停止されました。{why}")

BANNER = Text(
    "🧪 *DRILL · a disposable target, no incident: nothing is under attack*",
    ja="🧪 *訓練 · 失ってもよい対象であり、インシデントではありません。攻撃は受けていません*",
)
PUSH_DRILL = Text("DRILL: {push}", ja="訓練：{push}")
HEAD = Text(
    "🧪 *DRILL {execution} · {title}* `{runbook}` in {account}, started by {name}",
    ja="🧪 *訓練 {execution} · {title}* `{runbook}`（{account}、開始者 {name}）",
)
GOES_ON = Text("▶ *{step}*", ja="▶ *{step}*")
STEP_CHANGE = Text(
    "1 of 4: {change} waits to be planned, approved and run",
    ja="1/4：{change} の計画、承認、実行待ち",
)
STEP_UNDO = Text(
    "3 of 4: contained and read back; {undo} waits to be approved and run",
    ja="3/4：封じ込めと読み戻し確認が完了。{undo} の承認と実行待ち",
)
STEP_ASKING = Text(
    "2 of 4: {change} has run; the undo is being asked for",
    ja="2/4：{change} は実行済み。元に戻す操作を申請中",
)
IS_STOPPING = Text(
    "⏹ *Stopped:* it ends once all is put back", ja="⏹ *停止済み：* すべて元に戻りしだい終了します"
)
ENDED_PROVED = Text("✅ *{result}*", ja="✅ *{result}*")
ENDED = Text("⚠️ *{result}*", ja="⚠️ *{result}*")
HOW_TO_STOP = Text(
    "`/sec drill stop {execution}` ends it and puts back what was changed",
    ja="`/sec drill stop {execution}` で終了し、変更を元に戻します",
)
PUSH = Text("DRILL {execution}: {title}", ja="訓練 {execution}：{title}")

LIST_RUNNING = Text("*Drills that run*", ja="*実行中の訓練*")
LIST_NONE = Text("*No drill runs*", ja="*実行中の訓練はありません*")
LIST_ROUND = Text(
    "• {execution} `{runbook}` in {account}, by {name}, since {since}",
    ja="• {execution} `{runbook}`（{account}、{name}、開始 {since}）",
)
LIST_PROVED = Text("*Proved last*", ja="*最後の検証*")
LIST_ROW = Text("• `{runbook}` in {account}: {proved}", ja="• `{runbook}`（{account}）：{proved}")
LIST_NEVER_HERE = Text("• `{runbook}` never in {accounts}", ja="• `{runbook}` 検証なし：{accounts}")
BY_WHOM = Text("{when}, by {name} ({execution})", ja="{when}、{name}（{execution}）")
BY_WHOM_OLD = Text(
    "{when}, by {name} ({execution}), with other code than runs now",
    ja="{when}、{name}（{execution}）。現在とは異なるコード",
)
LIST_PUSH = Text("Drills", ja="訓練")
