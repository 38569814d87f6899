"""Gathers the daily check, part by part: one that can't be read hides no other."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeVar

from bot.daily import ways
from bot.daily.naming import READERS, channels, logs, pages
from bot.daily.unowned import NAMED, unowned
from bot.domain import canary, guarding, organization, outage, paging, proving, queueing, sweeping
from bot.domain.braking import EVERYWHERE
from bot.domain.execution import Execution, Outcome
from bot.domain.fatigue import measure
from bot.domain.finding import Severity
from bot.domain.ids import spell_plan
from bot.domain.incident import ENDED, Incident
from bot.domain.policy import Account, Policy
from bot.domain.posting import Sheet
from bot.domain.posture import Checked
from bot.domain.record import What
from bot.domain.restriction import Withheld, withheld
from bot.domain.review import Review
from bot.domain.routes import Aside
from bot.domain.snoozing import Snooze
from bot.domain.status import Brake, Cleared, Day, Lifted, Picture, Undoable, Unknown, Waiting
from bot.domain.syncing import Settled, Telling, settled
from bot.domain.words import restricting
from bot.domain.words import status as words
from bot.ports.clock import Clock
from bot.ports.store import Store, StoreError
from bot.ports.unit import Unit
from runbooks.kit.text import Text

A_DAY = timedelta(days=1)
A_WEEK = timedelta(days=7)
MOST_RECORDS = 1000
MOST_TO_UNDO = 100
MOST_CLEARED = 100

_log = logging.getLogger(__name__)

T = TypeVar("T")
CanUndo = Callable[[Unit, Execution], bool]


class Gathering:
    """Reads what is kept; it asks AWS nothing, so that the answer is there at once."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        policy: Policy,
        can_undo: CanUndo,
        titles: Mapping[str, Text],
        *,
        has_queue: bool = False,
        named: int = NAMED,
    ) -> None:
        """Read this store under this policy.

        `can_undo` says what undo is on offer for, `titles` what people call a check of AWS.
        `has_queue` says whether findings are received from a queue too. So many at most of what
        nobody has are `named`.
        """
        self._store = store
        self._clock = clock
        self._policy = policy
        self._can_undo = can_undo
        self._titles = {**words.CHECKS, **titles}
        self._has_queue = has_queue
        self._named = named

    async def picture(self, account: str = "") -> Picture:
        """Return the sheet as of now, of one account or (empty) of all. It never raises."""
        now = self._clock.now()
        looked_at = await self._part(lambda unit: unit.coverage.looked_at())
        heard = await self._part(lambda unit: unit.coverage.last_heard())
        alone = await self._part(lambda unit: unowned(unit, account, self._named))
        worst, others = (alone, 0) if isinstance(alone, Unknown) else alone
        return Picture(
            at=now,
            account=account,
            names={number: known.name for number, known in self._policy.accounts.items()},
            titles=self._titles,
            open=await self._part(lambda unit: _open(unit, account)),
            restricted=await self._part(lambda unit: _restricted(unit, account)),
            unowned=worst,
            more_unowned=others,
            waiting=await self._part(lambda unit: _waiting(unit, account)),
            undo=await self._part(lambda unit: self._undo(unit, account)),
            brakes=await self._part(lambda unit: _brakes(unit, account)),
            lifts=await self._part(lambda unit: _lifts(unit, account, now)),
            day=await self._part(lambda unit: _day(unit, account, now - A_DAY, now)),
            looked_at=None if isinstance(looked_at, Unknown) else looked_at,
            heard={} if isinstance(heard, Unknown) else heard,
            proof=await self._proof(account, now),
            reviews=await self._part(lambda unit: _reviews(unit, account)),
            fatigue=await self._part(
                lambda unit: measure(unit.executions.voted_since(now - A_WEEK))
            ),
            holds=await self._part(lambda unit: unit.holds.grasp(account)),
            snoozes=await self._part(lambda unit: _snoozes(unit, account, now)),
            asides=await self._part(lambda unit: _asides(unit, account, now)),
            cleared=await self._part(lambda unit: _cleared(unit, account, now - A_DAY)),
            settled=await self._part(lambda unit: _settled(unit, account, now - A_DAY)),
            untold=await self._part(lambda unit: _untold(unit, account, now - A_DAY)),
            reached=await self._part(lambda unit: unit.sweeps.last_reached()),
            kept=await self._part(lambda unit: ways.kept(unit, self._policy)),
        )

    async def _proof(self, account: str, now: datetime) -> tuple[Checked, ...]:
        members = await self._part(lambda unit: unit.organization.members())
        known = self._policy.accounts.values()
        accounts = [each for each in known if account in ("", each.number)]
        found = () if isinstance(members, Unknown) else members
        is_open = {one.number: one for one in organization.watched(self._policy, found)}
        looked = [each for each in accounts if each.number in is_open]
        policy = replace(self._policy, accounts=is_open)
        return (
            *await self._proved(
                organization.CHECK, lambda unit: ways.members(unit, self._policy, account, now), now
            ),
            *await self._proved(
                proving.LOOKED, lambda unit: ways.looked(unit, accounts, looked, now), now
            ),
            *await self._proved(
                proving.LAST_FINDING,
                lambda unit: self._last_findings(unit, looked, account, now),
                now,
            ),
            *await self._proved(
                guarding.ROLE_USE, lambda unit: _role_uses(unit, accounts, now), now
            ),
            *await self._proved(
                sweeping.SWEPT, lambda unit: ways.sweeps(unit, policy, account, now), now
            ),
            *await self._proved(
                canary.CHECK, lambda unit: ways.canaries(unit, policy, account, now), now
            ),
            *await self._queue(now),
            *await self._proved(proving.INBOX, lambda unit: (_inbox(unit, now),), now),
            *await self._proved(proving.OUTBOX, lambda unit: (_outbox(unit, now),), now),
            *await self._proved(outage.SLACK, lambda unit: (self._slack(unit, now),), now),
            *await self._proved(proving.LOGS, lambda _: logs(self._policy, now), now),
            *await self._proved(paging.SNS, lambda unit: pages(unit, self._policy, now), now),
            *await self._proved(READERS, lambda unit: channels(unit, now), now),
            *await self._proved(
                proving.HOLDS, lambda unit: proving.held(unit.holds.grasp(account), now), now
            ),
            *await self._proved(
                proving.ROUTES, lambda _: proving.routed(self._policy.routes, now), now
            ),
            *await self._proved(proving.READABLE, lambda unit: (_readable(unit, now),), now),
            *await self._proved(proving.WORKS, lambda unit: (_worked(unit, now),), now),
        )

    async def _queue(self, now: datetime) -> tuple[Checked, ...]:
        """Return how the queue stands; nothing where findings come by none."""
        if not self._has_queue:
            return ()

        def work(unit: Unit) -> tuple[Checked, ...]:
            return (queueing.aged(unit.coverage.noted(queueing.QUEUE), now),)

        return await self._proved(queueing.QUEUE, work, now)

    def _slack(self, unit: Unit, now: datetime) -> Checked:
        return outage.checked(unit.outages.live(), now, pages=self._policy.pages)

    def _last_findings(
        self, unit: Unit, accounts: list[Account], account: str, now: datetime
    ) -> tuple[Checked, ...]:
        heard = unit.coverage.last_heard()
        found = proving.last_findings(accounts, unit.coverage.checks(), heard, now)
        strange = proving.strangers(self._policy.accounts, heard, now)
        return (*found, *(each for each in strange if account in ("", each.account)))

    def _undo(self, unit: Unit, account: str) -> tuple[Undoable, ...]:
        newest = _of(account, _shown(unit, unit.executions.newest_done(MOST_TO_UNDO)))
        return tuple(_undoable(unit, each) for each in newest if self._can_undo(unit, each))

    async def _proved(
        self, name: str, work: Callable[[Unit], tuple[Checked, ...]], now: datetime
    ) -> tuple[Checked, ...]:
        """Return checks, or that they could not be made."""
        found = await self._part(work)
        return (proving.missing(name, found.says, now),) if isinstance(found, Unknown) else found

    async def _part(self, work: Callable[[Unit], T]) -> T | Unknown:
        """Return a part, read in a transaction of its own, or why it is not known."""
        try:
            return await self._store.read(work)
        except StoreError as error:
            return Unknown(error.says)
        except Exception:  # noqa: BLE001 - whatever breaks one part must not hide the others
            _log.exception("a part of the daily check could not be read")
            return Unknown(words.PART_BROKE.fill())


def _of(account: str, executions: Iterable[Execution]) -> tuple[Execution, ...]:
    return tuple(each for each in executions if account in ("", each.ask.account))


def _shown(unit: Unit, executions: Iterable[Execution]) -> tuple[Execution, ...]:
    """Return what is about no restricted incident: the rest is told to its people alone."""
    hidden = unit.restrictions.all()
    return tuple(each for each in executions if each.ask.incident not in hidden)


def _open(unit: Unit, account: str) -> dict[Severity, int]:
    return dict(unit.incidents.count_open(account))


def _restricted(unit: Unit, account: str) -> tuple[Withheld, ...]:
    restrictions = unit.restrictions.all()
    incidents = unit.incidents.many(tuple(restrictions)).values()
    return withheld(incidents, restrictions, unit.outbox.waits_since, account)


def _waiting(unit: Unit, account: str) -> tuple[Waiting, ...]:
    return tuple(
        waiting
        for execution in _of(account, _shown(unit, unit.executions.awaiting()))
        if (waiting := _plan(unit, execution)) is not None
    )


def _plan(unit: Unit, execution: Execution) -> Waiting | None:
    number, plan = execution.number, execution.plan_number
    proposal = unit.executions.proposal(number, plan)
    if proposal is None:
        return None
    decisions = unit.executions.decisions(number, plan)
    return Waiting(
        id=spell_plan(number, plan),
        runbook=execution.ask.runbook,
        target=proposal.target,
        account=execution.ask.account,
        asked_by=execution.requester_name,
        has=sum(1 for decision in decisions if decision.approved),
        needs=proposal.needs,
        expires_at=proposal.expires_at,
    )


def _undoable(unit: Unit, execution: Execution) -> Undoable:
    proposal = unit.executions.proposal(execution.number, execution.plan_number)
    return Undoable(
        id=execution.id,
        runbook=execution.ask.runbook,
        target=proposal.target if proposal else "",
        account=execution.ask.account,
        outcome=execution.outcome,
        ended_at=execution.ended_at,
    )


def _brakes(unit: Unit, account: str) -> tuple[Brake, ...]:
    return tuple(
        Brake("" if stop.account == EVERYWHERE else stop.account, stop.by_name, stop.at)
        for stop in unit.brakes.stops()
        if not account or stop.account in (EVERYWHERE, account)
    )


def _lifts(unit: Unit, account: str, now: datetime) -> tuple[Lifted, ...]:
    return tuple(
        Lifted("" if lift.account == EVERYWHERE else lift.account, lift.name, lift.until)
        for lift in unit.lifts.all()
        if lift.until is not None and lift.holds(lift.account, now)
        if not account or lift.account in (EVERYWHERE, account)
    )


def _reviews(unit: Unit, account: str) -> tuple[Review, ...]:
    """Return the open reviews of an account's executions, or of all."""
    found = ((each, unit.executions.get(each.execution)) for each in unit.reviews.still_open())
    return tuple(
        _scrubbed(unit, each, execution)
        for each, execution in found
        if execution and account in ("", execution.ask.account)
    )


def _asides(unit: Unit, account: str, now: datetime) -> tuple[Aside, ...]:
    """Return what routes kept aside since yesterday; by route, so of no one account."""
    return () if account else unit.asides.since((now - A_DAY).date().isoformat())


def _scrubbed(unit: Unit, review: Review, execution: Execution) -> Review:
    """Return a review without its reason where that is about a restricted incident."""
    if unit.restrictions.of(execution.ask.incident):
        return replace(review, reason=restricting.WITHHELD.en)
    return review


def _snoozes(unit: Unit, account: str, now: datetime) -> tuple[Snooze, ...]:
    hidden = unit.restrictions.all()
    kept = restricting.WITHHELD.en
    return tuple(
        replace(each, key=kept, why=kept) if each.incident in hidden else each
        for each in unit.snoozes.listed(now)
        if account in ("", each.account)
    )


def _cleared(unit: Unit, account: str, since: datetime) -> tuple[Cleared, ...]:
    """Return what was closed as a false positive since a moment, as the audit trail tells of it."""
    incidents = unit.incidents.cleared_since(since, MOST_CLEARED)
    found = (_clearing(unit, each) for each in incidents if account in ("", each.account))
    return tuple(each for each in found if each is not None and each.at >= since)


def _settled(unit: Unit, account: str, since: datetime) -> tuple[Settled, ...]:
    """Return what somebody else has settled upstream since a moment and is open here, for all."""
    found: dict[int, Settled] = {}
    hidden = unit.restrictions.all()
    for record in unit.records.settled_since(since, MOST_CLEARED):
        incident = unit.incidents.get(record.incident or 0)
        told = settled([record])
        if incident is None or told is None or incident.status in ENDED:
            continue
        if incident.number in hidden:
            continue
        if account in ("", incident.account):
            found.setdefault(incident.number, told)
    return tuple(found.values())


def _untold(unit: Unit, account: str, since: datetime) -> tuple[Telling, ...]:
    failed, hidden = unit.tellings.failed_since(since), unit.restrictions.all()
    shown = (each for each in failed if each.incident not in hidden)
    return tuple(each for each in shown if account in ("", each.account))


def _clearing(unit: Unit, incident: Incident) -> Cleared | None:
    records = unit.records.of_incident(incident.number, MOST_RECORDS)
    closed = [record for record in records if record.what is What.INCIDENT_CLOSED]
    if not closed:
        return None
    record = closed[-1]
    asked_by, why = (str(record.body.get(key, "")) for key in ("asked_by", "reason"))
    if unit.restrictions.of(incident.number):
        incident, why = replace(incident, title=restricting.WITHHELD.en), ""
    return Cleared(incident, record.actor_name, asked_by, why, record.at)


def _day(unit: Unit, account: str, since: datetime, now: datetime) -> Day:
    ended = _of(account, unit.executions.ended_since(since))
    outcomes = Counter(each.outcome or Outcome.ERROR for each in ended)
    unreadable, _ = unit.inbox.unreadable(since, now, 0)
    return Day(since, unit.incidents.opened_since(since, account), dict(outcomes), unreadable)


def _role_uses(unit: Unit, accounts: list[Account], now: datetime) -> tuple[Checked, ...]:
    """Return whether every use of secbot's roles is known; one that is not stands until it is old."""
    readings, told_at = unit.uses.readings(), unit.uses.told_at()
    return tuple(
        guarding.checked(
            account.number,
            [one for one in readings if one.account == account.number],
            told_at.get(account.number),
            now,
        )
        for account in accounts
    )


def _inbox(unit: Unit, now: datetime) -> Checked:
    return proving.pipe(proving.INBOX, unit.inbox.depth(), proving.OLDEST_IN_INBOX, now)


def _outbox(unit: Unit, now: datetime) -> Checked:
    """Return how the outbox stands without the sheets themselves, which wait while they are made."""
    depth = unit.outbox.depth(besides=Sheet.STATUS)
    return proving.pipe(proving.OUTBOX, depth, proving.OLDEST_IN_OUTBOX, now)


def _readable(unit: Unit, now: datetime) -> Checked:
    unreadable, _ = unit.inbox.unreadable(now - A_DAY, now, 0)
    return proving.readable(unreadable, now)


def _worked(unit: Unit, now: datetime) -> Checked:
    return proving.worked(unit.runs.dead(now - A_DAY), now)
