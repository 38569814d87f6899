"""While Slack is down somebody is paged: that it is so, what can't wait, and when it is over."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.delivery.paging import SLOT, OutagePager
from bot.domain.finding import Severity
from bot.domain.policy import Account
from bot.domain.record import Record, What
from bot.domain.restriction import Named, Restriction
from bot.domain.run import Run, Work
from bot.domain.words import outage as words
from bot.ports.pager import PagerError
from bot.ports.store import Store
from bot.ports.unit import Unit
from tests.bot.domain.makers import a_policy
from tests.bot.store.examples import a_proposal, an_ask, an_incident
from tests.clocks import MORNING, FrozenClock
from tests.stores import a_store

ACCOUNT = "111122223333"
POLICY = a_policy(accounts={ACCOUNT: Account(ACCOUNT, "prod")})
RUN = Run(1, Work.OUTAGE, 1, 1, 1)
BEGUN = "secbot: Slack takes nothing since 2026-11-22 09:00 UTC."
STILL = "secbot: Slack still takes nothing, since 2026-11-22 09:00 UTC."


@dataclass
class Pages:
    """A pager that keeps what it was given, or takes nothing."""

    sent: list[tuple[str, str]] = field(default_factory=list)
    is_down: bool = False

    async def page(self, subject: str, text: str) -> None:
        if self.is_down:
            message = "SNS would not page"
            raise PagerError(message)
        self.sent.append((subject, text))


@dataclass
class Desk:
    """A store with an outage that is on, and who pages about it."""

    store: Store
    pages: Pages

    async def page(self) -> str:
        """Page what is owed; return the text, or nothing where none was."""
        before = len(self.pages.sent)
        pager = OutagePager(self.store, self.pages, FrozenClock(), lambda: POLICY)
        await pager(RUN)
        return "".join(text for _, text in self.pages.sent[before:])

    async def end(self) -> None:
        over = MORNING + timedelta(minutes=62)
        await self.store.write(lambda unit: unit.outages.end(1, over))

    async def owed(self) -> int:
        return len(await self.store.read(lambda unit: unit.outages.owed()))


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    """Yield a desk."""
    async with a_store(tmp_path) as store:

        def begin(unit: Unit) -> None:
            unit.outages.failed(MORNING)
            unit.outages.declare(1)

        await store.write(begin)
        yield Desk(store, Pages())


def open_some(unit: Unit, *severities: Severity) -> tuple[int, ...]:
    numbers = unit.incidents.open([an_incident(each, minutes=1) for each in severities])
    unit.records.write(
        [Record(What.FINDING_OPENED, MORNING, incident=number, body={}) for number in numbers]
    )
    return numbers


async def test_the_first_page_tells_what_to_do_and_the_last_that_it_is_over(desk: Desk) -> None:
    assert (await desk.page()).startswith(BEGUN)
    assert await desk.page() == ""
    await desk.end()
    over = "secbot: Slack takes messages again since 2026-11-22 10:02 UTC, after 62 min."

    assert await desk.owed() == 1
    assert await desk.page() == over
    assert [subject for subject, _ in desk.pages.sent] == [words.SUBJECT.en, words.SUBJECT_OVER.en]
    assert await desk.owed() == 0


async def test_before_a_page_goes_out_something_is_written_that_syncs_what_it_tells_of(
    desk: Desk,
) -> None:
    pinned: list[datetime | None] = []

    class Looking(Pages):
        """A pager that looks whether that was written by now."""

        async def page(self, subject: str, text: str) -> None:
            pinned.append(await desk.store.read(lambda unit: unit.slots.last(SLOT)))
            await super().page(subject, text)

    desk.pages = Looking()
    await desk.page()
    assert pinned == [MORNING]


async def test_what_is_bad_is_paged_once_bundled_by_id_severity_and_account(desk: Desk) -> None:
    await desk.page()
    severities = (Severity.HIGH,) * 7 + (Severity.CRITICAL, Severity.LOW)
    await desk.store.write(lambda unit: open_some(unit, *severities))

    told = "I-8 CRITICAL in prod, I-1 HIGH in prod, I-2 HIGH in prod, I-3 HIGH in prod, I-4 HIGH in"
    assert await desk.page() == f"{STILL} New: {told} prod, 3 more."
    assert await desk.page() == ""
    await desk.store.write(lambda unit: open_some(unit, Severity.MEDIUM))
    assert await desk.page() == ""


async def test_what_waits_has_slipped_or_was_left_alone_is_paged(desk: Desk) -> None:
    def happen(unit: Unit) -> None:
        (incident,) = unit.incidents.open([an_incident()])
        for what in (What.PLANNED, What.SLIPPED):
            number = unit.executions.ask(
                an_ask(incident), requester="a", requester_name="Ann", at=MORNING, channel="C0"
            )
            unit.executions.propose(a_proposal(number))
            unit.records.write([Record(what, MORNING, "", incident, number, {})])
        unit.records.write([Record(What.ESCALATED, MORNING, incident=incident, body={})])

    await desk.page()
    await desk.store.write(happen)

    told = "Waiting for a yes: A-1 in prod. No longer contained: A-2 in prod. Left alone: I-1."
    assert await desk.page() == f"{STILL} {told}"


async def test_of_what_is_restricted_a_page_tells_id_and_severity_alone(desk: Desk) -> None:
    def hide(unit: Unit) -> None:
        (number,) = open_some(unit, Severity.HIGH)
        named = (Named("U0ANN", "ann@example.com", "Ann"), Named("U0BOB", "bob@example.com", "B"))
        unit.restrictions.keep(Restriction(number, named, "C0", "a", "Ann", MORNING, "why"))
        ask = unit.executions.ask(
            an_ask(number), requester="a", requester_name="Ann", at=MORNING, channel="C0"
        )
        unit.executions.propose(a_proposal(ask))
        unit.records.write([Record(What.PLANNED, MORNING, "", number, ask, {})])

    await desk.page()
    await desk.store.write(hide)

    assert await desk.page() == f"{STILL} New: I-1 HIGH. Waiting for a yes: A-1."


async def test_a_page_that_is_not_taken_is_owed_and_one_of_which_nobody_heard_is_not(
    desk: Desk,
) -> None:
    desk.pages.is_down = True
    with pytest.raises(PagerError):
        await desk.page()
    desk.pages.is_down = False
    await desk.end()

    assert await desk.page() == ""
    assert await desk.owed() == 0


async def test_an_outage_that_is_not_known_pages_nobody(desk: Desk) -> None:
    pager = OutagePager(desk.store, desk.pages, FrozenClock(), lambda: POLICY)
    await pager(Run(1, Work.OUTAGE, 99, 1, 1))
    assert desk.pages.sent == []
