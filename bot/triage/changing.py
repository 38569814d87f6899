"""What findings make of incidents: the openings, and each change that a reader makes of one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.finding import Finding
from bot.domain.incident import ENDED, LONGEST_TITLE, Incident, Status, Verdict
from bot.domain.material import News, Trait
from bot.domain.observable import Observable
from bot.domain.record import Record, What
from bot.domain.routes import Routed
from bot.domain.snoozing import Snooze
from bot.ports.incidents import Change

NOBODY = ("", "")


@dataclass(frozen=True, slots=True)
class Opening:
    """A finding that opens an incident, and where it goes.

    `is_kept` where the finding was there without a card. Where a snooze `hides` it, it is opened
    all the same, and has no card as yet. `ties` are what it names that another may name too,
    `earlier` is the id of an incident that is over and named the same, and `joining` are the
    findings that came with it and join it.
    """

    finding: Finding
    hides: Snooze | None
    routed: Routed
    is_kept: bool
    ties: tuple[Observable, ...] = ()
    earlier: str = ""
    joining: list[Joining] = field(default_factory=list)

    @property
    def worst(self) -> Finding:
        """Return the most severe of what it is opened with, of those the one that opens it."""
        findings = (self.finding, *(each.finding for each in self.joining))
        return max(findings, key=lambda one: one.severity.rank)


@dataclass(frozen=True, slots=True)
class Joining:
    """A finding that joins an incident, by what both name.

    `ties` are all that it names, `called` the Slack ids that its route calls.
    """

    finding: Finding
    by: Observable
    ties: tuple[Observable, ...]
    called: tuple[str, ...] = ()


def opened(opening: Opening, now: datetime, *, has_card: bool) -> Incident:
    """Return a new incident, as severe as the worst of what it is opened with."""
    finding = opening.worst
    return Incident(
        number=0,
        status=Status.NEW,
        verdict=Verdict.UNKNOWN,
        severity=finding.severity,
        title=finding.title[:LONGEST_TITLE],
        account=finding.account,
        region=finding.region,
        owner="",
        owner_name="",
        opened_at=now,
        updated_at=now,
        revision=1,
        channel=opening.routed.channel,
        has_card=has_card,
    )


def joined_by(incident: Incident, finding: Finding, news: News) -> Change | None:
    """Return what an incident becomes by a finding that joins it; the worst gives it its title."""
    rises = finding.severity.rank > incident.severity.rank
    if not news and not rises:
        return None
    return Change(
        status=Status.NEW,
        severity=finding.severity if rises else None,
        title=finding.title[:LONGEST_TITLE] if rises else None,
        owner=NOBODY,
    )


def changed_by(incident: Incident, after: Finding, *, is_back: bool, news: News) -> Change | None:
    """Return what an incident becomes, or None where only its card has news.

    A severity only rises, and then nobody has it any more: whoever took it took something
    lesser. So it is with all else that is new.
    """
    rises = after.severity.rank > incident.severity.rank
    severity = after.severity if rises else None
    if is_back:
        return Change(status=Status.NEW, verdict=Verdict.UNKNOWN, severity=severity, owner=NOBODY)
    if not (rises or news) or incident.status in ENDED:
        return None
    return Change(status=Status.NEW, severity=severity, owner=NOBODY)


def stays_in_thread(routed: Routed, news: News, *, is_back: bool) -> bool:
    """Say whether what has no card and got worse is named in the day's thread still.

    So it is where its route goes there as well with how severe it is now, and nothing else is new.
    """
    return routed.in_thread and not is_back and set(news) <= {Trait.SEVERITY}


def change_record(
    incident: Incident, before: Finding, after: Finding, now: datetime, *, is_back: bool
) -> Record:
    """Return the record of a change; its body names only what is another than before."""
    was, holds = _state(before), _state(after)
    body = {
        "before": {name: value for name, value in was.items() if value != holds[name]},
        "after": {name: value for name, value in holds.items() if value != was[name]},
        "reopened": is_back,
    }
    return Record(What.FINDING_CHANGED, now, incident=incident.number, body=body)


def _state(finding: Finding) -> dict[str, str]:
    return {
        "severity": finding.severity.value,
        "archived": "yes" if finding.archived else "no",
        "workflow": finding.workflow.value,
        "compliance": finding.compliance,
        "asked_by": finding.asked_by,
    }
