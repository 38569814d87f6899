"""What people want of drills: start one, stop one, see which run and what was proved when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from pydantic import ValidationError

from bot.domain.drill import Round
from bot.domain.drill_cards import DrillListing, DrillStanding
from bot.domain.execution import Execution, Stage
from bot.domain.ids import Prefix, spell
from bot.domain.matter import Refused
from bot.domain.people import Person
from bot.domain.posting import Sheet
from bot.domain.record import Record, What
from bot.domain.rights import Deed, may
from bot.domain.words import drills as words
from bot.ports.bell import Ring
from bot.ports.unit import Unit
from bot.response.keeping import ending, sheets
from bot.response.keeping.digest import code_hash
from bot.response.people.refusing import refuse
from bot.response.people.replies import Reply
from bot.response.planning.aiming import Wish
from bot.response.planning.asking import AskDesk
from runbooks.kit.catalog import target_field
from runbooks.kit.text import Said
from runbooks.kit.values import Tactic

CONTAINMENT = "containment"
UNBEGUN = frozenset({Stage.ASKED, Stage.WAITING, Stage.APPROVED})
TACTICS = tuple(Tactic)


class DrillDesk:
    """Starts and stops drills. One transaction each, and no call to AWS."""

    def __init__(self, asking: AskDesk) -> None:
        """Ask through this desk, under its policy."""
        self.asking = asking
        self.store = asking.store
        self.bell = asking.bell
        self.clock = asking.clock
        self.policy = asking.policy
        self.catalogue = asking.catalogue

    async def start(self, person: Person, kind: str, wish: Wish) -> Reply:
        """Start a drill; a wish without a runbook is for the one that its target fits."""
        reply = await self.store.write(lambda unit: self._start(unit, person, kind, wish))
        self._ring()
        return reply

    async def stop(self, person: Person, number: int | None) -> Reply:
        """End the drill of a change, or the only one that runs; what it has changed comes back."""
        reply = await self.store.write(lambda unit: self._stop(unit, person, number))
        self._ring()
        return reply

    async def listed(self, person: Person) -> DrillListing | Reply:
        """Return which drills run, and what was proved where."""
        verdict = may(person, Deed.LOOK, "", self.policy)
        if isinstance(verdict, Refused):
            return Reply(verdict.why, done=False)
        return await self.store.read(self._listed)

    def _start(self, unit: Unit, person: Person, kind: str, wish: Wish) -> Reply:
        if kind != CONTAINMENT:
            return Reply(words.NO_KIND.fill(kind=kind), done=False)
        if wish.incident is not None:
            return Reply(words.NO_INCIDENT.fill(), done=False)
        runbook = wish.runbook or self._fitting(wish.target)
        if not runbook:
            known = ", ".join(self._containing())
            return Reply(words.NO_FIT.fill(target=wish.target, known=known), done=False)
        if runbook in self.catalogue and runbook not in self._containing():
            return Reply(words.NOT_CONTAINING.fill(runbook=runbook), done=False)
        reason = wish.reason.strip() or words.REASON.en
        wish = replace(wish, runbook=runbook, reason=reason, plan_only=False)
        reply = self.asking.take_up(unit, person, wish, is_drill=True)
        if reply.done and reply.execution:
            return self._begun(unit, person, reply.execution)
        return reply

    def _begun(self, unit: Unit, person: Person, number: int) -> Reply:
        now, execution = self.clock.now(), unit.executions.get(number)
        if execution is None:
            raise LookupError(number)
        unit.drills.begin(number)
        ask = execution.ask
        body = {"runbook": ask.runbook, "account": ask.account}
        unit.records.write([Record(What.DRILL_STARTED, now, person.identity, None, number, body)])
        sheets.want(unit, execution, now, Sheet.DRILL)
        says = words.STARTED.fill(execution=execution.id, runbook=ask.runbook)
        return Reply(says, done=True, execution=number)

    def _stop(self, unit: Unit, person: Person, number: int | None) -> Reply:
        verdict = may(person, Deed.BRAKE, "", self.policy)
        if isinstance(verdict, Refused):
            return refuse(unit, person, verdict.why, self.clock.now())
        running = unit.drills.running()
        if number is None and len(running) > 1:
            known = ", ".join(spell(Prefix.EXECUTION, each.change) for each in running)
            return Reply(words.WHICH.fill(known=known), done=False)
        fitting = [each for each in running if number in {None, each.change, each.undo}]
        execution = unit.executions.lock(fitting[0].change) if fitting else None
        if execution is None:
            return Reply(words.NO_DRILL.fill(), done=False)
        now = self.clock.now()
        if not unit.drills.stop(execution.number, now):
            return Reply(words.STOPPED_ALREADY.fill(execution=execution.id), done=False)
        unit.people.know(person)
        unit.records.write(
            [Record(What.DRILL_STOPPED, now, person.identity, None, execution.number, {})]
        )
        sheets.want(unit, execution, now, Sheet.DRILL)
        return Reply(self._wound_up(unit, execution, fitting[0], now), done=True)

    def _wound_up(self, unit: Unit, execution: Execution, round_: Round, now: datetime) -> Said:
        """End the change where it has not begun, and return how the drill comes to its end."""
        fields = {"execution": execution.id}
        if execution.stage in UNBEGUN:
            ending.unrun(unit, execution, Stage.REFUSED, words.WHY_STOPPED.fill(), now)
            return words.STOPPED.fill(**fields)
        if round_.undo is not None:
            return words.STOPPED_UNDO.fill(**fields, undo=spell(Prefix.EXECUTION, round_.undo))
        return words.STOPPED_LATER.fill(**fields)

    def _listed(self, unit: Unit) -> DrillListing:
        changes = (unit.executions.get(each.change) for each in unit.drills.running())
        proved = tuple(self._standing(unit))
        known = {(each.runbook, each.account) for each in proved}
        never = {
            runbook: tuple(one for one in self.policy.accounts if (runbook, one) not in known)
            for runbook in self._containing()
        }
        return DrillListing(tuple(each for each in changes if each), proved, never)

    def _standing(self, unit: Unit) -> Iterator[DrillStanding]:
        for drilled in unit.drills.newest():
            runbook = self.catalogue.get(drilled.runbook)
            change = unit.executions.get(drilled.execution)
            if runbook is None or change is None:
                continue
            yield DrillStanding(
                drilled.runbook,
                drilled.account,
                drilled.at,
                drilled.execution,
                change.requester_name,
                is_current=code_hash(runbook) == drilled.code_hash,
            )

    def _containing(self) -> tuple[str, ...]:
        """Return the names of the runbooks that change something, those that isolate first."""
        changing = (
            name for name, one in self.catalogue.items() if one.about.tactic is not Tactic.DETECT
        )
        return tuple(
            sorted(changing, key=lambda name: TACTICS.index(self.catalogue[name].about.tactic))
        )

    def _fitting(self, target: str) -> str:
        """Return the first runbook that takes a target of this form, empty where none does."""
        return next((name for name in self._containing() if self._takes(name, target)), "")

    def _takes(self, name: str, target: str) -> bool:
        inputs = self.catalogue[name].inputs
        field, _ = target_field(inputs)
        try:
            inputs.model_validate({field: inputs.spelled(target)})
        except ValidationError:
            return False
        return True

    def _ring(self) -> None:
        self.bell.ring(Ring.RUNS)
        self.bell.ring(Ring.OUTBOX)
