"""Reminds in private whoever took an incident and does nothing, and then gives it to nobody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from bot.domain.hold import Grip
from bot.domain.incident import Incident, Status
from bot.domain.policy import Policy
from bot.domain.posting import Sheet, Wanted
from bot.domain.record import Record, What
from bot.domain.reminding import SEVERE, Due, Idle, judge, patience, quiet_hours
from bot.domain.restriction import place_of
from bot.ports.incidents import Change
from bot.ports.unit import Unit
from runbooks.kit.moments import minutes

MOST = 500
"""Incidents that are looked at in one go, the worst first."""
A_PAGE = 50
"""Of those, so many are read at a time."""
MOST_TOLD = 20
"""Of which so many are told of: the next look tells the others."""
NOBODY = ("", "")


def remind(unit: Unit, policy: Policy, now: datetime) -> int:
    """Remind each owner who does nothing, or take the incident from them; return how many."""
    quiet, told = quiet_hours(policy), 0
    for page in _pages(unit, now):
        # What is held waits longer: what is not due as if it were not is not due at all.
        late = [
            idle
            for idle in page
            if judge(idle, idle.severity, now, is_held=False, quiet=quiet) is not Due.NOTHING
        ]
        incidents = unit.incidents.many([each.incident for each in late]) if late else {}
        for idle in late:
            is_held = _is_held(unit, idle.incident)
            due = judge(idle, idle.severity, now, is_held=is_held, quiet=quiet)
            told += _tell(unit, incidents[idle.incident], idle, now, due, is_held=is_held)
            if told >= MOST_TOLD:
                return told
    return told


def _pages(unit: Unit, now: datetime) -> Iterator[tuple[Idle, ...]]:
    """Yield who does nothing, page after page, until all of them or enough were looked at."""
    after = None
    for _ in range(MOST // A_PAGE):
        page = unit.idles.since(now - SEVERE.reminds, A_PAGE, after)
        yield page
        if len(page) < A_PAGE:
            return
        after = page[-1]


def _tell(
    unit: Unit, incident: Incident, idle: Idle, now: datetime, due: Due, *, is_held: bool
) -> bool:
    """Do what is due; say whether anything was told."""
    if due is Due.REMINDER:
        _remind(unit, incident, idle, now, is_held=is_held)
        return True
    return due is Due.UNACK and _take_away(unit, incident, idle, now)


def _is_held(unit: Unit, incident: int) -> bool:
    """Say whether it is contained, and all of that holds as far as is known."""
    live = [hold for hold in unit.holds.of_incident(incident) if hold.state.is_live]
    return bool(live) and all(hold.state is Grip.HELD for hold in live)


def _remind(unit: Unit, incident: Incident, idle: Idle, now: datetime, *, is_held: bool) -> None:
    """Tell the owner alone; of what is for few, in the place that is for those."""
    gives_up = patience(incident.severity, is_held=is_held).gives_up
    body = {
        "incident": incident.id,
        "severity": incident.severity.value,
        "whom": [incident.owner],
        "hours": _hours(idle, now),
        "until": ((idle.first or now) + gives_up).isoformat() if gives_up else "",
    }
    (number,) = unit.records.write([Record(What.REMINDED, now, "", incident.number, body=body)])
    word = Wanted(place_of((incident.owner,)), Sheet.WORD, str(number))
    if unit.restrictions.of(incident.number):
        word = Wanted(incident.channel, Sheet.WORD, str(number), incident.id)
    unit.outbox.want([word, _timeline(incident)], now)


def _take_away(unit: Unit, incident: Incident, idle: Idle, now: datetime) -> bool:
    """Let nobody have it, so that it calls again; False where it is another by now."""
    if not unit.incidents.move(incident, Change(status=Status.NEW, owner=NOBODY), now):
        return False
    body = {
        "incident": incident.id,
        "was": incident.owner_name or incident.owner,
        "hours": _hours(idle, now),
    }
    (number,) = unit.records.write([Record(What.UNACKED, now, "", incident.number, body=body)])
    wanted = [
        Wanted(incident.channel, Sheet.ALERT, incident.id),
        _timeline(incident),
        Wanted(incident.channel, Sheet.WORD, str(number), incident.id),
    ]
    restriction = unit.restrictions.of(incident.number)
    if restriction:  # whether somebody has it stands on the stub, too
        wanted.append(Wanted(restriction.channel, Sheet.ALERT, incident.id))
    unit.outbox.want(wanted, now)
    return True


def _timeline(incident: Incident) -> Wanted:
    return Wanted(incident.channel, Sheet.TIMELINE, incident.id, incident.id)


def _hours(idle: Idle, now: datetime) -> int:
    return minutes(now - idle.acted_at) // 60
