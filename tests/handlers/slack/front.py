"""The bot's front on loopback: Bolt, desks, a store and a workspace, and no AWS at all."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from aiohttp import web
from aiohttp.test_utils import TestServer

import runbooks
from bot.daily.desk import StatusDesk
from bot.domain.cards import Look
from bot.domain.execution import Execution, Outcome, Proposal, Stage
from bot.domain.ids import Prefix, spell
from bot.domain.incident import Incident
from bot.domain.policy import Policy
from bot.domain.record import Record, What
from bot.durable.bell import LocalBell
from bot.logs import Scrubber
from bot.ports.errors import Report
from bot.ports.store import Haste, Store
from bot.ports.unit import Unit
from bot.response.batch.batch_deciding import BatchDecisionDesk
from bot.response.batch.batch_desk import BatchDesk
from bot.response.brakes.braking import BrakeDesk
from bot.response.brakes.lifting import LiftDesk
from bot.response.deciding.deciding import DecisionDesk
from bot.response.deciding.glass import GlassDesk
from bot.response.deciding.night import NightDesk
from bot.response.deciding.reviewing import ReviewDesk
from bot.response.drills.drills import DrillDesk
from bot.response.explaining.explaining import WhyDesk
from bot.response.holding.holding_desk import HoldDesk
from bot.response.incidents.duty import DutyDesk
from bot.response.incidents.incidents import IncidentDesk
from bot.response.incidents.noise import NoiseDesk
from bot.response.incidents.regrouping import RegroupDesk
from bot.response.incidents.restricting import RestrictDesk
from bot.response.incidents.silencing import SilenceDesk
from bot.response.incidents.snoozing import SnoozeDesk
from bot.response.incidents.storming import StormDesk
from bot.response.keeping.digest import plan_digest
from bot.response.people.memberships import MemberDesk
from bot.response.people.refusing import RefusalDesk
from bot.response.planning.asking import AskDesk
from handlers.http import slack as door
from handlers.slack import bolt
from handlers.slack.directory import SlackDirectory
from handlers.slack.reception import Desks, Reception
from handlers.slack.sheets import Sources, alert_card, approval_card, progress_card
from handlers.views import kit
from handlers.views.alert import alert
from handlers.views.approval import approval
from handlers.views.progress import progress
from practice.slack import payloads
from practice.slack.acting import Seen
from practice.slack.content import Content
from practice.slack.messages import Message
from practice.slack.server import SlackRange
from runbooks.kit import catalog
from tests.bot.daily.sheets import gathering_of
from tests.bot.domain.makers import a_policy
from tests.clocks import MORNING, FrozenClock
from tests.handlers.slack.scenes import CHANNEL, ISOLATE, a_proposal, ask, offers, open_incidents
from tests.handlers.slack.workspaces import TOKEN, Tally, a_web, a_workspace
from tests.journeys.messages import said
from tests.stores import a_store

ANN, BOB, RYO, EVE = "U0ANN", "U0BOB", "U0RYO", "U0EVE"
UNHURRIED = 30.0
"""Seconds: a busy machine is no reason to be told that Slack was too slow."""

ANN_ACTS = {"id": ANN, "team_id": "T0RANGE"}
SECRET = "no secret"
CATALOGUE = catalog.load(runbooks)
REVOKED = {"principal": "user/carol", "mode": "deny", "console": "keep", "reactivate": False}

T = TypeVar("T")


class BreakingStore:
    """A store of which every work raises the same error."""

    def __init__(self, error: Exception) -> None:
        """Raise this."""
        self.error = error

    async def write(self, work: Callable[[Unit], T], haste: Haste = Haste.USUAL) -> T:
        raise self.error

    async def read(self, work: Callable[[Unit], T]) -> T:
        raise self.error

    def commit(self, work: Callable[[Unit], T]) -> T:
        raise self.error


@dataclass
class Front:
    """What people meet, and ways to look behind it."""

    store: Store
    clock: FrozenClock
    slack: SlackRange
    tally: Tally
    reception: Reception

    async def type(self, who: str, text: str) -> str:
        """Type `/sec` and this, and return what this person alone is answered."""
        return "\n".join(said(each) for each in (await self.typed(who, text)).messages)

    async def typed(self, who: str, text: str) -> Seen:
        """Type `/sec` and this, and return what the person sees, which Slack found no fault in."""
        seen = await self.slack.acting.command(who, f"/sec {text}")
        assert not seen.notice, seen
        return seen

    async def click(self, who: str, message: Message, action: str, given: str | None = None) -> str:
        """Press a button, or choose in a menu, and return what this person alone is told."""
        known = self.told(who)
        seen = await self.slack.acting.click(who, message.ts, action, given=given)
        assert not seen.notice, seen
        return await self.news(who, known)

    async def click_as(self, who: str, message: Message, **action: Any) -> str:
        """Send a click that no client would, and return what this person alone is told."""
        known = self.told(who)
        workspace = self.slack.workspace
        made = {"type": "button", "action_ts": workspace.timestamp(), **action}
        payload = payloads.message_action(workspace, workspace.person(who), message, made)
        reply = await self.slack.sender.interaction(payload)
        assert reply.status == 200
        return await self.news(who, known)

    async def send_modal(self, view: dict[str, Any], user: Any = ANN_ACTS) -> dict[str, Any]:
        """Send a modal that no client would, and return what the bot answers."""
        made = {"type": "modal", "id": "V1", **view}
        payload = {"type": "view_submission", "user": user, "view": made}
        reply = await self.slack.sender.interaction(payload)
        assert reply.status == 200
        return reply.json()

    async def open_modal(
        self, who: str, message: Message, action: str, given: str | None = None
    ) -> dict[str, Any]:
        """Press what opens a modal and return the modal."""
        await self.slack.acting.click(who, message.ts, action, given=given)
        opened = self.slack.workspace.views.top(who)
        assert opened is not None
        return opened.content

    async def submit(self, who: str, **values: str) -> Seen:
        """Send the modal that is open."""
        seen = await self.slack.acting.submit(who, values, unchecked=True)
        assert not seen.notice, seen
        return seen

    def told(self, who: str) -> list[Message]:
        """Return what this person alone has been told, oldest first."""
        everything = self.slack.workspace.messages.everything_in(CHANNEL)
        return [each for each in everything if each.only_for == who]

    async def news(self, who: str, known: list[Message]) -> str:
        """Return what this person alone was told besides, once nothing more can come."""
        await self.reception.close()
        return "\n".join(said(each) for each in self.told(who)[len(known) :])

    async def incidents(self, count: int = 1) -> tuple[int, ...]:
        """Open some incidents of an instance."""
        return await self.store.write(lambda unit: open_incidents(unit, count))

    async def incident(self, number: int = 1) -> Incident:
        """Return an incident as it stands."""
        found = await self.store.read(lambda unit: unit.incidents.get(number))
        assert found is not None
        return found

    async def waiting(self, **changes: Any) -> Proposal:
        """Let a plan of Ann's wait for approval."""

        def work(unit: Unit) -> Proposal:
            (incident,) = open_incidents(unit)
            return propose(unit, ask(unit, incident, **changes))

        return await self.store.write(work)

    async def execution(self, number: int = 1) -> Execution:
        """Return an execution as it stands."""
        found = await self.store.read(lambda unit: unit.executions.get(number))
        assert found is not None
        return found

    async def stage(self, number: int = 1) -> Stage:
        """Return where an execution is."""
        return (await self.execution(number)).stage

    async def asked(self) -> list[Execution]:
        """Return every execution that was asked for, oldest first."""

        def work(unit: Unit) -> list[Execution]:
            found = (unit.executions.get(number) for number in range(1, 6))
            return [each for each in found if each is not None]

        return await self.store.read(work)

    async def report(self, number: int = 1) -> Report | None:
        """Return an error report."""
        return await self.store.read(lambda unit: unit.errors.get(number))

    async def show_alert(self, number: int = 1) -> Message:
        """Post the card of an incident as it is now."""
        subject = spell(Prefix.INCIDENT, number)
        sources = self.reception.sources
        card = await self.store.read(lambda unit: alert_card(unit, subject, sources))
        assert card is not None
        return self.post(alert(card, Look()))

    async def show_approval(self, proposal: Proposal, thread: str | None = None) -> Message:
        """Post the card of a plan as it is now."""
        sources = self.reception.sources
        card = await self.store.read(lambda unit: approval_card(unit, proposal.id, sources))
        assert card is not None
        return self.post(approval(card, Look()), thread)

    async def revoked(self) -> None:
        """Let A-1 have revoked carol's access."""

        def work(unit: Unit) -> None:
            number = ask(unit, None, runbook="revoke_iam", inputs=REVOKED)
            propose(unit, number)
            unit.executions.move(number, [Stage.WAITING], Stage.APPROVED, MORNING)
            unit.executions.begin(number, {})
            body = {"step": "deny", "action": "iam:AttachUserPolicy"}
            unit.records.write([Record(What.INTENT, MORNING, "", None, number, body)])
            unit.executions.end(number, Outcome.SUCCESS, {}, MORNING)

        await self.store.write(work)

    async def show_progress(self, number: int = 1) -> Message:
        """Post how an execution stands."""
        subject = spell(Prefix.EXECUTION, number)
        sources = self.reception.sources
        card = await self.store.read(lambda unit: progress_card(unit, subject, sources))
        assert card is not None
        return self.post(progress(card, Look()))

    def post(self, view: kit.Message, thread: str | None = None) -> Message:
        """Let a message stand in the channel, or in a thread of it."""
        content = Content(view.text, list(view.blocks))
        return self.slack.workspace.post(CHANNEL, content, thread_ts=thread)

    def breaks(self, error: Exception) -> None:
        """Let every desk and every look at a card raise this; reports are still kept."""
        broken, desks = BreakingStore(error), self.reception.desks
        desks.asking.store = desks.deciding.store = broken
        desks.braking.store = desks.incidents.store = broken


def propose(unit: Unit, number: int, plan: int = 1, **changes: Any) -> Proposal:
    """Let a plan of an execution that was asked for wait for approval, under its true digest."""
    execution = unit.executions.get(number)
    assert execution is not None
    made = replace(a_proposal(number, plan), **changes)
    made = replace(made, digest=plan_digest(execution, made))
    assert unit.executions.propose(made)
    return made


@asynccontextmanager
async def a_front(folder: Path, policy: Policy | None = None) -> AsyncIterator[Front]:
    """Yield a front that a workspace of its own talks to."""
    clock, tally = FrozenClock(), Tally()
    async with AsyncExitStack() as stack:
        store = await stack.enter_async_context(a_store(folder))
        slack = await stack.enter_async_context(a_workspace(clock))
        way = await stack.enter_async_context(a_web(slack, tally))
        made = policy or a_policy()
        reception = Reception(
            desks=_desks(store, clock, made),
            directory=SlackDirectory(way, seconds=UNHURRIED),
            store=store,
            sources=Sources(offers, lambda _: ISOLATE.title, lambda: made, clock.now),
            web=way,
            policy=made,
            look=Look,
            clock=clock,
            scrub=Scrubber([TOKEN]).scrub,
        )
        stack.push_async_callback(reception.close)
        server = TestServer(_application(reception))
        await server.start_server()
        stack.push_async_callback(server.close)
        slack.workspace.bot_url = str(server.make_url("/"))
        yield Front(store, clock, slack, tally, reception)


def _desks(store: Store, clock: FrozenClock, policy: Policy) -> Desks:
    bell = LocalBell()
    asking = AskDesk(store, bell, clock, catalogue=CATALOGUE, policy=policy)
    return Desks(
        asking,
        DecisionDesk(store, bell, clock, policy=policy),
        BrakeDesk(store, bell, clock, policy=policy, channel=CHANNEL),
        IncidentDesk(store, bell, clock, policy=policy),
        StatusDesk(gathering_of(store, clock, policy), store, bell, policy),
        DrillDesk(asking),
        WhyDesk(store, clock, policy=policy),
        MemberDesk(store, bell, clock, policy=policy, channel=CHANNEL),
        GlassDesk(store, bell, clock, policy=policy),
        HoldDesk(store, bell, clock, policy=policy),
        LiftDesk(store, bell, clock, policy=policy, channel=CHANNEL),
        SilenceDesk(store, bell, clock, policy=policy),
        SnoozeDesk(store, bell, clock, policy=policy),
        BatchDesk(asking),
        BatchDecisionDesk(store, bell, clock, policy=policy),
        RefusalDesk(store, clock),
        ReviewDesk(store, bell, clock, policy=policy),
        NightDesk(store, bell, clock, policy=policy),
        DutyDesk(store, bell, clock, policy=policy, channel=CHANNEL),
        NoiseDesk(store, clock, policy=policy),
        RestrictDesk(store, bell, clock, policy=policy),
        StormDesk(store, bell, clock, policy=policy),
        RegroupDesk(store, bell, clock, policy=policy),
    )


def _application(reception: Reception) -> web.Application:
    application = web.Application(client_max_size=1024 * 1024)
    application.add_routes(door.routes(bolt.assemble(reception, token=TOKEN), SECRET))
    return application
