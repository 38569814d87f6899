"""A decision as it is kept, written down, and weighed again."""

from __future__ import annotations

from bot.domain.decide import decide
from bot.domain.matter import Allowed, Matter
from bot.domain.record import What
from bot.response.people import voting
from tests.bot.domain.makers import ACCOUNT, ANN, BOB, NOW, RYO, a_policy, a_proposal
from tests.bot.response.office import Office


def test_a_decision_holds_what_the_person_was_at_that_moment() -> None:
    yes = voting.decision(a_proposal(), BOB, "click", NOW)
    no = voting.decision(a_proposal(), BOB, "typed", NOW, against="")

    assert (yes.approved, yes.identity, yes.team) == (True, "bob@example.com", "T0RANGE")
    assert yes.groups == {"S0APPROVE"}
    assert (no.approved, no.reason, no.via) == (False, "", "typed")


async def test_the_yeses_are_weighed_again_on_the_facts_of_their_moment(office: Office) -> None:
    plan = await office.waiting(is_cut=True)
    await office.deciding.open_plan(BOB, 1, 1)
    for decided in (
        voting.decision(plan, BOB, "click", NOW),
        voting.decision(plan, RYO, "click", NOW, against="not now"),
    ):
        assert await office.store.write(lambda unit: unit.executions.decide(decided))  # noqa: B023 - awaited in this turn of the loop

    votes = await office.store.read(lambda unit: voting.votes(unit, plan))

    (vote,) = votes
    assert (vote.person.identity, vote.has_opened) == ("bob@example.com", True)
    matter = Matter(plan, ACCOUNT, ANN.identity)
    assert isinstance(decide(matter, votes, a_policy(), NOW), Allowed)


async def test_a_decision_is_written_under_a_pseudonym_with_all_that_it_binds(
    office: Office,
) -> None:
    plan = await office.waiting()
    execution = await office.execution(1)
    decided = voting.decision(plan, BOB, "click", NOW)

    await office.store.write(lambda unit: voting.write(unit, What.DECIDED, execution, decided, BOB))

    (record,) = await office.records(What.DECIDED)
    assert record.actor not in {"bob@example.com", "U0BOB"}
    assert record.actor_name == "Bob"
    assert record.body["plan"] == "A-1.1"
    assert record.body["signature"] is None
    for name in ("digest", "code_hash", "rendered_hash", "policy_digest"):
        assert record.body[name] == getattr(plan, name)
