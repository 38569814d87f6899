"""Plays a scenario with scripted people, and prints what they do and what they read."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from practice import words
from practice.drilling import EXECUTION, Command, Drill, text
from practice.pressing import APPROVE, CHANNEL, approve, submit
from practice.resisting import Resisting
from practice.scenarios.contract import Look, Scenario
from practice.slack.messages import Message
from practice.slack.people import ANN, BOB, RYO, Person
from practice.slack.server import SlackRange
from practice.spoken import controls, lines
from runbooks.kit.text import Said, Text

PATIENCE = 45.0
TAKE = "incident.take"
PASSED = "PASSED"
INCIDENT = re.compile(r"\bI-[0-9A-Z]+\b")


class NeverCameError(Exception):
    """Something that people wait for did not come."""

    def __init__(self, what: Text) -> None:
        """Keep what was waited for."""
        super().__init__(what.en)
        self.what = what


@dataclass(frozen=True, slots=True)
class Played:
    """How it went; times are seconds after the attack."""

    contained: bool
    verified: bool
    undone: bool

    @property
    def is_won(self) -> bool:
        """Say whether all three hold."""
        return self.contained and self.verified and self.undone


class Play:
    """One playing of one scenario: Ann is on call, Bob and Ryo approve.

    What stands in the channel from before the attack, its prologue, is no part of what follows.
    """

    def __init__(self, slack: SlackRange, scenario: Scenario, say: Callable[[str], None]) -> None:
        """Play in this workspace; `say` takes the transcript's lines."""
        self.slack = slack
        self.scenario = scenario
        self.say = say
        self.began = 0.0
        self.marks: dict[str, float] = {}
        self.earlier: frozenset[str] = frozenset()

    async def run(self) -> Played:
        """Attack, contain, prove, put back; every person acts through signed requests."""
        brief = self.scenario.brief
        self._tell(words.STORY.fill(title=brief.title.en, story=brief.story.en))
        if not await prologue(self.slack, self.scenario, self._tell):
            return Played(contained=False, verified=False, undone=False)
        self.earlier = frozenset(message.ts for message in self._all())
        self.began = time.monotonic()
        await asyncio.to_thread(self.scenario.attack)
        try:
            return await self._contain_and_undo()
        except NeverCameError as error:
            self._tell(words.NEVER_CAME.fill(what=error.what.en))
            return Played(contained=False, verified=False, undone=False)

    async def _contain_and_undo(self) -> Played:
        brief = self.scenario.brief
        card = await self._wait(words.WHAT_CARD, self._card)
        self._mark("card")
        for line in lines(card):
            self._tell(words.CARD.fill(line=line))
        await self._press(ANN, card, TAKE)
        if brief.look:
            await self._look(card, brief.look)
        approval = await self._ask(card, f"runbook.ask:{brief.runbook}", brief.reason.en)
        await self._press(ANN, approval, "plan.approve")
        await self._wait(words.WHAT_REFUSAL, lambda: self._whispered(ANN))
        await self._press(BOB, approval, "plan.approve")
        progress = await self._outcome(card, approval)
        contained = await self._stands(
            self.scenario.is_contained, words.CONTAINED, words.NOT_CONTAINED
        )
        verified = PASSED in text(progress) and "FAILED" not in text(progress)
        verified = await self._is_borne_out() and verified
        verified = await self._resists(card, progress) and verified
        self._mark("contain")
        back = await self._ask(card, "execution.undo", brief.undo_reason.en, on=progress)
        await self._press(BOB, back, "plan.approve")
        await self._press(RYO, back, "plan.approve")
        done = await self._outcome(card, back)
        undone = await self._stands(self.scenario.is_as_before, words.PUT_BACK, words.NOT_PUT_BACK)
        self._mark("undo")
        return Played(contained, verified, undone and PASSED in text(done))

    async def _resists(self, card: Message, progress: Message) -> bool:
        """Let an insider try what the scenario has; say whether it is contained all the same."""
        attempts = self.scenario.attempts
        incident, contained = INCIDENT.search(text(card)), EXECUTION.search(text(progress))
        if not attempts or incident is None or contained is None:
            return not attempts
        blanks = {
            **self.scenario.blanks(),
            "incident": incident[0],
            "contained": contained[0],
        }
        resisted = await Resisting(self.slack, self._tell).run(attempts, blanks)
        resisted = await asyncio.to_thread(self.scenario.is_contained) and resisted
        self._tell((words.RESISTED if resisted else words.NOT_RESISTED).fill())
        return resisted

    async def _look(self, card: Message, look: Look) -> None:
        """Ask for the look, which needs nobody's approval, and wait for all that it has to tell."""
        await self._open(card, f"runbook.ask:{look.runbook}", look.reason.en)
        found = await self._wait(
            words.WHAT_FOUND,
            lambda: next(
                (each for each in self._thread(card) if self.scenario.is_told(text(each))), None
            ),
        )
        for line in lines(found):
            self._tell(words.CARD.fill(line=line))

    async def _ask(
        self, card: Message, action: str, reason: str, on: Message | None = None
    ) -> Message:
        """Press what opens a modal, give the reason, and wait for the approval card."""
        before = {message.ts for message in self._thread(card)}
        await self._open(on or card, action, reason)
        return await self._wait(
            words.WHAT_APPROVAL,
            lambda: next(
                (
                    message
                    for message in self._thread(card)
                    if message.ts not in before and "plan.approve" in controls(message)
                ),
                None,
            ),
        )

    async def _open(self, message: Message, action: str, reason: str) -> None:
        """Press what opens a modal, and give the reason."""
        await self._wait(words.WHAT_BUTTON, lambda: self._with(message, action))
        await self._press(ANN, message, action)
        sent = await submit(self.slack, ANN, reason)
        for error in sent.errors.values():
            self._tell(words.TOLD.fill(who=ANN.real_name, text=error))
        self._tell(words.GIVES.fill(who=ANN.real_name, reason=reason))

    async def _outcome(self, card: Message, approval: Message) -> Message:
        """Wait for the progress reply that has ended, and print it."""
        done = await self._wait(
            words.WHAT_OUTCOME,
            lambda: next(
                (
                    message
                    for message in self._thread(card)
                    if message.ts > approval.ts and PASSED in text(message)
                ),
                None,
            ),
        )
        for line in lines(done):
            self._tell(words.CARD.fill(line=line))
        return done

    async def _press(self, who: Person, message: Message, action: str) -> None:
        """Press a control, having answered its dialog with yes."""
        current = self.slack.workspace.messages.find(CHANNEL, message.ts) or message
        control = controls(current).get(action, {})
        label = str(control.get("text", {}).get("text", action))
        self._tell(words.PRESSES.fill(who=who.real_name, button=label))
        dialog = control.get("confirm")
        if dialog:
            self._tell(words.DIALOG.fill(text=str(dialog["text"]["text"])))
        for told in await self._told(who, message, action):
            self._tell(words.TOLD.fill(who=who.real_name, text=lines(told)[0]))

    async def _told(self, who: Person, message: Message, action: str) -> list[Message]:
        """Click, and return what this person alone is told of it."""
        if action == APPROVE:
            return await approve(self.slack, who, message.ts)
        before = {each.ts for each in self._whispers(who)}
        await self.slack.acting.click(who.id, message.ts, action)
        await asyncio.sleep(0.2)
        return [each for each in self._whispers(who) if each.ts not in before]

    async def _stands(self, asked: Callable[[], bool], yes: Text, no: Text) -> bool:
        holds = await asyncio.to_thread(asked)
        self._tell(words.STANDS.fill(what=(yes if holds else no).en))
        return holds

    async def _is_borne_out(self) -> bool:
        """Say whether AWS's record of calls says nothing else, and tell what it says."""
        found = await asyncio.to_thread(self.scenario.is_witnessed)
        if found is not None:
            self._tell(
                words.STANDS.fill(what=(words.WITNESSED if found else words.NOT_WITNESSED).en)
            )
        return found is not False

    async def _wait(self, what: Text, found: Callable[[], Message | None]) -> Message:
        try:
            await self.slack.workspace.until(lambda: found() is not None, PATIENCE)
        except TimeoutError:
            raise NeverCameError(what) from None
        message = found()
        if message is None:
            raise NeverCameError(what)
        return message

    def _with(self, message: Message, action: str) -> Message | None:
        """Return a message as it stands now if it has this control."""
        current = self.slack.workspace.messages.find(CHANNEL, message.ts)
        return current if current and action in controls(current) else None

    def _card(self) -> Message | None:
        """Return the card of the attack; what the prologue has to tell may come as late as that."""
        cards = (each for each in self._all() if not each.is_reply and each.only_for is None)
        return next((each for each in cards if TAKE in controls(each)), None)

    def _thread(self, card: Message) -> list[Message]:
        return [each for each in self._all() if each.is_reply and each.thread_ts == card.ts]

    def _whispers(self, who: Person) -> list[Message]:
        return [each for each in self._all() if each.only_for == who.id]

    def _whispered(self, who: Person) -> Message | None:
        return next(iter(self._whispers(who)), None)

    def _all(self) -> list[Message]:
        """Return what stands in the channel since the attack."""
        posted = self.slack.workspace.messages.everything_in(CHANNEL)
        return [each for each in posted if each.ts not in self.earlier]

    def _mark(self, what: str) -> None:
        self.marks[what] = time.monotonic() - self.began

    def _tell(self, said: Said) -> None:
        self.say(f"{datetime.now(UTC):%H:%M:%S}  {said.plain()}")


async def prologue(slack: SlackRange, scenario: Scenario, say: Callable[[Said], None]) -> bool:
    """Play a scenario's prologue; say whether it went well, as where there is none."""
    wanted, place, region = scenario.prologue, scenario.estate.prod, scenario.estate.region
    if wanted is None:
        return True
    say(words.PROLOGUE.fill(runbook=wanted.runbook, account=place.name))
    target = await asyncio.to_thread(wanted.make, scenario.aws, place, region)
    command = Command(wanted.runbook, target, place.account, region, wanted.options)
    return await Drill(slack, command, say).run()
