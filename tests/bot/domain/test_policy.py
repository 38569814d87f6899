"""The policy's own questions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.finding import Producer
from bot.domain.people import Person, Role
from bot.domain.policy import Account, Grant, Policy
from runbooks.kit.values import Special
from tests.bot.domain.makers import ACCOUNT, ANN, BOB, a_policy


def test_a_higher_role_holds_the_lower_ones() -> None:
    policy = a_policy()

    assert [policy.holds(BOB, role, ACCOUNT) for role in Role] == [True, True, True, True]
    assert [policy.holds(ANN, role, ACCOUNT) for role in Role] == [True, True, False, False]


def test_nobody_holds_a_role_while_slack_does_not_tell_the_groups() -> None:
    assert not a_policy().holds(replace(BOB, groups=None), Role.VIEWER, ACCOUNT)


def test_a_person_named_by_id_needs_no_group() -> None:
    policy = a_policy(grants=(Grant(Role.APPROVER, frozenset({"U0BOB"})),))

    assert policy.holds(replace(BOB, groups=None), Role.APPROVER, ACCOUNT)


@pytest.mark.parametrize(
    "narrowed",
    [
        {},
        {"accounts": frozenset({ACCOUNT})},
        {"accounts": frozenset({"999999999999"})},
        {"environments": frozenset({"prod"})},
        {"environments": frozenset({"nowhere"})},
        {"accounts": frozenset({ACCOUNT}), "environments": frozenset({"nowhere"})},
    ],
)
@pytest.mark.parametrize("person", [ANN, BOB, replace(BOB, groups=None)])
def test_a_role_is_held_somewhere_where_it_is_held_in_an_account_or_in_none(
    person: Person, narrowed: dict[str, frozenset[str]]
) -> None:
    policy = a_policy(grants=(Grant(Role.APPROVER, frozenset({"U0ANN", "S0APPROVE"}), **narrowed),))
    places = ("", *policy.accounts)

    for role in Role:
        held = [policy.holds(person, role, account) for account in places]
        assert policy.holds_somewhere(person, role) is any(held)


@pytest.mark.parametrize(
    ("arn", "protected"),
    [
        ("arn:aws:s3:::log-archive-1", True),
        ("arn:aws:s3:::LOG-ARCHIVE-1", False),
        ("arn:aws:s3:::other", False),
    ],
)
def test_patterns_protect_to_the_letter(arn: str, protected: bool) -> None:  # noqa: FBT001 - an example's outcome
    policy = a_policy(protected_resources=("arn:aws:s3:::log-archive*",))

    assert policy.protects(ACCOUNT, arn) is protected


def test_without_an_own_domain_any_address_of_our_team_is_ours() -> None:
    outside = replace(BOB, email="bob@elsewhere.example")

    assert not a_policy().is_ours(outside)
    assert a_policy(email_domain="").is_ours(outside)
    assert not a_policy().is_ours(replace(BOB, email="bob@notexample.com"))
    assert not Policy(digest="").is_ours(BOB)


HUB = "arn:aws:securityhub:eu-west-1::product/aws/securityhub"
PROWLER = "arn:aws:securityhub:eu-west-1::product/prowler/prowler"
ITS_PATTERN = "arn:aws:securityhub:*:*:product/prowler/prowler"


@pytest.mark.parametrize(
    ("trusted", "producer", "trusts"),
    [
        (("aws",), Producer("guardduty", "", verified=True), True),
        (("aws",), Producer("securityhub", HUB, verified=True), True),
        (("aws",), Producer("securityhub", HUB, verified=False), False),
        (("aws",), Producer("securityhub", PROWLER, verified=False), False),
        (("aws", ITS_PATTERN), Producer("securityhub", PROWLER, verified=False), True),
        ((ITS_PATTERN,), Producer("guardduty", "", verified=True), False),
        ((HUB,), Producer("securityhub", HUB, verified=True), True),
        ((HUB,), Producer("securityhub", HUB, verified=False), False),
        ((), Producer("guardduty", "", verified=True), False),
    ],
)
def test_a_producer_is_trusted_by_name_and_what_only_calls_itself_awss_never_is(
    trusted: tuple[str, ...],
    producer: Producer,
    *,
    trusts: bool,
) -> None:
    assert Policy(digest="p", trusted=trusted).trusts(producer) is trusts


def test_what_is_precious_in_one_account_is_not_so_in_another() -> None:
    kept = Account(ACCOUNT, "prod", environment="prod", precious=("arn:aws:s3:::pay-*",))
    found = a_policy(accounts={ACCOUNT: kept})

    assert found.is_precious("arn:aws:s3:::pay-x", ACCOUNT)
    assert not found.is_precious("arn:aws:s3:::tmp", ACCOUNT)
    assert not found.is_precious("arn:aws:s3:::pay-x", "999988887777")


def test_an_account_may_have_several_special_parts() -> None:
    parts = (Special.MANAGEMENT, Special.SECURITY_ADMIN)
    found = a_policy(special=dict.fromkeys(parts, ACCOUNT))

    assert found.parts_of(ACCOUNT) == parts
    assert found.parts_of("999988887777") == ()
