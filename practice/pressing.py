"""Acts as a person does: once more where the bot asks for a moment's patience.

It asks for that where Slack's own pace has kept it from knowing who somebody is.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable

from practice.slack.acting import Seen
from practice.slack.messages import Message
from practice.slack.people import Person
from practice.slack.server import SlackRange
from practice.spoken import controls, lines

CHANNEL = "C0SEC"
AGAIN = "Try again in"
"""A moment, or so many seconds: of one person, Slack is asked only so often a minute."""
APPROVE = "plan.approve"
APPROVED = re.compile("approved by|承認済み：")
TRIES = 8
PAUSE = 2.0
PATIENCE = 10.0


def whispers(slack: SlackRange, who: Person) -> list[Message]:
    """Return what only this person sees, oldest first."""
    posted = slack.workspace.messages.everything_in(CHANNEL)
    return [each for each in posted if each.only_for == who.id]


async def approve(slack: SlackRange, who: Person, ts: str) -> list[Message]:
    """Press Approve on a card; return what this person alone was told at last, if anything.

    Raises TimeoutError where neither that nor the card says what became of it.
    """
    told: list[Message] = []
    for _ in range(TRIES):
        before = {each.ts for each in whispers(slack, who)}
        await slack.acting.click(who.id, ts, APPROVE)

        def news(before: set[str] = before) -> list[Message]:
            return [each for each in whispers(slack, who) if each.ts not in before]

        def is_told(news: Callable[[], list[Message]] = news) -> bool:
            return bool(news()) or _counts(slack, who, ts)

        await slack.workspace.until(is_told, PATIENCE)
        told = news()
        if not any(AGAIN in line for each in told for line in lines(each)):
            break
        await asyncio.sleep(PAUSE)
    return told


async def submit(slack: SlackRange, who: Person, reason: str) -> Seen:
    """Send the modal that asks why; return what this person sees at last."""
    sent = await slack.acting.submit(who.id, {"reason": reason})
    for _ in range(TRIES):
        if not any(AGAIN in error for error in sent.errors.values()):
            break
        await asyncio.sleep(PAUSE)
        sent = await slack.acting.submit(who.id, {"reason": reason})
    return sent


async def command(slack: SlackRange, who: Person, text: str, tries: int = TRIES) -> str:
    """Type a command, so many times at most; return what this person alone is told at last."""
    told = ""
    for _ in range(tries):
        seen = await slack.acting.command(who.id, text)
        told = "\n".join(line for each in seen.messages for line in lines(each)) or seen.notice
        if AGAIN not in told:
            break
        await asyncio.sleep(PAUSE)
    return told


def _counts(slack: SlackRange, who: Person, ts: str) -> bool:
    """Say whether a card waits no more, or names this person among those who said yes."""
    card = slack.workspace.messages.find(CHANNEL, ts)
    if card is None or APPROVE not in controls(card):
        return True
    first_name = who.real_name.split()[0]
    return any(
        first_name in APPROVED.split(line)[-1] for line in lines(card) if APPROVED.search(line)
    )
