"""Has a drill go on by itself: once the change has run the undo is asked for, then it is judged."""

from __future__ import annotations

from bot.domain.drill import Drilled, Round
from bot.domain.execution import Ask, Execution, Outcome, Stage
from bot.domain.posting import Sheet
from bot.domain.record import Record, What, spoken
from bot.domain.run import Run
from bot.domain.words import drills as words
from bot.ports.bell import Ring
from bot.ports.unit import Unit
from bot.response.bench.prefill import UnfitError
from bot.response.bench.workbench import Workbench
from bot.response.keeping import sheets
from bot.response.keeping.effects import may_have_changed
from bot.response.planning.aiming import Aim
from bot.response.planning.asking import Asker, take_down, undoing, why_not_undone
from runbooks.kit.text import Said


class DrillChain:
    """Takes a drill its next step; a second time, or in another process, it does nothing more.

    The undo is asked for in the name of whoever started the drill, so that they can't approve
    it, and needs its approvals like any other.
    """

    def __init__(self, bench: Workbench) -> None:
        """Work with these."""
        self.store = bench.store
        self.bell = bench.bell
        self.clock = bench.clock
        self.catalogue = bench.catalogue
        self.policy = bench.policy

    async def run(self, run: Run) -> None:
        """Take the drill of a change its next step, if there is one to take."""
        await self.store.write(lambda unit: self._go_on(unit, run.subject))
        self.bell.ring(Ring.RUNS)
        self.bell.ring(Ring.OUTBOX)

    def _go_on(self, unit: Unit, number: int) -> None:
        change, round_ = unit.executions.lock(number), unit.drills.round(number)
        if change is None or round_ is None or round_.ended_at or not change.stage.is_end:
            return
        asked = round_.undo
        undo = unit.executions.get(asked) if asked else unit.executions.undone_by(number)
        if undo is None:
            self._after_change(unit, change)
        elif not undo.stage.is_end:
            unit.drills.put_back(number, undo.number)
        else:
            said, is_proved = self._judged(unit, change, undo, round_)
            self._end(unit, change, said, is_proved=is_proved)

    def _after_change(self, unit: Unit, change: Execution) -> None:
        """Ask for the undo of what may have been changed; else the drill has ended."""
        records = unit.records.of_execution(change.number, What.INTENT, What.RESULT)
        if change.stage is not Stage.DONE or not may_have_changed(records):
            why = change.why or words.UNSAID.fill()
            fields = {"change": change.id, "stage": change.outcome or change.stage, "why": why}
            self._end(unit, change, words.NOT_RUN.fill(**fields))
            return
        try:
            ask = self._undoing(unit, change)
        except UnfitError as error:
            why = error.says
            self._end(unit, change, words.NO_UNDO.fill(change=change.id, why=why))
            return
        now = self.clock.now()
        asker = Asker(change.requester, change.requester_name, change.requester_slack_id)
        undo = take_down(unit, Aim(ask, change.channel), asker, now)
        unit.drills.put_back(change.number, undo)
        sheets.want(unit, change, now, Sheet.DRILL)

    def _undoing(self, unit: Unit, change: Execution) -> Ask:
        """Return what is asked for to put a change back. Raises UnfitError where nothing can."""
        why_not = why_not_undone(unit, change)
        if why_not is not None:
            raise UnfitError(why_not)
        reason = words.REASON_UNDO.fill(execution=change.id).plain()
        return undoing(self.catalogue, change, reason, {})

    def _judged(
        self, unit: Unit, change: Execution, undo: Execution, round_: Round
    ) -> tuple[Said, bool]:
        """Return what a drill has proved, or why not, and whether that is all of the plan."""
        known = unit.drills.of(change.ask.runbook, change.ask.account)
        drilled = next((one for one in known if one.undo == undo.number), None)
        if drilled is not None:
            return self._proved(unit, change, drilled)
        said = _unproved(change, undo)
        if round_.stopped_at:
            said = words.BY_STOP.fill(why=said)
        return said, False

    def _proved(self, unit: Unit, change: Execution, drilled: Drilled) -> tuple[Said, bool]:
        proposal = unit.executions.proposal(change.number, change.plan_number)
        steps = proposal.plan.steps if proposal else ()
        planned = dict.fromkeys(step.action for step in steps)
        missing = [action for action in planned if action not in drilled.actions]
        fields = {
            "runbook": change.ask.runbook,
            "account": self.policy.accounts[change.ask.account].name,
            "called": len(planned) - len(missing),
            "all": len(planned),
        }
        if missing:
            return words.IN_PART.fill(**fields, missing=", ".join(missing)), False
        return words.PROVED.fill(**fields), True

    def _end(self, unit: Unit, change: Execution, result: Said, *, is_proved: bool = False) -> None:
        now = self.clock.now()
        if not unit.drills.end(change.number, now, result, is_proved=is_proved):
            return
        body = {**spoken("result", result), "is_proved": is_proved}
        unit.records.write([Record(What.DRILL_ENDED, now, "", None, change.number, body)])
        sheets.want(unit, change, now, Sheet.DRILL)


def _unproved(change: Execution, undo: Execution) -> Said:
    """Return why a change that was put back, or was to be, has proved nothing."""
    if undo.stage is not Stage.DONE:
        why = undo.why or words.UNSAID.fill()
        fields = {"change": change.id, "undo": undo.id, "stage": undo.stage, "why": why}
        return words.NOT_BACK.fill(**fields)
    if change.outcome is Outcome.SUCCESS and undo.outcome is Outcome.SUCCESS:
        return words.OTHER_CODE.fill(change=change.id, undo=undo.id)
    fields = {"change": change.id, "undo": undo.id}
    return words.NOT_SUCCESS.fill(**fields, outcome=change.outcome, back=undo.outcome)
