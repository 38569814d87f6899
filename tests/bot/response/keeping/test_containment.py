"""How far an incident is contained, from all that was run on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.execution import Ask, Execution, Kind, Outcome, Stage
from bot.domain.incident import Contained
from bot.response.keeping.containment import settle, standing
from tests.bot.domain.makers import ACCOUNT, NOW
from tests.bot.response.office import Office

LATER = NOW + timedelta(minutes=1)
APPLY, UNDO = Kind.APPLY, Kind.UNDO


def an_execution(kind: Kind, stage: Stage, outcome: Outcome | None = None) -> Execution:
    ask = Ask(kind, 1, "block_public_s3", ACCOUNT, "", {}, "")
    return Execution(
        1, ask, "ann@example.com", "Ann", NOW, stage, 1, outcome, None, None, None, None, ""
    )


def done(kind: Kind, outcome: Outcome) -> Execution:
    return an_execution(kind, Stage.DONE, outcome)


CONTAINED = done(APPLY, Outcome.SUCCESS)


@pytest.mark.parametrize(
    ("executions", "contained"),
    [
        ([], Contained.NO),
        ([CONTAINED], Contained.YES),
        ([done(APPLY, Outcome.PARTIAL)], Contained.PARTLY),
        ([done(APPLY, Outcome.FAILURE)], Contained.NO),
        ([done(APPLY, Outcome.ERROR)], Contained.NO),
        ([CONTAINED, done(APPLY, Outcome.ERROR)], Contained.YES),
        ([CONTAINED, done(UNDO, Outcome.SUCCESS)], Contained.UNDONE),
        ([CONTAINED, done(UNDO, Outcome.PARTIAL)], Contained.PARTLY),
        ([CONTAINED, done(UNDO, Outcome.FAILURE)], Contained.PARTLY),
        ([CONTAINED, done(UNDO, Outcome.ERROR)], Contained.YES),
        ([CONTAINED, an_execution(UNDO, Stage.EXPIRED)], Contained.YES),
        ([CONTAINED, an_execution(UNDO, Stage.REJECTED)], Contained.YES),
        ([CONTAINED, an_execution(UNDO, Stage.REFUSED)], Contained.YES),
        ([an_execution(APPLY, Stage.EXPIRED)], Contained.NO),
        ([an_execution(APPLY, Stage.PLANNED)], Contained.NO),
        ([an_execution(APPLY, Stage.ASKED)], Contained.NO),
        ([CONTAINED, done(UNDO, Outcome.SUCCESS), CONTAINED], Contained.YES),
        ([an_execution(APPLY, Stage.WAITING)], Contained.WAITING),
        ([CONTAINED, an_execution(UNDO, Stage.WAITING)], Contained.WAITING),
        ([an_execution(APPLY, Stage.APPROVED)], Contained.WAITING),
        ([an_execution(APPLY, Stage.RUNNING)], Contained.RUNNING),
    ],
)
def test_an_incident_is_as_contained_as_its_executions_have_proved(
    executions: list[Execution], contained: Contained
) -> None:
    assert standing(executions) is contained


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("outcome", list(Outcome))
def test_a_runbook_whose_tactic_does_not_contain_leaves_an_incident_as_contained_as_it_was(
    kind: Kind, outcome: Outcome
) -> None:
    look = done(kind, outcome)
    looked = replace(look, ask=replace(look.ask, contains=False))
    assert standing([looked]) is Contained.NO
    assert standing([CONTAINED, looked]) is Contained.YES
    running = replace(looked, stage=Stage.RUNNING, outcome=None)
    assert standing([running]) is Contained.RUNNING


def test_what_will_contain_is_told_before_a_look_that_takes_hours() -> None:
    waiting = an_execution(APPLY, Stage.WAITING)
    look = an_execution(APPLY, Stage.RUNNING)
    running = replace(look, ask=replace(look.ask, contains=False))
    assert standing([waiting, running]) is Contained.WAITING
    assert standing([running, waiting]) is Contained.WAITING


async def test_the_card_is_brought_up_to_date_and_made_anew(office: Office) -> None:
    incident = await office.incident()
    await office.waiting(incident)
    before = await office.store.read(lambda unit: unit.incidents.get(incident))

    await office.store.write(lambda unit: settle(unit, incident, LATER))

    after = await office.store.read(lambda unit: unit.incidents.get(incident))
    assert before is not None
    assert after is not None
    assert after.contained is Contained.WAITING
    assert after.revision > before.revision


async def test_an_execution_of_no_incident_settles_nothing(office: Office) -> None:
    incident = await office.incident()
    await office.store.write(lambda unit: settle(unit, None, LATER))
    kept = await office.store.read(lambda unit: unit.incidents.get(incident))
    assert kept is not None
    assert kept.updated_at == NOW


@pytest.mark.parametrize(
    ("executions", "contained"),
    [
        ([CONTAINED], Contained.PARTLY),
        ([CONTAINED, CONTAINED], Contained.PARTLY),
        ([CONTAINED, done(UNDO, Outcome.SUCCESS)], Contained.UNDONE),
        ([CONTAINED, an_execution(UNDO, Stage.WAITING)], Contained.WAITING),
        ([], Contained.NO),
    ],
)
def test_an_incident_of_which_anything_has_slipped_is_contained_in_part_at_best(
    executions: list[Execution], contained: Contained
) -> None:
    assert standing(executions, has_slipped=True) is contained


def member(bucket: str, outcome: Outcome | None, stage: Stage = Stage.DONE) -> Execution:
    """Return a member of one batch, on a bucket of its own."""
    made = an_execution(APPLY, stage, outcome)
    return replace(made, ask=replace(made.ask, inputs={"bucket": bucket}, batch=7))


GOOD = member("a", Outcome.SUCCESS)
ALONE = replace(CONTAINED, ask=replace(CONTAINED.ask, inputs={"bucket": "b"}))


@pytest.mark.parametrize(
    ("executions", "contained"),
    [
        ([GOOD, member("b", Outcome.SUCCESS)], Contained.YES),
        ([member("b", Outcome.FAILURE), GOOD], Contained.PARTLY),
        ([member("b", None, Stage.REFUSED), GOOD], Contained.PARTLY),
        ([member("b", None, Stage.EXPIRED), GOOD], Contained.PARTLY),
        ([member("b", None, Stage.NOTHING_TO_DO), GOOD], Contained.YES),
        ([GOOD, member("b", Outcome.FAILURE), ALONE], Contained.YES),
        ([member("a", None, Stage.REJECTED), member("b", None, Stage.REJECTED)], Contained.NO),
    ],
)
def test_an_incident_is_contained_in_part_while_a_target_of_its_batch_is_not(
    executions: list[Execution], contained: Contained
) -> None:
    assert standing(executions) is contained
