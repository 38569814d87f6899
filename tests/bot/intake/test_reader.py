"""From the inbox to incidents: no row is lost, and no bad one holds up a good one."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.domain.change import Change
from bot.domain.finding import Finding
from bot.domain.posting import Sheet
from bot.intake.formats.asff import CUSTOM_ACTION
from bot.intake.pace import MOST_ROWS
from bot.intake.pieces import Event
from bot.intake.reader import MOST_FAILURES
from bot.ports.bell import Ring
from bot.ports.sorting import Sort, Sorted
from bot.ports.unit import Unit
from bot.triage.sorting import sort
from tests.bot.intake.desks import Desk
from tests.bot.intake.fakes import WatchedStore
from tests.bot.intake.formats.events import called
from tests.bot.intake.formats.examples import (
    ACCOUNT,
    CUSTOM_PRODUCT,
    GUARDDUTY_KEY,
    REGION,
    as_guardduty_event,
    as_hub_event,
    as_hub_v2_event,
    asff,
    guardduty_as_asff,
    in_event,
    ocsf,
    of_product,
    read_one,
)
from tests.clocks import MORNING
from tests.stores import a_store

OTHER = [{"Type": "AwsS3Bucket", "Id": "arn:aws:s3:::other"}]

TODAY = MORNING.date().isoformat()


class Poison(Exception):  # noqa: N818 - it is what it is called
    """What a broken sort raises."""


def refusing(word: str) -> Sort:
    """Return the sort of triage, but for findings whose title has a word in it."""

    def sorting(unit: Unit, findings: Sequence[Finding], channel: str, now: datetime) -> Sorted:
        if any(word in finding.title for finding in findings):
            raise Poison(word)
        return sort(unit, findings, channel, now)

    return sorting


async def test_an_empty_inbox_is_nothing_to_read(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        assert await Desk(store).reader.read_once() == 0


async def test_all_findings_of_all_messages_become_incidents(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        desk = Desk(store)
        await desk.receive(
            as_guardduty_event(), as_hub_event(asff(), asff(Id="two", Resources=OTHER))
        )
        assert await desk.reader.read_once() == 2
        assert await desk.unread() == 0
        assert await desk.incidents() == 3
        assert desk.meter.sources == {"guardduty": 1, "securityhub": 2}
        assert await desk.wanted() == {
            (sheet, f"I-{number}")
            for number in (1, 2, 3)
            for sheet in (Sheet.ALERT, Sheet.TIMELINE)
        }


async def test_one_finding_that_came_twice_and_two_ways_is_one_incident(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        desk = Desk(store)
        event = as_guardduty_event()
        await desk.receive(event, event, as_hub_event(guardduty_as_asff()), as_hub_v2_event(ocsf()))
        await desk.reader.read_once()
        await desk.receive(event)
        await desk.reader.read_once()
        assert await desk.incidents() == 1
        assert desk.meter.duplicates == 4
        assert desk.meter.sources == {"guardduty": 3, "securityhub": 2}


async def test_a_guardduty_arn_in_somebody_elses_finding_changes_nothing_of_the_real_one(
    tmp_path: Path,
) -> None:
    async with a_store(tmp_path) as store:
        desk = Desk(store)
        await desk.receive(as_guardduty_event())
        await desk.reader.read_once()
        newer = "2026-11-22T09:30:00Z"
        closing = {"severity_id": 1, "status_id": 3, "activity_id": 3}
        await desk.receive(
            as_hub_event(
                guardduty_as_asff(
                    ProductArn=CUSTOM_PRODUCT,
                    UpdatedAt=newer,
                    RecordState="ARCHIVED",
                    Workflow={"Status": "SUPPRESSED"},
                )
            ),
            as_hub_v2_event(
                ocsf(
                    metadata=of_product(CUSTOM_PRODUCT),
                    finding_info={"modified_time_dt": newer},
                    **closing,
                )
            ),
            ocsf(metadata=of_product("guardduty"), **closing),
        )
        await desk.reader.read_once()
        known = await store.read(lambda unit: unit.findings.known([GUARDDUTY_KEY]))
        kept = known[GUARDDUTY_KEY].finding
        assert kept == replace(read_one(as_guardduty_event()), arrived_at=MORNING)
        assert await desk.incidents() == 1


async def test_what_somebody_in_security_hub_sends_on_gets_a_card_below_the_floor(
    tmp_path: Path,
) -> None:
    low = asff(Severity={"Label": "LOW"})
    action = Event("aws.securityhub", CUSTOM_ACTION, ACCOUNT, REGION)
    async with a_store(tmp_path) as store:
        desk = Desk(store)
        await desk.receive(as_hub_event(low))
        await desk.reader.read_once()
        assert await desk.incidents() == 0
        await desk.receive(in_event(action, {"actionName": "To secbot", "findings": [low]}))
        await desk.reader.read_once()
        assert await desk.incidents() == 1
        assert (Sheet.ALERT, "I-1") in await desk.wanted()


async def test_who_must_act_on_a_new_incident_is_woken(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        desk = Desk(store)
        await desk.receive(as_guardduty_event())
        await desk.reader.read_once()
        async with asyncio.timeout(5):
            await desk.bell.wait(Ring.RUNS, 60)
            await desk.bell.wait(Ring.OUTBOX, 60)


async def test_what_is_no_finding_is_kept_with_its_reason_and_shown_once_a_day(
    tmp_path: Path,
) -> None:
    async with a_store(tmp_path) as store:
        desk = Desk(store)
        await desk.receive("Hello", '{"broken": ', {"detail-type": "Something New"})
        assert await desk.reader.read_once() == 3
        assert await desk.unread() == 0
        reasons = {kept.message.body: reason for kept, reason in await desk.unreadable()}
        assert set(reasons) == {"Hello", '{"broken": ', '{"detail-type": "Something New"}'}
        assert "Something New" in reasons['{"detail-type": "Something New"}']
        assert await desk.wanted() == {(Sheet.NOTICE, TODAY)}
        assert desk.meter.sources == {"other": 3}


async def test_a_notice_belongs_to_the_day_on_which_its_message_came(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        desk = Desk(store)
        late = datetime(2026, 11, 21, 23, 59, tzinfo=UTC)
        await desk.receive("Hello", at=late)
        await desk.receive("Hello", at=late + timedelta(minutes=2))
        await desk.reader.read_once()
        assert await desk.wanted() == {(Sheet.NOTICE, "2026-11-21"), (Sheet.NOTICE, "2026-11-22")}


async def test_a_message_of_which_only_a_part_is_a_finding_gives_both(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        desk = Desk(store)
        await desk.receive([as_guardduty_event(), "and a remark"])
        await desk.reader.read_once()
        assert await desk.incidents() == 1
        assert len(await desk.unreadable()) == 1


async def test_one_row_that_can_not_be_filed_holds_up_no_other(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        desk = Desk(store, refusing("poison"))
        await desk.receive(
            as_guardduty_event(arn=None, id="one"),
            as_guardduty_event(arn=None, id="bad", title="poison"),
            as_guardduty_event(arn=None, id="two", resource={}),
        )
        assert await desk.reader.read_once() == 2
        assert await desk.incidents() == 2
        for _ in range(MOST_FAILURES):
            await desk.reader.read_once()
        assert await desk.unread() == 0
        ((kept, reason),) = await desk.unreadable()
        assert "poison" in kept.message.body
        assert "Poison" in reason
        assert (Sheet.NOTICE, TODAY) in await desk.wanted()


async def test_a_batch_of_bad_rows_does_not_keep_good_ones_from_being_read(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        desk = Desk(store, refusing("poison"))
        bad = [as_guardduty_event(arn=None, id=f"b{n}", title="poison") for n in range(MOST_ROWS)]
        await desk.receive(*bad)
        await desk.receive(as_guardduty_event())
        for _ in range(MOST_FAILURES + 1):
            await desk.reader.read_once()
        assert await desk.incidents() == 1
        assert len(await desk.unreadable()) == MOST_ROWS


async def test_a_database_that_fails_loses_nothing(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        watched = WatchedStore(store)
        desk = Desk(watched)
        await desk.receive(as_guardduty_event(), as_hub_event(asff()))
        watched.fails = True
        for _ in range(MOST_FAILURES + 2):
            with suppress(Exception):
                assert await desk.reader.read_once() == 0
        assert await desk.unread() == 2
        watched.fails = False
        assert await desk.reader.read_once() == 2
        assert await desk.incidents() == 2
        assert await desk.unreadable() == ()


async def test_a_ring_wakes_the_reader_and_a_stop_ends_it(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        desk = Desk(store)
        stop = asyncio.Event()
        running = asyncio.create_task(desk.reader.run(stop))
        await desk.receive(as_guardduty_event())
        desk.bell.ring(Ring.INBOX)
        async with asyncio.timeout(10):
            await desk.bell.wait(Ring.RUNS, 60)
        stop.set()
        desk.bell.ring(Ring.INBOX)
        await running
        assert await desk.findings(GUARDDUTY_KEY) == {GUARDDUTY_KEY}


async def test_the_loop_outlives_a_database_that_was_away(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        watched = WatchedStore(store)
        desk = Desk(watched)
        await desk.receive(as_guardduty_event())
        stop = asyncio.Event()
        watched.entered.clear()
        watched.fails_to_read = True
        running = asyncio.create_task(desk.reader.run(stop))
        async with asyncio.timeout(10):
            await watched.entered.wait()
            watched.fails_to_read = False
            desk.bell.ring(Ring.INBOX)
            await desk.bell.wait(Ring.RUNS, 60)
        stop.set()
        desk.bell.ring(Ring.INBOX)
        await running
        assert await desk.incidents() == 1


async def test_a_change_is_looked_at_in_the_transaction_that_reads_it_and_wakes_the_worker(
    tmp_path: Path,
) -> None:
    heard: list[Change] = []

    def look(unit: Unit, changes: Sequence[Change], now: datetime) -> int:
        assert unit.findings.known([]) == {}
        assert now == MORNING
        heard.extend(changes)
        return len(changes)

    async with a_store(tmp_path) as store:
        desk = Desk(store, looking=look)
        await desk.receive(called("s3", "DeleteBucketPublicAccessBlock", {"bucketName": "pay"}))
        waiting = asyncio.ensure_future(desk.bell.wait(Ring.RUNS, 60))
        await asyncio.sleep(0)
        assert await desk.reader.read_once() == 1
        assert [change.names for change in heard] == [frozenset({"pay"})]
        assert await desk.unreadable() == ()
        assert await desk.wanted() == set()
        await waiting
