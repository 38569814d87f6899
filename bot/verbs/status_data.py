"""The daily check as JSON data: what scripts and dashboards read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import TypeVar

from pydantic import JsonValue

from bot.domain import proving
from bot.domain.fatigue import Fatigue
from bot.domain.hold import Grasp
from bot.domain.ids import Prefix, spell
from bot.domain.incident import Incident
from bot.domain.posture import Checked
from bot.domain.restriction import Withheld
from bot.domain.retention import Kept, Purge
from bot.domain.review import Review
from bot.domain.routes import Aside
from bot.domain.snoozing import Snooze
from bot.domain.status import (
    Brake,
    Cleared,
    Day,
    Lifted,
    Picture,
    Undoable,
    Unknown,
    Verdict,
    Waiting,
    judge,
)
from bot.domain.sweeping import Reached
from bot.domain.syncing import Settled, Telling
from handlers.views.rich import rich, shown
from handlers.views.status_verdict import verdict

T = TypeVar("T")
K = TypeVar("K", bound=str)


def data(picture: Picture) -> dict[str, JsonValue]:
    """Return the whole sheet; moments are ISO 8601 in UTC.

    A part that could not be read is `{"not_available": why}`.
    """
    return {
        "at": picture.at.isoformat(),
        "account": picture.account,
        "verdict": _verdict(judge(picture)),
        "open": _or_why(picture.open, _counts),
        "unowned": _or_why(picture.unowned, lambda part: _all(part, _incident)),
        "waiting": _or_why(picture.waiting, lambda part: _all(part, _waiting)),
        "undo": _or_why(picture.undo, lambda part: _all(part, _undoable)),
        "brakes": _or_why(picture.brakes, lambda part: _all(part, _brake)),
        "lifts": _or_why(picture.lifts, lambda part: _all(part, _lift)),
        "reviews": _or_why(picture.reviews, lambda part: _all(part, _review)),
        "approvals": _or_why(picture.fatigue, _fatigue),
        "holds": _or_why(picture.holds, _holds),
        "snoozes": _or_why(picture.snoozes, lambda part: _all(part, _snooze)),
        "restricted": _or_why(picture.restricted, lambda part: _all(part, _withheld)),
        "false_positives": _or_why(picture.cleared, lambda part: _all(part, _cleared)),
        "asides": _or_why(picture.asides, lambda part: _all(part, _aside)),
        "settled_upstream": _or_why(picture.settled, lambda part: _all(part, _settled)),
        "not_told_upstream": _or_why(picture.untold, lambda part: _all(part, _untold)),
        "reached": _or_why(picture.reached, lambda part: _all(part, _reached)),
        "findings_kept": _or_why(picture.kept, _kept),
        "since": _or_why(picture.day, _day),
        "looked_at": _moment(picture.looked_at),
        "tally": _counts(judge(picture).tally),
        "proof": [_checked(picture, check) for check in picture.proof],
    }


def _verdict(found: Verdict) -> JsonValue:
    elements = rich(verdict(found), "en").elements
    says = "".join(shown(element) for element in elements)
    return {"calm": found.calm, "proved": found.is_proved, "says": says}


def _or_why(part: T | Unknown, told: Callable[[T], JsonValue]) -> JsonValue:
    return {"not_available": part.says.plain()} if isinstance(part, Unknown) else told(part)


def _all(part: Iterable[T], told: Callable[[T], JsonValue]) -> JsonValue:
    return [told(one) for one in part]


def _aside(aside: Aside) -> JsonValue:
    return asdict(aside)


def _kept(kept: Kept | None) -> JsonValue:
    """Return how long findings are kept, and the last purge; null where that is for ever."""
    if kept is None:
        return None
    return {"days": kept.days, "last": _purge(kept.last) if kept.last else None}


def _purge(last: Purge) -> JsonValue:
    return {
        "day": last.day,
        "before": last.before.isoformat(),
        "ended_at": _moment(last.ended_at),
        "findings": last.findings,
        "incidents": last.incidents,
        "ignored": last.ignored,
        "is_cut": last.is_cut,
    }


def _review(review: Review) -> JsonValue:
    return {
        "id": spell(Prefix.EXECUTION, review.execution),
        "kind": str(review.kind),
        "by": review.opened_by_name,
        "at": review.opened_at.isoformat(),
        "reason": review.reason,
    }


def _fatigue(found: Fatigue) -> JsonValue:
    return {
        "count": found.count,
        "median_seconds": found.median.total_seconds() if found.median else None,
        "within_10_s": found.hasty,
        "pair": asdict(found.pair) if found.pair else None,
        "busiest": asdict(found.busiest) if found.busiest else None,
    }


def _counts(counts: Mapping[K, int]) -> JsonValue:
    return {str(key): many for key, many in counts.items()}


def _incident(incident: Incident) -> JsonValue:
    return {
        "id": incident.id,
        "severity": incident.severity,
        "title": incident.title,
        "account": incident.account,
        "region": incident.region,
        "opened_at": _moment(incident.opened_at),
    }


def _waiting(waiting: Waiting) -> JsonValue:
    return {
        "id": waiting.id,
        "runbook": waiting.runbook,
        "target": waiting.target,
        "account": waiting.account,
        "asked_by": waiting.asked_by,
        "has": waiting.has,
        "needs": waiting.needs,
        "expires_at": _moment(waiting.expires_at),
    }


def _undoable(undo: Undoable) -> JsonValue:
    return {
        "id": undo.id,
        "runbook": undo.runbook,
        "target": undo.target,
        "account": undo.account,
        "outcome": undo.outcome,
        "ended_at": _moment(undo.ended_at),
    }


def _brake(brake: Brake) -> JsonValue:
    return {"account": brake.account, "by": brake.by_name, "at": _moment(brake.at)}


def _holds(holds: Grasp) -> JsonValue:
    return {
        "held": holds.held,
        "slipped": holds.slipped,
        "unknown": holds.unknown,
        "oldest_check_at": _moment(holds.oldest),
    }


def _lift(lift: Lifted) -> JsonValue:
    return {"account": lift.account, "by": lift.by_name, "until": _moment(lift.until)}


def _snooze(snooze: Snooze) -> JsonValue:
    return {
        "incident": spell(Prefix.INCIDENT, snooze.incident),
        "scope": snooze.scope,
        "key": snooze.key,
        "account": snooze.account,
        "until": _moment(snooze.until),
        "by": snooze.by_name,
        "agreed_by": snooze.agreed_name,
        "reason": snooze.why,
        "hidden": snooze.hidden,
    }


def _withheld(one: Withheld) -> JsonValue:
    return {
        "id": one.id,
        "severity": str(one.severity),
        "opened_at": _moment(one.opened_at),
        "by": one.by_name,
        "owned": one.has_owner,
        "waits_since": _moment(one.waits_since),
    }


def _cleared(cleared: Cleared) -> JsonValue:
    return {
        "id": cleared.incident.id,
        "at": _moment(cleared.at),
        "by": cleared.name,
        "asked_by": cleared.asked_by,
        "reason": cleared.why,
    }


def _settled(settled: Settled) -> JsonValue:
    incident = spell(Prefix.INCIDENT, settled.incident)
    return {"id": incident, "how": settled.how, "at": _moment(settled.at)}


def _untold(telling: Telling) -> JsonValue:
    return {
        "id": telling.incident_id,
        "destination": telling.destination,
        "tell": telling.tell,
        "reason": telling.why,
        "at": _moment(telling.ended_at),
    }


def _reached(one: Reached) -> JsonValue:
    return {"detector": one.detector, "at": _moment(one.at), "sample": one.sample}


def _day(day: Day) -> JsonValue:
    return {
        "at": _moment(day.since),
        "opened": _counts(day.opened),
        "executed": _counts(day.ended),
        "unreadable": day.unreadable,
    }


def _checked(picture: Picture, check: Checked) -> JsonValue:
    told: dict[str, JsonValue] = {
        "check": check.check,
        "account": check.account,
        "region": check.region,
        "standing": check.standing,
        "says": check.says.plain() if check.says else "",
        "at": _moment(check.at),
    }
    if check.check == proving.LAST_FINDING:
        told["heard_at"] = _moment(picture.heard.get((check.account, check.region)))
    return told


def _moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
