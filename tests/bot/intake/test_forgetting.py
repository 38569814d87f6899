"""Raw messages are deleted once they are as old as the policy file says, and not before."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from bot.intake.forgetting import forget
from bot.ports.unit import Unit
from tests.bot.store.examples import a_message
from tests.stores import a_store

AGE, MINUTE = timedelta(days=90), timedelta(minutes=1)


async def test_what_was_read_goes_at_its_age(tmp_path: Path) -> None:
    message = a_message(1)
    old = message.received_at + AGE

    def fill(unit: Unit) -> None:
        unit.inbox.add([message])
        unit.inbox.mark_read([each.number for each in unit.inbox.unread(9)])

    async with a_store(tmp_path) as store:
        await store.write(fill)
        early = await store.write(lambda unit: forget(unit, AGE, old))
        late = await store.write(lambda unit: forget(unit, AGE, old + MINUTE))

    assert (early, late) == (0, 1)
