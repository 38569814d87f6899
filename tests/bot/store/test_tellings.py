"""What is told upstream waits in order, is counted, and ends once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.domain.syncing import Fate, Occasion, Tell, Telling
from bot.ports.store import Store
from tests.bot.store.examples import HOSTILE, an_incident
from tests.clocks import MORNING

FIRST = Telling(
    1,
    1,
    f"guardduty:aws:1:eu:{HOSTILE}",
    Tell.NOTIFIED,
    "111122223333",
    "eu-west-1",
    MORNING,
    by="ann@x",
)
SECOND = replace(FIRST, number=2, tell=Tell.SUPPRESSED, asked_by="bob@x", occasion=Occasion.CLEARED)
OTHERS = replace(FIRST, number=3, incident=2, key="other")
LATER = MORNING + timedelta(minutes=5)


async def filled(store: Store) -> None:
    await store.write(lambda unit: unit.incidents.open([an_incident()] * 2))
    await store.write(lambda unit: unit.tellings.want([FIRST, SECOND, OTHERS]))


async def test_what_waits_comes_back_in_order_as_it_was_wanted(store: Store) -> None:
    await filled(store)

    assert await store.read(lambda unit: unit.tellings.waiting(1)) == (FIRST, SECOND)
    assert await store.read(lambda unit: unit.tellings.incidents_waiting()) == (1, 2)


async def test_what_was_sent_is_known_for_ever_or_since_a_moment(store: Store) -> None:
    await filled(store)
    await store.write(lambda unit: unit.tellings.send([1, 2]))
    await store.write(lambda unit: unit.tellings.end([1], Fate.DONE, "", MORNING))

    both = {FIRST.key: frozenset({Tell.NOTIFIED, Tell.SUPPRESSED})}
    keys = [FIRST.key, "other", "unheard of"]
    assert await store.read(lambda unit: unit.tellings.sent(keys)) == both
    lately = await store.read(lambda unit: unit.tellings.sent(keys, LATER))
    assert lately == {FIRST.key: frozenset({Tell.SUPPRESSED})}


async def test_what_has_ended_neither_waits_nor_ends_again(store: Store) -> None:
    await filled(store)
    await store.write(lambda unit: unit.tellings.tried([1, 2], HOSTILE))
    await store.write(lambda unit: unit.tellings.end([1], Fate.FAILED, HOSTILE, LATER))
    await store.write(lambda unit: unit.tellings.end([1], Fate.DONE, "", LATER))
    await store.write(lambda unit: unit.tellings.tried([1], ""))

    (waits,) = await store.read(lambda unit: unit.tellings.waiting(1))
    assert (waits.number, waits.tries, waits.why) == (2, 1, HOSTILE)
    (failed,) = await store.read(lambda unit: unit.tellings.failed_since(LATER))
    assert (failed.number, failed.tries, failed.fate, failed.ended_at) == (1, 1, "failed", LATER)
    after = LATER + timedelta(seconds=1)
    assert await store.read(lambda unit: unit.tellings.failed_since(after)) == ()


async def test_nothing_waits_of_an_incident_that_is_open_again(store: Store) -> None:
    await filled(store)
    await store.write(lambda unit: unit.tellings.drop(1, LATER))

    assert await store.read(lambda unit: unit.tellings.incidents_waiting()) == (2,)
    found = await store.read(lambda unit: unit.tellings.of_incident(1))
    assert [each.fate for each in found] == [Fate.DROPPED, Fate.DROPPED]
