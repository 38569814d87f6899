"""Takes up what people ask for: a runbook on a target, a look at its plan, an undo."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.cards import Known
from bot.domain.execution import Ask, Execution, Kind, Outcome, Stage
from bot.domain.hold import Grip
from bot.domain.ids import Prefix, spell
from bot.domain.matter import Refused
from bot.domain.people import Person, Role
from bot.domain.policy import Policy
from bot.domain.reason import LEAST_REASON, MOST_REASON
from bot.domain.record import Record, What
from bot.domain.rights import Deed, may
from bot.domain.run import Work
from bot.domain.words import deciding as refusals
from bot.domain.words import holding, progress
from bot.domain.words import responding as words
from bot.ports.bell import Bell, Ring
from bot.ports.clock import Clock
from bot.ports.store import Store
from bot.ports.unit import Unit
from bot.response.bench import admission, prefill
from bot.response.bench.prefill import Catalogue, UnfitError
from bot.response.keeping.effects import may_have_changed
from bot.response.people.refusing import write_down
from bot.response.people.replies import Reply
from bot.response.people.turning_away import about_incident, turned_away
from bot.response.planning.aiming import Aim, Wish, aim
from runbooks.kit.catalog import options, target_field, undo_fields
from runbooks.kit.text import Said, Text
from runbooks.kit.values import Reach, Tactic


@dataclass(frozen=True, slots=True)
class _Back:
    """A wish for an undo, as somebody puts it."""

    number: int
    reason: str
    key: str
    more: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks for something, or in whose name it is asked for."""

    identity: str
    name: str
    slack_id: str


class AskDesk:
    """Records wishes; the worker plans them. One transaction each, and no call to AWS."""

    def __init__(
        self,
        store: Store,
        bell: Bell,
        clock: Clock,
        *,
        catalogue: Catalogue,
        policy: Policy,
        channel: str = "",
    ) -> None:
        """Work on this store, under this policy.

        `channel` is told of every change, wherever it is asked for; empty leaves it there.
        """
        self.store = store
        self.bell = bell
        self.clock = clock
        self.catalogue = catalogue
        self.policy = policy
        self.channel = channel

    async def ask(self, person: Person, wish: Wish) -> Reply:
        """Take up a wish for a runbook."""
        reply = await self.store.write(lambda unit: self.take_up(unit, person, wish))
        self.bell.ring(Ring.RUNS)
        return reply

    async def undo(
        self,
        person: Person,
        number: int,
        reason: str,
        key: str = "",
        more: Mapping[str, str] | None = None,
    ) -> Reply:
        """Take up a wish to put back what an execution has changed; `key` as in a Wish.

        Of `more`, only inputs that are chosen at an undo count: a reason may hold an equals sign.
        """
        back = _Back(number, reason, key, more or {})
        reply = await self.store.write(lambda unit: self._undo(unit, person, back))
        self.bell.ring(Ring.RUNS)
        return reply

    async def again(self, person: Person, number: int, key: str = "") -> Reply:
        """Take up a wish to make once more what an execution had contained and what has slipped."""
        reply = await self.store.write(lambda unit: self._again(unit, person, number, key))
        self.bell.ring(Ring.RUNS)
        return reply

    def _again(self, unit: Unit, person: Person, number: int, key: str) -> Reply:
        away = turned_away(unit, person, (Prefix.EXECUTION, number), self.policy, self.clock.now())
        if away:
            return away
        execution, hold = unit.executions.get(number), unit.holds.get(number)
        if execution is None or hold is None:
            unknown = spell(Prefix.EXECUTION, number)
            return Reply(holding.NO_HOLD.fill(id=unknown), done=False)
        if hold.state is not Grip.SLIPPED:
            says = holding.AGAIN_NOT.fill(execution=hold.id, state=hold.state)
            return Reply(says, done=False, execution=number)
        reason = holding.AGAIN_REASON.fill(execution=hold.id).plain()
        ask = replace(execution.ask, reason=reason, plan_only=False, is_automatic=False, batch=0)
        return self._take_up(unit, person, Aim(ask, execution.channel), key)

    def take_up(self, unit: Unit, person: Person, wish: Wish, *, is_drill: bool = False) -> Reply:
        """Take up a wish in a transaction that is open, as part of a drill where it is one."""
        away = turned_away(
            unit, person, about_incident(wish.incident), self.policy, self.clock.now()
        )
        if away:
            return away
        try:
            aimed = aim(unit, wish, self.catalogue, self.policy)
        except UnfitError as error:
            return Reply(error.says, done=False)
        ask = replace(aimed.ask, drill=is_drill)
        channel = self.heard_in(ask, aimed.channel)
        return self._take_up(unit, person, Aim(ask, channel), wish.key)

    def known(self) -> dict[str, Known]:
        """Return what is told of each runbook, by name."""
        return {
            name: Known(
                runbook.about.title, target_field(runbook.inputs)[1], options(runbook.inputs)
            )
            for name, runbook in sorted(self.catalogue.items())
        }

    def undo_choices(self, runbook: str) -> Mapping[str, Text]:
        """Return what is chosen at an undo of a runbook: a question by the name of its input."""
        known = self.catalogue.get(runbook)
        return undo_fields(known.inputs) if known else {}

    def _undo(self, unit: Unit, person: Person, back: _Back) -> Reply:
        number = back.number
        away = turned_away(unit, person, (Prefix.EXECUTION, number), self.policy, self.clock.now())
        if away:
            return away
        execution = unit.executions.lock(number)
        if execution is None:
            unknown = spell(Prefix.EXECUTION, number)
            return Reply(words.NO_EXECUTION.fill(id=unknown), done=False)
        why_not = why_not_undone(unit, execution)
        if why_not:
            return Reply(why_not, done=False, execution=number)
        try:
            ask = undoing(self.catalogue, execution, back.reason, back.more)
        except UnfitError as error:
            return Reply(error.says, done=False, execution=number)
        return self._take_up(unit, person, Aim(ask, execution.channel), back.key)

    def _take_up(self, unit: Unit, person: Person, aimed: Aim, key: str) -> Reply:
        ask = aimed.ask
        now = self.clock.now()
        barred = self.barred(person, ask)
        if barred:
            write_down(unit, person, barred.says, now, incident=ask.incident)
            return barred
        says = admission.objection(ask, self.policy) or fault(person, ask)
        if says:
            return Reply(says, done=False)
        unit.people.know(person)
        crowded = self.too_many_looks(unit, person, ask, now)
        if crowded:
            return Reply(crowded, done=False)
        if key and not unit.clicks.is_first(key, now):
            return Reply(words.ASKED_ALREADY.fill(), done=True)
        asker = Asker(person.identity, person.name, person.slack_id)
        number = take_down(unit, aimed, asker, now)
        says = _taken_up(ask, number, is_aloud=aimed.channel == self.channel)
        return Reply(says, done=True, execution=number)

    def too_many_looks(
        self, unit: Unit, person: Person, ask: Ask, now: datetime, more: int = 1
    ) -> Said | None:
        """Return why somebody can't have so many looks, or looks at plans, more now, or None."""
        if not (ask.plan_only or self._looks(ask)):
            return None
        unit.people.hold(person.identity)
        asked = unit.executions.asked_since(person.identity, now - admission.LOOKS_WITHIN)
        if ask.plan_only:
            return admission.too_many_plans([one for one in asked if one.ask.plan_only], more)
        return admission.too_many_looks([one for one in asked if self._looks(one.ask)], more)

    def heard_in(self, ask: Ask, channel: str) -> str:
        """Return where a wish is told: a change that is for no incident is hidden in no other room."""
        is_change = not ask.plan_only and not self._looks(ask)
        return self.channel or channel if ask.incident is None and is_change else channel

    def _looks(self, ask: Ask) -> bool:
        """Say whether a wish is for a look that may start something, more than for its plan."""
        runbook = self.catalogue.get(ask.runbook)
        return runbook is not None and runbook.about.tactic is Tactic.DETECT and not ask.plan_only

    def barred(self, person: Person, ask: Ask) -> Reply | None:
        """Return why this person may ask for nothing of the kind in this account, or None."""
        verdict = may(person, Deed.LOOK if ask.plan_only else Deed.ASK, ask.account, self.policy)
        if isinstance(verdict, Refused):
            is_told = verdict.why.text is refusals.NEEDS_RESPONDER
            if not is_told:
                return Reply(verdict.why, done=False)
            who = self.policy.members_of(Role.RESPONDER, ask.account)
            name = self.policy.accounts[ask.account].name
            whom = words.ASK_RESPONDER.fill(account=name)
            return Reply(verdict.why, done=False, who=who, whom=whom)
        return None


def undoing(catalogue: Catalogue, original: Execution, reason: str, more: Mapping[str, str]) -> Ask:
    """Return what an undo of an execution asks for. Raises UnfitError."""
    of = original.ask
    runbook, inputs, why = catalogue.get(of.runbook), of.inputs, reason
    if runbook is not None:
        inputs = prefill.inputs_of_undo(runbook, of.inputs, original.before, more)
        why = _without(why, set(more) & set(undo_fields(runbook.inputs)))
    return replace(
        of,
        kind=Kind.UNDO,
        inputs=inputs,
        reason=why.strip(),
        undo_of=original.number,
        plan_only=False,
        revert_after=0,
        is_automatic=False,
        batch=0,
    )


def take_down(unit: Unit, aimed: Aim, asker: Asker, now: datetime) -> int:
    """Write down what is asked for, have it planned, and return the execution's number."""
    ask = aimed.ask
    number = unit.executions.ask(
        ask,
        requester=asker.identity,
        requester_name=asker.name,
        requester_slack_id=asker.slack_id,
        at=now,
        channel=aimed.channel,
    )
    body = {
        "runbook": ask.runbook,
        "reason": ask.reason,
        "kind": str(ask.kind),
        "account": ask.account,
        "region": ask.region,
        "acts_in": ask.acts_in,
        "inputs": dict(ask.inputs),
        "plan_only": ask.plan_only,
        **({"drill": True} if ask.drill else {}),
        **({"batch": spell(Prefix.BATCH, ask.batch)} if ask.batch else {}),
    }
    if ask.batch:
        unit.batches.join(ask.batch, number)
    unit.records.write([Record(What.ASKED, now, asker.identity, ask.incident, number, body)])
    unit.runs.start(Work.PLAN, number)
    return number


def _without(reason: str, chosen: set[str]) -> str:
    """Return a reason without the words that choose something: they are no reason."""
    if not chosen:
        return reason
    words_of_it = (word for word in reason.split() if word.partition("=")[0] not in chosen)
    return " ".join(words_of_it)


def fault(person: Person, ask: Ask) -> Said | None:
    """Say what is wrong with the reason, or with knowing who gives it."""
    if len(ask.reason) > MOST_REASON:
        return words.LONG_REASON.fill(most=MOST_REASON)
    if ask.plan_only:
        return None
    if len(ask.reason) < LEAST_REASON:
        return words.NO_REASON.fill(least=LEAST_REASON)
    # Whoever is not known by the address could later approve what they asked for.
    return None if person.email else refusals.NO_ADDRESS.fill()


def _taken_up(ask: Ask, number: int, *, is_aloud: bool) -> Said:
    here, there = words.ASKED_ALOUD if is_aloud else words.ASKED_HERE, words.ASKED
    if ask.plan_only:
        here, there = words.LOOKED_HERE, words.LOOKED
    fields = {"execution": spell(Prefix.EXECUTION, number), "runbook": ask.runbook}
    if ask.incident is None:
        return here.fill(**fields)
    return there.fill(**fields, where=spell(Prefix.INCIDENT, ask.incident))


def can_undo(unit: Unit, execution: Execution) -> bool:
    """Say whether an execution can be put back, and nobody is on it already."""
    return why_not_undone(unit, execution) is None


def why_not_undone(unit: Unit, execution: Execution) -> Said | None:
    """Say why an execution can't be put back, or None where its runbook may try.

    Whether it was verified plays no part: what was captured and changed can be undone. An undo
    that was done in part can be asked for again.
    """
    return _no_change(unit, execution) or _no_way_back(unit, execution) or _back(unit, execution)


def _no_change(unit: Unit, execution: Execution) -> Said | None:
    """Say why there is no change of this execution to put back."""
    fields = {"execution": execution.id, "runbook": execution.ask.runbook}
    if execution.ask.kind is Kind.UNDO:
        return words.NOT_UNDONE_UNDO.fill(**fields)
    if execution.ask.plan_only:
        return words.NOT_UNDONE_LOOK.fill(**fields)
    if not execution.stage.is_end:
        return _stage(words.NOT_UNDONE_YET, execution)
    records = unit.records.of_execution(execution.number, What.INTENT, What.RESULT)
    if execution.stage is not Stage.DONE or not may_have_changed(records):
        return _stage(words.NOT_UNDONE_NOTHING, execution)
    return None


def _no_way_back(unit: Unit, execution: Execution) -> Said | None:
    proposal = unit.executions.proposal(execution.number, execution.plan_number)
    if proposal is None or execution.before is None:
        return _stage(words.NOT_UNDONE_NOTHING, execution)
    if proposal.plan.undo is not Reach.NONE:
        return None
    why = proposal.plan.undo_says.bare()
    return words.NOT_UNDONE_NONE.fill(execution=execution.id, why=why)


def _back(unit: Unit, execution: Execution) -> Said | None:
    """Say by what it is put back, or was."""
    other = unit.executions.undone_by(execution.number)
    if other is None or other.outcome is Outcome.PARTIAL:
        return None
    fields = {"execution": execution.id, "other": other.id}
    if other.stage.is_end:
        return words.NOT_UNDONE_DONE.fill(**fields, runbook=execution.ask.runbook)
    return words.NOT_UNDONE_TWICE.fill(**fields)


def _stage(text: Text, execution: Execution) -> Said:
    return text.fill(execution=execution.id, stage=progress.STATES[execution.stage])
