"""The blast radius of cutting one instance off: what it serves, what its role reaches, who calls."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from runbooks.kit import radius, radius_role, radius_serving, recalling, replay
from runbooks.kit.aws import Aws
from runbooks.kit.ec2 import find
from runbooks.kit.instance_sessions import Sessions
from runbooks.kit.radius_serving import Serving
from runbooks.kit.replay import Denies
from runbooks.kit.text import Said
from runbooks.kit.values import Plan
from runbooks.kit.wiring import Wired

if TYPE_CHECKING:
    from mypy_boto3_ec2.type_defs import InstanceTypeDef

Addresses = frozenset[str]

READS = (*radius_serving.READS, *radius_role.RIGHTS_READS)


class Measured(Wired):
    """An instance with what it serves; None once it is cut off, when nothing is left to lose."""

    serving: Serving | None = None


MeasuredT = TypeVar("MeasuredT", bound=Measured)


def measured(aws: Aws, found: InstanceTypeDef, seen: MeasuredT) -> MeasuredT:
    """Return what was seen of an instance, with what it serves measured where it does."""
    if not seen.outside:
        return seen
    return seen.model_copy(update={"serving": radius_serving.observe(aws, found)})


def widened(plan: Plan, seen: Measured) -> Plan:
    """Return a plan that tells what was measured."""
    if seen.serving is None:
        return plan
    return radius.widened(
        plan, radius_serving.breaks(seen.serving), radius_serving.wide(seen.serving)
    )


def recall(
    aws: Aws, instance: str, suspects: frozenset[str], sessions: Sessions | None
) -> tuple[Said, ...]:
    """Return what its role reaches, and whom the cut would have stopped.

    Where its `sessions` are denied too, they are so wherever they are used. CloudTrail
    names the sessions of an instance's role by the instance:
    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-infotouse
    """
    found = find(aws, instance)
    profile = found.get("IamInstanceProfile", {}).get("Arn", "") if found else ""
    said = radius_role.rights(aws, profile)
    heard = recalling.hear(aws, "Username", instance)
    denies = Denies(session=instance, follows=sessions is not None)
    return (said, *replay.tell(denies, heard, suspects))
