"""What is said when an account can't be entered, or a call is not let through."""

from __future__ import annotations

from runbooks.kit.text import Text

NOT_ASSUMED = Text(
    "role {role} in account {account} can't be assumed: {code}",
    ja="アカウント {account} のロール {role} を引き受けられません：{code}",
)
POLICY_TOO_LONG = Text(
    "the steps need a session policy of {length} characters for role {role} in account {account}, "
    "and AWS takes {most}: name fewer targets at once",
    ja="アカウント {account} のロール {role} のステップに必要なセッションポリシーは {length} "
    "文字ですが、AWS の上限は {most} 文字です。一度に指定する対象を減らしてください",
)
NO_READS = Text("nothing was declared as read here", ja="ここで読み取るものが宣言されていません")
NOT_DECLARED = Text(
    "{action} was not declared as read, so it was not called",
    ja="{action} は読み取りとして宣言されていないため、呼び出していません",
)
NO_STEP = Text(
    "no step runs, so nothing may be changed", ja="実行中のステップがないため、何も変更できません"
)
STRANGE_STEP = Text(
    "step {step} is not one of the steps that the account was entered for",
    ja="ステップ {step} は、このアカウントに入る際に指定されたステップではありません",
)
OTHER_ACTION = Text(
    "step {step} may call {wanted}, not {action}: it was not called",
    ja="ステップ {step} が呼び出せるのは {wanted} で、{action} ではありません。呼び出していません",
)
OTHER_PARAMETERS = Text(
    "step {step} may call {action} with the parameters of the plan only: it was not called",
    ja="ステップ {step} が {action} を呼び出せるのは計画のパラメータだけです。呼び出していません",
)
NOT_A_CALL = Text(
    "{action} can't be signed for later: it was not called",
    ja="{action} は後で使う署名ができません。呼び出していません",
)
