"""An IAM user's password for the console: kept, or deleted where that is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from runbooks.kit.aws import Aws
from runbooks.kit.holders import GONE, Holder
from runbooks.kit.portion import Portion
from runbooks.kit.refusals import code_of
from runbooks.kit.steps import Do, make_step
from runbooks.kit.text import Text
from runbooks.kit.values import Claim, Made, Power, Proof

CHANGES = Text(
    "Console password of {who}: set → none", ja="{who} のコンソールパスワード：あり → なし"
)
SAYS = Text("Delete the console password of {who}", ja="{who} のコンソールパスワードを削除します")
BREAKS = Text(
    "{who} can't sign in to the console until somebody gives them a new password",
    ja="{who} は、新しいパスワードが設定されるまでコンソールにサインインできません",
)
UNDONE = Text("gives no password back", ja="パスワードは元に戻りません")
WARN_KEPT = Text(
    "{who} keeps a console password, which is not asked to be taken (`console=delete`): whoever "
    "has it can sign in, and is denied everything there",
    ja="{who} のコンソールパスワードは残ります。削除は申請されていません（"
    "`console=delete`）：持っている人はサインインできますが、そこではすべて"
    "拒否されます",
)
NO_PASSWORD = Text(
    "{who} is a role, which has no console password: ask without `console=delete`. Nothing was "
    "changed.",
    ja="{who} はロールで、コンソールパスワードはありません：`console=delete` を"
    "付けずに申請してください。何も変更していません。",
)
CLAIM = Text("{who} has no console password", ja="{who} にコンソールパスワードはありません")


def observe(aws: Aws, user: str) -> bool:
    """Say whether a user has a password."""
    try:
        aws.read("iam").get_login_profile(UserName=user)
    except ClientError as error:
        if code_of(error) == GONE:
            return False
        raise
    return True


def contain(holder: Holder, *, has_password: bool, is_asked: bool) -> Portion:
    """Delete it where that is asked for. It can't be had back."""
    who = holder.spoken
    if not has_password:
        return Portion()
    if not is_asked:
        return Portion(warnings=(WARN_KEPT.fill(who=who),))
    step = make_step(
        f"password:{holder.name}",
        "iam:DeleteLoginProfile",
        (holder.arn,),
        {"UserName": holder.name},
        SAYS.fill(who=who),
        Power.CONTAIN,
    )
    return Portion(
        steps=(step,),
        changes=(CHANGES.fill(who=who),),
        breaks=(BREAKS.fill(who=who),),
        undone=(UNDONE.fill(),),
        is_partial=True,
    )


def held(holder: Holder, *, has_password: bool) -> Claim:
    """Return what is proved of the password being gone."""
    proof = Proof.FAILED if has_password else Proof.PASSED
    evidence = f"iam:GetLoginProfile {'found' if has_password else GONE}"
    says = CLAIM.fill(who=holder.spoken)
    return Claim(key="password", proof=proof, says=says, evidence=evidence)


def do_password(aws: Aws, parameters: Mapping[str, Any]) -> Made:
    """Delete a user's password, unless there is none."""
    if not observe(aws, parameters["UserName"]):
        return Made(already=True)
    aws.change("iam").delete_login_profile(**parameters)
    return Made()


DOES: Mapping[str, Do] = {"password": do_password}
"""What makes each kind of step of this part, by the first part of its key."""
