"""A policy under which something can never be approved is told of at the start."""

from __future__ import annotations

import pytest

from bot.domain import proving
from bot.domain.posture import Standing
from bot.policy.file import parse, to_policy
from bot.policy.gaps import gaps, hiding, lasting
from tests.bot.domain.makers import NOW

ACCOUNTS = 'accounts: {"111122223333": {name: prod}, "444455556666": {name: staging}}\n'


def told(text: str) -> list[str]:
    file = parse(ACCOUNTS + text, "policy.yaml")
    return [said.plain() for said in gaps(to_policy(file, own_team="T0"))]


@pytest.mark.parametrize(
    "roles",
    [
        "[{role: approver, members: [S0APPROVE]}]",
        "[{role: approver, members: [U0BOB, S0APPROVE]}]",
        "[{role: approver, members: [U0ANN, U0BOB, U0RYO]}]",
        "[{role: responder, members: [U0ANN]}, {role: approver, members: [U0BOB, U0RYO]}]",
        "[{role: responder, members: [S0ASK]}, {role: approver, members: [U0BOB, U0RYO]}]",
    ],
)
def test_where_enough_can_approve_or_a_group_may_hold_them_nothing_is_told(roles: str) -> None:
    assert told(f"roles: {roles}") == []


def test_two_who_ask_each_other_are_too_few_for_class_d() -> None:
    roles = '[{role: approver, members: [U0ANN, U0BOB], accounts: ["111122223333"]}]'
    first, second = told(f"roles: {roles}")

    assert first == (
        "In prod at most 1 besides whoever asks could approve, as far as the policy file tells, so some changes never can be made there: class D needs 2."
    )
    assert "In staging at most 0" in second
    assert "class B needs 1, class C needs 1, class D needs 2" in second


def test_stricter_numbers_count() -> None:
    roles = "[{role: responder, members: [U0ANN]}, {role: approver, members: [U0BOB, U0RYO]}]"
    first, _ = told(f"approvals: {{C: {{approvals: 3}}}}\nroles: {roles}")

    assert first.endswith("class C needs 3.")


def test_a_role_that_is_given_in_one_environment_does_not_count_in_another() -> None:
    accounts = 'accounts: {"111122223333": {name: prod, environment: prod}}\n'
    role = "{role: approver, members: [U0ANN, U0BOB, U0RYO], environments: [prod]}"
    assert told("")[0].startswith("In prod at most 0")
    file = parse(f"{accounts}roles: [{role}]", "policy.yaml")
    assert list(gaps(to_policy(file, own_team="T0"))) == []


def test_where_nothing_can_be_changed_anyway_nothing_is_told() -> None:
    assert list(gaps(to_policy(parse("", "policy.yaml"), own_team="T0"))) == []
    assert told('protected: {accounts: ["111122223333", "444455556666"]}') == []


ALONE = 'alone_at_night: {enabled: true, hours: "22:00-07:00"}\n'
PAGED = 'on_call: {page: {sns: "arn:aws:sns:eu-west-1:999988887777:pages"}}\n'


def test_a_night_of_which_nobody_is_paged_or_that_nobody_could_confirm_is_told() -> None:
    group = "roles: [{role: approver, members: [S0APPROVE]}]"
    assert told(ALONE + PAGED + group) == []
    (unpaged,) = told(ALONE + group)
    assert unpaged.startswith("One may contain alone at night, and nobody is paged")

    alone = "roles: [{role: responder, members: [U0ANN]}]"
    unconfirmed = [one for one in told(ALONE + PAGED + alone) if "nobody could confirm" in one]
    assert [one.partition(" one ")[0] for one in unconfirmed] == ["In prod", "In staging"]


def test_a_night_that_is_switched_off_is_not_told() -> None:
    off = ALONE.replace("true", "false")
    assert told(off + "roles: [{role: approver, members: [S0APPROVE]}]") == []


RECON = (
    "The route “type Recon:*, severity INFORMATIONAL LOW MEDIUM HIGH → drop” keeps findings that "
    "are HIGH from having a card."
)


def test_a_route_that_keeps_what_is_high_from_having_a_card_is_told() -> None:
    routes = """
routes:
  - {match: {severity: "<HIGH"}, mode: digest}
  - {match: {type: "Recon:*", severity: "<CRITICAL"}, mode: drop}
  - {match: {severity: ">=LOW"}, channel: C0ALL}
"""
    found = to_policy(parse(routes, "policy.yaml"), own_team="T0")

    assert [said.plain() for said in hiding(found)] == [RECON]
    warned = [check for check in proving.routed(found.routes, NOW) if check.says]
    assert [check.standing for check in warned] == [Standing.WARNING]
    assert proving.routed(found.routes[:1], NOW)[0].standing is Standing.PASSED
    assert proving.routed((), NOW) == ()


@pytest.mark.parametrize(
    ("retention", "many"),
    [("{findings: 400d}", 1), ("{findings: 400d, raw: 90d}", 0), ("{raw: 90d}", 0), ("{}", 0)],
)
def test_raw_messages_that_outlive_the_findings_in_them_are_told_of(
    retention: str, many: int
) -> None:
    file = parse(f"retention: {retention}\n", "policy.yaml")
    found = [said.plain() for said in lasting(to_policy(file, own_team="T0"))]

    assert len(found) == many
    assert all("retention.raw" in each for each in found)
