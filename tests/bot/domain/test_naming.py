"""Who can be named for an incident, and when those could still approve among themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.domain.naming import can_approve, can_show, may_be_named, unfit
from bot.domain.people import Person
from bot.domain.policy import SAFE_RULES, Rule
from bot.domain.words import restricting as words
from runbooks.kit.text import Text
from runbooks.kit.values import RiskClass
from tests.bot.domain.makers import ACCOUNT, ANN, BOB, EVE, RYO, a_policy

CAT = replace(ANN, slack_id="U0CAT", email="cat@example.com", name="Cat")
NOBODY = replace(CAT, groups=frozenset())
NEW = replace(BOB, new_in=frozenset({"S0APPROVE"}))
VOUCHED = replace(BOB, vouched_by=frozenset({ANN.identity}))
UNKNOWN = replace(CAT, groups=None)
CROWD = tuple(
    replace(ANN, slack_id=f"U{number}", email=f"{number}@example.com") for number in range(9)
)


@pytest.mark.parametrize(
    ("people", "why"),
    [
        ((ANN, BOB), None),
        ((BOB, RYO), None),
        ((ANN, CAT, BOB), None),
        ((ANN, CAT), words.NOBODY_APPROVES),
        ((ANN, NEW), words.NOBODY_APPROVES),
        ((ANN, VOUCHED), words.NOBODY_APPROVES),
        ((ANN, VOUCHED, CAT), None),
        ((BOB,), words.HOW_MANY),
        (CROWD, words.HOW_MANY),
        ((BOB, EVE), words.NOT_OURS),
        ((BOB, UNKNOWN), words.NOT_KNOWN),
        ((BOB, NOBODY), words.NO_ROLE),
    ],
)
def test_a_few_are_fit_where_they_could_still_contain(
    people: Sequence[Person], why: Text | None
) -> None:
    refused = unfit(people, ACCOUNT, frozenset(), a_policy())

    assert (refused.why.text if refused else None) is why


def test_nobody_is_named_whom_the_finding_names() -> None:
    refused = may_be_named(BOB, ACCOUNT, frozenset({BOB.identity}), a_policy())

    assert refused is not None
    assert refused.why.text is words.IMPLICATED


def test_where_class_c_takes_two_approvers_there_must_be_two_besides_the_asker() -> None:
    stricter = dict(SAFE_RULES) | {RiskClass.C: Rule(approvals=2, ttl=SAFE_RULES[RiskClass.C].ttl)}
    policy = a_policy(rules=stricter)

    assert not can_approve((ANN, BOB), ACCOUNT, policy)
    assert not can_approve((BOB, RYO), ACCOUNT, policy)
    assert can_approve((ANN, BOB, RYO), ACCOUNT, policy)


@pytest.mark.parametrize(
    ("people", "can"),
    [
        ((ANN, BOB), False),
        ((ANN, BOB, NOBODY), False),
        ((ANN, BOB, replace(BOB, slack_id="U0TWIN")), False),
        ((ANN, BOB, RYO), True),
    ],
)
def test_two_can_show_it_again_whoever_of_three_responders_forbids_it(
    people: Sequence[Person], *, can: bool
) -> None:
    assert can_show(people, ACCOUNT, a_policy()) is can
