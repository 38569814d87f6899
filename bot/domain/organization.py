"""The accounts of the organization: which are in no policy, which are closed, which are not in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.policy import Account, Policy
from bot.domain.posture import Checked, Standing
from bot.domain.words import organization as words
from runbooks.kit.moments import for_people
from runbooks.kit.text import Said, listing
from runbooks.kit.values import Special

CHECK = "organization"
CLOSED = frozenset({"SUSPENDED", "CLOSED"})
"""How an account stands in which nothing runs any more:
https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html"""
EVERY = timedelta(days=1)
OLD_AFTER = timedelta(days=2)
ROOM = 250
"""Characters of names in one sentence, less than any view cuts off; the others are counted."""
LONGEST_NAME = 50


@dataclass(frozen=True, slots=True)
class Member:
    """An account as Organizations lists it; its name is whatever somebody gave it.

    `told` says that it was announced, or was under `accounts` of the policy file before.
    """

    number: str
    name: str
    state: str
    told: bool = False

    @property
    def is_closed(self) -> bool:
        """Say whether nothing runs in it any more."""
        return self.state in CLOSED


def asked(policy: Policy) -> Account | None:
    """Return the account that is asked: the management account, else the delegated administrator."""
    if not policy.discover:
        return None
    found = (policy.special.get(part) for part in (Special.MANAGEMENT, Special.SECURITY_ADMIN))
    return next((policy.accounts[number] for number in found if number), None)


def is_due(noted: Checked | None, now: datetime) -> bool:
    """Say whether to ask: once a day, and again soon after a failure."""
    if noted is None or noted.standing is not Standing.PASSED:
        return True
    return now - noted.at >= EVERY


def merged(before: Iterable[Member], listed: Sequence[Member]) -> tuple[Member, ...]:
    """Return what is kept after a list: 90 days after its end AWS lists a closed account no more."""
    told = {one.number for one in before if one.told}
    numbers = {one.number for one in listed}
    closed = [one for one in before if one.is_closed and one.number not in numbers]
    return (*(replace(one, told=one.number in told) for one in listed), *closed)


def strangers(policy: Policy, members: Iterable[Member]) -> tuple[Member, ...]:
    """Return the accounts that are open and in no policy, by number."""
    found = (one for one in members if not one.is_closed and one.number not in policy.accounts)
    return tuple(sorted(found, key=lambda one: one.number))


def announced(policy: Policy, members: Iterable[Member]) -> tuple[Member, ...]:
    """Return the same once those in no policy are announced, so that none ever is twice."""
    return tuple(
        replace(one, told=one.told or not one.is_closed or one.number in policy.accounts)
        for one in members
    )


def watched(policy: Policy, members: Iterable[Member]) -> tuple[Account, ...]:
    """Return the policy's accounts without those that are closed, which nobody can look at.

    One that is not in the organization stays: leaving it is how an intruder shakes off what the
    organization forbids.
    """
    closed = {one.number for one in members if one.is_closed} if policy.discover else set()
    return tuple(one for one in policy.accounts.values() if one.number not in closed)


def _quoted(name: str) -> str:
    """Return a name, which may hold any character at all, on one line and apart from what we say."""
    plain = "".join(each if each.isprintable() and each not in "“”" else " " for each in name)
    return f"“{' '.join(plain.split())[:LONGEST_NAME]}”"


def named(members: Sequence[Member]) -> Said:
    """Return accounts by number and name, as many as there is room for, and how many more."""
    shown: list[str] = []
    for one in members:
        told = f"{one.number} {_quoted(one.name)}"
        if len(", ".join((*shown, told))) > ROOM:
            return listing((*shown, words.MORE.fill(count=len(members) - len(shown))))
        shown.append(told)
    return listing(shown)


def checked(
    policy: Policy, account: str, members: Sequence[Member], noted: Checked | None, now: datetime
) -> tuple[Checked, ...]:
    """Return how the organization stands against the policy file; nothing where nobody asks."""
    if asked(policy) is None:
        return ()
    found = [_asked(noted, now)]
    if others := strangers(policy, members):
        says = words.IN_NO_POLICY.fill(named=named(others))
        found.append(Checked(CHECK, "", "", Standing.WARNING, says, now))
    listed = {one.number: one for one in members}
    for number in policy.accounts if members else ():
        one = listed.get(number)
        if account not in ("", number) or (one is not None and not one.is_closed):
            continue
        says = words.CLOSED.fill(state=one.state) if one else words.NOT_IN_IT.fill()
        found.append(Checked(CHECK, number, "", Standing.WARNING, says, now))
    return tuple(found)


def _asked(noted: Checked | None, now: datetime) -> Checked:
    """Return whether what is known of the organization is of today."""
    if noted is None:
        return Checked(CHECK, "", "", Standing.NOT_AVAILABLE, words.NEVER_ASKED.fill(), now)
    if noted.standing is Standing.PASSED and now - noted.at > OLD_AFTER:
        says = words.ASKED_LONG_AGO.fill(at=for_people(noted.at))
        return Checked(CHECK, "", "", Standing.NOT_AVAILABLE, says, now)
    return noted
