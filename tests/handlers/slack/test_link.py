"""One socket: greeted, proved, answered, and left; and how each end of it is told."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

import aiohttp
import pytest
from aiohttp import WSMsgType, web

from bot.domain.words import sockets as words
from handlers.slack.dispatch import MOST_AT_ONCE, Dispatch
from handlers.slack.link import MOST_WAITING, Ending, How, Link, Pace
from tests.handlers.slack.socketry import Counts, Waiting, until
from tests.journeys.waiting import PATIENCE

PACE = Pace(between_pings=0.02, linger=0.05)
HELLO = '{"type": "hello", "num_connections": 3}'


@dataclass
class Far:
    """Slack's end of one socket, told by hand; it keeps what came of each kind."""

    wire: web.WebSocketResponse
    answers_pings: bool = True
    texts: list[str] = field(default_factory=list)
    pings: list[bytes] = field(default_factory=list)
    pongs: list[bytes] = field(default_factory=list)

    async def hear(self) -> None:
        """Read until the other end closes."""
        async for message in self.wire:
            if message.type is WSMsgType.PING:
                self.pings.append(bytes(message.data))
                if self.answers_pings:
                    await self.wire.pong(message.data)
            elif message.type is WSMsgType.PONG:
                self.pongs.append(bytes(message.data))
            else:
                self.texts.append(message.data)


@dataclass
class Near:
    """Our end: the link that is run, what it told, and the command that it leads to."""

    link: Link
    far: Far
    running: asyncio.Task[Ending]
    proofs: list[int]
    answers: list[int]
    let_go: asyncio.Event

    async def ended(self) -> Ending:
        """Wait for the end."""
        async with asyncio.timeout(PATIENCE):
            return await self.running


@asynccontextmanager
async def a_link(pace: Pace = PACE, *, answers_pings: bool = True) -> AsyncIterator[Near]:
    """Yield a link to a Slack that says nothing by itself; its command waits to be let go."""
    opened: asyncio.Future[Far] = asyncio.get_running_loop().create_future()

    async def socket(request: web.Request) -> web.WebSocketResponse:
        far = Far(web.WebSocketResponse(autoping=False, timeout=0.1), answers_pings)
        await far.wire.prepare(request)
        opened.set_result(far)
        await far.hear()
        return far.wire

    application = web.Application()
    application.router.add_get("/", socket)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    waiting, proofs, answers = Waiting(), list[int](), list[int]()
    try:
        async with aiohttp.ClientSession() as session:
            address = f"http://127.0.0.1:{runner.addresses[0][1]}/"
            near = await session.ws_connect(address, autoping=False)
            link = Link(
                near,
                Dispatch(waiting.app, Counts()),
                pace,
                on_proof=proofs.append,
                on_answer=lambda: answers.append(1),
            )
            running = asyncio.create_task(link.run())
            yield Near(link, await opened, running, proofs, answers, waiting.let_go)
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
    finally:
        await runner.cleanup()


def envelope(name: str) -> str:
    return json.dumps(
        {
            "envelope_id": name,
            "type": "slash_commands",
            "payload": {"command": "/sec", "text": "x"},
            "accepts_response_payload": True,
        }
    )


async def test_a_ping_that_comes_back_is_a_proof_and_tells_slack_s_count_of_sockets() -> None:
    async with a_link() as near:
        await near.far.wire.send_str(HELLO)
        await until(lambda: len(near.proofs) >= 3)
        assert set(near.proofs) == {3}
        assert len(set(near.far.pings)) == len(near.far.pings)


async def test_slack_s_own_pings_are_answered() -> None:
    async with a_link() as near:
        await near.far.wire.ping(b"Ping from applink-1")
        await until(lambda: near.far.pongs == [b"Ping from applink-1"])


async def test_without_a_hello_it_is_dead() -> None:
    async with a_link(replace(PACE, hello=0.05)) as near:
        assert await near.ended() == Ending(How.DEAD, words.NO_HELLO.fill(seconds="0.05"))
        assert near.proofs == []


async def test_where_no_ping_comes_back_it_is_dead_whatever_else_comes() -> None:
    async with a_link(replace(PACE, round_trip=0.2), answers_pings=False) as near:
        await near.far.wire.send_str(HELLO)
        await until(lambda: bool(near.far.pings))
        await near.far.wire.pong(b"another's")
        assert await near.ended() == Ending(How.DEAD, words.NO_ROUND_TRIP.fill(seconds="0.2"))
        assert near.proofs == []


async def test_an_envelope_is_acknowledged_once_its_work_is_done_and_never_before() -> None:
    async with a_link() as near:
        await near.far.wire.send_str(HELLO)
        await near.far.wire.send_str(envelope("e1"))
        await until(lambda: len(near.proofs) >= 3)
        assert (near.far.texts, near.answers) == ([], [])

        near.let_go.set()
        await until(lambda: bool(near.far.texts))
        assert [json.loads(each) for each in near.far.texts] == [
            {"envelope_id": "e1", "payload": {"text": "done"}}
        ]
        await until(lambda: near.answers == [1])


async def test_where_an_answer_does_not_come_for_long_it_is_dead_though_pings_come_back() -> None:
    async with a_link(replace(PACE, answer=0.1)) as near:
        await near.far.wire.send_str(HELLO)
        await near.far.wire.send_str(envelope("e1"))
        ending = await near.ended()
        assert (ending.how, ending.why.text) == (How.DEAD, words.NOT_ANSWERED)
        assert near.proofs


@pytest.mark.parametrize(
    "names",
    [[f"e{number}" for number in range(MOST_AT_ONCE)], ["the same"] * (MOST_WAITING + 10)],
    ids=["our work is stuck", "it reads no further"],
)
async def test_where_nothing_gets_through_it_is_dead_though_slack_s_end_is_well(
    names: list[str],
) -> None:
    async with a_link(replace(PACE, round_trip=0.5)) as near:
        await near.far.wire.send_str(HELLO)
        await until(lambda: bool(near.proofs))
        for name in names:
            await near.far.wire.send_str(envelope(name))
        assert (await near.ended()).why.text is words.NO_ROUND_TRIP
        assert near.far.texts == []


@pytest.mark.parametrize(
    ("reason", "ending"),
    [
        ("link_disabled", Ending(How.DISABLED, words.DISABLED.fill())),
        ("too_many_websockets", Ending(How.CROWDED, words.CROWDED.fill())),
    ],
)
async def test_where_slack_has_no_use_for_it_it_ends(reason: str, ending: Ending) -> None:
    async with a_link() as near:
        await near.far.wire.send_str(json.dumps({"type": "disconnect", "reason": reason}))
        assert await near.ended() == ending
        assert not near.link.leaving.is_set()


async def test_where_slack_wants_another_it_goes_on_until_it_is_replaced_and_lingers() -> None:
    async with a_link() as near:
        await near.far.wire.send_str(HELLO)
        await near.far.wire.send_str('{"type": "disconnect", "reason": "warning"}')
        await near.link.leaving.wait()
        known = len(near.proofs)
        await until(lambda: len(near.proofs) > known + 2)

        near.link.replace()
        await near.far.wire.send_str(envelope("late"))
        near.let_go.set()
        assert await near.ended() == Ending(How.GONE, words.RETIRED.fill())
        assert [json.loads(each)["envelope_id"] for each in near.far.texts] == ["late"]


async def test_one_that_is_retired_answers_what_it_was_given_and_closes() -> None:
    async with a_link(replace(PACE, linger=PATIENCE, drain=PATIENCE)) as near:
        await near.far.wire.send_str(HELLO)
        await near.far.wire.send_str(envelope("e1"))
        await until(lambda: bool(near.proofs))
        near.link.retire()
        near.let_go.set()
        assert await near.ended() == Ending(How.GONE, words.RETIRED.fill())
        await until(lambda: near.far.wire.closed)
        assert len(near.far.texts) == 1


@pytest.mark.parametrize("code", [1000, 1012, 4001])
async def test_where_slack_closes_it_it_is_gone(code: int) -> None:
    async with a_link() as near:
        await near.far.wire.send_str(HELLO)
        await near.far.wire.close(code=code)
        assert await near.ended() == Ending(How.GONE, words.CLOSED.fill(code=code))
