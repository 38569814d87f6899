"""Makes the plan of a wish from what its target looks like now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.domain.admitting import protected_of
from bot.domain.execution import Execution
from bot.domain.weighing import weighed_as
from bot.domain.words import deciding as refusals
from bot.domain.words import responding as words
from bot.ports.unit import Unit
from bot.response.bench import admission, reading
from bot.response.bench.reading import RefusedError
from bot.response.bench.workbench import Workbench
from runbooks.kit import shield
from runbooks.kit.catalog import AnyRunbook
from runbooks.kit.text import Said
from runbooks.kit.values import Conflict, Inputs, Marks, Plan, RiskClass, State


@dataclass(frozen=True, slots=True)
class Seen:
    """What reading a target has led to; `risk` is the runbook's own, without any tag."""

    plan: Plan
    risk: RiskClass
    target: str
    state: dict[str, Any]
    marks: Marks
    set_by: dict[str, Said]
    is_drill: bool


class TargetReader:
    """Enters the account to read, never to change."""

    def __init__(self, bench: Workbench) -> None:
        """Work with these."""
        self.bench = bench

    async def see(self, execution: Execution, *, is_last_try: bool) -> Seen:
        """Read the target and plan. Raises RefusedError, and what a retry may mend."""
        objection = admission.objection(execution.ask, self.bench.policy)
        if objection:
            raise RefusedError(objection)
        number = execution.ask.undo_of
        original = None
        if number is not None:
            original = await self.bench.store.read(lambda unit: unit.executions.get(number))
        suspects = await self.bench.store.read(lambda unit: _suspects(unit, execution))
        return await reading.ask_aws(
            self.bench,
            execution,
            lambda: self._read(execution, original, suspects),
            is_last_try=is_last_try,
        )

    def _read(
        self, execution: Execution, original: Execution | None, suspects: frozenset[str]
    ) -> Seen:
        """Do the reading, on a thread."""
        bound, inputs = reading.bind(self.bench, execution)
        target = bound.target(inputs)
        now = bound.observe(inputs)
        if original is None:
            plan = _recalled(bound, inputs, now, suspects)
        else:
            plan = _back(bound, inputs, original, now)
        risk = bound.risk(inputs, now)
        accounts = execution.ask.accounts
        weighed = weighed_as(risk, plan)
        protected = protected_of(self.bench.policy, accounts, target, plan, weighed)
        if protected:
            raise RefusedError(refusals.PROTECTED.fill(target=protected))
        return Seen(
            plan,
            risk,
            target,
            now.model_dump(mode="json"),
            now.marks,
            shield.told(bound.aws, now.marks),
            now.marks.is_drill or self._drills_account(target, execution.ask.account),
        )

    def _drills_account(self, target: str, account: str) -> bool:
        """Say whether the target is an account that the policy file lets be drilled on."""
        known = self.bench.policy.accounts[account]
        is_whole = target.endswith(f":iam::{account}:root")
        return known.drill and is_whole


def _suspects(unit: Unit, execution: Execution) -> frozenset[str]:
    """Return the other side's addresses, as the findings of an execution's incident name them."""
    incident = execution.ask.incident
    findings = unit.findings.of_incidents([incident]).get(incident, ()) if incident else ()
    return frozenset(address for finding in findings for address in finding.remote)


def _recalled(bound: AnyRunbook, inputs: Inputs, now: State, suspects: frozenset[str]) -> Plan:
    """Return the plan of a change, with what the last days tell of it; what is done needs none."""
    plan = bound.plan(inputs, now)
    if not plan.steps:
        return plan
    return plan.model_copy(update={"record": bound.recall(inputs, now, suspects)})


def _back(bound: AnyRunbook, inputs: Inputs, original: Execution, now: State) -> Plan:
    """Return the plan of the way back. Raises RefusedError where there is none.

    Where nobody could read what the change has left, a runbook may know it all the same; if it
    does not, what is there now passes for it, and the plan warns of that.
    """
    before = bound.state.model_validate(dict(original.before or {}))
    left = original.after if original.after is not None else original.before
    after = bound.state.model_validate(dict(left or {}))
    back = bound.undo(inputs, before, after, now)
    if isinstance(back, Conflict) and original.after is None:
        back = _warned(bound.undo(inputs, before, now, now), original)
    if isinstance(back, Conflict):
        differences = "; ".join(back.differences)
        raise RefusedError(words.CONFLICT.fill(why=back.says, differences=differences))
    return back


def _warned(back: Plan | Conflict, original: Execution) -> Plan | Conflict:
    if isinstance(back, Conflict):
        return back
    unread = words.UNREAD_AFTER.fill(execution=original.id)
    return back.model_copy(update={"warnings": (*back.warnings, unread)})
