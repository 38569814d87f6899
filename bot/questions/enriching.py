"""The worker's run that finds out about an incident's resource and puts it on the card."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from bot.domain.answer import CONFIRMED, Answer, Subject
from bot.domain.finding import Finding
from bot.domain.incident import Case
from bot.domain.policy import Policy
from bot.domain.posting import Sheet, Wanted
from bot.domain.run import Run, Work
from bot.ports.bell import Bell, Ring
from bot.ports.clock import Clock
from bot.ports.confirming import SilentError, TooEarlyError
from bot.ports.store import Store
from bot.ports.unit import Unit
from bot.questions.confirming import Confirming
from bot.questions.runner import Runner

FIRST_SECONDS = 0.2
"""What has answered by then is in the first post, which is held back a little longer."""


AT_ONCE = timedelta(0)
MOST_OTHERS = 5
"""Of so many other findings of an incident the sources are asked in one run."""


class ClaimChangedError(Exception):
    """While its source was asked, the finding has come to claim something else."""


class Enriching:
    """Asks about an incident, and writes at most twice: the early answers, then the late ones."""

    def __init__(
        self,
        store: Store,
        runner: Runner,
        confirming: Confirming,
        policy: Callable[[], Policy],
        clock: Clock,
        bell: Bell,
        first_seconds: float = FIRST_SECONDS,
    ) -> None:
        """Ask under the policy in force at each run."""
        self._store = store
        self._runner = runner
        self._confirming = confirming
        self._policy = policy
        self._clock = clock
        self._bell = bell
        self._first_seconds = first_seconds

    async def __call__(self, run: Run) -> timedelta | None:
        """Enrich the incident that the run is about; again is fine.

        Returns after how long to ask again where the finding's source may not know of it yet.
        Raises SilentError, once all is on the card, where the source gave no answer: without one
        no runbook is offered, so that it has to be asked again.
        """
        case = await self._store.read(lambda unit: _case(unit, run.subject))
        if case is None:
            return None
        subject = main_resource(case)
        account = self._policy().accounts.get(subject.account)
        silences: list[SilentError] = []
        asking = (*self._runner.asking(subject, account), *self._asking_source(case.lead, silences))
        others = self._asking_of_others(case, silences)
        try:
            early, late = await _wait(asking, self._first_seconds)
            if early or not late:
                await self._keep(case, _results(asking, early), is_all=not late)
            if late:
                await asyncio.wait(late)
                await self._keep(case, _results(asking, late), is_all=True)
            await self._confirm_others(case, await asyncio.gather(*others))
            again_in = _again_in(silences)
            return AT_ONCE if await self._has_grown(case) else again_in
        finally:
            for task in (*asking, *others):
                task.cancel()

    def _asking_source(
        self, lead: Finding, silences: list[SilentError]
    ) -> tuple[asyncio.Task[Answer], ...]:
        """Begin to read the finding again; one that is not trusted bears out its own claims."""
        if not self._policy().trusts(lead.producer):
            return ()
        return (asyncio.create_task(self._ask_source(lead, silences)),)

    def _asking_of_others(
        self, case: Case, silences: list[SilentError]
    ) -> tuple[asyncio.Task[tuple[Finding, Answer]], ...]:
        """Begin to read the other findings again that were not confirmed yet, the worst first."""

        async def ask(finding: Finding) -> tuple[Finding, Answer]:
            return finding, await self._ask_source(finding, silences)

        lead, trusts = case.lead, self._policy().trusts
        wanted = [
            one
            for one in sorted(case.findings, key=lambda one: -one.severity.rank)
            if one.key != lead.key and one.confirmed_at is None and trusts(one.producer)
        ]
        return tuple(asyncio.create_task(ask(one)) for one in wanted[:MOST_OTHERS])

    async def _has_grown(self, case: Case) -> bool:
        """Say whether findings have joined meanwhile, for which no other run could be started."""
        now = await self._store.read(lambda unit: _case(unit, case.incident.number))
        known = {one.key for one in case.findings}
        trusts = self._policy().trusts
        findings = now.findings if now else ()
        return any(one.key not in known and trusts(one.producer) for one in findings)

    async def _confirm_others(self, case: Case, told: Sequence[tuple[Finding, Answer]]) -> None:
        """Write down which of the others were borne out, and want the card, which may offer more."""
        borne_out = [(one, answer.read_at) for one, answer in told if answer.value is not None]
        if not borne_out:
            return

        def write(unit: Unit) -> None:
            now, incident = self._clock.now(), case.incident
            for finding, at in borne_out:
                unit.findings.confirm(finding, at)
            unit.incidents.touch([incident.number], now)
            if incident.has_card:
                unit.outbox.want([Wanted(incident.channel, Sheet.ALERT, incident.id)], now)

        await self._store.write(write)
        self._bell.ring(Ring.OUTBOX)

    async def _ask_source(self, lead: Finding, silences: list[SilentError]) -> Answer:
        """Return what the source says; where it says nothing, why, and note that down."""
        try:
            return await self._confirming.answer(lead)
        except SilentError as error:
            silences.append(error)
            return Answer(CONFIRMED, None, error.says, "", self._clock.now())

    async def _keep(self, case: Case, answers: Sequence[Answer], *, is_all: bool) -> None:
        await self._store.write(lambda unit: self._write(unit, case, answers, is_all=is_all))
        self._bell.ring(Ring.OUTBOX)

    def _write(self, unit: Unit, case: Case, answers: Sequence[Answer], *, is_all: bool) -> None:
        """Keep the answers and want the card anew; let it go at once where none is missing."""
        now, incident = self._clock.now(), case.incident
        for answer in answers:
            if answer.question == CONFIRMED and answer.value is not None:
                _confirm(unit, case.lead, answer.read_at)
                if self._policy().standing:
                    unit.runs.start(Work.STAND, incident.number)
        if answers:
            unit.incidents.set_answers(incident.number, answers)
            unit.incidents.touch([incident.number], now)
        if not incident.has_card:
            return
        if answers:
            wanted = Wanted(incident.channel, Sheet.ALERT, incident.id)
            unit.outbox.want([wanted], now)
        if is_all:
            unit.outbox.hasten(incident.channel, Sheet.ALERT, incident.id)


def main_resource(case: Case) -> Subject:
    """Return the first resource of the finding that the card speaks of, else its account."""
    finding = case.lead
    for resource in finding.resources:
        region = resource.region or finding.region
        return Subject(finding.account, region, resource.type, resource.id, resource.tags)
    return Subject(finding.account, finding.region, "AwsAccount", finding.account)


def _confirm(unit: Unit, lead: Finding, at: datetime) -> None:
    """Write down that it was borne out; what it claims now, the next try asks about."""
    if not unit.findings.confirm(lead, at):
        raise ClaimChangedError(lead.key)


def _case(unit: Unit, number: int) -> Case | None:
    incident = unit.incidents.get(number)
    findings = unit.findings.of_incidents([number]).get(number, ())
    return Case(incident, findings) if incident and findings else None


def _again_in(silences: Sequence[SilentError]) -> timedelta | None:
    """Return after how long to ask again. Raises SilentError where the source failed to answer."""
    early = [silence for silence in silences if isinstance(silence, TooEarlyError)]
    for silence in silences:
        if silence not in early:
            raise silence
    return min((silence.again_in for silence in early), default=None)


async def _wait(
    asking: Sequence[asyncio.Task[Answer]], seconds: float
) -> tuple[set[asyncio.Task[Answer]], set[asyncio.Task[Answer]]]:
    """Return what is done after so many seconds, and what is not, of any number of tasks."""
    return await asyncio.wait(asking, timeout=seconds) if asking else (set(), set())


def _results(
    asking: Sequence[asyncio.Task[Answer]], done: set[asyncio.Task[Answer]]
) -> list[Answer]:
    """Return the answers of the tasks that are done, in the order of the card."""
    return [task.result() for task in asking if task in done]
