"""Calls whoever is on call to what nobody has taken, then the next one, then all."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.escalating import FLOOR, STEPS, Alone, Coming, called, passed_over
from bot.domain.incident import Incident
from bot.domain.people import Role
from bot.domain.policy import Policy
from bot.domain.posting import Sheet, Wanted
from bot.domain.record import Record, What, Written
from bot.domain.rota import OnCall
from bot.domain.run import Run, Work
from bot.domain.words import oncall as words
from bot.ports.pager import Pager
from bot.ports.store import Store
from bot.ports.unit import Unit
from bot.response.people import calling, voting
from runbooks.kit.moments import minutes

MOST = 20
"""Incidents that call in one minute: in a storm the worst come first."""


def escalate(unit: Unit, policy: Policy, now: datetime) -> int:
    """Call for each incident that has waited for its next call; return how many have called."""
    on_call = policy.on_call
    if on_call is None or on_call.escalate_after is None:
        return 0
    unit.escalations.settle()
    due = unit.escalations.due(now - on_call.escalate_after, FLOOR, MOST)
    incidents = unit.incidents.many([each.incident for each in due]) if due else {}
    for alone in due:
        _call(unit, policy, on_call, incidents[alone.incident], alone, now)
    return len(due)


def coming(unit: Unit, policy: Policy, incident: Incident) -> Coming | None:
    """Return the next call of an incident, for its card, or None where it calls nobody.

    Whom it calls goes by who is on call then, as far as the rotation and the swaps say by now.
    """
    on_call = policy.on_call
    if on_call is None or on_call.escalate_after is None:
        return None
    waiting = unit.escalations.waiting(incident.number)
    if waiting is None:
        return None
    at = waiting.since + on_call.escalate_after
    restriction = unit.restrictions.of(incident.number)
    if restriction:
        return Coming(at, tuple(sorted(each.name for each in restriction.named)))
    if on_call.rotation is None:
        return Coming(at, is_group=True) if waiting.step == 0 else None
    if waiting.step == STEPS - 1:
        return Coming(at, is_everybody=True)
    subjects = voting.subjects(unit, incident.number, policy)
    whom = turn_of(unit, on_call, subjects, waiting.step, at).whom
    return Coming(at, tuple(name for each in whom if (name := name_of(unit, each))))


def show_waiting(unit: Unit, policy: Policy, now: datetime) -> None:
    """Have the cards edited that say whom they call: somebody else is on call from now on."""
    if policy.on_call is None or policy.on_call.escalate_after is None:
        return
    due = unit.escalations.due(now, FLOOR, MOST)
    incidents = unit.incidents.many([each.incident for each in due]) if due else {}
    wanted = [Wanted(each.channel, Sheet.ALERT, each.id) for each in incidents.values()]
    unit.outbox.want(wanted, now)


def is_down(unit: Unit) -> bool:
    """Say whether Slack is down: then one page a minute tells of all that is left alone."""
    outage = unit.outages.live()
    return outage is not None and outage.is_on


def _call(
    unit: Unit, policy: Policy, on_call: OnCall, incident: Incident, alone: Alone, now: datetime
) -> None:
    subjects = voting.subjects(unit, incident.number, policy)
    turn = turn_of(unit, on_call, subjects, alone.step, now)
    whom, passed = turn.whom, turn.passed
    if not whom and passed and alone.step == 0:
        whom = tuple(sorted(policy.members_of(Role.APPROVER, incident.account) - set(passed)))
    restriction = unit.restrictions.of(incident.number)
    if restriction:  # only the named may take it, so nobody else is called
        whom, passed = tuple(sorted(restriction.ids)), ()
    unit.escalations.step(alone, now)
    if not whom:
        return
    body = {
        "incident": incident.id,
        "severity": incident.severity.value,
        "whom": list(whom),
        "minutes": minutes(max(now - (incident.alone_since or incident.opened_at), timedelta(0))),
        "passed": ", ".join(name_of(unit, each) or each for each in passed),
    }
    (number,) = unit.records.write([Record(What.ESCALATED, now, "", incident.number, body=body)])
    wanted = [
        Wanted(incident.channel, Sheet.WORD, str(number)),
        Wanted(incident.channel, Sheet.ALERT, incident.id),
    ]
    unit.outbox.want(wanted, now)
    if policy.pages and not is_down(unit):
        unit.runs.start(Work.PAGE, number)


@dataclass(frozen=True, slots=True)
class Turn:
    """The Slack ids that a call is for, and of those it passes over."""

    whom: tuple[str, ...]
    passed: tuple[str, ...]


def turn_of(
    unit: Unit, on_call: OnCall, subjects: Collection[str], step: int, at: datetime
) -> Turn:
    """Return whose turn a call is, and who of those is among its `subjects`: whom findings name."""
    swaps, identity_of = unit.swaps.ending_after(at), unit.people.identity_of
    duty, relieved = on_call.duty(at, swaps), on_call.relieved(at, swaps, identity_of)
    members = on_call.rotation.members if on_call.rotation else ()
    named = {
        each for each in (*members, duty.who, *relieved) if each and identity_of(each) in subjects
    }
    return Turn(
        called(on_call, duty, step, relieved=relieved, named=named),
        passed_over(on_call, duty, step, relieved=relieved, named=named),
    )


def name_of(unit: Unit, slack_id: str) -> str:
    """Return somebody's name, or an empty string where none is kept."""
    identity = unit.people.identity_of(slack_id)
    name = unit.people.name_of(identity)
    return "" if name in {identity, slack_id} else name


class Paging:
    """Pages beyond Slack for a call; a page that is not taken is tried again by its run."""

    def __init__(self, store: Store, pager: Pager | None) -> None:
        """Page by this, where there is one."""
        self._store = store
        self._pager = pager

    async def __call__(self, run: Run) -> None:
        """Page for the record that the run is about, unless somebody has taken it all by now.

        Raises PagerError.
        """
        found = await self._store.read(lambda unit: _called_for(unit, run.subject))
        if self._pager is None or found is None:
            return
        text = words.STORM_PAGE if found.what is What.STORM_ESCALATED else words.PAGE
        fields = {key: _spelled(found.body.get(key, "")) for key in text.blanks}
        await self._pager.page(words.PAGE_SUBJECT.en, text.fill(**fields).plain())


def _spelled(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _called_for(unit: Unit, number: int) -> Written | None:
    """Return the record of a call, or None where somebody has the incident by now."""
    for record in unit.records.since(number - 1, 1):
        if record.number == number and not calling.is_over(unit, record):
            return record
    return None
