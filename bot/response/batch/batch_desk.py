"""Takes up one wish over several targets: typed ones, all that an incident names, or a batch's undo."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.domain.batch import LeftOut
from bot.domain.execution import Ask, Execution, Stage
from bot.domain.ids import Prefix, spell
from bot.domain.people import Person
from bot.domain.run import Work
from bot.domain.words import batch as words
from bot.domain.words import responding
from bot.ports.bell import Ring
from bot.ports.unit import Unit
from bot.response.bench import admission, prefill
from bot.response.bench.prefill import UnfitError
from bot.response.keeping import batches
from bot.response.people.refusing import write_down
from bot.response.people.replies import Reply
from bot.response.people.turning_away import about_incident, turned_away
from bot.response.planning import aiming
from bot.response.planning.aiming import Aim, Wish
from bot.response.planning.asking import AskDesk, Asker, fault, take_down, undoing, why_not_undone
from runbooks.kit.text import SPACE, Said, Text, listing


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked for, and what can't be."""

    aims: tuple[Aim, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def count(self) -> int:
        """Return how many targets somebody has named, each counted once."""
        return len(self.aims) + len(self.left_out)


class BatchDesk:
    """Records wishes over several targets; each is then planned like any other."""

    def __init__(self, asking: AskDesk) -> None:
        """Work with the desk at which one target is asked for."""
        self.asking = asking
        self.policy = asking.policy

    async def ask(
        self,
        person: Person,
        wish: Wish,
        targets: Sequence[str] = (),
        chosen: Sequence[str] = (),
    ) -> Reply:
        """Take up a wish for a runbook on these targets, or on all that its incident names.

        Of those, only the `chosen` ones where there are any, by their keys. What comes down to
        one target is asked for as one.
        """
        typed, keys = tuple(dict.fromkeys(targets)), frozenset(chosen)
        reply = await self.asking.store.write(
            lambda unit: self._ask(unit, person, wish, typed, keys)
        )
        self.asking.bell.ring(Ring.RUNS)
        self.asking.bell.ring(Ring.OUTBOX)
        return reply

    async def undo(
        self, person: Person, number: int, reason: str, key: str, more: Mapping[str, str]
    ) -> Reply:
        """Take up a wish to put back all that a batch has changed; `more` as for one undo.

        What never ran is nothing to put back.
        """
        reply = await self.asking.store.write(
            lambda unit: self._undo(
                unit, person, number, Wish("", reason=reason, key=key, more=more)
            )
        )
        self.asking.bell.ring(Ring.RUNS)
        self.asking.bell.ring(Ring.OUTBOX)
        return reply

    def _ask(
        self,
        unit: Unit,
        person: Person,
        wish: Wish,
        targets: tuple[str, ...],
        chosen: frozenset[str],
    ) -> Reply:
        away = turned_away(
            unit, person, about_incident(wish.incident), self.policy, self.asking.clock.now()
        )
        if away:
            return away
        try:
            wishes = self._wishes(unit, wish, targets, chosen)
        except UnfitError as error:
            return Reply(error.says, done=False)
        if len(wishes) == 1:
            return self.asking.take_up(unit, person, wishes[0])
        asked = self._aimed(unit, wishes)
        count, most = asked.count, self.policy.limits.targets_per_execution
        if count > most:
            return Reply(words.TOO_MANY.fill(count=count, most=most), done=False)
        if len(asked.aims) == 1 and not asked.left_out:
            return self.asking.take_up(unit, person, wishes[0])
        reply = self._take_up(unit, person, asked, wish.key)
        return reply if isinstance(reply, Reply) else self._told(reply, asked)

    def _wishes(
        self, unit: Unit, wish: Wish, targets: tuple[str, ...], chosen: frozenset[str]
    ) -> list[Wish]:
        """Return one wish for each target. Raises UnfitError where the wish fits none."""
        if wish.incident is None:
            return [replace(wish, target=each) for each in targets or (wish.target,)]
        if targets:
            raise UnfitError(words.ONE_INCIDENT.fill())
        named = aiming.named_by(
            unit, wish, self.asking.catalogue, self.policy, is_chosen=bool(chosen)
        )
        if chosen and not chosen <= {prefill.key_of(each) for each in named}:
            raise UnfitError(words.NOT_NAMED.fill(incident=spell(Prefix.INCIDENT, wish.incident)))
        meant = [each for each in named if not chosen or prefill.key_of(each) in chosen]
        return [replace(wish, resource=each) for each in meant] or [wish]

    def _aimed(self, unit: Unit, wishes: Iterable[Wish]) -> _Asked:
        """Aim each wish once; what can't be aimed is left out with its reason, never silently."""
        aims: dict[tuple[object, ...], Aim] = {}
        left_out: list[LeftOut] = []
        for wish in wishes:
            try:
                aimed = aiming.aim(unit, wish, self.asking.catalogue, self.policy)
            except UnfitError as error:
                left_out.append(LeftOut(wish.resource or wish.target, error.says))
                continue
            ask = aimed.ask
            why = admission.objection(ask, self.policy)
            if why:
                left_out.append(LeftOut(wish.resource or wish.target, why))
                continue
            same = (ask.account, ask.region, *sorted((k, str(v)) for k, v in ask.inputs.items()))
            channel = self.asking.heard_in(ask, aimed.channel)
            aims.setdefault(same, Aim(ask, channel))
        return _Asked(tuple(aims.values()), tuple(left_out))

    def _take_up(self, unit: Unit, person: Person, asked: _Asked, key: str) -> Reply | int:
        """Write the wish down and return the batch's number, or return why it can't be."""
        refusal = self._refusal(unit, person, asked)
        if refusal:
            return refusal
        now, first = self.asking.clock.now(), asked.aims[0]
        if key and not unit.clicks.is_first(key, now):
            return Reply(responding.ASKED_ALREADY.fill(), done=True)
        number = unit.batches.open(first.ask.incident, first.channel, asked.left_out, now)
        asker = Asker(person.identity, person.name, person.slack_id)
        for aimed in asked.aims:
            take_down(unit, Aim(replace(aimed.ask, batch=number), first.channel), asker, now)
        unit.runs.start(Work.BATCH, number)
        batch = unit.batches.get(number)
        if batch is not None:
            unit.outbox.want([batches.sheet(unit, batch)], now)
        return number

    def _refusal(self, unit: Unit, person: Person, asked: _Asked) -> Reply | None:
        """Return why nothing of it can be asked for: who may not ask for one asks for none."""
        if not asked.aims:
            says = words.NONE_LEFT.fill(left_out=_listed(asked.left_out))
            return Reply(says, done=False)
        now = self.asking.clock.now()
        for aimed in asked.aims:
            barred = self.asking.barred(person, aimed.ask)
            if barred:
                write_down(unit, person, barred.says, now, incident=aimed.ask.incident)
                return barred
        ask = asked.aims[0].ask
        wrong = fault(person, ask)
        if not wrong:
            unit.people.know(person)
            wrong = self.asking.too_many_looks(unit, person, ask, now, len(asked.aims))
        return Reply(wrong, done=False) if wrong else None

    def _told(self, number: int, asked: _Asked) -> Reply:
        ask, channel = asked.aims[0].ask, asked.aims[0].channel
        fields = {
            "batch": spell(Prefix.BATCH, number),
            "runbook": ask.runbook,
            "count": len(asked.aims),
            "where": self._where(ask, channel),
        }
        if asked.left_out:
            says = words.ASKED_LEFT_OUT.fill(**fields, left_out=_listed(asked.left_out))
        else:
            says = words.ASKED.fill(**fields)
        return Reply(says, done=True)

    def _where(self, ask: Ask, channel: str) -> Said:
        if ask.incident is not None:
            return words.THREAD.fill(incident=spell(Prefix.INCIDENT, ask.incident))
        is_aloud: Text = words.CHANNEL if channel == self.asking.channel else words.HERE
        return is_aloud.fill()

    def _undo(self, unit: Unit, person: Person, number: int, wish: Wish) -> Reply:
        away = turned_away(
            unit, person, (Prefix.BATCH, number), self.policy, self.asking.clock.now()
        )
        if away:
            return away
        batch = unit.batches.get(number)
        if batch is None:
            return Reply(words.NO_BATCH.fill(id=spell(Prefix.BATCH, number)), done=False)
        members = (unit.executions.lock(one) for one in unit.batches.members(number))
        found = [
            self._back(unit, one, wish)
            for one in members
            if one is not None and (one.stage is Stage.DONE or not one.stage.is_end)
        ]
        aims = tuple(one for one in found if isinstance(one, Aim))
        left_out = tuple(one for one in found if isinstance(one, LeftOut))
        listed = _listed(left_out)
        if not aims:
            says = words.NOTHING_BACK.fill(batch=batch.id, left_out=listed)
            return Reply(says, done=False)
        made = self._take_up(unit, person, _Asked(aims, left_out), wish.key)
        if isinstance(made, Reply):
            return made
        told = {"batch": spell(Prefix.BATCH, made), "count": len(aims), "undone": batch.id}
        if not left_out:
            return Reply(words.UNDO_ASKED.fill(**told), done=True)
        return Reply(words.UNDO_ASKED_LEFT_OUT.fill(**told, left_out=listed), done=True)

    def _back(self, unit: Unit, execution: Execution, wish: Wish) -> Aim | LeftOut:
        """Return the wish to put back one member, or why it can't be."""
        target = batches.name(unit, execution, self.asking.catalogue)
        why = why_not_undone(unit, execution)
        if why:
            return LeftOut(target, why)
        try:
            ask = undoing(self.asking.catalogue, execution, wish.reason, wish.more)
        except UnfitError as error:
            return LeftOut(target, error.says)
        closed = admission.objection(ask, self.policy)
        return LeftOut(target, closed) if closed else Aim(ask, execution.channel)


def _listed(left_out: Sequence[LeftOut]) -> Said:
    """Return the targets that can't be asked for, each with its reason."""
    return listing((words.WHY.fill(target=one.target, why=one.why) for one in left_out), SPACE)
