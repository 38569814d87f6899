"""Socket Mode of the workspace: one-use tickets, and each payload to exactly one open socket.

https://docs.slack.dev/apis/events-api/using-socket-mode
"""

from __future__ import annotations

import asyncio
import json
import secrets
import uuid
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import urlencode

from aiohttp import WSMsgType, web

from practice.slack.content import Json
from practice.slack.errors import Code, RefusedError
from practice.slack.people import APP
from practice.slack.sender import PATIENCE_SECONDS, Reply
from practice.slack.workspace import Workspace

MOST_OPEN = 10
RETRIES = 3
CONNECTION_SECONDS = 18_060

Fault = Literal["sever", "unheard", "sever_and_again", "twice"]


@dataclass(eq=False)
class Socket:
    """One open socket; `expected` holds who waits for the answer to an envelope, by its id."""

    wire: web.WebSocketResponse
    request: web.Request
    is_silent: bool = False
    drops_answers: bool = False
    is_leaving: bool = False
    gone: asyncio.Event = field(default_factory=asyncio.Event)
    expected: dict[str, list[asyncio.Future[Json]]] = field(default_factory=dict)

    async def say(self, frame: str) -> None:
        """Send a frame, if the socket is still there."""
        with suppress(ConnectionError):
            await self.wire.send_str(frame)

    def sever(self) -> None:
        """End the connection once all that was sent has gone out, without a word."""
        if self.request.transport is not None:
            self.request.transport.close()

    def take(self, frame: str) -> None:
        """Take an answer; what answers nothing that is open is left."""
        try:
            answer = json.loads(frame)
        except ValueError:
            return
        waiting = self.expected.get(str(answer.get("envelope_id")), [])
        if waiting:
            waiting.pop(0).set_result(answer)


class Sockets:
    """The app's sockets, and the way to it that they are.

    Payloads go round the open sockets. An interaction or a command that is not answered in time
    is lost, and the person told so; an event comes again, three times at most, with
    `retry_attempt` (https://github.com/slackapi/python-slack-sdk/issues/1940). Only an answer
    through the socket that an envelope came by counts.

    `faults` befall the next envelopes, one each: `sever` ends the socket behind it; `unheard`
    ends it when the answer comes, which is dropped; `sever_and_again` severs and delivers the
    same envelope through another one, as https://github.com/slackapi/bolt-js/issues/2487 saw;
    `twice` delivers it through two at one moment.
    """

    def __init__(self, workspace: Workspace, *, patience_seconds: float = PATIENCE_SECONDS) -> None:
        """Begin with Socket Mode switched off."""
        self.open: list[Socket] = []
        self.sent: list[Json] = []
        self.answers: list[Json] = []
        self.faults: list[Fault] = []
        self.token = ""
        self.is_on = False
        self._workspace = workspace
        self._patience = patience_seconds
        self._tickets: set[str] = set()
        self._turn = 0

    def routes(self) -> list[web.RouteDef]:
        """Return where sockets are opened."""
        return [web.get("/link/", self._link)]

    def ticket(self) -> Json:
        """Return the answer of `apps.connections.open`: an address that is good for one socket."""
        if not self.is_on:
            raise RefusedError(Code.ACCESS_DENIED)
        ticket = secrets.token_urlsafe(18)
        self._tickets.add(ticket)
        query = urlencode({"ticket": ticket, "app_id": APP})
        return {"url": f"{self._workspace.url.replace('http', 'ws', 1)}/link/?{query}"}

    async def form(self, fields: dict[str, str]) -> Reply:
        """Send a slash command."""
        return await self._send("slash_commands", dict(fields), takes_answer=True)

    async def interaction(self, payload: Json) -> Reply:
        """Send an interaction."""
        return await self._send("interactive", payload, takes_answer=True)

    async def event(self, event: Json) -> Reply:
        """Send an event of the Events API, and send it again while it is not answered."""
        reply = Reply(0, "", "dispatch_failed")
        for attempt in range(1 + RETRIES):
            more = {"retry_attempt": attempt, "retry_reason": "timeout" if attempt else ""}
            reply = await self._send("events_api", event, takes_answer=False, **more)
            if not reply.error:
                break
        return reply

    async def again(self, envelope: Json) -> Reply:
        """Deliver an envelope as it is, through the socket whose turn it is."""
        self._turn += 1
        socket = self._next()
        if socket is None:
            return Reply(0, "", "dispatch_failed")
        return await self._deliver(socket, envelope)

    async def say(self, frame: str | bytes) -> None:
        """Send a frame of any kind through every socket."""
        for socket in list(self.open):
            if isinstance(frame, str):
                await socket.say(frame)
            else:
                await socket.wire.send_bytes(frame)

    async def refresh(self, reason: str = "refresh_requested") -> None:
        """Ask for other sockets in the place of all.

        They are used until there is another, and closed by Slack once that has come.
        """
        told = {"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-1"}}
        for socket in self.open:
            socket.is_leaving = True
        await self.say(json.dumps(told))

    def switch_on(self, token: str) -> None:
        """Open sockets for this app-level token."""
        self.token, self.is_on = token, True

    async def switch_off(self) -> None:
        """Open no more sockets, and tell those that are open."""
        self.is_on = False
        await self.refresh("link_disabled")
        await self.close()

    def silence(self, many: int = MOST_OPEN) -> list[Socket]:
        """Let open sockets answer no ping and hear no answer any more; return which."""
        silent = self.open[:many]
        for socket in silent:
            socket.is_silent = True
        return silent

    async def close(self, _application: web.Application | None = None) -> None:
        """Close every socket."""
        await asyncio.gather(*(socket.wire.close() for socket in self.open))

    async def _link(self, request: web.Request) -> web.WebSocketResponse:
        """Open a socket for a ticket that was not used yet."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            raise web.HTTPForbidden(text="invalid_ticket")
        self._tickets.remove(ticket)
        socket = Socket(web.WebSocketResponse(autoping=False, timeout=1), request)
        await socket.wire.prepare(request)
        if len(self.open) >= MOST_OPEN:
            await socket.say(json.dumps({"type": "disconnect", "reason": "too_many_websockets"}))
            await socket.wire.close()
            return socket.wire
        self.open.append(socket)
        try:
            await socket.say(json.dumps(_hello(len(self.open))))
            self._workspace.changes.tell()
            await self._let_go()
            await self._hear(socket)
        finally:
            self.open.remove(socket)
            socket.gone.set()
            self._workspace.changes.tell()
        return socket.wire

    def _next(self) -> Socket | None:
        """Return the socket whose turn it is; one that leaves only where there is no other."""
        ready = [each for each in self.open if not each.is_leaving] or self.open
        return ready[self._turn % len(ready)] if ready else None

    async def _let_go(self) -> None:
        """Close the sockets that leave, once there is another and they owe no answer."""
        if all(each.is_leaving for each in self.open):
            return
        for socket in list(self.open):
            if socket.is_leaving and not any(socket.expected.values()):
                await socket.wire.close()

    async def _hear(self, socket: Socket) -> None:
        async for message in socket.wire:
            if socket.is_silent:
                continue
            if message.type is WSMsgType.PING:
                with suppress(ConnectionError):
                    await socket.wire.pong(message.data)
            elif message.type is WSMsgType.TEXT and socket.drops_answers:
                socket.sever()
            elif message.type is WSMsgType.TEXT:
                socket.take(message.data)

    async def _send(self, kind: str, payload: Json, *, takes_answer: bool, **more: Any) -> Reply:
        envelope = {
            "envelope_id": str(uuid.uuid4()),
            "type": kind,
            "payload": payload,
            "accepts_response_payload": takes_answer,
            **more,
        }
        self.sent.append(envelope)
        fault = self.faults.pop(0) if self.faults else None
        if fault is None:
            return await self.again(envelope)
        return await self._befall(fault, envelope)

    async def _befall(self, fault: Fault, envelope: Json) -> Reply:
        """Deliver an envelope to which something happens on its way."""
        if fault == "twice":
            first, _ = await asyncio.gather(self.again(envelope), self.again(envelope))
            return first
        victim = self.open[(self._turn + 1) % len(self.open)]
        if fault == "unheard":
            victim.drops_answers = True
            return await self.again(envelope)
        reply = await self._severed(victim, envelope)
        if fault == "sever_and_again":
            await victim.gone.wait()
            return await self.again(envelope)
        return reply

    async def _severed(self, socket: Socket, envelope: Json) -> Reply:
        """Deliver an envelope through a socket and end the socket behind it."""
        await socket.say(json.dumps(envelope))
        socket.sever()
        return Reply(0, "", "dispatch_failed")

    async def _deliver(self, socket: Socket, envelope: Json) -> Reply:
        """Send an envelope and wait for its answer, no longer than Slack does."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Json] = loop.create_future()
        gone = loop.create_task(socket.gone.wait())
        waiting = socket.expected.setdefault(envelope["envelope_id"], [])
        waiting.append(answer)
        await socket.say(json.dumps(envelope))
        try:
            ends: set[asyncio.Future[Any]] = {answer, gone}
            await asyncio.wait(ends, timeout=self._patience, return_when=asyncio.FIRST_COMPLETED)
        finally:
            gone.cancel()
            if answer in waiting:
                waiting.remove(answer)
            await self._let_go()
        if answer.done():
            return self._answered(envelope, answer.result())
        return Reply(0, "", "dispatch_failed" if gone.done() else "operation_timeout")

    def _answered(self, envelope: Json, answer: Json) -> Reply:
        """Return the app's answer as HTTP would bring it; one that is not wanted is a failure."""
        self.answers.append(answer)
        payload = answer.get("payload")
        if payload and not envelope["accepts_response_payload"]:
            return Reply(0, "", "dispatch_failed")
        return Reply(200, json.dumps(payload) if payload else "")


def _hello(connections: int) -> Json:
    return {
        "type": "hello",
        "num_connections": connections,
        "connection_info": {"app_id": APP},
        "debug_info": {
            "host": "applink-1",
            "build_number": 1,
            "approximate_connection_time": CONNECTION_SECONDS,
        },
    }
