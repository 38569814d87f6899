"""Sends canaries, knows them again when they come, and tells where none comes any more."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from bot.domain import canary, proving
from bot.domain.canary import Canary, Way
from bot.domain.incident import ENDED, Status
from bot.domain.organization import watched
from bot.domain.policy import Policy
from bot.domain.posting import Sheet, Wanted
from bot.domain.proving import Place
from bot.domain.record import Record, What
from bot.domain.run import Run
from bot.domain.words import canary as words
from bot.intake.sweeping import Sorting
from bot.ports.canaries import CanarySender
from bot.ports.clock import Clock
from bot.ports.incidents import Change
from bot.ports.store import Store
from bot.ports.unit import Unit
from runbooks.kit.text import Said

EVERY_WAY = 1
"""The subject of the run: there is one, over all places."""
AT_ONCE = 4
NONCE_BYTES = 16


class Sending:
    """Sends one canary from each place; once more only sends more of them."""

    def __init__(self, store: Store, clock: Clock, sender: CanarySender, policy: Policy) -> None:
        """Send by this port, from the accounts of this policy."""
        self._store = store
        self._clock = clock
        self._sender = sender
        self._policy = policy
        self._free = asyncio.Semaphore(AT_ONCE)

    async def __call__(self, run: Run) -> None:
        """Send from every place where a detector may be on."""
        members = await self._store.read(lambda unit: unit.organization.members())
        accounts = watched(self._policy, members)
        kept = await self._store.read(lambda unit: unit.coverage.checks())
        regions = {one.number: proving.regions_of(one, kept, {}) for one in accounts}
        places = canary.places(accounts, kept, regions)
        await self._store.write(lambda unit: unit.canaries.keep_only(places))
        await asyncio.gather(*(self._send(place) for place in places))

    async def _send(self, place: Place) -> None:
        """Keep the nonce before it flies: what comes back must be known."""
        number, region = place
        async with self._free:
            nonce = secrets.token_hex(NONCE_BYTES)
            await self._store.write(lambda unit: self._sent(unit, place, nonce))
            why = await self._sender.send(self._policy.accounts[number], region, nonce)
        if why is not None:
            await self._store.write(lambda unit: _unsent(unit, place, why))

    def _sent(self, unit: Unit, place: Place, nonce: str) -> None:
        now = self._clock.now()
        way = unit.canaries.way(*place) or Way(*place, now)
        unit.canaries.keep(canary.sent(way, nonce, now))


def heard(unit: Unit, canaries: Iterable[Canary], now: datetime) -> bool:
    """Write down which canaries have come; False where any of them was never sent."""
    known = [_heard(unit, one, now) for one in canaries]
    return all(known)


def tend(unit: Unit, policy: Policy, sorting: Sorting, now: datetime) -> None:
    """Open an incident for each place that has fallen silent, and close that of one that speaks."""
    if policy.canary is None:
        return
    last = unit.coverage.last_heard()
    for way in unit.canaries.all():
        at = last.get((way.account, way.region))
        if not way.incident and canary.is_silent(way, at, policy.canary, now):
            _open(unit, policy, sorting, way, at, now)
        elif way.incident and canary.speaks(way, at, policy.canary, now):
            _close(unit, way, now)


def _heard(unit: Unit, one: Canary, now: datetime) -> bool:
    way = unit.canaries.way(one.account, one.region)
    found = canary.answered(way, one.nonce, now) if way else None
    if found is not None and found != way:
        unit.canaries.keep(found)
    return found is not None


def _unsent(unit: Unit, place: Place, why: Said) -> None:
    way = unit.canaries.way(*place)
    if way is not None:
        unit.canaries.keep(canary.unsent(way, why))


def _open(
    unit: Unit, policy: Policy, sorting: Sorting, way: Way, heard_at: datetime | None, now: datetime
) -> None:
    known = policy.accounts.get(way.account)
    finding = canary.silence(way, known.name if known else way.account, heard_at, now)
    sorting.sort(unit, [finding], sorting.channel, now)
    kept = unit.findings.known([finding.key])[finding.key]
    unit.canaries.keep(replace(way, incident=kept.incident or 0))


def _close(unit: Unit, way: Way, now: datetime) -> None:
    """Close the incident of a silence, unless somebody has ended it, and say so in its thread."""
    unit.canaries.keep(replace(way, incident=0))
    incident = unit.incidents.get(way.incident)
    if incident is None or incident.status in ENDED:
        return
    if not unit.incidents.move(incident, Change(status=Status.CLOSED), now):
        return
    unit.silences.drop(incident.number)
    body = {"reason": words.HEARD_AGAIN.en, "verdict": ""}
    (number,) = unit.records.write(
        [Record(What.INCIDENT_CLOSED, now, incident=incident.number, body=body)]
    )
    channel, subject = incident.channel, incident.id
    unit.outbox.want(
        [
            Wanted(channel, Sheet.ALERT, subject),
            Wanted(channel, Sheet.TIMELINE, subject, subject),
            Wanted(channel, Sheet.WORD, str(number), subject),
        ],
        now,
    )
