"""What is said of secbot's own tags on a target, and of the drills that prove a runbook."""

from __future__ import annotations

from runbooks.kit.text import Text

PROTECTED = Text(
    "🔴 *Class {risk}: it bears the tag `secbot:protected`*, {set_by}. Whoever may tag could have "
    "set it: it exempts nothing, and takes two to approve",
    ja="🔴 *クラス {risk}：タグ `secbot:protected` があります*（{set_by}）。"
    "タグを付けられる人なら誰でも付けられます。免除されるものはなく、2 人の承認が必要です",
)
UNREAD = Text(
    "🔴 *Class {risk}: nobody could read its tags*, so it may bear `secbot:protected`: that "
    "exempts nothing, and takes two to approve",
    ja="🔴 *クラス {risk}：タグを読み取れませんでした。* `secbot:protected` "
    "があるかもしれません。免除されるものはなく、2 人の承認が必要です",
)
DRILL = Text(
    "🟠 *A drill target: it bears the tag `secbot:drill`*, {set_by}. Class D needs no proof here: "
    "make sure that it is a thing to lose",
    ja="🟠 *訓練の対象：タグ `secbot:drill` があります*（{set_by}）。ここではクラス D "
    "の検証は不要です。失ってもよいものであることを確認してください",
)
DRILL_ACCOUNT = Text(
    "🟠 *A drill of the whole account {account}*, by `drill: true` in the policy file. Class D "
    "needs no proof here",
    ja="🟠 *アカウント {account} 全体の訓練です*（ポリシーファイルの `drill: true`）。"
    "ここではクラス D の検証は不要です",
)
SETTER_NOT_ASKED = Text("who set it was not asked", ja="付けた人は未確認")

PROVED = Text(
    "*Proved here* {when} by the drill {execution}", ja="*ここでの検証* {when}、訓練 {execution}"
)
IN_PART = Text(
    "*Proved here* in part, {when} by the drill {execution}: never called {actions}",
    ja="*ここでの検証* 一部のみ、{when}、訓練 {execution}：一度も呼び出していないもの {actions}",
)
OLDER = Text(
    "*Proved here* never with this code; other code was, {when}",
    ja="*ここでの検証* このコードではなし。別のコードでは {when}",
)
NEVER = Text(
    "*Proved here* never: no drill of this runbook was contained and put back in this account",
    ja="*ここでの検証* なし：このアカウントで、このランブックを実行して元に戻した訓練がありません",
)
