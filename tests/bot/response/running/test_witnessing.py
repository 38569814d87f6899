"""What no run could wait for is read again later, and what came of it is told."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

import pytest

from bot.domain.execution import Kind, Outcome
from bot.domain.incident import Contained
from bot.domain.posting import Sheet
from bot.domain.record import What
from bot.domain.run import Work
from bot.response.running.witnessing import MOST, PAUSE
from runbooks.kit.values import Claim, Proof
from tests.bot.domain.makers import BOB, RYO
from tests.bot.response.posts import posted
from tests.bot.response.two_buckets import CloseTwo, Doors, Pair
from tests.bot.response.works import DiedError, Works


class Heard(CloseTwo):
    """Claims besides what only a slow log will tell."""

    proof: ClassVar[Proof] = Proof.INCONCLUSIVE

    def verify(self, inputs: Pair, state: Doors) -> tuple[Claim, ...]:
        claims = super().verify(inputs, state)
        silent = {"key": "silent", "proof": self.proof, "takes_time": True}
        return (*claims, claims[0].model_copy(update=silent))


class Silent(Heard):
    """Nothing was heard, and long enough."""

    proof = Proof.PASSED


class Loud(Heard):
    """Somebody was heard."""

    proof = Proof.FAILED


@pytest.fixture
async def heard(works: Works) -> Works:
    """Return a worker with one execution that has ended well, but for what only time will tell."""
    works.under(catalogue={"close_two": Heard})
    number = await works.approved(incident=await works.incident())
    await works.work()
    assert (await works.execution(number)).outcome is Outcome.SUCCESS
    return works


async def proofs(works: Works) -> list[str]:
    """Return every reading of the slow claim."""
    records = await works.records(What.CLAIM)
    return [one.body["proof"] for one in records if one.body["key"] == "silent"]


async def contained(works: Works) -> Contained:
    incident = await works.store.read(lambda unit: unit.incidents.get(1))
    assert incident is not None
    return incident.contained


async def test_what_time_has_proved_is_told_and_then_it_is_over(heard: Works) -> None:
    heard.under(catalogue={"close_two": Silent})
    (run,) = await heard.work()

    assert run.work is Work.WITNESS
    assert await proofs(heard) == ["INCONCLUSIVE", "PASSED"]
    assert (await heard.execution()).outcome is Outcome.SUCCESS
    assert await contained(heard) is Contained.YES
    assert heard.waits == []
    assert await heard.work() == []


async def test_a_claim_that_fails_then_belies_the_success_and_is_said_aloud(heard: Works) -> None:
    await posted(heard)
    heard.under(catalogue={"close_two": Loud})
    await heard.work()

    assert await proofs(heard) == ["INCONCLUSIVE", "FAILED"]
    assert (await heard.execution()).outcome is Outcome.PARTIAL
    (said,) = [post for post in await posted(heard) if post.sheet is Sheet.WORD]
    claim = (await heard.records(What.CLAIM))[-1]
    assert (said.subject, said.under) == (str(claim.number), "I-1")
    assert await contained(heard) is Contained.PARTLY
    assert await heard.store.read(lambda unit: unit.records.verify().broken_at) is None


async def test_it_is_asked_again_until_it_is_known_and_for_two_hours_at_most(
    heard: Works,
) -> None:
    await heard.work()
    heard.clock.advance(timedelta(minutes=30))
    await heard.work()
    assert heard.waits == [PAUSE, PAUSE]
    assert await proofs(heard) == ["INCONCLUSIVE"]

    heard.clock.advance(MOST)
    await heard.work()
    assert await heard.work() == []
    assert (await heard.execution()).outcome is Outcome.SUCCESS


async def test_after_a_crash_it_is_told_once(heard: Works) -> None:
    heard.under(catalogue={"close_two": Loud})
    heard.store.die(What.CLAIM, at=len(await heard.records(What.CLAIM)) + 1)
    with pytest.raises(DiedError):
        await heard.work()
    await heard.crash()
    await heard.work()

    assert await proofs(heard) == ["INCONCLUSIVE", "FAILED"]
    assert (await heard.execution()).outcome is Outcome.PARTIAL


async def test_what_was_put_back_meanwhile_is_let_be(heard: Works) -> None:
    undo = await heard.ask(kind=Kind.UNDO, undo_of=1)
    heard.under(catalogue={"close_two": Loud})
    await heard.work()
    await heard.approve(undo, BOB, RYO)
    await heard.work()

    assert await proofs(heard) == ["INCONCLUSIVE"]
    assert (await heard.execution()).outcome is Outcome.SUCCESS
