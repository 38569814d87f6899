"""Writes down every call that tells something upstream before it leaves, and how it went."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.domain.anchor import Mark
from bot.domain.incident import Status
from bot.domain.policy import Policy
from bot.domain.record import Record, What
from bot.domain.run import Run
from bot.domain.syncing import Telling, stands
from bot.ports.anchor import AnchorError
from bot.ports.estate import NOT_SENT
from bot.ports.unit import Unit
from bot.response.bench.workbench import Workbench
from bot.response.keeping.journal import BrakedError, LostError, check_held
from runbooks.kit.values import Step


class StaleError(Exception):
    """What was to be told is not wanted any more: the call was not made."""


class UpstreamJournal:
    """The journal of one call: nothing leaves before its intent is on the disk, and anchored.

    Called on the thread that makes the call; each record is a transaction of its own.
    """

    def __init__(self, bench: Workbench, run: Run, told: Sequence[Telling]) -> None:
        """Write for these tellings, which are one incident's, as long as this run is ours."""
        self.bench = bench
        self.run = run
        self.told = told

    def intent(self, step: Step, action: str, parameters: dict[str, object]) -> None:
        """Commit what is about to be called, and anchor the chain that holds it.

        Raises BrakedError, LostError, StaleError or AnchorError to forbid it.
        """
        mark = self.bench.store.commit(lambda unit: self._intend(unit, step, action, parameters))
        if self.bench.anchoring is None or mark is None:
            return
        try:
            self.bench.anchoring.secure(mark, self._check)
        except (AnchorError, BrakedError, LostError, StaleError):
            self.result(step, action, "", NOT_SENT)
            raise

    def result(self, step: Step, action: str, request_id: str, code: str) -> None:
        """Commit how the call went: a fact, whoever holds the run by now."""
        body = {**self._named(), "action": action, "request_id": request_id, "code": code}
        self.bench.store.commit(lambda unit: self._write(unit, What.SYNC_RESULT, body))

    def _check(self, unit: Unit) -> None:
        check_held(unit, self.run)
        check_brakes(unit, self.told)
        if not still_stand(unit, self.told, self.bench.policy):
            raise StaleError

    def _intend(
        self, unit: Unit, step: Step, action: str, parameters: dict[str, object]
    ) -> Mark | None:
        """Write the intent, and return where the chain stands if that is to be anchored."""
        self._check(unit)
        unit.tellings.send([each.number for each in self.told])
        body = {
            **self._named(),
            "action": action,
            "resources": list(step.resources),
            "parameters": parameters,
        }
        self._write(unit, What.SYNC_INTENT, body)
        return unit.records.mark() if self.bench.anchoring else None

    def _named(self) -> dict[str, object]:
        first = self.told[0]
        return {
            "step": first.incident_id,
            "destination": first.destination,
            "tell": first.tell.value,
            "account": first.account,
        }

    def _write(self, unit: Unit, what: What, body: Mapping[str, object]) -> None:
        incident = self.told[0].incident
        unit.records.write([Record(what, self.bench.clock.now(), "", incident, body=body)])


def check_brakes(unit: Unit, told: Sequence[Telling]) -> None:
    """Raise BrakedError where the brake of an account is pulled that is called, or told about."""
    accounts = {each.account for each in told} | {each.key.split(":")[2] for each in told}
    if any(unit.brakes.holds(account) for account in sorted(accounts)):
        raise BrakedError


def still_stand(unit: Unit, told: Sequence[Telling], policy: Policy) -> bool:
    """Say whether all of these, which are one incident's, are still to be told."""
    incident = unit.incidents.get(told[0].incident)
    status = incident.status if incident else Status.NEW
    waiting = {each.number for each in unit.tellings.waiting(told[0].incident)}
    return all(each.number in waiting and stands(each, policy, status) for each in told)
