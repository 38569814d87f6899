"""Calls whoever is on call to what is severe in a storm and nobody has taken, then the next, then all."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.domain.people import Role
from bot.domain.policy import Policy
from bot.domain.posting import Sheet, Wanted
from bot.domain.record import Record, What
from bot.domain.rota import OnCall
from bot.domain.run import Work
from bot.domain.storm import NAMED, Storm
from bot.domain.storm_calling import TOP_CALLED, Untaken, is_done, step_of
from bot.ports.unit import Unit
from bot.response.incidents.escalating import is_down, name_of, turn_of
from bot.response.people import voting
from runbooks.kit.moments import minutes


def call(unit: Unit, policy: Policy, now: datetime) -> int:
    """Call for each storm that has waited for its next call; return how many have called.

    Each is called for as one, in its thread: what has a card of its own calls by itself.
    """
    on_call = policy.on_call
    if on_call is None or on_call.escalate_after is None:
        return 0
    before, called = now - on_call.escalate_after, 0
    waiting = unit.storms.left_alone(before)
    for channel, kind in sorted({(each.channel, each.kind) for each in waiting}):
        unit.storms.weather(channel, kind)
    for storm in unit.storms.left_alone(before):  # as they are now that the channels are ours alone
        left = unit.storms.untaken(storm.number)
        step = step_of(storm, left, on_call.escalate_after, now)
        if step is not None:
            _call(unit, policy, on_call, storm, left, step, now)
            called += 1
        elif is_done(storm, left):
            unit.storms.change(replace(storm, waits_since=None))
    return called


def _call(
    unit: Unit,
    policy: Policy,
    on_call: OnCall,
    storm: Storm,
    left: Untaken,
    step: int,
    now: datetime,
) -> None:
    heaviest = unit.storms.waiting(storm.number, NAMED, None, TOP_CALLED)
    known = unit.incidents.many(heaviest)
    top = [known[each] for each in heaviest]
    subjects = {one for each in heaviest for one in voting.subjects(unit, each, policy)}
    turn = turn_of(unit, on_call, subjects, step, now)
    whom = turn.whom
    if not whom and turn.passed and step == 0:
        accounts = {each.account for each in top}
        approvers = {one for each in accounts for one in policy.members_of(Role.APPROVER, each)}
        whom = tuple(sorted(approvers - set(turn.passed)))
    unit.storms.change(replace(storm, calls=step + 1, waits_since=now))
    if not whom:
        return
    body = {
        "storm": str(storm.number),
        "whom": list(whom),
        "count": left.many,
        "top": [each.id for each in top],
        "minutes": minutes(now - (left.since or now)),
        "passed": ", ".join(name_of(unit, each) or each for each in turn.passed),
    }
    (number,) = unit.records.write([Record(What.STORM_ESCALATED, now, body=body)])
    unit.outbox.want([Wanted(storm.channel, Sheet.WORD, str(number), storm.subject)], now)
    if policy.pages and not is_down(unit):
        unit.runs.start(Work.PAGE, number)
