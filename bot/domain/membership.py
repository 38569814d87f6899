"""Who is in a group that may decide or ask since when: a new approver approves nothing yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.people import Role, is_group
from bot.domain.policy import Policy

WAIT = timedelta(hours=24)
APPROVING = frozenset({Role.APPROVER, Role.ADMIN})


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a group since a moment; `since` is None for who was there at its first reading.

    `confirmed_by` is the identity of the admin who has said that this is right, or empty.
    """

    group: str
    slack_id: str
    since: datetime | None
    confirmed_by: str = ""

    def is_new(self, now: datetime) -> bool:
        """Say whether this membership counts for no approval yet."""
        return self.since is not None and not self.confirmed_by and now < self.since + WAIT


@dataclass(frozen=True, slots=True)
class Changes:
    """What a reading of a group has found besides what was known."""

    joined: frozenset[str] = frozenset()
    left: frozenset[str] = frozenset()
    is_first: bool = False


def new_in(members: Iterable[Member], now: datetime) -> frozenset[str]:
    """Return the groups in which somebody is too new to approve."""
    return frozenset(member.group for member in members if member.is_new(now))


def vouched_by(members: Iterable[Member], now: datetime) -> frozenset[str]:
    """Return who let somebody's memberships count that would not count yet by themselves."""
    unconfirmed = ((member.confirmed_by, replace(member, confirmed_by="")) for member in members)
    return frozenset(by for by, member in unconfirmed if by and member.is_new(now))


def approving_groups(policy: Policy) -> tuple[str, ...]:
    """Return the user groups whose members may approve somewhere, in a fixed order."""
    return _groups(policy, APPROVING)


def pinned_groups(policy: Policy) -> tuple[str, ...]:
    """Return the user groups in which nobody new may do yet what takes trust.

    Those of responders are among them where the policy file lets one contain alone at night.
    """
    return _groups(policy, APPROVING | {Role.RESPONDER} if policy.night else APPROVING)


def watched_groups(policy: Policy) -> tuple[str, ...]:
    """Return the user groups whose newcomers are announced, whether they must wait or not."""
    return _groups(policy, APPROVING | {Role.RESPONDER})


def _groups(policy: Policy, roles: frozenset[Role]) -> tuple[str, ...]:
    members = {
        member
        for grant in policy.grants
        if grant.role in roles
        for member in grant.members
        if is_group(member)
    }
    return tuple(sorted(members))
