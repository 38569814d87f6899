"""Lets nothing be planned or run for a finding that its source does not bear out."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.execution import Execution, Kind
from bot.domain.finding import Finding
from bot.domain.ids import Prefix, spell
from bot.domain.incident import Case
from bot.domain.words import responding as words
from bot.ports.confirming import SilentError
from bot.ports.unit import Unit
from bot.response.bench.offering import bearers
from bot.response.bench.reading import RefusedError
from bot.response.bench.retained import nothing_left
from bot.response.bench.workbench import Workbench
from runbooks.kit.text import Said


class SourceCheck:
    """Asks the source of the finding that names a target, each time anew."""

    def __init__(self, bench: Workbench) -> None:
        """Work with these."""
        self._bench = bench

    async def check(self, execution: Execution, *, is_last_try: bool) -> None:
        """Raise RefusedError where the finding that is acted on is not borne out.

        Where its source gave no answer, SilentError rises, to be tried again, before the last try.
        What was asked for without an incident names its target itself; an undo only takes back
        what secbot has done; and to look is always allowed.
        """
        ask = execution.ask
        if ask.incident is None or ask.plan_only or ask.kind is Kind.UNDO:
            return
        number = ask.incident
        case = await self._bench.store.read(lambda unit: _case(unit, number))
        if isinstance(case, Said):
            raise RefusedError(case)
        if case is None:
            return
        findings = bearers(case, ask, self._bench.catalogue, self._bench.policy)
        why = await self._ask(findings, is_last_try=is_last_try)
        if why is not None:
            incident = spell(Prefix.INCIDENT, number)
            raise RefusedError(words.SOURCE_DENIES.fill(incident=incident, why=why))

    async def _ask(self, findings: Sequence[Finding], *, is_last_try: bool) -> Said | None:
        """Return why none of the findings is borne out, as the first says, or None where one is."""
        reasons: list[Said] = []
        silent: SilentError | None = None
        for finding in findings:
            try:
                why = await self._bench.confirming.why_not(finding)
            except SilentError as error:
                silent, why = silent or error, error.says
            if why is None:
                return None
            reasons.append(why)
        if silent is not None and not is_last_try:
            raise silent
        return next(iter(reasons), words.NAMED_NO_MORE.fill())


def _case(unit: Unit, number: int) -> Case | Said | None:
    """Return an incident, why nothing is left of it, or None where nobody knows of it."""
    incident = unit.incidents.get(number)
    findings = unit.findings.of_incidents([number]).get(number, ())
    if incident is None:
        return None
    return Case(incident, findings) if findings else nothing_left(unit, incident)
