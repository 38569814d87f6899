"""Gathers what a batch of findings changes, so that each table is written once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.finding import Finding
from bot.domain.ids import Prefix, spell
from bot.domain.incident import ENDED, Incident, Status, Verdict
from bot.domain.policy import Policy
from bot.domain.posting import Sheet, Wanted
from bot.domain.record import Record, What
from bot.domain.restriction import people_of
from bot.domain.routes import Aside, Mode, Routed
from bot.domain.run import Work
from bot.domain.snoozing import Snooze
from bot.domain.storm import Arrival, card_of
from bot.domain.syncing import Tell
from bot.ports.incidents import Change
from bot.ports.unit import Unit
from bot.triage.joining import Move, compare, reopens, settled_by_hand
from bot.triage.storming import Gathering, arrival, gather

CARD_WAITS = timedelta(milliseconds=250)
"""How long a first post waits for the enrichers' answers."""
ECHO_WITHIN = timedelta(minutes=30)
"""How long after it what secbot has told upstream may come back as news."""
LONGEST_TITLE = 300
LONGEST_ROUTE = 300
NOBODY = ("", "")


@dataclass(frozen=True, slots=True)
class Opening:
    """A finding that opens an incident, and where it goes.

    `is_kept` where the finding was there without a card. Where a snooze `hides` it, it is opened
    all the same, and has no card as yet.
    """

    finding: Finding
    hides: Snooze | None
    routed: Routed
    is_kept: bool


class Ledger:
    """What one transaction is going to write."""

    def __init__(
        self,
        now: datetime,
        told: Collection[str] = frozenset(),
        *,
        policy: Policy,
        gathered: Collection[int] = frozenset(),
    ) -> None:
        """Begin with nothing.

        `told` are the keys of findings that secbot itself has had settled upstream, `gathered`
        the incidents for which the card of a storm stands.
        """
        self._told = told
        self._policy = policy
        self._gathered = gathered
        self._now = now
        self._opening: list[Opening] = []
        self._risen: list[tuple[Incident, Finding]] = []
        self._quiet: list[tuple[Finding, Routed]] = []
        self._replaced: list[Finding] = []
        self._changes: list[tuple[int, Change]] = []
        self._touched: dict[int, None] = {}
        self._unconfirmed: dict[int, None] = {}
        self._records: list[Record] = []
        self._wanted: list[Wanted] = []
        self._restricted: dict[int, str] = {}
        self._hidden: Counter[tuple[int, int]] = Counter()
        self._outgrown: set[int] = set()
        self._settled: list[tuple[Incident, str, Tell]] = []

    @property
    def quiet(self) -> int:
        """Return how many findings are kept without a card."""
        return len(self._quiet)

    @property
    def shown(self) -> tuple[int, ...]:
        """Return the incidents whose cards show something new."""
        return (*self._touched, *(number for number, _ in self._changes))

    def replace(self, finding: Finding) -> None:
        """Put a newer revision in the place of the one that is kept."""
        self._replaced.append(finding)

    def open(self, opening: Opening) -> None:
        """Open an incident."""
        self._opening.append(opening)

    def outgrow(self, snoozes: Iterable[int]) -> None:
        """Let snoozes be over: something more severe has come."""
        self._outgrown.update(snoozes)

    def keep_quiet(self, finding: Finding, routed: Routed) -> None:
        """Keep a new finding without a card, as its route says."""
        self._quiet.append((finding, routed))

    def show(
        self, incident: Incident, before: Finding, after: Finding, hides: Snooze | None
    ) -> None:
        """Show a newer revision on its incident's card; a mere echo changes no card.

        An edit calls nobody, so a snooze keeps only what has no card yet from getting one.

        What happens upstream never ends an incident here: an intruder may archive findings.
        """
        if after.claim != before.claim:
            self._unconfirmed[incident.number] = None
        move = compare(before, after)
        is_back = reopens(incident, before, after, is_by_us=after.key in self._told)
        if move is Move.ECHO and not is_back:
            return
        if hides:
            self._hidden[hides.number, incident.number] += 1
        elif incident.number in self._gathered and (is_back or move is Move.WORSE):
            self._risen.append((incident, after))
        is_small = move is Move.REPEAT and not is_back
        self._edit(incident, hides, is_small=is_small)
        if is_small:
            self._touched[incident.number] = None
            return
        how = settled_by_hand(before, after)
        if how is not None and incident.status not in ENDED:
            self._settled.append((incident, after.key, how))
        self._records.append(_changed(incident, before, after, self._now, is_back=is_back))
        change = _change(incident, after, is_back=is_back)
        if change is None:
            self._touched[incident.number] = None
        else:
            self._changes.append((incident.number, change))

    def _edit(self, incident: Incident, hides: Snooze | None, *, is_small: bool) -> None:
        """Have the card edited, and the timeline, unless it was a mere repeat.

        What has no card gets none by this where a snooze hides it, or a storm's card stands for it.
        """
        if not incident.has_card and (hides or incident.number in self._gathered):
            return
        subject = incident.id
        self._wanted.append(Wanted(incident.channel, Sheet.ALERT, subject))
        if not is_small:
            self._wanted.append(Wanted(incident.channel, Sheet.TIMELINE, subject, under=subject))
        if not is_small and people_of(incident.channel):
            self._restricted[incident.number] = subject

    def write(self, unit: Unit) -> tuple[int, ...]:
        """Write it all and return the numbers of the new incidents, in order."""
        opened = self._open_incidents(unit)
        self._confirm_anew(unit)
        self._keep_quietly(unit)
        if self._replaced:
            unit.findings.replace(self._replaced)
        for number, change in self._changes:
            unit.incidents.change(number, change, self._now)
        if self._changes:
            unit.escalations.begin_anew([number for number, _ in self._changes])
        if self._touched:
            unit.incidents.touch(list(self._touched), self._now)
        self._snooze(unit)
        if self._records:
            unit.records.write(self._records)
        self._tell_settled(unit)
        self._tell_of_restricted(unit)
        if self._wanted:
            unit.outbox.want(self._wanted, self._now)
        return opened

    def _tell_settled(self, unit: Unit) -> None:
        """Say of what is open that somebody has settled it upstream, unless secbot itself did."""
        if not self._settled:
            return
        since = self._now - ECHO_WITHIN
        ours = unit.tellings.sent([key for _, key, _ in self._settled], since)
        for incident, key, how in self._settled:
            if how in ours.get(key, ()):
                continue
            who = [incident.owner] if incident.owner else []
            body = {"how": how.value, "key": key, "incident": incident.id, "who": who}
            (number,) = unit.records.write(
                [Record(What.SETTLED, self._now, incident=incident.number, body=body)]
            )
            if incident.has_card:
                word = Wanted(incident.channel, Sheet.WORD, str(number), under=incident.id)
                self._wanted.append(word)
            unit.runs.start(Work.SETTLED, number)

    def _keep_quietly(self, unit: Unit) -> None:
        """Keep what gets no card, and count it, by its route where one has sent it aside."""
        if not self._quiet:
            return
        unit.findings.add([(finding, None) for finding, _ in self._quiet])
        for severity, many in Counter(one.severity for one, _ in self._quiet).items():
            unit.incidents.count_without_card(severity, self._now, many)
        aside = Counter(
            (routed.route[:LONGEST_ROUTE], routed.channel, routed.mode, finding.severity)
            for finding, routed in self._quiet
            if routed.mode is not Mode.CARD
        )
        day = self._now.date().isoformat()
        unit.asides.count([Aside(day, *key, many) for key, many in aside.items()])

    def _tell_of_restricted(self, unit: Unit) -> None:
        """Have the stubs of restricted incidents edited, which say how severe they are."""
        for number, subject in self._restricted.items():
            restriction = unit.restrictions.of(number)
            if restriction:
                self._wanted.append(Wanted(restriction.channel, Sheet.ALERT, subject))

    def _snooze(self, unit: Unit) -> None:
        """Count what snoozes have hidden, and end those that something has outgrown."""
        if self._hidden:
            unit.snoozes.hide(self._hidden)
        if self._outgrown:
            unit.snoozes.outgrow(self._outgrown, self._now)

    def _open_incidents(self, unit: Unit) -> tuple[int, ...]:
        """Open the incidents, give them their findings, and want their cards."""
        if not (self._opening or self._risen):
            return ()
        gathering = gather(unit, self._arrivals(), self._now, self._policy)
        numbers = unit.incidents.open(
            [
                _incident(each, self._now, has_card=at in gathering.has_card)
                for at, each in enumerate(self._opening)
            ]
        )
        risen = tuple(incident.number for incident, _ in self._risen)
        self._wanted += gathering.write(unit, (*numbers, *risen), self._now)
        self._raise(unit, gathering)
        pairs = list(zip(self._opening, numbers, strict=True))
        new = [(each.finding, number) for each, number in pairs if not each.is_kept]
        adopted = {each.finding.key: number for each, number in pairs if each.is_kept}
        if new:
            unit.findings.add(new)
        if adopted:
            unit.findings.adopt(adopted)
        for at, (opening, number) in enumerate(pairs):
            self._announce(opening, number, gathering, at)
            if at in gathering.has_card or opening.hides or self._policy.standing:
                unit.runs.start(Work.ENRICH, number)
        return numbers

    def _arrivals(self) -> list[Arrival | None]:
        """Return what is opened, and then what got worse before it ever had a card."""
        opening = [
            None if each.hides else arrival(each.finding, each.routed, self._policy)
            for each in self._opening
        ]
        risen = [
            arrival(after, Routed(incident.channel, has_card=True), self._policy)
            for incident, after in self._risen
        ]
        return [*opening, *risen]

    def _raise(self, unit: Unit, gathering: Gathering) -> None:
        """Bring the cards of what got worse, where no storm's card stands for them any more."""
        for at, (incident, _) in enumerate(self._risen, len(self._opening)):
            if at in gathering.has_card:
                self._changes.append((incident.number, Change(has_card=True)))
                self._wanted.append(card_of(incident))
                unit.runs.start(Work.ENRICH, incident.number)

    def _confirm_anew(self, unit: Unit) -> None:
        """Let what claims something new be read again at its source."""
        for number in self._unconfirmed:
            unit.runs.start(Work.ENRICH, number)

    def _announce(self, opening: Opening, number: int, gathering: Gathering, at: int) -> None:
        """Want the card, and where no storm is on the timeline, which a deed wants anyway."""
        finding, channel = opening.finding, opening.routed.channel
        subject = spell(Prefix.INCIDENT, number)
        due = self._now + CARD_WAITS
        if opening.hides:
            self._hidden[opening.hides.number, number] += 1
        elif at in gathering.has_card:
            urgent = at in gathering.stormy
            self._wanted.append(
                Wanted(channel, Sheet.ALERT, subject, not_before=due, is_urgent=urgent)
            )
        if at in gathering.has_card - gathering.stormy:
            self._wanted.append(Wanted(channel, Sheet.TIMELINE, subject, under=subject))
        body = {"title": finding.title[:LONGEST_TITLE], "severity": finding.severity.value}
        if opening.routed.route:
            body["route"] = opening.routed.route
        self._records.append(Record(What.FINDING_OPENED, self._now, incident=number, body=body))


def _incident(opening: Opening, now: datetime, *, has_card: bool) -> Incident:
    finding = opening.finding
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


def _change(incident: Incident, after: Finding, *, is_back: bool) -> Change | None:
    """Return what an incident becomes, or None where only its card has news.

    A severity only rises, and then nobody has it any more: whoever took it took something
    lesser.
    """
    rises = after.severity.rank > incident.severity.rank
    severity = after.severity if rises else None
    if is_back:
        return Change(status=Status.NEW, verdict=Verdict.UNKNOWN, severity=severity, owner=NOBODY)
    if not rises or incident.status in ENDED:
        return None
    return Change(status=Status.NEW, severity=severity, owner=NOBODY)


def _changed(
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
