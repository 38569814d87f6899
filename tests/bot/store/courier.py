"""What a courier does with the outbox, in a line each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.domain.posting import Due, Sheet, Wanted
from bot.ports.store import Store
from bot.ports.unit import Unit
from tests.clocks import MORNING

LEASE = timedelta(seconds=30)
SECOND = timedelta(seconds=1)
CARD = Wanted("C0PROD", Sheet.ALERT, "I-1")


async def want(store: Store, *messages: Wanted, at: datetime = MORNING) -> None:
    await store.write(lambda unit: unit.outbox.want(messages, at))


async def lease(store: Store, at: datetime = MORNING, limit: int = 10) -> tuple[Due, ...]:
    """Lease what may go, and see that it was known beforehand whether anything may."""

    def take(unit: Unit) -> tuple[Due, ...]:
        next_at = unit.outbox.next_at()
        dues = unit.outbox.lease(at, limit, LEASE)
        assert bool(dues) is (next_at is not None and next_at <= at)
        return dues

    return await store.write(take)


async def lease_one(store: Store, at: datetime = MORNING) -> Due:
    (due,) = await lease(store, at)
    return due


async def send(store: Store, due: Due, ts: str = "1.1", at: datetime = MORNING) -> bool:
    return await store.write(lambda unit: unit.outbox.sent(due, ts, at))


async def post(store: Store, *messages: Wanted, at: datetime = MORNING) -> Sequence[Due]:
    """Want each message and bring it out, well before `at`."""
    dues = []
    for number, message in enumerate(messages):
        then = at - timedelta(hours=1) + number * timedelta(minutes=1)
        await want(store, message, at=then)
        due = await lease_one(store, then)
        await send(store, due, f"{number + 1}.1", then)
        dues.append(due)
    return dues


async def fail(
    store: Store, due: Due, *, uncertain: bool = False, retry_at: datetime = MORNING
) -> None:
    await store.write(lambda u: u.outbox.failed(due, retry_at=retry_at, uncertain=uncertain))
