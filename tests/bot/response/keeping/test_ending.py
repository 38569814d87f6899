"""How an execution ends: the outcome in OCSF's words, and every message that says so."""

from __future__ import annotations

from itertools import combinations

import pytest

from bot.domain.execution import Outcome, Stage
from bot.domain.incident import Contained
from bot.domain.record import What
from bot.domain.words import endings as words
from bot.ports.unit import Unit
from bot.response.keeping.ending import Halt, ReadBack, finish, judge, unrun
from runbooks.kit.text import Text
from runbooks.kit.values import Claim, Proof
from tests.bot.domain.makers import NOW
from tests.bot.response.office import Office, called
from tests.japanese import english_of

SAYS = Text("The door is closed").fill()
PASSED, FAILED, INCONCLUSIVE = (
    Claim(key=str(proof), proof=proof, says=SAYS, evidence="seen") for proof in Proof
)
ALL = (PASSED, FAILED, INCONCLUSIVE)
LATER, TOO_LATE = (
    claim.model_copy(update={"takes_time": True}) for claim in (INCONCLUSIVE, FAILED)
)
HALT = Halt(words.BRAKE_PULLED.fill())
GONE = Halt(SAYS, Outcome.DOES_NOT_EXIST)


@pytest.mark.parametrize(
    ("claims", "changed", "halt", "outcome"),
    [
        ((PASSED,), True, None, Outcome.SUCCESS),
        ((PASSED,), False, None, Outcome.SUCCESS),
        ((FAILED,), True, None, Outcome.FAILURE),
        ((FAILED,), False, None, Outcome.FAILURE),
        ((PASSED, FAILED), True, None, Outcome.PARTIAL),
        ((PASSED, INCONCLUSIVE), True, None, Outcome.PARTIAL),
        ((INCONCLUSIVE,), True, None, Outcome.PARTIAL),
        ((), True, None, Outcome.PARTIAL),
        ((), False, HALT, Outcome.ERROR),
        ((), False, GONE, Outcome.DOES_NOT_EXIST),
        ((), True, GONE, Outcome.PARTIAL),
        ((FAILED,), True, HALT, Outcome.PARTIAL),
        ((PASSED,), True, HALT, Outcome.PARTIAL),
        ((PASSED,), False, HALT, Outcome.ERROR),
        ((PASSED, LATER), True, None, Outcome.SUCCESS),
        ((FAILED, LATER), True, None, Outcome.FAILURE),
        ((PASSED, INCONCLUSIVE, LATER), True, None, Outcome.PARTIAL),
        ((LATER,), True, None, Outcome.PARTIAL),
        ((PASSED, TOO_LATE), True, None, Outcome.PARTIAL),
        ((PASSED, LATER), True, HALT, Outcome.PARTIAL),
    ],
)
def test_the_outcome_is_what_was_proved_and_no_better(
    claims: tuple[Claim, ...], halt: Halt | None, outcome: Outcome, *, changed: bool
) -> None:
    assert judge(claims, changed=changed, halt=halt) is outcome


def test_there_is_never_a_success_without_a_claim_that_passed_or_with_one_that_did_not() -> None:
    for size in range(4):
        for claims in combinations(ALL, size):
            for changed in (True, False):
                outcome = judge(claims, changed=changed, halt=None)
                assert (outcome is Outcome.SUCCESS) is (claims == (PASSED,))


def begin(unit: Unit) -> None:
    unit.executions.move(1, [Stage.WAITING], Stage.APPROVED, NOW)
    unit.executions.begin(1, {})
    called(unit, 1)


async def test_an_outcome_is_written_with_its_claims_once(office: Office) -> None:
    incident = await office.incident()
    await office.waiting(incident)
    await office.store.write(begin)
    execution = await office.execution(1)
    read = ReadBack((PASSED, FAILED), {"closed": True})

    first = await office.store.write(lambda unit: finish(unit, execution, read, None, NOW))
    second = await office.store.write(lambda unit: finish(unit, execution, read, HALT, NOW))

    assert (first, second) == (Outcome.PARTIAL, None)
    assert (await office.execution(1)).after == {"closed": True}
    passed, failed, ended = await office.records(What.CLAIM, What.ENDED)
    assert (passed.body["proof"], failed.body["proof"]) == ("PASSED", "FAILED")
    assert passed.body["evidence"] == "seen"
    assert english_of(ended) == {"outcome": "Partial", "why": ""}
    kept = await office.store.read(lambda unit: unit.incidents.get(incident))
    assert kept is not None
    assert kept.contained is Contained.PARTLY


async def test_why_it_stopped_goes_before_what_could_not_be_read(office: Office) -> None:
    await office.waiting()
    await office.store.write(begin)
    execution = await office.execution(1)
    read = ReadBack(why=words.NOT_READ_BACK.fill(code="AccessDenied"))

    await office.store.write(lambda unit: finish(unit, execution, read, HALT, NOW))

    (ended,) = await office.records(What.ENDED)
    assert english_of(ended) == {"outcome": "Partial", "why": "the brake was pulled while it ran"}


async def test_what_never_ran_ends_once_with_its_reason(office: Office) -> None:
    await office.waiting()
    execution = await office.execution(1)

    def end(unit: Unit) -> bool:
        return unrun(unit, execution, Stage.REFUSED, SAYS, NOW, Outcome.UNSUPPORTED)

    assert await office.store.write(end)
    assert not await office.store.write(end)
    (record,) = await office.records(What.REFUSED)
    assert english_of(record) == {
        "why": "The door is closed",
        "stage": "refused",
        "outcome": "Unsupported",
    }
    assert (await office.execution(1)).why == SAYS


async def test_what_has_moved_on_meanwhile_is_not_ended(office: Office) -> None:
    await office.waiting()
    execution = await office.execution(1)
    await office.store.write(begin)

    assert not await office.store.write(
        lambda unit: unrun(unit, execution, Stage.EXPIRED, SAYS, NOW)
    )
    assert await office.stage(1) is Stage.RUNNING
    assert await office.records(What.EXPIRED) == []
