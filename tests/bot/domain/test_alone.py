"""What one may contain alone at night, and every way in which it is more than that."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.alone import may_not_alone, shut
from bot.domain.decide import decide
from bot.domain.matter import Allowed, Matter, Vote
from bot.domain.people import Person, Role
from bot.domain.policy import Account, Grant, Hours, Night, Policy
from bot.domain.words import deciding as words
from runbooks.kit.text import Text
from runbooks.kit.values import Power, RiskClass, Step
from tests.bot.domain.deciding import matter, refusal, vote
from tests.bot.domain.makers import ACCOUNT, ANN, BOB, EVE, NOW, TARGET, a_policy, a_proposal
from tests.bot.domain.test_restriction import RESTRICTION

DARK = Hours(time(22), time(7), "UTC")
NIGHT = Night(DARK)


def a_night(**changes: object) -> Policy:
    """Return the range's policy in which one may contain alone from 22:00 to 07:00 UTC."""
    return a_policy(**{"night": NIGHT, **changes})


def step(power: Power) -> Step:
    return Step(
        key="block",
        action="s3:PutBucketPublicAccessBlock",
        resources=(TARGET,),
        power=power,
        parameters={},
        says=Text("block").fill(),
    )


def asked(risk: RiskClass = RiskClass.C, power: Power = Power.CONTAIN, **changes: object) -> Matter:
    """Return a containment that Ann asked for, about a finding that was confirmed."""
    plan = a_proposal().plan.model_copy(update={"steps": (step(power),)})
    made = replace(matter(risk=risk, plan=plan), contains=True, is_confirmed=True)
    return replace(made, **changes)  # type: ignore[arg-type]  # the tests name real fields only


def proposed(**changes: object) -> Matter:
    made = asked()
    return replace(made, proposal=replace(made.proposal, **changes))  # type: ignore[arg-type]


def alone(person: Person = ANN, **changes: object) -> Vote:
    return replace(vote(person), is_alone=True, **changes)  # type: ignore[arg-type]


def test_whoever_asked_contains_alone_what_is_class_b_or_c() -> None:
    for risk in (RiskClass.B, RiskClass.C):
        answer = decide(asked(risk), [alone()], a_night(), NOW)
        assert isinstance(answer, Allowed)
        (why,) = answer.trace
        assert why.plain().startswith("🌙 Ann asked for it and contains alone")


def test_what_the_file_raised_to_class_c_is_class_c() -> None:
    assert isinstance(decide(proposed(is_raised=True), [alone()], a_night(), NOW), Allowed)


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (asked(RiskClass.A), words.ALONE_CLASS),
        (proposed(risk=RiskClass.D, is_drill=True), words.ALONE_CLASS),
        (proposed(risk=RiskClass.D, is_raised=True), words.ALONE_CLASS),
        (asked(power=Power.RELEASE, is_undo=True), words.ALONE_OPENS),
        (asked(is_undo=True), words.ALONE_OPENS),
        (replace(matter(reopens=True, is_drill=True), contains=True), words.ALONE_OPENS),
        (asked(contains=False), words.ALONE_NO_CONTAINMENT),
        (asked(restriction=RESTRICTION), words.ALONE_QUIET),
        (asked(is_automatic=True), words.ALONE_NO_CONTAINMENT),
        (asked(is_confirmed=False), words.ALONE_UNCONFIRMED),
        (asked(unreviewed=("A-9",)), words.ALONE_ONE_AT_A_TIME),
        (asked(requester="cy@example.com"), words.ALONE_NOT_YOURS),
        (asked(requester_slack_id="U0ANN2"), words.ALONE_NOT_YOURS),
        (asked(requester=""), words.ALONE_NOT_YOURS),
        (asked(implicated=frozenset({ANN.identity})), words.IMPLICATED),
        (proposed(is_cut=True), words.NOT_OPENED),
        (proposed(policy_digest="p0"), words.OTHER_POLICY),
        (proposed(expires_at=NOW), words.PLAN_EXPIRED),
    ],
)
def test_whatever_is_more_than_a_small_confirmed_containment_of_ones_own_waits_for_others(
    made: Matter, why: Text
) -> None:
    assert refusal(decide(made, [alone()], a_night(), NOW)) is why


def test_what_is_made_in_another_account_waits_for_others() -> None:
    there = Account("444455556666", "security")
    policy = a_night(accounts={**a_policy().accounts, there.number: there})
    made = asked(acts_in=there.number)

    assert refusal(decide(made, [alone()], policy, NOW)) is words.ALONE_ABROAD


@pytest.mark.parametrize(
    ("person", "why"),
    [
        (EVE, words.GUEST),
        (replace(ANN, team="T0OTHER"), words.NOT_OURS),
        (replace(ANN, groups=None), words.NO_ANSWER),
        (replace(ANN, groups=frozenset()), words.NEEDS_RESPONDER),
        (replace(ANN, new_in=frozenset({"S0RESPOND"})), words.ALONE_TOO_NEW),
        (replace(ANN, vouched_by=frozenset({BOB.identity})), words.ALONE_TOO_NEW),
        (BOB, words.ALONE_NOT_YOURS),
    ],
)
def test_nobody_else_contains_alone(person: Person, why: Text) -> None:
    assert refusal(decide(asked(), [alone(person)], a_night(), NOW)) is why


def test_nobody_contains_alone_whose_address_is_not_known() -> None:
    nameless = replace(ANN, email="")
    made = asked(requester=nameless.identity)

    answer = decide(made, [alone(nameless)], a_night(email_domain=""), NOW)
    assert refusal(answer) is words.NO_ADDRESS


@pytest.mark.parametrize("digest", ["", "9f31c", "000000", "9f31c3"])
def test_without_the_digest_of_the_very_plan_nothing_runs(digest: str) -> None:
    answer = decide(asked(), [alone(digest=digest)], a_night(), NOW)
    assert refusal(answer) is words.OTHER_PLAN


def test_a_plan_that_was_cut_runs_once_it_was_opened() -> None:
    answer = decide(proposed(is_cut=True), [alone(has_opened=True)], a_night(), NOW)
    assert isinstance(answer, Allowed)


@pytest.mark.parametrize(
    ("hours", "is_night"),
    [(0, True), (-5, True), (-6, False), (3, True), (4, False), (9, False)],
)
def test_only_the_hours_of_the_file_count_at_the_moment_of_the_word(
    hours: int,
    is_night: bool,  # noqa: FBT001 - a row of a table
) -> None:
    """NOW is 03:00: the night is from 22:00 to 07:00, and 07:00 itself is day."""
    given_at = alone(at=NOW + timedelta(hours=hours))

    answer = may_not_alone(given_at, asked(), a_night())
    assert (answer is None) is is_night
    assert is_night or refusal(answer) is words.ALONE_BY_DAY


def test_the_night_is_that_of_its_time_zone() -> None:
    tokyo = replace(NIGHT, hours=Hours(time(22), time(7), "Asia/Tokyo"))

    assert refusal(shut(asked(), a_night(night=tokyo), NOW)) is words.ALONE_BY_DAY
    assert shut(asked(), a_night(night=tokyo), NOW - timedelta(hours=8)) is None


@pytest.mark.parametrize(
    ("places", "is_open"),
    [
        ({"accounts": frozenset({ACCOUNT})}, True),
        ({"accounts": frozenset({"444455556666"})}, False),
        ({"environments": frozenset({"prod"})}, True),
        ({"environments": frozenset({"staging"})}, False),
    ],
)
def test_only_the_places_of_the_file_count(
    places: dict[str, Any],
    is_open: bool,  # noqa: FBT001 - a row of a table
) -> None:
    narrow = Night(DARK, **places)

    answer = shut(asked(), a_night(night=narrow), NOW)
    assert (answer is None) is is_open
    assert is_open or refusal(answer) is words.ALONE_ELSEWHERE


def test_what_has_no_account_in_the_file_or_no_night_in_it_is_shut() -> None:
    assert refusal(shut(asked(), a_night(accounts={}), NOW)) is words.UNKNOWN_ACCOUNT
    assert refusal(shut(asked(), a_policy(), NOW)) is words.ALONE_OFF


def test_to_be_a_responder_elsewhere_is_not_enough() -> None:
    elsewhere = Grant(Role.RESPONDER, frozenset({"S0RESPOND"}), environments=frozenset({"test"}))

    answer = decide(asked(), [alone()], a_night(grants=(elsewhere,)), NOW)
    assert refusal(answer) is words.NEEDS_RESPONDER


PEOPLE = st.lists(st.sampled_from([ANN, BOB, EVE]), max_size=3, unique=True)
RAISES = st.sampled_from(RiskClass)


@given(PEOPLE, RAISES, st.sampled_from(Power), st.booleans(), st.booleans())
def test_a_file_without_a_night_never_allows_more(
    people: list[Person],
    risk: RiskClass,
    power: Power,
    is_undo: bool,  # noqa: FBT001 - drawn
    is_alone: bool,  # noqa: FBT001 - drawn
) -> None:
    """Switched off, a word of one's own is a vote that never counts, whatever else there is."""
    made = asked(risk, power, is_undo=is_undo)
    votes = [replace(vote(each), is_alone=is_alone) for each in people]
    off, on = decide(made, votes, a_policy(), NOW), decide(made, votes, a_night(), NOW)

    if isinstance(off, Allowed):
        assert isinstance(on, Allowed)
    if is_alone and votes:
        assert not isinstance(off, Allowed)
    if not is_alone:
        assert off == on
