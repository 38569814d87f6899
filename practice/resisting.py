"""Plays what an insider tries through Slack, and holds each answer against the answer key."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from practice import pressing, words
from practice.drilling import EXECUTION, text
from practice.pressing import CHANNEL
from practice.scenarios.contract import Attempt
from practice.slack.messages import Message
from practice.slack.server import SlackRange
from runbooks.kit.text import Said

PATIENCE = 45.0
TRIES = 30
"""Slack tells who is in a group twenty times a minute only, and each decision asks it anew."""
DIGEST = "{digest}"
WRONG = "{wrong}"


class Resisting:
    """One go at all attempts, in their order, while something is contained."""

    def __init__(self, slack: SlackRange, say: Callable[[Said], None]) -> None:
        """Try in this workspace; `say` takes what people do and are told."""
        self.slack = slack
        self.say = say

    async def run(self, attempts: Sequence[Attempt], blanks: Mapping[str, str]) -> bool:
        """Let each be tried; say whether each came to what the answer key wants of it.

        `blanks` fill what is typed. So do `last`, the execution that was asked for last,
        `digest`, that of its plan, and `wrong`, one that is not.
        """
        filled, went_well = dict(blanks), True
        for attempt in attempts:
            try:
                went_well = await self._try(attempt, filled) and went_well
            except TimeoutError:
                self.say(words.NOT_HEARD.fill(what=attempt.heard.en or attempt.typed.en))
                went_well = False
        return went_well

    async def _try(self, attempt: Attempt, filled: dict[str, str]) -> bool:
        if DIGEST in attempt.typed.en or WRONG in attempt.typed.en:
            filled["digest"] = await self._digest(filled["last"])
            filled["wrong"] = _another(filled["digest"])
        typed, who = attempt.typed.en.format(**filled), attempt.who
        before = self._count(attempt)
        self.say(words.TYPES.fill(who=who.real_name, text=typed))
        told = await pressing.command(self.slack, who, typed, TRIES)
        self.say(words.TOLD.fill(who=who.real_name, text=told.partition("\n")[0]))
        asked = EXECUTION.match(told)
        if asked:
            filled["last"] = asked[0]
        as_wanted = attempt.told.en in told
        self.say((words.AS_WANTED if as_wanted else words.NOT_AS_WANTED).fill())
        if attempt.heard.en:
            await self.slack.workspace.until(lambda: self._count(attempt) > before, PATIENCE)
            self.say(words.HEARD.fill(what=attempt.heard.en))
        return as_wanted

    async def _digest(self, execution: str) -> str:
        """Wait for the card of an execution's plan, and return the digest that stands on it."""
        shown = re.compile(rf"{execution}\.1 .*plan ([0-9a-f]+)")

        def found() -> list[str]:
            return [hit[1] for each in self._public() for hit in shown.finditer(text(each))]

        await self.slack.workspace.until(lambda: bool(found()), PATIENCE)
        return found()[-1]

    def _count(self, attempt: Attempt) -> int:
        """Return how many messages for everybody say what is to be heard."""
        return sum(attempt.heard.en in text(each) for each in self._public())

    def _public(self) -> list[Message]:
        posted = self.slack.workspace.messages.everything_in(CHANNEL)
        return [each for each in posted if each.only_for is None]


def _another(digest: str) -> str:
    """Return a digest that differs from this one in its first digit."""
    return ("1" if digest.startswith("0") else "0") + digest[1:]
