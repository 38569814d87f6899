"""Tells AWS's detective services what people have made of an incident, one call at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from bot.domain.finding import Finding
from bot.domain.incident import Status
from bot.domain.policy import Account
from bot.domain.posting import Sheet, Wanted
from bot.domain.record import Record, What
from bot.domain.run import Run, Work
from bot.domain.syncing import (
    GUARDDUTY,
    MOST_TRIES,
    Fate,
    Move,
    Seen,
    Tell,
    Telling,
    batch,
    judge,
    may_note,
    notes,
    retry_in,
    stands,
)
from bot.domain.words import syncing as words
from bot.ports.anchor import AnchorError
from bot.ports.bell import Ring
from bot.ports.estate import BrokenError
from bot.ports.unit import Unit
from bot.response.bench import awsfaults
from bot.response.bench.workbench import Workbench
from bot.response.keeping.journal import BrakedError, check_held
from bot.response.upstream import upstream_calls
from bot.response.upstream.upstream_calls import NoDetectorError, name_of, service_of
from bot.response.upstream.upstream_journal import StaleError, UpstreamJournal, check_brakes
from runbooks.kit.text import Said

BRAKED_PAUSE = timedelta(minutes=1)
ALOUD = frozenset({What.SYNC_DRIFTED, What.SYNC_FAILED})
"""What the thread is told; all else stands in the timeline."""
SETTLED: Mapping[str, str] = {
    tell.value: tell.in_asff.value
    for tell in (Tell.RESOLVED, Tell.SUPPRESSED, Tell.RESOLVED_V2, Tell.SUPPRESSED_V2)
}
"""States in which others see a finding no more, and the word for each here."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What goes in one call: tellings that are alike, and the findings that they are about."""

    told: tuple[Telling, ...]
    findings: Mapping[str, Finding]
    ours: Mapping[str, frozenset[Tell]]


@dataclass(frozen=True, slots=True)
class Writing:
    """One call of a turn: what it tells, how that stands, and whether it bears a note."""

    turn: Turn
    told: tuple[Telling, ...]
    seen: Mapping[str, Seen]
    with_note: bool


@dataclass(frozen=True, slots=True)
class Ending:
    """What became of some of them; `how` is what somebody else has made of a finding instead."""

    told: tuple[Telling, ...]
    fate: Fate
    why: Said | None = None
    how: str = ""


class Upstream:
    """Tells what waits of one incident, in order; again is fine, since it looks before it writes."""

    def __init__(self, bench: Workbench) -> None:
        """Work with these."""
        self.bench = bench
        self.store = bench.store

    async def run(self, run: Run) -> timedelta | None:
        """Tell all that waits; return after how long to try again where it can't be told now."""
        later: timedelta | None = None
        while later is None:
            turn = await self.store.write(lambda unit: self._next(unit, run))
            if turn is None:
                break
            later = turn if isinstance(turn, timedelta) else await self._tell(turn, run)
        self.bench.bell.ring(Ring.OUTBOX)
        return later

    def _next(self, unit: Unit, run: Run) -> Turn | timedelta | None:
        """Return what can be told now; what nobody wants any more is dropped."""
        check_held(unit, run)
        incident = unit.incidents.get(run.subject)
        status = incident.status if incident else Status.NEW
        waiting = unit.tellings.waiting(run.subject)
        stale = tuple(each for each in waiting if not stands(each, self.bench.policy, status))
        if stale:
            self._end(unit, [Ending(stale, Fate.DROPPED, words.STALE.fill())])
        told = batch([each for each in waiting if each not in stale])
        if not told:
            return None
        try:
            check_brakes(unit, told)
        except BrakedError:
            return BRAKED_PAUSE
        findings = unit.findings.of_incidents([run.subject]).get(run.subject, ())
        keys = {each.key for each in told}
        held = {each.key: each for each in findings if each.key in keys}
        return Turn(told, held, unit.tellings.sent(sorted(keys)))

    async def _tell(self, turn: Turn, run: Run) -> timedelta | None:
        """Look, write what is to be written, and keep what came of it."""
        first = turn.told[0]
        account = self.bench.policy.accounts.get(first.account)
        if account is None:
            why = words.NO_ACCOUNT.fill(account=first.account)
            return await self._failed(turn.told, why, run)
        try:
            return await self._attempt(turn, account, run)
        except BrakedError:
            return BRAKED_PAUSE
        except StaleError:
            return timedelta()
        except BrokenError as error:
            why = error.says
        except NoDetectorError:
            why = words.NO_DETECTOR.fill(account=first.account, region=first.region)
        except AnchorError as error:
            why = words.REFUSED.fill(code=type(error).__name__)
        except (ClientError, BotoCoreError) as error:
            why = words.REFUSED.fill(code=awsfaults.code_of(error))
        return await self._failed(turn.told, why, run)

    async def _attempt(self, turn: Turn, account: Account, run: Run) -> timedelta | None:
        seen = await self.bench.threads.run(lambda: self._look(turn, account))
        moves = {each: self._move(turn, each, seen) for each in turn.told}
        settled = list(_settled(moves, seen))
        if settled:
            await self.store.write(lambda unit: self._keep(unit, settled, run))
        writing = [each for each, move in moves.items() if move is Move.WRITE]
        for with_note in (True, False):
            some = tuple(
                each for each in writing if self._notes(turn, each, seen[each.key]) is with_note
            )
            if some:
                call = Writing(turn, some, seen, with_note)
                refused = await self.bench.threads.run(partial(self._write, call, account, run))
                later = await self._written(call, refused, run)
                if later is not None:
                    return later
        return None

    def _notes(self, turn: Turn, each: Telling, seen: Seen) -> bool:
        """Say whether a note goes with what is told: the policy has it, and its place is free."""
        is_free = may_note(seen, turn.ours.get(each.key, frozenset()))
        return is_free and notes(each.tell, self.bench.policy.sync)

    def _move(self, turn: Turn, each: Telling, seen: Mapping[str, Seen]) -> Move:
        return judge(each.tell, seen.get(each.key), turn.ours.get(each.key, frozenset()))

    def _look(self, turn: Turn, account: Account) -> dict[str, Seen]:
        first = turn.told[0]
        reads = upstream_calls.READS[first.tell.api]
        aws = self.bench.estate.reading(account, first.region, reads)
        return upstream_calls.look(aws, first.tell.api, turn.findings)

    def _write(self, call: Writing, account: Account, run: Run) -> dict[str, str]:
        """Make one call under the sync role, narrowed to it. Blocks."""
        first = call.told[0]
        reads = upstream_calls.READS[first.tell.api]
        looking = self.bench.estate.reading(account, first.region, reads)
        step = upstream_calls.step(
            looking, call.told, call.turn.findings, call.seen, with_note=call.with_note
        )
        journal = UpstreamJournal(self.bench, run, call.told)
        aws: Any = self.bench.estate.telling(
            account, first.region, first.incident_id, (step,), first.by, journal
        )
        aws.running(step, {})
        return upstream_calls.make(aws.change(service_of(first.tell.api)), step)

    async def _written(
        self, call: Writing, refused: Mapping[str, str], run: Run
    ) -> timedelta | None:
        """Keep what a call has done; what AWS did not take of it is tried again."""
        some, findings = call.told, call.turn.findings
        ids = {each: name_of(each, findings[each.key], call.seen[each.key]) for each in some}
        left = tuple(each for each in some if ids[each] in refused)
        done = tuple(each for each in some if each not in left)
        if done:
            ended = [Ending(done, Fate.DONE)]
            await self.store.write(lambda unit: self._keep(unit, ended, run))
        if left:
            why = words.REFUSED.fill(code=refused[ids[left[0]]])
            return await self._failed(left, why, run)
        return None

    async def _failed(self, told: tuple[Telling, ...], why: Said, run: Run) -> timedelta | None:
        """Count a try; what was tried often enough is given up, aloud."""

        def keep(unit: Unit) -> None:
            check_held(unit, run)
            unit.tellings.tried([each.number for each in told], why.bare())
            spent = tuple(each for each in told if each.tries + 1 >= MOST_TRIES)
            if spent:
                self._end(unit, [Ending(spent, Fate.FAILED, why)])

        await self.store.write(keep)
        return retry_in(min(each.tries for each in told) + 1)

    def _keep(self, unit: Unit, endings: Iterable[Ending], run: Run) -> None:
        check_held(unit, run)
        self._end(unit, endings)

    def _end(self, unit: Unit, endings: Iterable[Ending]) -> None:
        """End tellings, write that down, and show it."""
        now = self.bench.clock.now()
        for ending in endings:
            first, why = ending.told[0], ending.why.bare() if ending.why else ""
            unit.tellings.end([each.number for each in ending.told], ending.fate, why, now)
            what = _what(ending.fate)
            incident = unit.incidents.get(first.incident)
            if what is None or incident is None:
                continue
            body = {
                "destination": first.destination,
                "tell": first.tell.value,
                "account": first.account,
                "fate": ending.fate.value,
                "why": why,
                "tries": first.tries + 1,
                "count": len(ending.told),
                **({"how": ending.how, "key": first.key} if ending.how else {}),
            }
            (number,) = unit.records.write([Record(what, now, "", first.incident, body=body)])
            if ending.how:
                unit.runs.start(Work.SETTLED, number)
            subject = incident.id
            wanted = [Wanted(incident.channel, Sheet.TIMELINE, subject, subject)]
            if what in ALOUD:
                wanted.append(Wanted(incident.channel, Sheet.WORD, str(number), subject))
            unit.outbox.want(wanted, now)


def _settled(moves: Mapping[Telling, Move], seen: Mapping[str, Seen]) -> Iterable[Ending]:
    """Yield what needs no call: what is so already, what somebody else has set, what is not there."""
    for each, move in moves.items():
        match move:
            case Move.ALREADY:
                fate = Fate.DONE if each.sent else Fate.ALREADY
                yield Ending((each,), fate)
            case Move.ABSENT:
                why = words.NOT_THERE.fill(destination=each.destination)
                yield Ending((each,), Fate.DROPPED, why)
            case Move.DRIFTED:
                yield _drifted(each, seen[each.key])
            case Move.WRITE:
                continue


def _drifted(each: Telling, seen: Seen) -> Ending:
    """Return that it is another by somebody else, who is looked for where CloudTrail can tell."""
    state = seen.feedback if each.tell.api == GUARDDUTY else seen.workflow
    why = words.CHANGED.fill(state=state)
    if seen.note_by:
        why = words.CHANGED_BY.fill(state=state, by=seen.note_by)
    elif each.tell is Tell.COMMENT:
        why = words.COMMENTED.fill()
    return Ending((each,), Fate.DRIFTED, why, SETTLED.get(state, ""))


def _what(fate: Fate) -> What | None:
    match fate:
        case Fate.DONE | Fate.ALREADY:
            return What.SYNCED
        case Fate.DRIFTED:
            return What.SYNC_DRIFTED
        case Fate.FAILED:
            return What.SYNC_FAILED
        case Fate.DROPPED | Fate.WAITING:
            return None
