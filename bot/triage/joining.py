"""Joins what comes in to what is known: which revision holds, and what it means."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from enum import StrEnum

from bot.domain.finding import Finding, Workflow
from bot.domain.incident import ENDED, Incident, Verdict
from bot.domain.syncing import Tell
from bot.triage.routing import GUARDDUTY, PASSED, SETTLED, is_settled

NEVER = datetime.min.replace(tzinfo=UTC)
HARMLESS = frozenset({Verdict.FALSE_POSITIVE, Verdict.BENIGN, Verdict.TEST})


class Move(StrEnum):
    """What a newer revision means for the card of its incident."""

    ECHO = "echo"
    """Only a note, or a workflow status that says that somebody was told: nothing to show."""
    REPEAT = "repeat"
    """It was seen again."""
    CHANGED = "changed"
    """Its severity, its compliance or its state upstream is another, or somebody asks for it."""
    WORSE = "worse"
    """Its severity has risen."""


def settle(current: Finding | None, new: Finding) -> Finding | None:
    """Return what holds once `new` has come, or None where it says nothing new.

    BatchUpdateFindings sends a finding again with its old `UpdatedAt`, so an equal moment
    passes; an older one is late, and of it counts only that somebody has asked for attention. Of
    equal ones late is what has arrived before: a backlog is read after what comes now.
    """
    if current is None:
        return new
    merged = _ask(current if _is_late(current, new) else _merge(current, new), (new, current))
    if merged.revision == current.revision:
        return None
    arrived = [one.arrived_at for one in (current, new) if one.arrived_at]
    return replace(merged, arrived_at=max(arrived, default=None))


def _is_late(current: Finding, new: Finding) -> bool:
    if current.updated_at and new.updated_at and new.updated_at != current.updated_at:
        return new.updated_at < current.updated_at
    return bool(new.arrived_at and current.arrived_at and new.arrived_at < current.arrived_at)


def compare(before: Finding, after: Finding) -> Move:
    """Say what has changed between two revisions of one finding."""
    if after.severity.rank > before.severity.rank:
        return Move.WORSE
    if _standing(after) != _standing(before) or _is_asked_anew(before, after):
        return Move.CHANGED
    if (after.updated_at, after.count) != (before.updated_at, before.count):
        return Move.REPEAT
    return Move.ECHO


def reopens(incident: Incident, before: Finding, after: Finding, *, is_by_us: bool = False) -> bool:
    """Say whether an incident that people have ended is one again.

    It is when the finding got worse or came back upstream, when somebody in Security Hub asks
    for attention to it by a custom action, and when a threat (not a failed
    check, which repeats by itself) was seen after the end and nobody had called it harmless.
    What is settled upstream is not where it only goes on, unless it is by us (`is_by_us`): that
    only tells what people have made of it here, and must not hide that it goes on. Nobody's word
    upstream hides that it got worse.
    """
    if incident.status not in ENDED:
        return False
    is_worse = compare(before, after) is Move.WORSE and after.compliance != PASSED
    if is_worse or _is_asked_anew(before, after):
        return True
    is_held_back = after.compliance == PASSED or not is_by_us
    if is_settled(after) and is_held_back:
        return False
    if is_settled(before) and not is_settled(after):
        return True
    seen = after.last_seen or after.updated_at
    is_threat = not after.compliance
    was_harmless = incident.verdict in HARMLESS
    return is_threat and not was_harmless and seen is not None and seen > incident.updated_at


def settled_by_hand(before: Finding, after: Finding) -> Tell | None:
    """Return what somebody upstream has made of a finding since, or None.

    A check that passed is settled by itself.
    """
    if after.compliance == PASSED or is_settled(before):
        return None
    if after.workflow in SETTLED:
        return Tell(after.workflow.value)
    return Tell.ARCHIVED if after.archived else None


def _standing(finding: Finding) -> tuple[object, ...]:
    """Return what a card says of a finding's state; NEW and NOTIFIED are one."""
    workflow = finding.workflow if finding.workflow in SETTLED else Workflow.NEW
    return (finding.severity, finding.archived, finding.compliance, workflow)


def _is_asked_anew(before: Finding, after: Finding) -> bool:
    return (after.asked_by, after.asked_at) != (before.asked_by, before.asked_at)


def _ask(holds: Finding, both: tuple[Finding, Finding]) -> Finding:
    """Return the finding with the latest custom action of the two that it is made of, if any."""
    asked = [one for one in both if one.asked_by]
    if not asked:
        return holds
    latest = max(asked, key=lambda one: one.asked_at or NEVER)
    return replace(holds, asked_by=latest.asked_by, asked_at=latest.asked_at)


def _merge(current: Finding, new: Finding) -> Finding:
    """Return one finding from two that may have come different ways.

    Security Hub forwards GuardDuty's findings under the same key, in ASFF and in OCSF. Workflow
    and note are only known there (the note in ASFF only), the details are fuller at GuardDuty,
    and any of them may arrive first.
    """
    borne_out = current.confirmed_at if new.claim == current.claim else None
    note_at = new.note_at or (current.note_at if _is_same_age(current, new) else "")
    late = new.late or current.late
    kept = replace(new, confirmed_at=new.confirmed_at or borne_out, note_at=note_at, late=late)
    is_own = new.producer.service == GUARDDUTY
    if new.producer.service == current.producer.service and not is_own:
        return kept
    count = max(new.count, current.count)
    if is_own:
        return replace(
            kept,
            count=count,
            archived=new.archived or (current.archived and _is_same_age(current, new)),
            workflow=current.workflow,
            note_at=current.note_at,
        )
    if _is_same_age(current, new):
        archived = new.archived or current.archived
        workflow = new.workflow
        return replace(current, count=count, archived=archived, workflow=workflow, note_at=note_at)
    return replace(kept, count=count)


def _is_same_age(current: Finding, new: Finding) -> bool:
    return current.updated_at == new.updated_at
