"""Keeps an instance from being ended by an API call, and says by a tag what was done to it."""

from __future__ import annotations

from collections.abc import Iterator

from runbooks.kit import ec2
from runbooks.kit.aws import Aws
from runbooks.kit.portion import Portion
from runbooks.kit.text import Said, Text
from runbooks.kit.values import Claim, Proof, State, Step

CHANGES_PROTECT = Text("Termination protection: off → on", ja="終了保護：オフ → オン")
CHANGES_TAG = Text("Tag `{tag}`: none → set", ja="タグ `{tag}`：なし → あり")
CHANGES_UNPROTECT = Text("Termination protection: on → off", ja="終了保護：オン → オフ")
CHANGES_UNTAG = Text("Tag `{tag}`: set → none", ja="タグ `{tag}`：あり → なし")
SAYS_TAG = Text("Tag {instance} as isolated", ja="{instance} に隔離済みのタグを付けます")
SAYS_PROTECT = Text(
    "Turn on termination protection of {instance}", ja="{instance} の終了保護をオンにします"
)
SAYS_UNPROTECT = Text(
    "Turn off termination protection of {instance}: it was off",
    ja="{instance} の終了保護をオフにします：元はオフでした",
)
SAYS_UNTAG = Text("Take our tag off {instance}", ja="{instance} から secbot のタグを外します")
WARN_SPOT = Text(
    "A spot instance: AWS may end it at any time, and protects none from that",
    ja="スポットインスタンスです：AWS はいつでも終了でき、それを防ぐ手段はありません",
)
CLAIM_PROTECTED = Text(
    "{instance} can't be terminated by an API call",
    ja="{instance} は API 呼び出しでは終了できません",
)
CLAIM_PROTECTION_BACK = Text(
    "Termination protection of {instance} is as it was", ja="{instance} の終了保護は元の状態です"
)


class Kept(State):
    """What keeps an instance; `protected` is None where it could not be read."""

    protected: bool | None
    is_tagged: bool
    is_spot: bool

    @property
    def needs_protection(self) -> bool:
        """Say whether termination protection is off and can be turned on: never on spot."""
        return not self.protected and not self.is_spot


def contain(aws: Aws, instance: str, seen: Kept, tag: str) -> Portion:
    """Set the tag, and turn termination protection on."""
    steps: list[Step] = []
    changes: list[Said] = []
    if not seen.is_tagged:
        steps.append(ec2.tag(aws, instance, tag, SAYS_TAG.fill(instance=instance)))
    if seen.needs_protection:
        says = SAYS_PROTECT.fill(instance=instance)
        steps.append(ec2.protect(aws, instance, says, value=True))
        changes.append(CHANGES_PROTECT.fill())
    if not seen.is_tagged:
        changes.append(CHANGES_TAG.fill(tag=tag))
    warnings = (WARN_SPOT.fill(),) if seen.is_spot else ()
    return Portion(steps=tuple(steps), changes=tuple(changes), warnings=warnings)


def release(aws: Aws, instance: str, before: Kept, now: Kept, tag: str) -> Portion:
    """Turn off and take off what was not there before."""
    steps: list[Step] = []
    changes: list[Said] = []
    if before.protected is False and now.protected:
        says = SAYS_UNPROTECT.fill(instance=instance)
        steps.append(ec2.protect(aws, instance, says, value=False))
        changes.append(CHANGES_UNPROTECT.fill())
    if now.is_tagged and not before.is_tagged:
        steps.append(ec2.untag(aws, instance, tag, SAYS_UNTAG.fill(instance=instance)))
        changes.append(CHANGES_UNTAG.fill(tag=tag))
    return Portion(steps=tuple(steps), changes=tuple(changes))


def held(instance: str, seen: Kept) -> Iterator[Claim]:
    """Yield what is proved of the protection: nothing on spot, which has none."""
    if not seen.is_spot:
        yield _protection(CLAIM_PROTECTED.fill(instance=instance), seen, wanted=True)


def given_back(instance: str, before: Kept, seen: Kept) -> Claim:
    """Return what is proved of the protection after an undo."""
    says = CLAIM_PROTECTION_BACK.fill(instance=instance)
    return _protection(says, seen, wanted=before.protected)


def _protection(says: Said, seen: Kept, *, wanted: bool | None) -> Claim:
    judged = Proof.PASSED if seen.protected is wanted else Proof.FAILED
    return Claim(
        key="protection",
        proof=Proof.INCONCLUSIVE if None in {seen.protected, wanted} else judged,
        says=says,
        evidence=f"ec2:DescribeInstanceAttribute disableApiTermination={seen.protected}",
    )
