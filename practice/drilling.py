"""Plays a containment drill through the doors of Slack, so that a runbook is proved in the range."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from practice import pressing, words
from practice.pressing import APPROVE, CHANNEL
from practice.slack.messages import Message
from practice.slack.people import ANN, BOB, RYO
from practice.slack.server import SlackRange
from practice.spoken import controls, lines
from runbooks.kit.text import Said

PATIENCE = 45.0
EXECUTION = re.compile(r"\bA-[0-9A-Z]+\b")
NEEDS = re.compile(r"\bneeds (?P<en>\d+) of\b|承認 (?P<ja>\d+) 人が必要")
PROVED = "PASSED"
ENGLISH_ENDS = ("FAILED", "INCONCLUSIVE", "was refused", "had nothing to do")
OTHER_ENDS = (*ENGLISH_ENDS, "⛔", "変更不要")
ENDS = (PROVED, *OTHER_ENDS)


@dataclass(frozen=True, slots=True)
class Command:
    """What is drilled: a runbook on a disposable target; `options` as they are typed."""

    runbook: str
    target: str
    account: str
    region: str = ""
    options: str = ""

    @property
    def typed(self) -> str:
        """Return the command without its reason."""
        region = f"region={self.region}" if self.region else ""
        parts = ("/sec run", self.runbook, self.target, f"account={self.account}", region)
        return " ".join(part for part in (*parts, self.options) if part)


class Drill:
    """One drill: Ann asks, Bob and Ryo approve, and they put it back."""

    def __init__(self, slack: SlackRange, command: Command, say: Callable[[Said], None]) -> None:
        """Drill in this workspace; `say` takes what people do."""
        self.slack = slack
        self.command = command
        self.say = say

    async def run(self) -> bool:
        """Contain and put back; say whether both were read back and proved."""
        try:
            contained = await self._carried_out(f"{self.command.typed} {words.DRILL_REASON.en}")
            undo = f"/sec undo {contained} {words.DRILL_UNDO_REASON.en}"
            is_proved = bool(contained) and bool(await self._carried_out(undo))
        except TimeoutError:
            self.say(words.NEVER_CAME.fill(what=words.WHAT_DRILL.en))
            return False
        self.say((words.DRILLED if is_proved else words.NOT_DRILLED).fill())
        return is_proved

    async def _carried_out(self, command: str) -> str:
        """Let Ann ask, and as many approve as it needs; return its id once it is proved."""
        self.say(words.TYPES.fill(who=ANN.real_name, text=command))
        answered = await pressing.command(self.slack, ANN, command)
        found = EXECUTION.search(answered)
        if found is None:
            self.say(words.TOLD.fill(who=ANN.real_name, text=answered))
            return ""
        card = await self._wait(found[0], lambda one: bool(_needs(one)) or _has_ended(one))
        for who in (BOB, RYO)[: _needs(card)]:
            self.say(words.PRESSES.fill(who=who.real_name, button=words.APPROVE.en))
            for told in await pressing.approve(self.slack, who, card.ts):
                self.say(words.TOLD.fill(who=who.real_name, text=text(told)))
        ended = await self._wait(found[0], _has_ended)
        for each in lines(ended):
            self.say(words.CARD.fill(line=each))
        is_proved = PROVED in text(ended) and not any(one in text(ended) for one in OTHER_ENDS)
        return found[0] if is_proved else ""

    async def _wait(self, execution: str, fits: Callable[[Message], bool]) -> Message:
        """Wait for a message about an execution. Raises TimeoutError where none comes."""
        named = re.compile(rf"\b{execution}\b")

        def found() -> list[Message]:
            posted = self.slack.workspace.messages.everything_in(CHANNEL)
            own = [each for each in posted if each.only_for is None and named.search(text(each))]
            return [each for each in own if fits(each)]

        await self.slack.workspace.until(lambda: bool(found()), PATIENCE)
        return found()[-1]


def text(message: Message) -> str:
    """Return what a message says as one text."""
    return "\n".join(lines(message))


def _needs(message: Message) -> int:
    """Return how many must approve, 0 where the message is no card that waits for them."""
    found = NEEDS.search(text(message))
    return int(found["en"] or found["ja"]) if found and APPROVE in controls(message) else 0


def _has_ended(message: Message) -> bool:
    return any(each in text(message) for each in ENDS)
