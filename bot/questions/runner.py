"""Asks every question that applies, side by side, each to its own deadline."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from time import perf_counter

from bot.domain.answer import Answer, Subject
from bot.domain.policy import Account
from bot.ports.clock import Clock
from bot.ports.estate import Estate
from bot.ports.threads import Threads
from bot.questions.contract import Found, Missing, Question
from bot.questions.reasons import NOT_ASKED, NOT_IN_POLICY, OTHERWISE, reason_of
from bot.questions.scrubber import scrub
from runbooks.kit.text import Said

KEPT_ANSWERS = 4096
LONGEST_VALUE = 2000
"""Characters; a card shows a fraction of it."""

Name = tuple[str, str, str, str, str]


class Runner:
    """Asks questions; one that fails, or is slow, hurts no other.

    What AWS has answered is kept for as long as its question says; failures are not kept.
    """

    def __init__(
        self,
        estate: Estate,
        threads: Threads,
        clock: Clock,
        catalogue: Sequence[Question],
        measure: Callable[[str, float], None] = lambda _source, _seconds: None,
    ) -> None:
        """Enter accounts through this estate, on these threads; `measure` is told what AWS took."""
        self._estate = estate
        self._threads = threads
        self._clock = clock
        self._catalogue = tuple(catalogue)
        self._measure = measure
        self._kept: OrderedDict[Name, tuple[Found | Missing, datetime]] = OrderedDict()

    async def ask_all(self, subject: Subject, account: Account | None) -> tuple[Answer, ...]:
        """Return an answer, or an honest reason, for each question that applies, in order."""
        return tuple(await asyncio.gather(*self.asking(subject, account)))

    def asking(self, subject: Subject, account: Account | None) -> tuple[asyncio.Task[Answer], ...]:
        """Begin to ask all that applies, and return the tasks; none of them raises.

        `account` is the policy's, or None where the policy does not name it: then AWS is not
        asked, since there is no role to ask under.
        """
        asked = [question for question in self._catalogue if question.applies_to(subject)]
        keys = {question.about.key for question in asked}
        left = {each.about.key for each in self._catalogue}.difference(keys)
        return (
            *(asyncio.create_task(self._answer(each, subject, account)) for each in asked),
            *(asyncio.create_task(self._not_asked(key, subject)) for key in sorted(left)),
        )

    async def _not_asked(self, key: str, subject: Subject) -> Answer:
        """Return that nobody asks this of such a resource, so that no card waits for it."""
        return Answer(key, None, NOT_ASKED.fill(type=subject.type), "", self._now())

    async def _answer(
        self, question: Question, subject: Subject, account: Account | None
    ) -> Answer:
        why: Said | None = None
        try:
            found, read_at = await self._find(question, subject, account)
            if isinstance(found, Missing):
                why = found.reason
        except Exception as error:  # noqa: BLE001 - a failing question never hurts another
            why, read_at = reason_of(error, subject.account, question.about.deadline), self._now()
            found = Missing(why)
        if why is not None:
            found = _second_best(question, subject, account, why)
        return _written(question, subject, found, read_at)

    async def _find(
        self, question: Question, subject: Subject, account: Account | None
    ) -> tuple[Found | Missing, datetime]:
        """Return what is known, what was kept, or what AWS says, with when it was read."""
        now = self._now()
        known = question.known(subject, account)
        if known is not None:
            return known, now
        if account is None:
            return Missing(NOT_IN_POLICY.fill(account=subject.account)), now
        name = (question.about.key, subject.account, subject.region, subject.type, subject.id)
        kept = self._kept.get(name)
        if kept and now - kept[1] < timedelta(seconds=question.about.cached):
            return kept
        asked = self._threads.run(lambda: self._ask(question, subject, account))
        began = perf_counter()
        try:
            found = await asyncio.wait_for(asked, question.about.deadline)
        finally:
            self._measure(question.source_of(subject), perf_counter() - began)
        self._keep(name, found, now)
        return found, now

    def _ask(self, question: Question, subject: Subject, account: Account) -> Found | Missing:
        aws = self._estate.reading(account, subject.region, question.about.actions)
        return question.ask(aws, subject)

    def _now(self) -> datetime:
        return self._clock.now()

    def _keep(self, name: Name, found: Found | Missing, read_at: datetime) -> None:
        self._kept[name] = (found, read_at)
        self._kept.move_to_end(name)
        if len(self._kept) > KEPT_ANSWERS:
            self._kept.popitem(last=False)


def _second_best(
    question: Question, subject: Subject, account: Account | None, why: Said
) -> Found | Missing:
    """Return what the question says otherwise, with why AWS has not said it, or just why."""
    try:
        found = question.otherwise(subject, account)
    except Exception as error:  # noqa: BLE001 - a failing question never hurts another
        return Missing(reason_of(error, subject.account, question.about.deadline))
    if found is None:
        return Missing(why)
    source = found.source or question.source_of(subject)
    return Found(found.value, OTHERWISE.fill(source=source, why=why))


def _written(
    question: Question, subject: Subject, found: Found | Missing, read_at: datetime
) -> Answer:
    """Return the answer as it is kept: scrubbed, and no longer than anybody reads."""
    about, usual = question.about, question.source_of(subject)
    if isinstance(found, Missing):
        reason = found.reason.with_words(scrub)
        return Answer(about.key, None, reason, usual, read_at, about.sensitivity)
    value, said = _clean(found.value)
    source, said_source = _clean(found.source or usual)
    return Answer(about.key, value, None, source, read_at, about.sensitivity, said, said_source)


def _clean(words: str | Said) -> tuple[str, Said | None]:
    """Return words scrubbed, and as a sentence too where scrubbing its parts has left as little."""
    if isinstance(words, str):
        return scrub(words)[:LONGEST_VALUE], None
    whole, parts = scrub(words.plain())[:LONGEST_VALUE], words.with_words(scrub)
    return whole, parts if parts.plain() == whole else None
