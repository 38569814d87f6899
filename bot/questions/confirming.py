"""Reads findings again at their source, so that nobody acts on what was only claimed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import timedelta

from bot.domain.answer import CONFIRMED, Answer
from bot.domain.finding import Finding
from bot.domain.policy import Account, Policy
from bot.domain.words import confirming as words
from bot.ports.clock import Clock
from bot.ports.confirming import SilentError, TooEarlyError
from bot.ports.estate import Estate
from bot.ports.threads import Threads
from bot.questions.confirm.catalogue import SOURCES
from bot.questions.confirm.contract import Source
from bot.questions.reasons import NOT_IN_POLICY, is_denial, reason_of
from runbooks.kit.text import Said

DEADLINE = 3.0
"""Seconds; a card does not wait for it, a plan does."""
AHEAD = timedelta(minutes=5)
"""How far AWS's clock may be ahead; what claims to be later than that has no time to wait for."""
SHORTEST_PAUSE = timedelta(minutes=2)


class Confirming:
    """Fulfils the confirming port: each time anew, since an intruder may be at work meanwhile."""

    def __init__(
        self,
        estate: Estate,
        threads: Threads,
        policy: Callable[[], Policy],
        clock: Clock,
        sources: Mapping[str, Source] = SOURCES,
        deadline: float = DEADLINE,
    ) -> None:
        """Enter the accounts of the policy in force, under the read role, on these threads."""
        self._estate = estate
        self._threads = threads
        self._policy = policy
        self._clock = clock
        self._sources = sources
        self._deadline = deadline

    async def why_not(self, finding: Finding) -> Said | None:
        """Return why a finding is not borne out by its source, or None where it is.

        Being denied the look is a no. Raises SilentError for whatever else was in the way.
        """
        account = self._policy().accounts.get(finding.account)
        service = finding.key.partition(":")[0]
        source = self._sources.get(service)
        if source is None:
            never = words.NEVER.get(service)
            return never.fill() if never else words.NO_SOURCE.fill(service=service)
        if account is None:
            return NOT_IN_POLICY.fill(account=finding.account)
        asked = self._threads.run(lambda: self._ask(source, finding, account))
        try:
            why = await asyncio.wait_for(asked, self._deadline)
        except Exception as error:
            why = reason_of(error, finding.account, self._deadline)
            if is_denial(error):
                return why
            raise SilentError(why) from error
        if why is not None and why.text is words.UNKNOWN_THERE:
            self._check_early(source, finding)
        return why

    def _check_early(self, source: Source, finding: Finding) -> None:
        """Raise TooEarlyError where the source may not know yet what has only just happened."""
        if finding.created_at is None:
            return
        age = self._clock.now() - finding.created_at
        if -AHEAD <= age < source.late_by:
            minutes = int(source.late_by.total_seconds()) // 60
            says = words.NOT_THERE_YET.fill(service=source.name, minutes=minutes)
            raise TooEarlyError(says, max(SHORTEST_PAUSE, age / 2))

    async def answer(self, finding: Finding) -> Answer:
        """Return the same as an answer, for the card. Raises SilentError."""
        why = await self.why_not(finding)
        source = self._sources.get(finding.key.partition(":")[0])
        name = source.actions[-1] if source else ""
        value = source.name if source and why is None else None
        return Answer(CONFIRMED, value, why, name, self._clock.now())

    def _ask(self, source: Source, finding: Finding, account: Account) -> Said | None:
        aws = self._estate.reading(account, finding.region, source.actions)
        return source.why_not(aws, finding)
