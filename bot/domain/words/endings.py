"""Why a plan was made anew or never ran, and why a run stopped."""

from __future__ import annotations

from runbooks.kit.text import Text

PLAN_CHANGED_POLICY = Text(
    "the policy file has changed since the plan was made",
    ja="計画の作成後にポリシーファイルが変更されました",
)
PLAN_TAMPERED = Text(
    "the stored plan is not the one that was shown",
    ja="保存された計画が、表示した計画と一致しません",
)
PLAN_UPGRADED = Text(
    "secbot was upgraded since the plan was made", ja="計画の作成後に secbot が更新されました"
)
EXPIRED_RUNNING = Text(
    "it was cut off, and its plan has expired since; I left it where it was",
    ja="中断中に計画の期限が切れたため、そのままの状態で止めました",
)
PLAN_CHANGED_CODE = Text(
    "the runbook itself has changed since the plan was made",
    ja="計画の作成後にランブック自体が変更されました",
)

EXPIRED = Text("nobody decided in time", ja="期限までに誰も判断しませんでした")
CUT_OFF = Text(
    "{code} at {action}. I stopped there and left what was done.",
    ja="{action} で {code}。そこで停止し、実施済みの変更はそのまま残しました。",
)
CALL_REFUSED = Text(
    "{why} I stopped there and left what was done.",
    ja="{why} そこで停止し、実施済みの変更はそのまま残しました。",
)
BRAKE_PULLED = Text("the brake was pulled while it ran", ja="実行中に停止スイッチが作動しました")
NOT_ENTERED = Text("I could not enter {account}: {why}", ja="{account} に入れませんでした：{why}")
NOT_READ_BACK = Text(
    "the target could not be read again ({code}); look at it yourself",
    ja="対象を読み戻せませんでした（{code}）。直接確認してください",
)
DRIFTED = Text(
    "AWS has moved since the plan was made", ja="計画の作成後に AWS の状態が変わりました"
)
BRAKED_BEFORE = Text(
    "the brake was pulled before it ran; nothing was changed",
    ja="実行前に停止スイッチが作動しました。何も変更していません",
)
EXPIRED_APPROVED = Text(
    "it was approved, but could not begin before the plan expired",
    ja="承認されましたが、計画の期限までに開始できませんでした",
)
VOTES_VOID = Text(
    "the approvals do not hold any more; nothing was changed",
    ja="承認が無効になりました。何も変更していません",
)
BROKE_DOWN = Text(
    "I broke down while it ran, again and again; look at the target yourself",
    ja="実行中に障害が繰り返し発生しました。対象を直接確認してください",
)
NEVER_PLANNED = Text(
    "I broke down while I planned it, again and again; nothing was changed",
    ja="計画中に障害が繰り返し発生しました。何も変更していません",
)
NEVER_RAN = Text(
    "I broke down before it ran, again and again; nothing was changed",
    ja="実行前に障害が繰り返し発生しました。何も変更していません",
)
