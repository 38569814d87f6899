"""The role that an instance gets credentials of: its instance profile taken off, and put back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pydantic import Field

from runbooks.kit.aws import Aws
from runbooks.kit.ec2 import arn
from runbooks.kit.portion import Portion
from runbooks.kit.steps import Do, make_step
from runbooks.kit.text import Said, Text
from runbooks.kit.values import Claim, Conflict, Frozen, Made, Power, Proof, Step

if TYPE_CHECKING:
    from mypy_boto3_ec2.type_defs import IamInstanceProfileAssociationTypeDef

LIVE = ["associating", "associated"]

CHANGES = Text(
    "Instance profile `{profile}`: attached → none",
    ja="インスタンスプロファイル `{profile}`：アタッチ済み → なし",
)
CHANGES_BACK = Text(
    "Instance profile: none → `{profile}`", ja="インスタンスプロファイル：なし → `{profile}`"
)
SAYS = Text(
    "Take the instance profile `{profile}` off {instance}",
    ja="インスタンスプロファイル `{profile}` を {instance} から外します",
)
SAYS_BACK = Text(
    "Attach the instance profile `{profile}` to {instance} again",
    ja="インスタンスプロファイル `{profile}` を {instance} に再びアタッチします",
)
BREAKS = Text(
    "Whatever on {instance} calls AWS as `{role}`, once its credentials run out",
    ja="{instance} 上で `{role}` として AWS を呼び出すものすべて（認証情報の期限が切れた後）",
)
UNDONE = Text("attaches {profile}", ja="{profile} をアタッチします")
UNPROVED = Text(
    "Sessions of `{role}` that were issued stay valid until they expire, up to six hours: "
    "`/sec run revoke_iam role/{role} mode=token_age` denies them",
    ja="発行済みの `{role}` のセッションは、期限が切れるまで最大 6 時間有効です："
    "`/sec run revoke_iam role/{role} mode=token_age` で拒否できます",
)
WARN_NONE = Text(
    "No instance profile is attached to it: there is no role to take off",
    ja="インスタンスプロファイルがアタッチされていません：外すロールがありません",
)
WARN_OTHERS = Text(
    "{count} more in this Region run under `{profile}` ({names}) and keep it; whoever has "
    "credentials of the role may have them from there",
    ja="このリージョンのほか {count} 台が `{profile}` で動作しており（{names}）、"
    "そのまま保持します。ロールの認証情報を持つ相手は、そこから入手した"
    "可能性があります",
    one="1 more in this Region runs under `{profile}` ({names}) and keeps it; whoever has "
    "credentials of the role may have them from there",
)
WARN_ALONE = Text(
    "Nothing else in this Region runs under `{profile}`; other Regions are not looked at",
    ja="このリージョンで `{profile}` で動作するものはほかにありません。ほかの"
    "リージョンは調べていません",
)
NAMED = 3
MOVED = Text(
    "Its instance profile is not as I left it, so I did not touch {instance}.",
    ja="インスタンスプロファイルが前回の状態と異なるため、{instance} には触れていません。",
)
CLAIM = Text(
    "No instance profile is attached to {instance}",
    ja="{instance} にインスタンスプロファイルはアタッチされていません",
)
CLAIM_BACK = Text(
    "The instance profile `{profile}` is attached to {instance} again",
    ja="インスタンスプロファイル `{profile}` は {instance} に再びアタッチされています",
)


class Identity(Frozen):
    """The instance profile of an instance and its role, as ARNs; empty where there is none.

    The association's id is another one at each association. `others` are the instances under
    the same profile, `known` every profile's role: both for planning only.
    """

    profile: str = ""
    role: str = ""
    association: str = Field(default="", exclude=True)
    others: tuple[str, ...] = Field(default=(), exclude=True)
    known: dict[str, str] = Field(default={}, exclude=True)

    @property
    def profile_name(self) -> str:
        """Return the last part of the profile's ARN."""
        return self.profile.rpartition("/")[2]

    @property
    def role_name(self) -> str:
        """Return the last part of the role's ARN, or the profile's where it has no role."""
        return self.role.rpartition("/")[2] or self.profile_name


def observe(aws: Aws, instance: str) -> Identity:
    """Read the profile of an instance, who else has it, and the role of every profile."""
    found = list(live(aws))
    pages = aws.read("iam").get_paginator("list_instance_profiles").paginate()
    known = {
        each["Arn"]: each["Roles"][0]["Arn"] if each["Roles"] else ""
        for page in pages
        for each in page["InstanceProfiles"]
    }
    own = next((each for each in found if each.get("InstanceId") == instance), None)
    if own is None:
        return Identity(known=known)
    profile = _profile(own)
    others = (each.get("InstanceId", "") for each in found if _profile(each) == profile)
    return Identity(
        profile=profile,
        role=known.get(profile, ""),
        association=own.get("AssociationId", ""),
        others=tuple(sorted(name for name in others if name != instance)),
        known=known,
    )


def contain(aws: Aws, instance: str, seen: Identity, *, is_denied: bool = False) -> Portion:
    """Take the profile off, so that the instance gets no new credentials.

    `is_denied` says that the sessions which were issued are denied besides.

    https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/iam-roles-for-amazon-ec2.html
    """
    if not seen.profile:
        return Portion(warnings=(WARN_NONE.fill(),))
    step = make_step(
        "detach",
        "ec2:DisassociateIamInstanceProfile",
        (arn(aws, "instance", instance),),
        {"AssociationId": seen.association},
        SAYS.fill(profile=seen.profile_name, instance=instance),
        Power.CONTAIN,
    )
    return Portion(
        steps=(step,),
        changes=(CHANGES.fill(profile=seen.profile_name),),
        breaks=(BREAKS.fill(instance=instance, role=seen.role_name),),
        unproved=() if is_denied else (UNPROVED.fill(role=seen.role_name),),
        warnings=(_shared(seen),),
        undone=(UNDONE.fill(profile=seen.profile_name),),
    )


def release(aws: Aws, instance: str, before: Identity, now: Identity) -> Portion:
    """Attach the profile that was there, for which IAM asks the right to pass its role."""
    if not before.profile or now.profile:
        return Portion()
    return Portion(
        steps=(_attach(aws, instance, before),),
        changes=(CHANGES_BACK.fill(profile=before.profile_name),),
    )


def conflict(instance: str, before: Identity, now: Identity) -> Conflict | None:
    """Return why the profile can't be attached: another one is, or it is not what it was.

    A role that was put into the profile since would be handed to a machine that nobody trusts.
    """
    if now.profile not in {"", before.profile}:
        difference = f"now {now.profile_name}"
    elif before.profile and before.profile not in now.known:
        difference = f"{before.profile_name} is gone"
    elif before.profile and now.known[before.profile] != before.role:
        difference = f"{before.profile_name} now holds {now.known[before.profile] or 'no role'}"
    else:
        return None
    return Conflict(says=MOVED.fill(instance=instance), differences=(difference,))


def held(instance: str, seen: Identity) -> Claim:
    """Return what is proved of the profile being off."""
    proof = Proof.FAILED if seen.profile else Proof.PASSED
    return _claim(CLAIM.fill(instance=instance), proof, seen)


def given_back(instance: str, before: Identity, seen: Identity) -> tuple[Claim, ...]:
    """Return what is proved after an undo: nothing where there was no profile."""
    if not before.profile:
        return ()
    proof = Proof.PASSED if seen.profile == before.profile else Proof.FAILED
    says = CLAIM_BACK.fill(profile=before.profile_name, instance=instance)
    return (_claim(says, proof, seen),)


def do_detach(aws: Aws, parameters: Mapping[str, Any]) -> Made:
    """End an association, unless it has ended."""
    wanted = parameters["AssociationId"]
    if not any(each.get("AssociationId") == wanted for each in live(aws)):
        return Made(already=True)
    aws.change("ec2").disassociate_iam_instance_profile(**parameters)
    return Made()


def do_attach(aws: Aws, parameters: Mapping[str, Any]) -> Made:
    """Attach a profile to an instance, unless it is."""
    wanted = (parameters["InstanceId"], parameters["IamInstanceProfile"]["Arn"])
    if any((each.get("InstanceId"), _profile(each)) == wanted for each in live(aws)):
        return Made(already=True)
    aws.change("ec2").associate_iam_instance_profile(**parameters)
    return Made()


def _attach(aws: Aws, instance: str, before: Identity) -> Step:
    return make_step(
        "attach",
        "ec2:AssociateIamInstanceProfile",
        (arn(aws, "instance", instance),),
        {"IamInstanceProfile": {"Arn": before.profile}, "InstanceId": instance},
        SAYS_BACK.fill(profile=before.profile_name, instance=instance),
        Power.RELEASE,
        before.role,
    )


def live(aws: Aws) -> Iterator[IamInstanceProfileAssociationTypeDef]:
    """Yield every association of an instance with a profile in the Region, as it stands."""
    pages = aws.read("ec2").get_paginator("describe_iam_instance_profile_associations")
    for page in pages.paginate(Filters=[{"Name": "state", "Values": LIVE}]):
        yield from page["IamInstanceProfileAssociations"]


def _profile(association: IamInstanceProfileAssociationTypeDef) -> str:
    return association.get("IamInstanceProfile", {}).get("Arn", "")


def _shared(seen: Identity) -> Said:
    if not seen.others:
        return WARN_ALONE.fill(profile=seen.profile_name)
    more = "" if len(seen.others) <= NAMED else ", ..."
    names = ", ".join(seen.others[:NAMED]) + more
    return WARN_OTHERS.fill(count=len(seen.others), profile=seen.profile_name, names=names)


def _claim(says: Said, proof: Proof, seen: Identity) -> Claim:
    evidence = f"ec2:DescribeIamInstanceProfileAssociations {seen.profile_name or 'none'}"
    return Claim(key="profile", proof=proof, says=says, evidence=evidence)


DOES: Mapping[str, Do] = {
    "detach": do_detach,
    "attach": do_attach,
}
"""What makes each kind of step of this part, by the first part of its key."""
