"""People, and what the policy file lets them do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

GROUP = "S"
"""What the id of a Slack user group begins with, and no person's does."""


WISH_GOOD_FOR = timedelta(minutes=30)
"""How long the wish of one waits for the second person, where something takes two."""


class Role(StrEnum):
    """What a person may do; each holds all that the ones before it may."""

    VIEWER = "viewer"
    RESPONDER = "responder"
    APPROVER = "approver"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in Slack at the moment of a click, or at the command line.

    `email` is the corporate identity: two Slack accounts with one address are one person.
    `groups` are the user groups that Slack said, at this moment, the person is in; None where
    Slack could not be asked, which fails closed. `new_in` are those of them that the person has
    joined too lately to approve by; `vouched_by` are the admins (identities) who let such a
    membership count before its time. `guest` holds for single- and multi-channel guests and for
    people of other companies.
    """

    slack_id: str
    team: str
    email: str
    name: str
    guest: bool = False
    groups: frozenset[str] | None = frozenset()
    new_in: frozenset[str] = frozenset()
    vouched_by: frozenset[str] = frozenset()

    @property
    def settled(self) -> Person:
        """Return the person without the groups that they have joined too lately to approve by."""
        return replace(self, groups=self.groups - self.new_in) if self.groups else self

    @property
    def by_own_right(self) -> Person:
        """Return the person as settled, and in no group where admins have vouched for one.

        Else one admin could bring in a second, and the two a third.
        """
        return replace(self, groups=frozenset()) if self.vouched_by else self.settled

    @property
    def identity(self) -> str:
        """Return what makes two people distinct: that of the address, else the Slack id."""
        return identity_of(self.email) or self.slack_id


def is_group(member: str) -> bool:
    """Say whether the id of a member of a role is that of a user group."""
    return member.startswith(GROUP)


def identity_of(address: str) -> str:
    """Return an address as an identity: in lower case, and without what is behind a plus sign.

    That is the same mailbox (RFC 5233).
    """
    name, at, domain = address.casefold().partition("@")
    return f"{name.partition('+')[0]}{at}{domain}"
