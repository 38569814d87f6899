"""What every listener works with: the desks, who is who, and the ways to answer."""

from __future__ import annotations

import asyncio
import logging
import traceback
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.daily.desk import StatusDesk
from bot.domain.cards import Look
from bot.domain.ids import Prefix, spell
from bot.domain.matter import Refused
from bot.domain.membership import approving_groups
from bot.domain.people import Person, is_group
from bot.domain.policy import Policy
from bot.domain.rights import Deed, may
from bot.domain.words import reply as words
from bot.ports.clock import Clock
from bot.ports.directory import Directory
from bot.ports.store import Store
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
from bot.response.people.memberships import MemberDesk
from bot.response.people.refusing import RefusalDesk
from bot.response.people.replies import Reply
from bot.response.planning.asking import AskDesk
from handlers.slack.pace import Pace, TooFastError
from handlers.slack.payloads import Actor, Click, ReplyTo
from handlers.slack.sheets import Sources
from handlers.slack.web_client import SlackWeb
from handlers.views.kit import Message
from handlers.views.replies import say
from runbooks.kit.text import Said, Text

GLANCE = timedelta(minutes=10)
MOST_SEEN = 5000
CLOSING_SECONDS = 2.0
LONGEST_TRACE = 20_000

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Desks:
    """Where what people want is taken up."""

    asking: AskDesk
    deciding: DecisionDesk
    braking: BrakeDesk
    incidents: IncidentDesk
    status: StatusDesk
    drilling: DrillDesk
    explaining: WhyDesk
    members: MemberDesk
    glass: GlassDesk
    holding: HoldDesk
    lifting: LiftDesk
    silencing: SilenceDesk
    snoozing: SnoozeDesk
    batching: BatchDesk
    deciding_batches: BatchDecisionDesk
    refusing: RefusalDesk
    reviewing: ReviewDesk
    night: NightDesk
    duty: DutyDesk
    noise: NoiseDesk
    restricting: RestrictDesk
    storms: StormDesk
    regrouping: RegroupDesk


@dataclass(slots=True)
class Reception:
    """Stands between Bolt and the desks."""

    desks: Desks
    directory: Directory
    store: Store
    sources: Sources
    web: SlackWeb
    policy: Policy
    look: Callable[[], Look]
    clock: Clock
    scrub: Callable[[str], str]
    _pace: Pace = field(default_factory=Pace)
    _seen: dict[tuple[str, str], tuple[Person, datetime]] = field(default_factory=dict)
    _later: set[asyncio.Task[None]] = field(default_factory=set)

    async def glance(self, actor: Actor) -> Person:
        """Return the person as last seen within ten minutes: enough to look, never to decide."""
        seen = self._seen.get((actor.slack_id, actor.team))
        if seen and self.clock.now() - seen[1] < GLANCE:
            return seen[0]
        return await self.who(actor)

    async def who(self, actor: Actor) -> Person:
        """Return the person with those of the policy's groups that they are in right now.

        Raises TooFastError where they have had Slack asked too often.
        """
        groups = self._asked_for(actor, self._groups())
        self._pace.take(actor.slack_id, len(groups), self.clock.now())
        person = await self.directory.person(actor.slack_id, actor.team, groups)
        if person.groups is not None:
            self._remember(person)
        return person

    async def who_stops(self, actor: Actor) -> Person:
        """Do the same for whoever pulls a brake, who is never told to wait for a minute."""
        try:
            return await self.who(actor)
        except TooFastError:
            return await self.glance(actor)

    async def named(self, by: Person, *slack_ids: str) -> tuple[Person, ...]:
        """Return those of one's own team whom somebody has named; each group is asked for once.

        That counts for whoever names them. Raises TooFastError.
        """
        groups = self._groups()
        self._pace.take(by.slack_id, len(groups), self.clock.now())
        people = await self.directory.people([(each, by.team) for each in slack_ids], groups)
        for person in people:
            if person.groups is not None:
                self._remember(person)
        return people

    def _asked_for(self, actor: Actor, groups: Sequence[str]) -> Sequence[str]:
        """Return which groups Slack is asked for: none for who is of no team of ours."""
        return groups if actor.team in self.policy.teams else ()

    def _groups(self) -> list[str]:
        members = (grant.members for grant in self.policy.grants)
        return sorted({member for found in members for member in found if is_group(member)})

    async def deciders(self, actor: Actor, execution: int) -> tuple[Person, tuple[Person, ...]]:
        """Return whoever would approve, and those who have before, as Slack tells of all now.

        Only the groups that may approve are asked for, each once: what else they are in decides
        nothing here, and whoever has this person glanced at later asks again. Raises TooFastError.
        """
        return await self.together(actor, await self.desks.deciding.voters(execution))

    async def together(
        self, actor: Actor, known: tuple[tuple[str, str], ...]
    ) -> tuple[Person, tuple[Person, ...]]:
        """Do the same for whoever approved before, by Slack id and team. Raises TooFastError."""
        groups = self._asked_for(actor, approving_groups(self.policy))
        self._pace.take(actor.slack_id, len(groups), self.clock.now())
        everybody = ((actor.slack_id, actor.team), *known)
        person, *earlier = await self.directory.people(everybody, groups)
        return person, tuple(earlier)

    async def admit(self, click: Click) -> Person | None:
        """Return whoever clicked, or None where they may not even look, which they are told."""
        person = await self.glance(click.actor)
        verdict = may(person, Deed.LOOK, "", self.policy)
        if isinstance(verdict, Refused):
            self.tell(click.reply_to, verdict.why)
            return None
        return person

    def whisper(self, reply_to: ReplyTo, message: Message) -> None:
        """Tell one person alone, after Slack has been answered."""
        if reply_to.url:
            self.after(self._whisper(reply_to, message))

    def tell(self, reply_to: ReplyTo, says: Said | Text) -> None:
        """Tell one person alone a sentence, after Slack has been answered."""
        self.whisper(reply_to, say(says, self.look()))

    def answer(self, reply_to: ReplyTo, reply: Reply) -> None:
        """Tell one person alone what a desk has answered, and who may do it instead."""
        self.whisper(reply_to, say(reply.says, self.look(), who=reply.who))

    def after(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something once the listener has returned; nothing depends on it."""
        task = asyncio.get_running_loop().create_task(work)
        self._later.add(task)
        task.add_done_callback(self._later.discard)

    async def report(self, actor: str, what: str, error: BaseException) -> str:
        """Keep what went wrong and return its id, such as `E-41`; empty if it can't be kept."""
        log.error("%s failed", what, exc_info=error)
        trace = self.scrub("".join(traceback.format_exception(error)))[-LONGEST_TRACE:]
        now = self.clock.now()
        try:
            number = await self.store.write(
                lambda unit: unit.errors.report(now, actor, what, trace)
            )
        except Exception:
            log.exception("the report of it could not be kept")
            return ""
        return spell(Prefix.ERROR, number)

    async def broke(self, actor: str, what: str, error: BaseException) -> Message:
        """Report what went wrong and return what to say of it."""
        return say(words.BROKEN, self.look(), await self.report(actor, what, error))

    async def close(self) -> None:
        """Wait for what was to be done later, a little, and give up the rest."""
        if self._later:
            _, late = await asyncio.wait(self._later, timeout=CLOSING_SECONDS)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def _remember(self, person: Person) -> None:
        if len(self._seen) >= MOST_SEEN:
            self._seen.clear()
        self._seen[person.slack_id, person.team] = (person, self.clock.now())

    async def _whisper(self, reply_to: ReplyTo, message: Message) -> None:
        """Answer in the thread that was clicked in; slack_sdk's `send` knows of no thread.

        https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
        """
        session = self.web.client.session
        client = AsyncWebhookClient(reply_to.url, session=session, retry_handlers=[])
        client.proxy = self.web.client.proxy
        thread = {"thread_ts": reply_to.thread} if reply_to.thread else {}
        try:
            answer = await client.send_dict(
                {
                    "text": message.text,
                    "blocks": message.blocks,
                    "response_type": "ephemeral",
                    "replace_original": False,
                    "unfurl_links": False,
                    "unfurl_media": False,
                    **thread,
                }
            )
            if answer.status_code != HTTPStatus.OK:
                log.warning("a whisper was refused: %s", answer.status_code)
        except Exception as error:  # noqa: BLE001 - what was done stays done, told or not
            log.warning("a whisper was lost: %s", type(error).__name__)
