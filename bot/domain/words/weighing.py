"""What is said of the class that a plan is decided on as, and of the votes on it: `/sec why`."""

from __future__ import annotations

from runbooks.kit.text import Text

OWN = Text("the runbook says that this is class {risk}", ja="ランブックの定義ではクラス {risk}")
RELEASES = Text(
    "it opens, re-enables or needs the release role: class D",
    ja="開放または再有効化するか、解除ロールが必要：クラス D",
)
WIDE = Text(
    "its measured blast radius makes it class {risk}: {why}",
    ja="測定した影響範囲によりクラス {risk}：{why}",
)
TAGGED = Text(
    "the tag `secbot:protected` makes it class D", ja="タグ `secbot:protected` によりクラス D"
)
RAISED = Text(
    "*the policy file raises it to class {risk}*: {rule}",
    ja="*ポリシーファイルによりクラス {risk} に引き上げ*：{rule}",
)
PRECIOUS = Text(
    "*the policy file calls {target} precious*: class {risk}",
    ja="*ポリシーファイルが {target} を重要資産に指定*：クラス {risk}",
)
SPECIAL = Text(
    "*its account is special in the organization* ({parts}): class D",
    ja="*組織の特別なアカウント*（{parts}）：クラス D",
)
FIRST = Text("🟠 {says}", ja="🟠 {says}")
WHERE = Text("in {where}", ja="{where}")
EVERY_ACCOUNT = Text("every account", ja="すべてのアカウント")
WHEN = Text("from {begins} to {ends} ({timezone})", ja="{begins} から {ends} まで（{timezone}）")
NEEDED = Text(
    "class {risk}: {count} must say yes, the requester not counted",
    ja="クラス {risk}：申請者を除き {count} 人の承認が必要",
)
UNDO = Text(
    "it is an undo: it needs no drill, or production could stay cut off",
    ja="元に戻す操作のため訓練は不要です。必要とすると、本番環境が切り離されたままになりかねません",
)
DRILL = Text(
    "it is a drill itself, so it needs no proof by one",
    ja="これ自体が訓練のため、訓練による検証は不要",
)
RAISED_ONLY = Text(
    "a tag, its blast radius or the policy file alone makes it class D, so it needs no drill",
    ja="タグ、影響範囲、またはポリシーファイルだけがクラス D の理由のため、訓練は不要",
)
PROVED = Text(
    "a drill has proved {runbook} here, last on {day}",
    ja="{runbook} はここで訓練により検証済み（最終 {day}）",
)
NOT_PROVED = Text(
    "no drill has proved {runbook} here with this code: nobody can approve it",
    ja="{runbook} はこのコードではここでの訓練による検証がなく、誰も承認できません",
)
COUNTS = Text("✔ {name} said yes to {digest}, and counts", ja="✔ {name} が {digest} を承認（有効）")
LOST = Text("✘ {name} said yes and does not count: {why}", ja="✘ {name} が承認、ただし無効：{why}")
TALLY = Text("{count} of {needed}: {who}", ja="{count}/{needed}：{who}")

STANDING = Text(
    "the policy file lets {runbook} run here unasked while it is class {risk}",
    ja="{runbook} は、クラス {risk} であるかぎり、ポリシーファイルによりここで申請なしに実行で"
    "きます",
)
GLASS = Text(
    "🚨 {name} broke the glass: nobody else has said yes",
    ja="🚨 {name} がブレークグラスを実行：ほかに承認者なし",
)
ALONE = Text(
    "🌙 {name} asked for it and contains alone, at night: nobody else has said yes",
    ja="🌙 申請者の {name} が夜間に単独で封じ込め：ほかに承認者なし",
)
ALONE_OPEN = Text(
    "🌙 whoever asked for it may contain alone now: `/sec alone {execution} …`",
    ja="🌙 申請者は現在、単独で封じ込めできます：`/sec alone {execution} …`",
)
ALONE_SHUT = Text(
    "🌙 whoever asked for it may not contain alone: {why}",
    ja="🌙 申請者は単独で封じ込めできません：{why}",
)
HEAD = Text("*Why {id} stands as it does*", ja="*{id} の現状の理由*")
ASKED = Text(
    "{who} asked for {runbook} on {target} in {account}: {reason}",
    ja="{who} が {account} の {target} に {runbook} を申請：{reason}",
)
PLAN = Text(
    "plan {plan} with the digest {digest}, under the policy file {policy}",
    ja="計画 {plan}、ダイジェスト {digest}、ポリシーファイル {policy}",
)
NO_PLAN = Text(
    "there is no plan yet, so nothing is decided on",
    ja="まだ計画がないため、判断するものがありません",
)
SUPERSEDED = Text("the plan before was taken out of use: {why}", ja="前の計画は取り下げ：{why}")
SAID_YES = Text(
    "✔ {name} said yes to {digest} ({via}) at {at} UTC",
    ja="✔ {name} が {at} UTC に {digest} を承認（{via}）",
)
SAID_NO = Text(
    "✘ {name} said no ({via}) at {at} UTC: {why}", ja="✘ {name} が {at} UTC に却下（{via}）：{why}"
)
NO_REASON = Text("no reason given", ja="理由の記載なし")
CLICK_REFUSED = Text(
    "✘ {name} tried and was refused at {at} UTC: {why}",
    ja="✘ {name} が {at} UTC に操作し、拒否：{why}",
)
FORBIDDEN = Text("🛑 nothing can be approved now: {why}", ja="🛑 現在は何も承認できません：{why}")
WAITS = Text("It waits for {count} more", ja="あと {count} 人の承認待ち")
STANDS = Text("{id} {stage}", ja="{id}：{stage}")
STANDS_AS = Text("{id} {stage}: {outcome}", ja="{id}：{stage}（{outcome}）")
STANDS_SINCE = Text("{id} {stage}: {why}", ja="{id}：{stage}（{why}）")
SOMETHING = Text("a target that no plan has found yet", ja="まだどの計画も見つけていない対象")
SEVERITY = Text(
    "{severity}, as the most severe of its findings is: {type}, {finding}",
    ja="{severity}。検出結果のうち最も重大なものによる：{type}、{finding}",
)
CONFIRMED = Text(
    "read again at {producer}, its source, at {at} UTC",
    ja="{at} UTC に発信元 {producer} で読み直して確認",
)
CLAIMED = Text(
    "nothing but a claim of {producer} so far: it was not confirmed at its source",
    ja="今のところ {producer} の申告のみ：発信元で未確認",
)
FINDINGS = Text(
    "it holds {count} findings, which are one and the same thing",
    ja="検出結果 {count} 件。いずれも同一の事象",
)
EXECUTIONS = Text(
    "What was asked for it: {ids}; `/sec why` tells of each",
    ja="このために申請されたもの：{ids}。それぞれ `/sec why` で確認できます",
)
ROW = Text("• {says}", ja="• {says}")
PUSH = Text("Why {id} stands as it does", ja="{id} の現状の理由")
