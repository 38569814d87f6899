"""What is decided on as one is never let through where a member alone would need more."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.batch import (
    Batch,
    LeftOut,
    Member,
    Part,
    Seal,
    decide_together,
    may_approve,
    outcome_of,
)
from bot.domain.decide import decide
from bot.domain.execution import Ask, Execution, Kind, Outcome, Stage
from bot.domain.matter import Allowed, Matter, Needs, Refused
from bot.domain.people import Person, Role
from bot.domain.policy import Account, Grant
from bot.domain.words import deciding as words
from runbooks.kit.text import Text
from runbooks.kit.values import RiskClass
from tests.bot.domain.deciding import matter, refusal, vote
from tests.bot.domain.makers import ACCOUNT, ANN, BOB, DIGEST, EVE, NOW, RYO, a_policy

OTHER = "444455556666"
WHOLE = "7" * 64
ENDS = NOW + timedelta(minutes=30)
BATCH = Batch(7, None, "C0SEC", NOW, 1, (), None)
SEAL = Seal(WHOLE, (), (), is_cut=False, risk=RiskClass.D, needs=2, expires_at=ENDS)
ONLY_HERE = replace(RYO, groups=frozenset({"S0HERE"}))
TWO_ACCOUNTS = a_policy(
    accounts={ACCOUNT: Account(ACCOUNT, "prod"), OTHER: Account(OTHER, "dev")},
    grants=(
        *a_policy().grants,
        Grant(Role.APPROVER, frozenset({"S0HERE"}), accounts=frozenset({ACCOUNT})),
    ),
)


def part(asked: Matter, person: Person, *before: Person, has_opened: bool = False) -> Part:
    new = vote(person, has_opened=has_opened)
    return Part(asked, tuple(vote(each) for each in before), new)


def together(*parts: Part, given: str = WHOLE, seal: Seal = SEAL) -> Allowed | Needs | Refused:
    return decide_together(BATCH, seal, parts, given, TWO_ACCOUNTS, NOW)


def test_one_yes_is_enough_where_it_is_for_each() -> None:
    assert isinstance(together(part(matter(), BOB), part(matter(), BOB)), Allowed)


def test_the_strictest_member_decides_how_many_are_missing() -> None:
    strict = matter(risk=RiskClass.D, is_drill=True)
    first = together(part(matter(), BOB), part(strict, BOB))

    assert isinstance(first, Needs)
    assert (first.more, first.signed) == (1, False)
    assert isinstance(together(part(matter(), RYO, BOB), part(strict, RYO, BOB)), Allowed)


def test_an_approver_must_be_one_in_every_account() -> None:
    there = replace(matter(), account=OTHER)

    assert isinstance(together(part(matter(), ONLY_HERE)), Allowed)
    mixed = together(part(matter(), ONLY_HERE), part(there, ONLY_HERE))
    assert refusal(mixed) is words.NEEDS_APPROVER
    assert may_approve({ACCOUNT}, TWO_ACCOUNTS) == {"S0APPROVE", "S0HERE"}
    assert may_approve({ACCOUNT, OTHER}, TWO_ACCOUNTS) == {"S0APPROVE"}


@pytest.mark.parametrize("given", ["", WHOLE[:5], "8" + WHOLE[1:], WHOLE + "7", DIGEST])
def test_only_the_digest_of_the_batch_counts(given: str) -> None:
    assert refusal(together(part(matter(), BOB), given=given)) is words.OTHER_PLAN


def test_a_card_that_was_cut_must_be_opened_plan_by_plan() -> None:
    cut = replace(SEAL, is_cut=True)
    opened, unopened = part(matter(), BOB, has_opened=True), part(matter(), BOB)

    assert refusal(together(opened, unopened, seal=cut)) is words.NOT_OPENED
    assert isinstance(together(opened, opened, seal=cut), Allowed)


def test_it_ends_with_the_first_of_its_plans() -> None:
    over = replace(SEAL, expires_at=NOW)
    assert refusal(together(part(matter(), BOB), seal=over)) is words.PLAN_EXPIRED


matters = st.builds(
    lambda risk, asker, account, cut, named: replace(
        matter(asker, risk=risk, is_cut=cut, is_drill=risk is RiskClass.D),
        account=account,
        implicated=frozenset({"ryo@example.com"}) if named else frozenset(),
    ),
    st.sampled_from(RiskClass),
    st.sampled_from(["ann@example.com", "bob@example.com"]),
    st.sampled_from([ACCOUNT, OTHER]),
    st.booleans(),
    st.booleans(),
)
people = st.sampled_from([ANN, BOB, RYO, EVE, ONLY_HERE, replace(BOB, groups=None)])


@given(st.lists(st.tuples(matters, st.booleans()), min_size=1, max_size=4), people, people)
def test_a_batch_is_allowed_only_where_each_member_alone_would_be(
    asked: list[tuple[Matter, bool]], person: Person, before: Person
) -> None:
    parts = [part(each, person, before, has_opened=opened) for each, opened in asked]
    verdict = together(*parts)
    alone = [decide(each.matter, (*each.before, each.vote), TWO_ACCOUNTS, NOW) for each in parts]

    assert isinstance(verdict, Allowed) == all(isinstance(one, Allowed) for one in alone)
    if any(isinstance(one, Refused) for one in alone):
        assert isinstance(verdict, Refused)
    elif isinstance(verdict, Needs):
        assert verdict.more == max(one.more for one in alone if isinstance(one, Needs))


def test_a_plan_that_was_made_later_is_its_own() -> None:
    sealed = replace(BATCH, seal=replace(SEAL, members=(Member(1, 2, DIGEST),)))

    assert BATCH.binds(1, 0)
    assert sealed.binds(1, 1)
    assert sealed.binds(1, 2)
    assert not sealed.binds(1, 3)
    assert not sealed.binds(2, 1)


def ended(outcome: Outcome | None, stage: Stage = Stage.DONE) -> Execution:
    ask = Ask(Kind.APPLY, None, "block_public_s3", ACCOUNT, "", {}, "")
    return Execution(
        1, ask, "ann@example.com", "Ann", NOW, stage, 1, outcome, None, None, None, None, ""
    )


GOOD, BAD = ended(Outcome.SUCCESS), ended(Outcome.FAILURE)
REFUSED, ALREADY = ended(None, Stage.REFUSED), ended(None, Stage.NOTHING_TO_DO)
LEFT = (LeftOut("bucket", Text("It is protected.").fill()),)


@pytest.mark.parametrize(
    ("members", "left_out", "outcome"),
    [
        ([GOOD, GOOD], (), Outcome.SUCCESS),
        ([GOOD, ALREADY], (), Outcome.SUCCESS),
        ([GOOD, BAD], (), Outcome.PARTIAL),
        ([GOOD, REFUSED], (), Outcome.PARTIAL),
        ([GOOD, GOOD], LEFT, Outcome.PARTIAL),
        ([BAD, BAD], (), Outcome.FAILURE),
        ([BAD, REFUSED], LEFT, Outcome.FAILURE),
        ([BAD, ended(Outcome.ERROR)], (), Outcome.PARTIAL),
        ([GOOD, ended(None, Stage.RUNNING)], (), None),
        ([GOOD, ended(None, Stage.WAITING)], (), None),
        ([REFUSED, ALREADY], (), None),
        ([], (), None),
    ],
)
def test_success_is_for_all_of_it(
    members: list[Execution], left_out: tuple[LeftOut, ...], outcome: Outcome | None
) -> None:
    assert outcome_of(members, left_out) is outcome
