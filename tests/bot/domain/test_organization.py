"""The organization is held against the policy file: what is new, closed, or not in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain import organization
from bot.domain.organization import CHECK, Member
from bot.domain.policy import Account, Policy
from bot.domain.posture import Checked, Standing
from bot.domain.words import organization as words
from runbooks.kit.values import Special
from tests.bot.domain.makers import ACCOUNT, a_policy
from tests.clocks import MORNING

ADMIN, HEAD, STRANGE = "999988887777", "000000000000", "444455556666"
NEW = Member(STRANGE, "sandbox-9", "ACTIVE")
OURS = Member(ACCOUNT, "prod-payments", "ACTIVE")
HEADS = Member(HEAD, "management", "ACTIVE")
WELL = Checked(CHECK, "", "", Standing.PASSED, words.ASKED.fill(at="09:00"), MORNING)
ACCOUNTS = {number: Account(number, f"a-{number}") for number in (ACCOUNT, HEAD, ADMIN)}


def discovering(**more: object) -> Policy:
    """Return a policy that asks the management account, with what differs."""
    given: dict[str, object] = {
        "accounts": {number: ACCOUNTS[number] for number in (ACCOUNT, HEAD)},
        "special": {Special.MANAGEMENT: HEAD},
        "discover": True,
    }
    return a_policy(**(given | more))


def told(policy: Policy, *members: Member, account: str = "") -> list[str]:
    """Return the check's lines as a person reads them, without that of the asking itself."""
    lines = organization.checked(policy, account, members, WELL, MORNING)[1:]
    return [
        f"{one.standing} {one.account}: {one.says.plain() if one.says else ''}" for one in lines
    ]


@pytest.mark.parametrize(
    ("special", "whom"),
    [
        ({Special.MANAGEMENT: HEAD, Special.SECURITY_ADMIN: ADMIN}, HEAD),
        ({Special.SECURITY_ADMIN: ADMIN}, ADMIN),
        ({Special.FORENSICS: ADMIN}, None),
    ],
)
def test_the_management_account_is_asked_else_the_administrator(
    special: dict[Special, str], whom: str | None
) -> None:
    policy = discovering(special=special, accounts=ACCOUNTS)

    assert organization.asked(policy) == (ACCOUNTS[whom] if whom else None)
    assert organization.asked(replace(policy, discover=False)) is None


def test_it_is_asked_once_a_day_and_again_soon_after_a_failure() -> None:
    failed = replace(WELL, standing=Standing.NOT_AVAILABLE)
    a_day = timedelta(days=1)

    assert organization.is_due(None, MORNING)
    assert organization.is_due(failed, MORNING)
    assert not organization.is_due(WELL, MORNING + a_day - timedelta(minutes=1))
    assert organization.is_due(WELL, MORNING + a_day)


def test_what_is_in_no_policy_is_named_until_it_is_in_one_or_closed() -> None:
    policy = discovering()
    known = discovering(accounts={**policy.accounts, STRANGE: Account(STRANGE, "sandbox-9")})
    others = [Member(f"5555555500{at:02d}", "x", "ACTIVE") for at in range(30)]
    long = [replace(one, name="n" * 128) for one in others]

    (line,) = told(policy, OURS, HEADS, NEW)

    assert line.startswith(
        f"WARNING : in the organization and in no policy: {STRANGE} “sandbox-9”;"
    )
    assert told(known, OURS, HEADS, NEW) == []
    assert told(policy, OURS, HEADS, replace(NEW, state="SUSPENDED")) == []
    assert (
        "555555550012 “x”, 555555550013 “x”, and 16 more;" in told(policy, OURS, HEADS, *others)[0]
    )
    assert "n”, and 27 more;" in told(policy, OURS, HEADS, *long)[0]
    assert len(organization.named(long).plain()) < 300
    assert told(replace(policy, discover=False), NEW) == []


def test_a_name_can_not_speak_for_secbot() -> None:
    names = ("x”; all is well\n111122223333 “y", "\u202e\x1b[2J", "n" * 128)

    found = organization.named([Member(STRANGE, name, "ACTIVE") for name in names]).plain()

    first, second, third = found.split(", ")
    assert first == f"{STRANGE} “x ; all is well 111122223333 y”"
    assert second == f"{STRANGE} “[2J”"
    assert third == f"{STRANGE} “{'n' * 50}”"


@pytest.mark.parametrize(
    ("state", "is_watched"),
    [
        ("SUSPENDED", False),
        ("CLOSED", False),
        ("ACTIVE", True),
        ("PENDING_CLOSURE", True),
        ("PENDING_ACTIVATION", True),
        ("", True),
    ],
)
def test_what_is_closed_is_looked_at_no_more_and_that_is_said(
    state: str, *, is_watched: bool
) -> None:
    policy, members = discovering(), (HEADS, replace(OURS, state=state))
    watched = [one.number for one in organization.watched(policy, members)]

    assert (ACCOUNT in watched) is is_watched
    assert len(told(policy, *members)) == (0 if is_watched else 1)
    assert told(policy, *members, account=HEAD) == []
    assert len(organization.watched(replace(policy, discover=False), members)) == 2


def test_what_has_left_the_organization_is_still_looked_at_and_that_is_said() -> None:
    policy = discovering()

    (line,) = told(policy, HEADS)

    assert line.startswith(f"WARNING {ACCOUNT}: in the policy file and not in the organization")
    assert len(organization.watched(policy, [HEADS])) == 2


def test_an_account_that_aws_lists_no_more_after_it_was_closed_stays_closed() -> None:
    closed = replace(OURS, state="CLOSED", told=True)

    members = organization.merged((HEADS, closed, NEW), (HEADS,))

    assert members == (HEADS, closed)


def test_nothing_is_new_twice_and_what_opens_again_is_new() -> None:
    policy = discovering()
    closed = replace(NEW, state="SUSPENDED")

    kept = organization.announced(policy, (OURS, NEW))
    still_closed = organization.announced(policy, (closed,))

    assert [one.told for one in kept] == [True, True]
    assert [one.told for one in still_closed] == [False]
    assert [one.told for one in organization.merged(kept, (OURS, NEW))] == [True, True]


def test_a_failed_or_old_list_is_not_available_and_says_why() -> None:
    policy = discovering()
    old = MORNING + timedelta(days=3)
    failed = replace(WELL, standing=Standing.NOT_AVAILABLE, says=words.NEVER_ASKED.fill())

    for noted, at in ((None, MORNING), (failed, MORNING), (WELL, old)):
        first, warned = organization.checked(policy, "", (HEADS, OURS, NEW), noted, at)
        assert (first.standing, warned.standing) == (Standing.NOT_AVAILABLE, Standing.WARNING)
        assert first.says is not None
