"""Batches as they are kept: sealed once a round, and their members for ever."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.domain.batch import LeftOut, Member, Seal
from bot.ports.store import Store
from bot.ports.unit import Unit
from runbooks.kit.text import Text
from runbooks.kit.values import RiskClass
from tests.bot.store.examples import HOSTILE, an_ask
from tests.clocks import MORNING

LATER = MORNING + timedelta(minutes=5)
LEFT = (LeftOut(HOSTILE, Text("It is {what}.").fill(what=HOSTILE), 3),)
SEAL = Seal("a" * 64, (Member(1, 1, "b" * 64),), LEFT, True, RiskClass.C, 1, LATER)  # noqa: FBT003


def opened(unit: Unit) -> int:
    """Open a batch of two members."""
    number = unit.batches.open(None, "C0SEC", LEFT, MORNING)
    for _ in range(2):
        execution = unit.executions.ask(
            an_ask(),
            requester="ann@example.com",
            requester_name="Ann",
            at=MORNING,
            channel="C0SEC",
        )
        unit.batches.join(number, execution)
    return number


async def test_a_batch_is_read_as_it_was_kept(store: Store) -> None:
    number = await store.write(opened)
    batch = await store.read(lambda unit: unit.batches.get(number))

    assert batch is not None
    assert (batch.left_out, batch.seal, batch.round) == (LEFT, None, 1)
    assert await store.read(lambda unit: unit.batches.members(number)) == (1, 2)
    assert await store.read(lambda unit: unit.batches.get(number + 1)) is None


async def test_a_round_is_sealed_once_and_the_next_one_anew(store: Store) -> None:
    number = await store.write(opened)
    other = replace(SEAL, digest="c" * 64)

    assert await store.write(lambda unit: unit.batches.seal(number, 1, SEAL))
    assert not await store.write(lambda unit: unit.batches.seal(number, 1, other))
    kept = await store.write(lambda unit: unit.batches.lock(number))
    assert kept is not None
    assert kept.seal == SEAL

    assert await store.write(lambda unit: unit.batches.unseal(number, 1, LATER))
    assert not await store.write(lambda unit: unit.batches.unseal(number, 1, LATER))
    assert not await store.write(lambda unit: unit.batches.seal(number, 1, other))
    assert await store.write(lambda unit: unit.batches.seal(number, 2, other))
    anew = await store.read(lambda unit: unit.batches.get(number))
    assert anew is not None
    assert (anew.round, anew.begun_at, anew.seal) == (2, LATER, other)
