"""The blast radius of revoking a user or role: who runs under it, and who has called with it."""

from __future__ import annotations

from runbooks.kit import radius, radius_role, recalling, replay
from runbooks.kit.aws import Aws
from runbooks.kit.holders import Holder
from runbooks.kit.radius_role import Carriers
from runbooks.kit.replay import Denies
from runbooks.kit.text import Said
from runbooks.kit.values import Plan

READS = (*radius_role.READS, "cloudtrail:LookupEvents")


def carriers(aws: Aws, holder: Holder) -> Carriers | None:
    """Measure who runs under a role; None for a user, whom nothing runs under."""
    return None if holder.kind == "user" else radius_role.observe(aws, holder.name, holder.arn)


def widened(aws: Aws, plan: Plan, holder: Holder, seen: Carriers | None) -> Plan:
    """Return a plan that tells what was measured."""
    if seen is None:
        return plan
    breaks = radius_role.breaks(aws, holder.name, seen)
    return radius.widened(plan, breaks, radius_role.wide(holder.name, seen))


def recall(
    aws: Aws, holder: Holder, suspects: frozenset[str], *, is_of_sessions: bool
) -> tuple[Said, ...]:
    """Return whom the deny would have stopped, broken and missed.

    A user's own calls bear its name; those of a role's sessions bear names of any kind, so all
    that is newest in the record is read through.
    """
    by_name = holder.kind == "user"
    heard = recalling.hear(aws, "Username" if by_name else "", holder.name if by_name else "")
    denies = Denies(arns=frozenset({holder.arn}), is_of_sessions=is_of_sessions)
    return tuple(replay.tell(denies, heard, suspects))
