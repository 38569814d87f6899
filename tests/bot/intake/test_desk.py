"""Receiving: nothing is answered before it is on the disk, and nothing unsigned is acted on."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from types import NoneType

import pytest

from bot.intake.errors import NotNowError, RefusedError
from bot.ports.bell import Ring
from bot.ports.store import Haste, StoreError
from tests.bot.intake.doors import Intake, an_intake, intake_on
from tests.bot.intake.fakes import UndoneError, WatchedStore
from tests.clocks import MORNING
from tests.sns_sender import TOKEN, TOPIC, body_of
from tests.stores import a_store


async def answers(intake: Intake, bodies: Sequence[bytes]) -> set[type]:
    """Hand in these bodies at once, and return what came of them: errors, or None."""
    async with asyncio.timeout(10):
        received = (intake.desk.receive(raw, {}) for raw in bodies)
        return {type(each) for each in await asyncio.gather(*received, return_exceptions=True)}


async def test_what_was_received_is_in_the_database_untouched(tmp_path: Path) -> None:
    async with an_intake(tmp_path) as intake:
        text = '{"detail-type":"x",  "n":\t"\U0001f534"}'
        sent = intake.sender.notification(text, message_id="m-1")
        await intake.desk.receive(body_of(sent), {})
    async with a_store(tmp_path) as again:
        (kept,) = await again.read(lambda unit: unit.inbox.unread(10))
    message = kept.message
    assert (message.body, message.topic, message.message_id) == (text, TOPIC, "m-1")
    assert (message.source, message.sent_at, message.received_at) == ("sns", MORNING, MORNING)


async def test_one_message_sent_twice_is_kept_once(tmp_path: Path) -> None:
    async with an_intake(tmp_path) as intake:
        raw = body_of(intake.sender.notification("x"))
        await asyncio.gather(*(intake.desk.receive(raw, {}) for _ in range(5)))
        await intake.desk.receive(raw, {})
        assert len(await intake.unread()) == 1


async def test_messages_that_come_during_a_write_share_the_next_one(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        watched = WatchedStore(store)
        async with intake_on(watched) as intake:
            await intake.desk.receive(body_of(intake.sender.notification("first")), {})
            watched.gate.clear()
            bodies = [body_of(intake.sender.notification(f"{n}")) for n in range(20)]
            received = [asyncio.create_task(intake.desk.receive(raw, {})) for raw in bodies]
            for _ in range(5):
                await asyncio.sleep(0)
            assert intake.desk.rush() == 20
            assert not any(task.done() for task in received)
            watched.gate.set()
            await asyncio.gather(*received)
            assert len(await intake.unread()) == 21
        assert watched.writes <= 3


async def test_a_rush_is_seen_after_it_is_over_and_once(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store, intake_on(store) as intake:
        bodies = [body_of(intake.sender.notification(f"{n}")) for n in range(12)]
        await asyncio.gather(*(intake.desk.receive(raw, {}) for raw in bodies))
        assert intake.desk.rush() == 12
        assert intake.desk.rush() == 0


async def test_one_who_hangs_up_takes_no_other_message_along(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        watched = WatchedStore(store)
        async with intake_on(watched) as intake:
            await intake.desk.receive(body_of(intake.sender.notification("first")), {})
            watched.gate.clear()
            leaver, stayer = (
                asyncio.create_task(
                    intake.desk.receive(body_of(intake.sender.notification(name)), {})
                )
                for name in ("leaver", "stayer")
            )
            for _ in range(5):
                await asyncio.sleep(0)
            leaver.cancel()
            watched.gate.set()
            await stayer
            bodies = {kept.message.body for kept in await intake.unread()}
            assert bodies >= {"first", "stayer"}


async def test_a_store_that_fails_is_told_to_everybody_and_the_next_batch_is_kept(
    tmp_path: Path,
) -> None:
    async with a_store(tmp_path) as store:
        watched = WatchedStore(store)
        async with intake_on(watched) as intake:
            watched.fails = True
            bodies = [body_of(intake.sender.notification(f"{n}")) for n in range(3)]
            assert await answers(intake, bodies) == {StoreError}
            watched.fails = False
            for raw in bodies:
                await intake.desk.receive(raw, {})
            assert len(await intake.unread()) == 3


async def test_a_commit_that_fails_is_told_to_everybody_in_it_and_to_nobody_else(
    tmp_path: Path,
) -> None:
    async with a_store(tmp_path) as store:
        watched = WatchedStore(store)
        async with intake_on(watched) as intake:
            watched.fails_late = True
            bodies = [body_of(intake.sender.notification(f"{n}")) for n in range(3)]
            assert await answers(intake, bodies) == {UndoneError}
            assert await intake.unread() == ()
            watched.fails_late = False
            await intake.desk.receive(bodies[0], {})
            assert len(await intake.unread()) == 1


async def test_a_write_that_is_done_anew_keeps_all_that_it_has_taken(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        watched = WatchedStore(store)
        watched.is_done_anew = True
        async with intake_on(watched) as intake:
            bodies = [body_of(intake.sender.notification(f"{n}")) for n in range(3)]
            assert await answers(intake, bodies) == {NoneType}
            assert len(await intake.unread()) == 3


async def test_what_is_received_goes_before_all_else_that_waits_for_the_writer(
    tmp_path: Path,
) -> None:
    async with a_store(tmp_path) as store:
        watched = WatchedStore(store)
        async with intake_on(watched) as intake:
            await intake.desk.receive(body_of(intake.sender.notification("x")), {})
            assert watched.hastes == [Haste.FIRST]


async def test_the_reader_is_rung_for_once_a_message_is_kept(tmp_path: Path) -> None:
    async with an_intake(tmp_path) as intake:
        await intake.desk.receive(body_of(intake.sender.notification("x")), {})
        async with asyncio.timeout(5):
            await intake.bell.wait(Ring.INBOX, 60)


async def test_a_subscription_is_confirmed_through_the_api_with_its_token(tmp_path: Path) -> None:
    async with an_intake(tmp_path) as intake:
        await intake.desk.receive(body_of(intake.sender.confirmation()), {})
        assert intake.confirmer.confirmed == [(TOPIC, TOKEN)]
        assert await intake.unread() == ()


async def test_a_confirmation_that_failed_may_be_sent_again(tmp_path: Path) -> None:
    async with an_intake(tmp_path) as intake:
        raw = body_of(intake.sender.confirmation())
        intake.confirmer.fails = True
        with pytest.raises(NotNowError):
            await intake.desk.receive(raw, {})
        intake.confirmer.fails = False
        await intake.desk.receive(raw, {})
        assert intake.confirmer.confirmed == [(TOPIC, TOKEN)]


async def test_the_end_of_a_subscription_confirms_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with an_intake(tmp_path) as intake:
        await intake.desk.receive(
            body_of(intake.sender.confirmation("UnsubscribeConfirmation")), {}
        )
        assert intake.confirmer.confirmed == []
        assert await intake.unread() == ()
    assert TOPIC in caplog.text


async def test_a_forged_confirmation_confirms_nothing_and_is_counted(tmp_path: Path) -> None:
    async with an_intake(tmp_path) as intake:
        forged = {**intake.sender.confirmation(), "Token": "other"}
        with pytest.raises(RefusedError):
            await intake.desk.receive(body_of(forged), {})
        assert intake.confirmer.confirmed == []
        counted = 'secbot_findings_refused_total{reason="bad_signature"} 1.0'
        assert counted in intake.metrics.scrape().decode()


async def test_each_message_that_was_taken_is_measured(tmp_path: Path) -> None:
    async with an_intake(tmp_path) as intake:
        for number in range(3):
            await intake.desk.receive(body_of(intake.sender.notification(f"{number}")), {})
        assert "secbot_intake_seconds_count 3.0" in intake.metrics.scrape().decode()
