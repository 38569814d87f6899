"""Holds every use of secbot's roles against the record, and says aloud what nobody knows of."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from pydantic import TypeAdapter

from bot.domain import guarding
from bot.domain.guarding import BACK, LATE, Reading, Trail, Use
from bot.domain.policy import Account, Policy
from bot.domain.posting import Sheet, Wanted
from bot.domain.record import Record, What, Written, spoken
from bot.domain.run import Run
from bot.domain.words import guarding as words
from bot.guarding import involving
from bot.ports.bell import Bell, Ring
from bot.ports.clock import Clock
from bot.ports.pager import Pager, PagerError
from bot.ports.store import Store
from bot.ports.trail import RoleTrail
from bot.ports.unit import Unit
from runbooks.kit.text import Said

EVERY_ROLE = 1
"""The subject of the run: there is one, over all accounts."""
NAMED = 10
"""Calls that a message names, of those that one session has made."""
APART = 5
"""Sessions of one look at an account that have a message each."""
LONGEST = 200
"""Characters of a name that a stranger gave."""
SAID = TypeAdapter(Said)

_log = logging.getLogger(__name__)


class Watching:
    """Looks at every account's roles; once more is fine, and tells nothing twice."""

    def __init__(
        self,
        store: Store,
        bell: Bell,
        clock: Clock,
        *,
        trail: RoleTrail,
        policy: Policy,
        channel: str,
        pager: Pager | None = None,
    ) -> None:
        """Read this trail under this policy; `channel` is told, and the pager if there is one."""
        self.store = store
        self.bell = bell
        self.clock = clock
        self.trail = trail
        self.policy = policy
        self.channel = channel
        self.pager = pager

    async def __call__(self, run: Run) -> None:
        """Look, tell, and page for whatever a page is owed for."""
        await asyncio.gather(*(self._look(one) for one in self.policy.accounts.values()))
        self.bell.ring(Ring.OUTBOX)
        if self.pager is not None:
            await self._page(self.pager)

    async def _look(self, account: Account) -> None:
        now = self.clock.now()
        readings = await self.store.read(lambda unit: unit.uses.readings())
        since = {
            one.region: one.until
            for one in readings
            if one.account == account.number and one.until is not None
        }
        trail = await self.trail.read(account, since, now - BACK)
        await self.store.write(lambda unit: self._keep(unit, account, trail, since, now))

    def _keep(
        self,
        unit: Unit,
        account: Account,
        trail: Trail,
        since: Mapping[str, datetime],
        now: datetime,
    ) -> None:
        """Write down what nobody knows of and was not told yet, and how far all is read."""
        known = {number: involving.own(unit, number) for number in _executions(trail.uses)}
        sent = {number: involving.telling(unit, number) for number in _incidents(trail.uses)}
        found = guarding.unknown(trail.uses, account.watched_roles, known, now, sent)
        told = unit.uses.told({use.event_id for use, _ in found})
        for body, uses in _sessions((use, why) for use, why in found if use.event_id not in told):
            who = list(involving.who_must(self.policy, account))
            self._tell(unit, account, {**body, "mention": who}, uses)
        readings = [
            Reading(account.number, region, since.get(region) if why else now - LATE, now, why)
            for region, why in trail.regions.items()
        ]
        unit.uses.keep(account.number, readings)

    def _tell(
        self, unit: Unit, account: Account, body: Mapping[str, Any], uses: tuple[Use, ...]
    ) -> None:
        now = self.clock.now()
        (number,) = unit.records.write([Record(What.UNKNOWN_USE, now, body=body)])
        unit.outbox.want([Wanted(self.channel, Sheet.WORD, str(number))], now)
        events = {use.event_id for use in uses}
        pages = self.pager is not None
        unit.uses.tell(events, account.number, number, now, pages=pages)

    async def _page(self, pager: Pager) -> None:
        """Page for each record that one is owed for; what is not taken is tried again."""
        for number in await self.store.read(lambda unit: unit.uses.unpaged()):
            record = await self.store.read(partial(_record, number=number))
            try:
                await pager.page(words.PAGE_SUBJECT.en, words.PAGE.fill(**_spoken(record)).plain())
            except PagerError as error:
                _log.warning("a use of secbot's roles is not paged yet: %s", error)
                return
            await self.store.write(partial(_paged, number=number))


def _executions(uses: Iterable[Use]) -> set[int]:
    numbers = {guarding.execution_of(use.session) for use in uses}
    return {number for number in numbers if number is not None}


def _incidents(uses: Iterable[Use]) -> set[int]:
    numbers = {guarding.incident_of(use.session) for use in uses}
    return {number for number in numbers if number is not None}


def _sessions(
    found: Iterable[tuple[Use, Said]],
) -> Iterable[tuple[dict[str, Any], tuple[Use, ...]]]:
    """Yield the uses of each session together, with what is written down of it.

    So many sessions by themselves, and all others as one: a thief must not flood the channel.
    """
    grouped: dict[tuple[str, ...], list[tuple[Use, Said]]] = {}
    for use, why in sorted(found, key=lambda one: (one[0].at, not one[0].enters)):
        grouped.setdefault((use.role, use.session, use.key), []).append((use, why))
    for listed in tuple(grouped.values())[:APART]:
        yield _body(listed), tuple(use for use, _ in listed)
    others = tuple(grouped.values())[APART:]
    if others:
        together = [one for listed in others for one in listed]
        named = words.MORE_SESSIONS.fill(count=len(others))
        yield {**_body(together), **spoken("session", named)}, tuple(use for use, _ in together)


def _body(found: Sequence[tuple[Use, Said]]) -> dict[str, Any]:
    uses, (first, why) = [use for use, _ in found], found[0]
    calls = list(dict.fromkeys(use.action for use in uses))
    return {
        "account": first.account,
        "role": first.role,
        "session": first.session[:LONGEST],
        "key": first.key,
        "caller": first.caller[:LONGEST],
        "address": ", ".join(tuple(dict.fromkeys(use.address[:LONGEST] for use in uses))[:NAMED]),
        "first": f"{first.at:%Y-%m-%d %H:%M:%S}",
        "count": len(uses),
        "calls": calls[:NAMED],
        "events": [use.event_id for use in uses[:NAMED]],
        "why": SAID.dump_python(why, mode="json"),
    }


def _spoken(record: Written) -> dict[str, object]:
    body = record.body
    calls = words.CALLS.fill(calls=", ".join(body["calls"]), count=body["count"]).plain()
    names = ("account", "role", "session", "caller", "address", "first")
    why = SAID.validate_python(body["why"]).plain()
    return {**{name: body[name] for name in names}, "why": why, "calls": calls}


def _record(unit: Unit, number: int) -> Written:
    (found,) = unit.records.since(number - 1, 1)
    return found


def _paged(unit: Unit, number: int) -> None:
    unit.uses.paged(number)
