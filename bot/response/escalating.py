"""Calls whoever is on call to what nobody has taken, then the next one, then all."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain.escalating import FLOOR, Alone, called
from bot.domain.incident import Incident
from bot.domain.policy import Policy
from bot.domain.posting import Sheet, Wanted
from bot.domain.record import Record, What, Written
from bot.domain.rota import OnCall
from bot.domain.run import Run, Work
from bot.domain.words import oncall as words
from bot.ports.pager import Pager
from bot.ports.store import Store
from bot.ports.unit import Unit
from runbooks.kit.moments import minutes

MOST = 20
"""Incidents that call in one minute: in a storm the worst come first."""
SUBJECT = "secbot on call"


def escalate(unit: Unit, policy: Policy, now: datetime) -> int:
    """Call for each incident that has waited for its next call; return how many have called."""
    on_call = policy.on_call
    if on_call is None or on_call.escalate_after is None:
        return 0
    unit.escalations.settle()
    due = unit.escalations.due(now - on_call.escalate_after, FLOOR, MOST)
    incidents = unit.incidents.many([each.incident for each in due]) if due else {}
    pages = bool(policy.page_topic) and not _is_down(unit)
    for alone in due:
        _call(unit, on_call, incidents[alone.incident], alone, now, pages=pages)
    return len(due)


def _is_down(unit: Unit) -> bool:
    """Say whether Slack is down: then one page a minute tells of all that is left alone."""
    outage = unit.outages.live()
    return outage is not None and outage.is_on


def _call(
    unit: Unit, on_call: OnCall, incident: Incident, alone: Alone, now: datetime, *, pages: bool
) -> None:
    duty = on_call.duty(now, unit.swaps.ending_after(now))
    restriction = unit.restrictions.of(incident.number)
    whom = called(on_call, duty, alone.step)
    if restriction:  # only the named may take it, so nobody else is called
        whom = tuple(sorted(restriction.ids))
    unit.escalations.step(alone, now)
    if not whom:
        return
    body = {
        "incident": incident.id,
        "severity": incident.severity.value,
        "whom": list(whom),
        "minutes": minutes(max(now - incident.opened_at, timedelta(0))),
    }
    (number,) = unit.records.write([Record(What.ESCALATED, now, "", incident.number, body=body)])
    unit.outbox.want([Wanted(incident.channel, Sheet.WORD, str(number))], now)
    if pages:
        unit.runs.start(Work.PAGE, number)


class Paging:
    """Pages beyond Slack for a call; a page that is not taken is tried again by its run."""

    def __init__(self, store: Store, pager: Pager | None) -> None:
        """Page by this, where there is one."""
        self._store = store
        self._pager = pager

    async def __call__(self, run: Run) -> None:
        """Page for the record that the run is about, unless somebody has taken the incident.

        Raises PagerError.
        """
        found = await self._store.read(lambda unit: _called_for(unit, run.subject))
        if self._pager is None or found is None:
            return
        fields = {key: found.body.get(key, "") for key in ("incident", "severity", "minutes")}
        await self._pager.page(SUBJECT, words.PAGE.fill(**fields).plain())


def _called_for(unit: Unit, number: int) -> Written | None:
    """Return the record of a call, or None where somebody has the incident by now."""
    for record in unit.records.since(number - 1, 1):
        incident = unit.incidents.get(record.incident) if record.incident else None
        if record.number == number and incident is not None and not incident.owner:
            return record
    return None
