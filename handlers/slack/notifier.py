"""Renders a due message from what is true now, and posts it to Slack or edits it there."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.domain import readers
from bot.domain.cards import (
    AlertCard,
    ApprovalCard,
    BatchCard,
    GoneCard,
    HoldCard,
    Look,
    MergedCard,
    NoticeCard,
    OutageCard,
    ProgressCard,
    StubCard,
    TimelineCard,
    WordCard,
)
from bot.domain.drill_cards import DrillCard
from bot.domain.posting import Due, Sheet
from bot.domain.restriction import people_of
from bot.domain.status import Picture, StatusCard
from bot.domain.storm import StormCard, StormPage
from bot.domain.words import late
from bot.ports.clock import Clock
from bot.ports.notifier import RefusedError, UncertainError
from bot.ports.store import Store
from bot.ports.unit import Unit
from handlers.slack.channels import Channels, Told
from handlers.slack.conversations import Conversations
from handlers.slack.levels import Level, level
from handlers.slack.sheets import Card, Sources, gather
from handlers.slack.web_client import SlackWeb
from handlers.views import storm
from handlers.views.alert import alert
from handlers.views.approval import approval
from handlers.views.batch import batch
from handlers.views.drill import drill
from handlers.views.gone import gone
from handlers.views.hold_word import hold_word
from handlers.views.kit import Message
from handlers.views.merged import merged
from handlers.views.notice import notice
from handlers.views.outage import outage
from handlers.views.progress import progress
from handlers.views.restricted import stub
from handlers.views.status import status
from handlers.views.timeline import timeline
from handlers.views.word import word

EVENT_TYPE = "secbot_post"
LATE_SECONDS = 30
PAGE = 200
MOST_PAGES = 50
BEFORE_WANTED = timedelta(minutes=5)
"""How long before it was wanted a message may stand: clocks differ."""

LAYOUT_REFUSED = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"})
"""Codes that speak of the blocks alone: the text can still be said."""

_log = logging.getLogger(__name__)


class SlackNotifier:
    """Fulfils the notifier port over Slack's Web API."""

    def __init__(
        self,
        web: SlackWeb,
        store: Store,
        sources: Sources,
        look: Callable[[], Look],
        clock: Clock,
        picture: Callable[[], Awaitable[Picture]],
    ) -> None:
        """Take the way to Slack, what cards are made of, and how messages look now.

        `picture` gathers the daily check, part by part.
        """
        self._web = web
        self._store = store
        self._sources = sources
        self._look = look
        self._clock = clock
        self._picture = picture
        self._ourselves: frozenset[str] = frozenset()
        self._channels = Channels(web, clock)
        self._conversations = Conversations(web)
        self._noted: dict[str, Told] = {}

    async def post(self, due: Due) -> str:
        """Render and post the message with its nonce; return its ts, or an empty string."""
        message = await self._render(due)
        if message is None:
            return ""
        due = await self._addressed(due)
        try:
            return await self._post(due, message.text, message.blocks)
        except RefusedError as error:
            if error.code not in LAYOUT_REFUSED:
                raise
        _log.error("%s %s goes out as text alone", due.sheet, due.subject)
        return await self._post(due, message.text, None)

    async def edit(self, due: Due) -> bool:
        """Render the message and put it in the place of what stands at its ts, if it still should."""
        message = await self._render(due)
        if message is None:
            return False
        due = await self._addressed(due)
        try:
            await self._edit(due, message.text, message.blocks)
        except RefusedError as error:
            if error.code not in LAYOUT_REFUSED:
                raise
            _log.error("%s %s stays as text alone", due.sheet, due.subject)
            await self._edit(due, message.text, [])
        return True

    async def find(self, due: Due) -> str:
        """Look for our message with this nonce, newest page first; return its ts or nothing."""
        ourselves = await self._who_we_are()
        due = await self._addressed(due)
        cursor = ""
        for _ in range(MOST_PAGES):
            page = await self._page(due, cursor)
            for message in page.get("messages", []):
                if _is_ours(message, due.nonce, ourselves):
                    return str(message["ts"])
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return ""
        message = f"more than {MOST_PAGES * PAGE} messages in {due.destination} to look through"
        raise UncertainError(message)

    async def _addressed(self, due: Due) -> Due:
        """Return the message with the id of its channel, or of its conversation of people.

        A conversation is of our own people, each looked at when they were named.
        """
        if people_of(due.destination):
            conversation = await self._conversations.of(people_of(due.destination))
            return replace(due, destination=conversation)
        await self._channels.refuse_shared(due.destination)
        return due

    async def _render(self, due: Due) -> Message | None:
        """Return the message as it should stand now, or None where there is nothing to say."""
        if due.sheet is Sheet.STATUS:
            due_at = datetime.fromisoformat(due.subject)
            card = StatusCard(await self._picture(), due_at)
            return status(card, self._look_at(await self._level(due)))
        found = await self._store.read(lambda unit: gather(unit, due, self._sources))
        if found is None:
            return None
        return render(found, self._look_of(due, await self._level(due)))

    async def _note_readers(self, channel: str) -> None:
        """Keep who may read a channel each time that Slack was asked, for whoever decides.

        Raises UnreachableError for one that other companies read.
        """
        if people_of(channel):
            return
        told = await self._channels.told(channel)
        if self._noted.get(channel) == told:
            return

        def note(unit: Unit) -> None:
            before = unit.coverage.noted(readers.name_of(channel))
            check = readers.noted(channel, told.readers, before, told.at)
            if check:
                unit.coverage.note(check)
                hidden = readers.hid(channel, told.readers, told.at)
                if hidden:
                    unit.coverage.note(hidden)

        await self._store.write(note)
        self._noted[channel] = told

    async def _level(self, due: Due) -> Level:
        """Return how much of a message may be shown, by what Slack tells of its channel now."""
        await self._note_readers(due.destination)
        policy, now = self._sources.policy(), self._clock.now()
        return await self._store.read(lambda unit: level(unit, due, policy, now))

    def _look_at(self, shown: Level) -> Look:
        return replace(self._look(), detail=shown.detail, detail_why=shown.why, is_posted=True)

    def _look_of(self, due: Due, shown: Level) -> Look:
        """Return how the message looks; a first post that is late says so."""
        look = self._look_at(shown)
        waited = int((self._clock.now() - due.wanted_at).total_seconds())
        if due.ts or waited <= LATE_SECONDS or due.sheet is Sheet.OUTAGE:
            return look
        why = late.NOT_TAKEN if due.uncertain else late.QUEUED
        return replace(look, late_seconds=waited, late_why=why.fill())

    async def _post(self, due: Due, text: str, blocks: Sequence[dict[str, Any]] | None) -> str:
        call = self._web.client.chat_postMessage(
            channel=due.destination,
            text=text,
            blocks=blocks,
            thread_ts=due.under_ts or None,
            metadata={"event_type": EVENT_TYPE, "event_payload": {"nonce": due.nonce}},
            unfurl_links=False,
            unfurl_media=False,
            parse="none",
            link_names=False,
        )
        answer = await self._web.ask("chat.postMessage", call)
        self._channels.answered()
        return str(answer["ts"])

    async def _edit(self, due: Due, text: str, blocks: Sequence[dict[str, Any]]) -> None:
        call = self._web.client.chat_update(
            channel=due.destination,
            ts=due.ts,
            text=text,
            blocks=blocks,
            parse="none",
            link_names=False,
        )
        await self._web.ask("chat.update", call)
        self._channels.answered()

    async def _page(self, due: Due, cursor: str) -> dict[str, Any]:
        """Return a page of the channel, or of the thread that the message belongs to."""
        client = self._web.client
        oldest = f"{(due.wanted_at - BEFORE_WANTED).timestamp():.6f}"
        if due.under_ts:
            replies = client.conversations_replies(
                channel=due.destination,
                ts=due.under_ts,
                oldest=oldest,
                limit=PAGE,
                include_all_metadata=True,
                cursor=cursor or None,
            )
            return await self._web.ask("conversations.replies", replies)
        history = client.conversations_history(
            channel=due.destination,
            oldest=oldest,
            limit=PAGE,
            include_all_metadata=True,
            cursor=cursor or None,
        )
        return await self._web.ask("conversations.history", history)

    async def _who_we_are(self) -> frozenset[str]:
        """Return the bot id and user id that our messages bear; Slack is asked once."""
        if not self._ourselves:
            answer = await self._web.ask("auth.test", self._web.client.auth_test())
            ids = (answer.get("bot_id"), answer.get("user_id"))
            self._ourselves = frozenset(str(found) for found in ids if found)
        return self._ourselves


def render(card: Card, look: Look) -> Message:
    """Return a card as the message that shows it."""
    match card:
        case AlertCard():
            return alert(card, look)
        case TimelineCard():
            return timeline(card, look)
        case ApprovalCard():
            return approval(card, look)
        case ProgressCard():
            return progress(card, look)
        case BatchCard():
            return batch(card, look)
        case _:
            return _render_line(card, look)


def _render_line(
    card: NoticeCard
    | WordCard
    | HoldCard
    | DrillCard
    | StubCard
    | MergedCard
    | GoneCard
    | OutageCard
    | StormCard
    | StormPage,
    look: Look,
) -> Message:
    """Return what takes a line or two as the message that shows it."""
    match card:
        case NoticeCard():
            return notice(card, look)
        case WordCard():
            return word(card, look)
        case HoldCard():
            return hold_word(card, look)
        case DrillCard():
            return drill(card, look)
        case StubCard():
            return stub(card, look)
        case _:
            return _render_many(card, look)


def _render_many(
    card: MergedCard | GoneCard | OutageCard | StormCard | StormPage, look: Look
) -> Message:
    """Return what stands in the place of a card, or for many, as the message that shows it."""
    match card:
        case MergedCard():
            return merged(card, look)
        case GoneCard():
            return gone(card, look)
        case OutageCard():
            return outage(card, look)
        case StormCard():
            return storm.storm(card, look)
        case StormPage():
            return storm.page(card, look)


def _is_ours(message: dict[str, Any], nonce: str, ourselves: frozenset[str]) -> bool:
    """Say whether a message bears the nonce and was written by this bot: others may copy it."""
    metadata = message.get("metadata") or {}
    payload = metadata.get("event_payload") or {}
    is_marked = metadata.get("event_type") == EVENT_TYPE and payload.get("nonce") == nonce
    return is_marked and bool({message.get("bot_id"), message.get("user")} & ourselves)
