"""A decision as it is kept and written down, and as it is weighed again later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.domain.admitting import touched
from bot.domain.execution import Execution, Kind, Proposal
from bot.domain.ids import Prefix, spell
from bot.domain.implicated import implicated, owners
from bot.domain.incident import Case
from bot.domain.matter import Matter, Vote
from bot.domain.membership import new_in, vouched_by
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.record import Record, What
from bot.domain.review import Review, ReviewKind
from bot.ports.executions import Decision
from bot.ports.unit import Unit
from bot.response.keeping import drilling, undone

ENDS = (What.ENDED, What.EXPIRED, What.REFUSED, What.REJECTED)
"""After these nothing of an execution runs any more."""
BEGINS: Mapping[ReviewKind, What] = {
    ReviewKind.GLASS: What.GLASS_BROKEN,
    ReviewKind.NIGHT: What.ALONE,
}
"""The record that tells of what runs on one person's word."""


def decision(
    proposal: Proposal, person: Person, via: str, at: datetime, *, against: str | None = None
) -> Decision:
    """Return a yes to a plan, or a no where `against` is a reason, which may be empty."""
    return Decision(
        execution=proposal.execution,
        plan=proposal.number,
        digest=proposal.digest,
        approved=against is None,
        identity=person.identity,
        slack_id=person.slack_id,
        team=person.team,
        name=person.name,
        at=at,
        via=via,
        reason=against or "",
        code_hash=proposal.code_hash,
        rendered_hash=proposal.rendered_hash,
        policy_digest=proposal.policy_digest,
        groups=person.groups or frozenset(),
    )


def write(
    unit: Unit,
    what: What,
    execution: Execution,
    decided: Decision,
    person: Person,
    batch: Mapping[str, str] | None = None,
) -> None:
    """Write a decision down in the audit trail, under the person's pseudonym.

    `batch` tells of the batch that it was given to as a whole.
    """
    unit.people.know(person)
    body = {
        "plan": f"{execution.id}.{decided.plan}",
        "approved": decided.approved,
        "via": decided.via,
        "reason": decided.reason,
        "digest": decided.digest,
        "code_hash": decided.code_hash,
        "rendered_hash": decided.rendered_hash,
        "policy_digest": decided.policy_digest,
        "signature": None,
        **(batch or {}),
    }
    incident, number = execution.ask.incident, execution.number
    unit.records.write([Record(what, decided.at, decided.identity, incident, number, body)])


def matter(unit: Unit, execution: Execution, proposal: Proposal, policy: Policy) -> Matter:
    """Return what is decided on, and whose own doing it may be."""
    ask, asked_by = execution.ask, execution.requester
    suspects = concerned(unit, execution, proposal, policy)
    return Matter(
        proposal,
        ask.account,
        asked_by,
        execution.requester_slack_id,
        suspects,
        runbook=ask.runbook,
        proved=drilling.standing(unit, execution, proposal),
        is_undo=ask.kind is Kind.UNDO,
        acts_in=ask.acts_in,
        undone=undone.last(unit, ask.runbook, ask.account, proposal.target),
        is_drill=ask.drill,
        is_automatic=ask.is_automatic,
        contains=ask.contains,
        **_at_night(unit, execution, proposal, policy),
        restriction=unit.restrictions.of(ask.incident),
    )


def _at_night(
    unit: Unit, execution: Execution, proposal: Proposal, policy: Policy
) -> dict[str, Any]:
    """Return what only a run alone at night asks for; nothing where the policy file has none.

    What has its own place already is not held up by what runs on one word since.
    """
    if policy.night is None:
        return {}
    held = _lone(unit, proposal, ReviewKind.NIGHT)
    others = () if held else unit.reviews.still_open()
    return {
        "is_confirmed": _is_confirmed(unit, execution.ask.incident),
        "unreviewed": tuple(
            spell(Prefix.EXECUTION, each.execution)
            for each in others
            if each.execution != execution.number
        ),
    }


def _is_confirmed(unit: Unit, number: int | None) -> bool:
    """Say whether what an incident is about is no sample and was confirmed at its source.

    A target may be named by any of its confirmed findings, so each has to be AWS's own.
    """
    incident = unit.incidents.get(number) if number is not None else None
    if incident is None:
        return False
    findings = unit.findings.of_incidents([incident.number]).get(incident.number, ())
    if not findings or any(each.sample for each in findings):
        return False
    confirmed = [each for each in findings if each.confirmed_at is not None]
    is_lead = Case(incident, findings).lead in confirmed
    return is_lead and all(each.producer.verified for each in confirmed)


def concerned(
    unit: Unit, execution: Execution, proposal: Proposal, policy: Policy
) -> frozenset[str]:
    """Return the identities of those whom an incident names, or whose own user or role is changed.

    What is asked for without an incident, an undo too, is about its target all the same. Whoever
    contained something alone at night has no say in whether that is put back.
    """
    changed = owners((proposal.target, *touched(proposal.plan)), policy)
    undone = unit.reviews.of(execution.ask.undo_of) if execution.ask.undo_of else None
    alone = {undone.opened_by} if undone and undone.kind is ReviewKind.NIGHT else set()
    return subjects(unit, execution.ask.incident, policy) | changed | alone


def subjects(unit: Unit, incident: int | None, policy: Policy) -> frozenset[str]:
    """Return the identities of those whose principals an incident's findings name."""
    if incident is None:
        return frozenset()
    return implicated(unit.findings.of_incidents([incident]).get(incident, ()), policy)


def are_written(unit: Unit, proposal: Proposal) -> bool:
    """Say whether the audit trail tells of as many who said yes as there are votes.

    A vote that stands in its table alone was not given at a desk.
    """
    told = {
        record.actor
        for record in unit.records.of_execution(proposal.execution, What.DECIDED)
        if record.body.get("digest") == proposal.digest and record.body.get("approved") is True
    }
    return len(told) >= len(votes(unit, proposal))


def may_begin(unit: Unit, proposal: Proposal) -> bool:
    """Say whether the audit trail tells that this plan was made, and has not begun or ended.

    A digest can be made anew with a forged plan, but not the record of its planning.
    """
    is_planned = _is_told(unit, proposal, What.PLANNED, "sha256")
    has_begun = _is_told(unit, proposal, What.STARTED, "digest")
    return is_planned and not has_begun and not _has_ended(unit, proposal)


def is_under_way(unit: Unit, proposal: Proposal) -> bool:
    """Say whether the audit trail tells that this plan has begun, and not ended yet."""
    has_begun = _is_told(unit, proposal, What.STARTED, "digest")
    return has_begun and not _has_ended(unit, proposal)


def _is_told(unit: Unit, proposal: Proposal, what: What, key: str) -> bool:
    told = unit.records.of_execution(proposal.execution, what)
    return any(record.body.get(key) == proposal.digest for record in told)


def _has_ended(unit: Unit, proposal: Proposal) -> bool:
    return bool(unit.records.of_execution(proposal.execution, *ENDS))


def _lone(unit: Unit, proposal: Proposal, kind: ReviewKind) -> Review | None:
    """Return the review of a plan that may run on one person's word, or None.

    One that stands in its table alone, and not in the audit trail, was not opened at a desk. What
    was denied may not run any more.
    """
    review = unit.reviews.of(proposal.execution)
    if review is None or review.plan != proposal.number or review.kind is not kind:
        return None
    if review.is_denied:
        return None
    told = unit.records.of_execution(proposal.execution, BEGINS[kind])
    return review if any(one.body.get("digest") == proposal.digest for one in told) else None


def voters(unit: Unit, execution: int) -> tuple[tuple[str, str], ...]:
    """Return Slack id and team of those who have said yes to an execution's current plan."""
    known = unit.executions.get(execution)
    decided = unit.executions.decisions(execution, known.plan_number) if known else ()
    return tuple((each.slack_id, each.team) for each in decided if each.approved)


def votes(unit: Unit, proposal: Proposal, now: tuple[Person, ...] = ()) -> tuple[Vote, ...]:
    """Return the yeses to a plan as votes, with the facts as they were when each was given.

    `now` holds people as they are at this moment, whose facts take the place of the old ones.
    """
    number, plan = proposal.execution, proposal.number
    known = {person.slack_id: person for person in now}
    broken = _lone(unit, proposal, ReviewKind.GLASS)
    alone = _lone(unit, proposal, ReviewKind.NIGHT)
    return tuple(
        Vote(
            replace(
                known.get(each.slack_id)
                or Person(each.slack_id, each.team, each.identity, each.name, groups=each.groups),
                new_in=new_in(unit.memberships.of(each.slack_id), each.at),
                vouched_by=vouched_by(unit.memberships.of(each.slack_id), each.at),
            ),
            each.at,
            each.digest,
            unit.executions.has_opened(number, plan, each.identity),
            breaks_glass=broken is not None and each.identity == broken.opened_by,
            is_alone=alone is not None and each.identity == alone.opened_by,
        )
        for each in unit.executions.decisions(number, plan)
        if each.approved
    )
