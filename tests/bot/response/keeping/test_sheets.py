"""Which messages show an execution."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.execution import Kind
from bot.domain.posting import Sheet
from bot.ports.incidents import Change
from bot.response.keeping import sheets
from tests.bot.domain.makers import NOW
from tests.bot.response.office import CHANNEL, Office

MINUTE = timedelta(minutes=1)


async def leased(office: Office) -> list[tuple[str, str, str, str]]:
    """Bring out all that is wanted; return destination, sheet, subject and thread of each."""
    found: list[tuple[str, str, str, str]] = []
    while True:
        now = office.clock.advance(MINUTE)
        dues = await office.store.write(lambda unit: unit.outbox.lease(now, 9, MINUTE))  # noqa: B023 - it is awaited in this turn of the loop
        if not dues:
            return found
        for due in dues:
            await office.store.write(lambda unit: unit.outbox.sent(due, "1.0", now))  # noqa: B023 - likewise
            found.append((due.destination, due.sheet, due.subject, due.under))


async def want(office: Office, number: int, *of: Sheet, plan: int | None = None) -> None:
    execution = await office.execution(number)
    await office.store.write(lambda unit: sheets.want(unit, execution, NOW, *of, plan=plan))


async def test_an_incident_s_execution_is_shown_on_its_card_and_in_its_thread(
    office: Office,
) -> None:
    await office.waiting(await office.incident())
    await want(office, 1, Sheet.ALERT, Sheet.TIMELINE, Sheet.PROGRESS, Sheet.APPROVAL)

    assert sorted(await leased(office)) == [
        (CHANNEL, "alert", "I-1", ""),
        (CHANNEL, "approval", "A-1.1", "I-1"),
        (CHANNEL, "progress", "A-1", "I-1"),
        (CHANNEL, "timeline", "I-1", "I-1"),
    ]


async def test_one_without_an_incident_is_shown_in_the_channel_itself(office: Office) -> None:
    await office.waiting()
    await want(office, 1, Sheet.ALERT, Sheet.TIMELINE, Sheet.PROGRESS, Sheet.APPROVAL)

    assert sorted(await leased(office)) == [
        (CHANNEL, "approval", "A-1.1", ""),
        (CHANNEL, "progress", "A-1", ""),
    ]


@pytest.mark.parametrize(("plan", "subject"), [(None, "A-1.1"), (7, "A-1.7")])
async def test_each_plan_has_a_card_of_its_own(
    office: Office, plan: int | None, subject: str
) -> None:
    await office.waiting()
    await want(office, 1, Sheet.APPROVAL, plan=plan)
    assert await leased(office) == [(CHANNEL, "approval", subject, "")]


async def test_what_an_undo_puts_back_is_shown_anew_with_or_without_its_button(
    office: Office,
) -> None:
    await office.waiting(await office.incident())
    await office.asked(1, kind=Kind.UNDO, undo_of=1)
    await want(office, 2, Sheet.ALERT)
    assert sorted(await leased(office)) == [
        (CHANNEL, "alert", "I-1", ""),
        (CHANNEL, "progress", "A-1", "I-1"),
    ]


async def test_what_was_never_planned_has_no_approval_card(office: Office) -> None:
    await office.asked()
    await want(office, 1, Sheet.APPROVAL)
    assert await leased(office) == []


async def test_what_a_run_tells_goes_where_its_incident_is_by_now(office: Office) -> None:
    await office.waiting(await office.incident())
    execution, elsewhere = await office.execution(1), Change(channel="people:U0ANN,U0BOB")
    await office.store.write(lambda unit: unit.incidents.change(1, elsewhere, NOW))
    await office.store.write(lambda unit: sheets.want(unit, execution, NOW, Sheet.PROGRESS))

    about = await office.store.read(lambda unit: unit.outbox.about(1))
    assert [(each.destination, each.sheet) for each in about] == [
        ("people:U0ANN,U0BOB", Sheet.PROGRESS)
    ]
