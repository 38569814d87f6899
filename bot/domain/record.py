"""A record: one thing that happened; the chained ones are the audit trail."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic import TypeAdapter

from runbooks.kit.text import Said

SAID = "_said"
"""How the key of a sentence ends that stands in a body as it can be told in each language."""
_SAID = TypeAdapter(Said)


class What(StrEnum):
    """What happened, in the words of the audit trail."""

    FINDING_OPENED = "finding.opened"
    FINDING_CHANGED = "finding.changed"
    FINDING_JOINED = "finding.joined"
    FINDING_RETURNED = "finding.returned"
    FINDINGS_DELETED = "findings.deleted"
    MATERIAL = "incident.material"
    SPLIT = "incident.split"
    MERGE_ASKED = "incident.merge_asked"
    MERGED = "incident.merged"
    INCIDENT_TAKEN = "incident.taken"
    INCIDENT_ASSIGNED = "incident.assigned"
    CLOSE_ASKED = "incident.close_asked"
    INCIDENT_CLOSED = "incident.closed"
    INCIDENT_REOPENED = "incident.reopened"
    RESTRICTED = "incident.restricted"
    WIDEN_ASKED = "incident.widen_asked"
    WIDENED = "incident.widened"
    UNRESTRICT_ASKED = "incident.unrestrict_asked"
    UNRESTRICTED = "incident.unrestricted"
    SNOOZE_ASKED = "snooze.asked"
    SNOOZED = "snooze.begun"
    WOKEN = "snooze.woken"
    SNOOZE_ENDED = "snooze.ended"
    ASKED = "execution.asked"
    PLANNED = "execution.planned"
    BATCHED = "execution.batched"
    PLAN_OPENED = "plan.opened"
    REFUSED = "execution.refused"
    DECIDED = "execution.decided"
    REJECTED = "execution.rejected"
    EXPIRED = "execution.expired"
    SUPERSEDED = "plan.superseded"
    PUT_OFF = "execution.put_off"
    STARTED = "execution.started"
    INTENT = "call.intent"
    RESULT = "call.result"
    STEP = "step.made"
    CLAIM = "claim.read"
    FOUND = "look.found"
    ENDED = "execution.ended"
    PROVED = "runbook.proved"
    DRILL_STARTED = "drill.started"
    DRILL_STOPPED = "drill.stopped"
    DRILL_ENDED = "drill.ended"
    STOOD = "standing.approved"
    GLASS_BROKEN = "glass.broken"
    REVIEWED = "glass.reviewed"
    ALONE = "night.alone"
    CONFIRMED = "night.confirmed"
    DENIED = "night.denied"
    UNCONFIRMED = "night.unconfirmed"
    PAGED = "approval.paged"
    SLIPPED = "containment.slipped"
    TRACED = "containment.traced"
    HELD_AGAIN = "containment.held_again"
    UNCHECKED = "containment.unchecked"
    BLIND = "containment.blind"
    REVERT_ASKED = "hold.revert_asked"
    RELEASE_ASKED = "hold.release_asked"
    HOLD_RELEASED = "hold.released"
    HOLD_ENDED = "hold.ended"
    STOPPED = "brakes.stopped"
    START_ASKED = "brakes.start_asked"
    RELEASED = "brakes.released"
    LIFT_ASKED = "ceiling.lift_asked"
    LIFTED = "ceiling.lifted"
    GROUP_READ = "group.read"
    GROUP_JOINED = "group.joined"
    GROUP_LEFT = "group.left"
    MEMBER_CONFIRMED = "group.confirmed"
    POLICY_LOADED = "policy.loaded"
    REMINDED = "incident.reminded"
    STILL_ON = "incident.still_on"
    UNACKED = "incident.unacked"
    ESCALATED = "incident.escalated"
    STORM_ESCALATED = "storm.escalated"
    DUTY_SWAPPED = "duty.swapped"
    DIGESTED = "route.digested"
    CLICK_REFUSED = "click.refused"
    CLICKS_COUNTED = "click.counted"
    UNKNOWN_USE = "guard.unknown_use"
    ACCOUNTS_FOUND = "organization.accounts_found"
    SYNC_INTENT = "sync.intent"
    SYNC_RESULT = "sync.result"
    SYNCED = "sync.told"
    SYNC_DRIFTED = "sync.drifted"
    SYNC_FAILED = "sync.failed"
    SETTLED = "upstream.settled"
    SETTLED_BY = "upstream.settled_by"

    @property
    def is_chained(self) -> bool:
        """Say whether it belongs to the audit trail: all but what a finding did by itself."""
        return self not in OWN_DOING


LONGEST_KEY = 2000
"""How much of a finding's key stands in a record: a stranger may have made it."""
OWN_DOING = frozenset(
    {
        What.FINDING_OPENED,
        What.FINDING_CHANGED,
        What.FINDING_JOINED,
        What.FINDING_RETURNED,
        What.MATERIAL,
    }
)
"""What findings do by themselves."""


@dataclass(frozen=True, slots=True)
class Record:
    """Something to write down; `actor` is a person's identity, or empty for secbot itself.

    `body` is JSON data: names, digests, calls and their ids, never a secret.
    """

    what: What
    at: datetime
    actor: str = ""
    incident: int | None = None
    execution: int | None = None
    body: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A record as it stands in the table.

    `actor` is a pseudonym; `actor_name` is looked up apart, and may have been erased.
    `hash` and `previous` are SHA-256 in hexadecimal, both empty where it is not chained.
    """

    number: int
    what: What
    at: datetime
    actor: str
    actor_name: str
    incident: int | None
    execution: int | None
    body: Mapping[str, Any]
    previous: str
    hash: str


def spoken(key: str, said: Said | None) -> dict[str, Any]:
    """Return a sentence for a body: in English, the record's one language, and to be told anew."""
    if said is None:
        return {key: ""}
    return {key: said.bare(), key + SAID: _SAID.dump_python(said, mode="json")}


def heard(record: Written, key: str) -> Said | str:
    """Return a sentence of a body as it was spoken, or whatever stands there as text."""
    kept = record.body.get(key + SAID)
    return str(record.body.get(key, "")) if kept is None else _SAID.validate_python(kept)
