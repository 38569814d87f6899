"""Two sockets are held open, and whatever befalls one of them, what people do gets here."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import aiohttp
import pytest

from bot.domain.words import sockets as words
from handlers.slack import socket as under_test
from handlers.slack.dispatch import Dispatch
from handlers.slack.link import Pace
from handlers.slack.pulse import SOCKETS, Pulse
from handlers.slack.socket import Pauses, Place, SocketMode, is_safe
from handlers.slack.web_client import open_web
from practice.slack.failures import Failure
from practice.slack.sockets import MOST_OPEN
from tests.clocks import FrozenClock
from tests.handlers.slack.answering import Answer, answering
from tests.handlers.slack.front import ANN, Front
from tests.handlers.slack.socketry import APP_TOKEN, QUICK, Counts, Held, Waiting, holding, until
from tests.handlers.slack.workspaces import Tally
from tests.journeys.messages import said
from tests.journeys.waiting import PATIENCE

WARNING = '{"type": "disconnect", "reason": "warning"}'
IMPATIENT = replace(QUICK, round_trip=1.0, drain=0.2)


async def types(held: Held, text: str = "help") -> str:
    """Type a command as Ann, and return what she alone is told."""
    seen = await held.slack.acting.command(ANN, f"/sec {text}")
    assert not seen.notice, seen
    return "\n".join(said(each) for each in seen.messages)


async def test_two_sockets_are_opened_with_the_app_level_token_and_commands_come_through_both(
    front: Front,
) -> None:
    async with holding(front) as held:
        await held.proved()
        assert len(held.slack.sockets.open) == SOCKETS
        for _ in range(4):
            assert "/sec" in await types(held)
        assert held.counts.seen == ["answered"] * 4
        assert held.pulse.envelope_at is not None
    assert held.slack.sockets.open == []


@pytest.mark.parametrize("reason", ["warning", "refresh_requested", "something_new"])
async def test_where_slack_wants_another_socket_the_old_one_serves_until_the_new_one_is_proved(
    front: Front, reason: str
) -> None:
    async with holding(front) as held:
        await held.proved()
        old = list(held.slack.sockets.open)
        await held.slack.sockets.refresh(reason)
        while not all(each.gone.is_set() for each in old):
            assert "/sec" in await types(held)
        await until(lambda: len(held.slack.sockets.open) == SOCKETS)
        await held.proved()
    assert set(held.counts.seen) == {"answered"}


async def test_an_old_socket_that_slack_leaves_open_is_closed_by_us_in_the_end(
    front: Front,
) -> None:
    async with holding(front, replace(QUICK, linger=0.05)) as held:
        await held.proved()
        old = list(held.slack.sockets.open)
        await held.slack.sockets.say(WARNING)
        await until(lambda: all(each.gone.is_set() for each in old))
        assert len(held.slack.sockets.open) == SOCKETS
        assert "/sec" in await types(held)


async def test_old_sockets_do_not_heap_up_however_often_slack_asks_for_others(
    front: Front,
) -> None:
    most = SOCKETS * (under_test.MOST_LEAVING + 2)
    async with holding(front, replace(QUICK, linger=3 * PATIENCE)) as held:
        await held.proved()
        for _ in range(6):
            before = set(held.slack.sockets.open)
            await held.slack.sockets.say(WARNING)
            await until(lambda old=before: len(set(held.slack.sockets.open) - old) == SOCKETS)
            await until(lambda: len(held.slack.sockets.open) <= most)
        assert "/sec" in await types(held)


async def test_where_there_are_too_many_the_old_ones_make_room_for_the_new(front: Front) -> None:
    short = replace(QUICK, linger=0.05)
    async with holding(front, short) as held, aiohttp.ClientSession() as session:
        await held.proved()
        old = list(held.slack.sockets.open)
        tickets = [held.slack.sockets.ticket()["url"] for _ in range(MOST_OPEN - SOCKETS)]
        others = [await session.ws_connect(url) for url in tickets]
        await until(lambda: len(held.slack.sockets.open) == MOST_OPEN)
        for each in old:
            await each.say(WARNING)
        await until(lambda: all(each.gone.is_set() for each in old))
        await held.proved()
        assert not any(other.closed for other in others)


async def test_slack_s_word_on_how_long_to_wait_is_heeded() -> None:
    async with (
        answering(Answer(status=429, retry_after="120")) as server,
        open_web(APP_TOKEN, server.url, Tally()) as web,
    ):
        dispatch = Dispatch(Waiting().app, Counts())
        place = Place(0, web, dispatch, Pulse(FrozenClock()), QUICK, lambda: 1.0)
        assert await place._fill(asyncio.Event()) == 120


async def test_a_socket_that_ends_without_a_word_is_opened_again_and_the_other_serves_meanwhile(
    front: Front,
) -> None:
    async with holding(front, replace(QUICK, first_pause=0.2, longest_pause=0.2)) as held:
        await held.proved()
        victim = held.slack.sockets.open[0]
        victim.sever()
        await victim.gone.wait()
        assert "/sec" in await types(held)
        assert held.pulse.check().is_well
        await until(lambda: len(held.slack.sockets.open) == SOCKETS)
        await held.proved()


async def test_a_socket_that_is_connected_and_dead_is_seen_told_and_opened_again(
    front: Front, caplog: pytest.LogCaptureFixture
) -> None:
    async with holding(front, IMPATIENT) as held:
        await held.proved()
        (silent,) = held.slack.sockets.silence(1)
        told = await held.not_well()
        assert told.detail == words.NO_ROUND_TRIP.fill(seconds="1").plain()
        await until(silent.gone.is_set)
        await held.proved()
        assert silent not in held.slack.sockets.open
        assert "/sec" in await types(held)
    assert any(
        each.levelno == logging.ERROR and each.getMessage() == told.detail
        for each in caplog.records
    )


async def test_a_click_in_the_middle_of_which_its_socket_dies_is_done_once(front: Front) -> None:
    (number,) = await front.incidents()
    async with holding(front) as held:
        await held.proved()
        held.slack.sockets.faults = ["sever"]
        seen = await held.slack.acting.command(
            ANN, f"/sec run isolate_instance I-{number} because it beacons"
        )
        assert seen.notice
        await until(lambda: held.counts.seen == ["answered"])
        assert len(await front.asked()) == 1
        await held.proved()
        again = await types(held, f"show I-{number}")
        assert f"I-{number}" in again


@pytest.mark.parametrize("fault", ["sever_and_again", "twice"])
async def test_an_envelope_that_comes_twice_is_done_once_and_answered_twice(
    front: Front, fault: Any
) -> None:
    (number,) = await front.incidents()
    async with holding(front) as held:
        await held.proved()
        held.slack.sockets.faults = [fault]
        told = await types(held, f"run isolate_instance I-{number} because it beacons")
        assert "A-1" in told
        assert sorted(held.counts.seen) == ["answered", "repeated"]
    assert len(await front.asked()) == 1


@pytest.mark.parametrize(
    "frame",
    [
        "",
        "{",
        "[" * 100_000,
        '{"type": "interactive", "envelope_id": "e", "payload": 7}',
        '{"type": "interactive", "envelope_id": "e", "payload": {"type": "block_actions"}}',
        '{"type": "events_api", "envelope_id": "e", "payload": {"event": []}}',
        b"\x00\xff",
    ],
)
async def test_a_frame_that_can_t_be_read_hurts_nothing_and_is_not_shown(
    front: Front, caplog: pytest.LogCaptureFixture, frame: str | bytes
) -> None:
    async with holding(front) as held:
        await held.proved()
        before = list(held.slack.sockets.open)
        for _ in range(3):
            await held.slack.sockets.say(frame)
        assert "/sec" in await types(held)
        assert "/sec" in await types(held)
        assert held.slack.sockets.open == before
    left = [each for each in caplog.records if "can't be read;" in each.getMessage()]
    assert len(left) <= SOCKETS
    assert "[[[[" not in caplog.text


async def test_a_frame_that_is_too_long_costs_its_socket_and_no_more(front: Front) -> None:
    async with holding(front) as held:
        await held.proved()
        victim = held.slack.sockets.open[0]
        await victim.say("x" * (under_test.LARGEST_FRAME + 1))
        await until(victim.gone.is_set)
        await until(lambda: len(held.slack.sockets.open) == SOCKETS)
        await held.proved()
        assert "/sec" in await types(held)


async def test_socket_mode_that_is_switched_off_is_told_and_once_it_is_on_again_it_works(
    front: Front,
) -> None:
    async with holding(front) as held:
        await held.proved()
        await held.slack.sockets.switch_off()
        told = await held.not_well()
        assert told.detail in {
            words.DISABLED.en,
            words.NOT_OPENED.fill(code="access_denied").plain(),
        }
        held.slack.use_sockets(APP_TOKEN)
        await held.proved()
        assert "/sec" in await types(held)


async def test_where_slack_counts_too_many_sockets_ours_wait_and_readiness_tells(
    front: Front,
) -> None:
    front.slack.use_sockets(APP_TOKEN)
    async with aiohttp.ClientSession() as session:
        tickets = [front.slack.sockets.ticket()["url"] for _ in range(MOST_OPEN)]
        others = [await session.ws_connect(url) for url in tickets]
        async with holding(front) as held:
            await until(lambda: held.pulse.check().detail == words.CROWDED.en)
            assert not held.pulse.check().is_well
            assert len(front.slack.sockets.open) == MOST_OPEN
            for other in others:
                await other.close()
            await held.proved()


async def test_a_refused_token_is_told_by_slack_s_own_code_and_tried_again(front: Front) -> None:
    async with holding(front, app_token="xapp-another") as held:
        await until(lambda: front.tally.count("apps.connections.open", "unreachable") > SOCKETS)
        check = held.pulse.check()
        assert (check.is_well, check.detail) == (
            False,
            words.NOT_OPENED.fill(code="invalid_auth").plain(),
        )
        front.slack.use_sockets("xapp-another")
        await held.proved()


@pytest.mark.parametrize("kind", ["broken", "cut_before", "cut_after", "refused", "limited"])
async def test_whatever_befalls_the_call_for_a_socket_it_is_made_again(
    front: Front, kind: Any
) -> None:
    front.slack.failures.add(Failure("apps.connections.open", kind, times=3, seconds=0))
    async with holding(front) as held:
        await held.proved()
        assert "/sec" in await types(held)


@pytest.mark.parametrize(
    "url",
    [
        '"http://127.0.0.1/link"',
        '"ws://wss-primary.slack.com/link/?ticket=t"',
        '"wss-primary.slack.com"',
        '"ws://[::1"',
        '""',
        "7",
        "null",
    ],
)
async def test_an_address_that_is_not_encrypted_is_not_used(url: str) -> None:
    pulse = Pulse(FrozenClock())
    body = f'{{"ok": true, "url": {url}}}'
    async with answering(*(Answer(body=body) for _ in range(50))) as server:
        await _held_until(pulse, server.url, lambda: pulse.check().detail == words.NO_ADDRESS.en)


async def test_a_socket_that_can_t_be_connected_is_told_without_its_ticket(
    caplog: pytest.LogCaptureFixture,
) -> None:
    pulse = Pulse(FrozenClock())
    body = '{"ok": true, "url": "ws://127.0.0.1:9/link/?ticket=the-ticket"}'
    async with answering(*(Answer(body=body) for _ in range(50))) as server:
        await _held_until(pulse, server.url, lambda: "connected" in pulse.check().detail)
    assert pulse.check().detail == words.NOT_CONNECTED.fill(code="ClientConnectorError").plain()
    assert "the-ticket" not in caplog.text


async def test_the_end_does_not_wait_for_a_slack_that_does_not_answer() -> None:
    pulse = Pulse(FrozenClock())
    async with answering(Answer(never=True), Answer(never=True)) as server:
        await _held_until(pulse, server.url, lambda: server.calls == SOCKETS)


def test_an_address_is_safe_that_is_encrypted_or_on_this_machine() -> None:
    assert is_safe("wss://wss-primary.slack.com/link/?ticket=t&app_id=a")
    assert is_safe("ws://127.0.0.1:3000/link/")
    assert is_safe("ws://localhost:3000/link/")
    assert not is_safe("ws://127.0.0.1.example.com/link/")
    assert not is_safe("https://slack.com/")


def test_pauses_grow_to_their_longest_are_never_the_same_for_all_and_begin_again() -> None:
    pace = Pace(first_pause=1, longest_pause=8)
    longest, shortest = Pauses(pace, lambda: 1.0), Pauses(pace, lambda: 0.0)
    assert [longest.following() for _ in range(6)] == [1, 2, 4, 8, 8, 8]
    assert [shortest.following() for _ in range(5)] == [0.5, 1, 2, 4, 4]
    longest.begin_again()
    assert longest.following() == 1


async def _held_until(pulse: Pulse, api_url: str, holds: Callable[[], bool]) -> None:
    """Hold sockets to this Slack until something holds."""
    mode = SocketMode(
        lambda: open_web(APP_TOKEN, api_url, Tally(), seconds=30),
        Dispatch(Waiting().app, Counts()),
        pulse,
        pace=QUICK,
    )
    stop = asyncio.Event()
    task = asyncio.create_task(mode.run(stop))
    await until(holds)
    stop.set()
    async with asyncio.timeout(10):
        await task
