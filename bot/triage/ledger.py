"""Gathers what a batch of findings changes, so that each table is written once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.finding import Finding
from bot.domain.ids import Prefix, spell
from bot.domain.incident import ENDED, LONGEST_TITLE, Incident
from bot.domain.material import News
from bot.domain.observable import Observable
from bot.domain.policy import Policy
from bot.domain.posting import Sheet, Wanted
from bot.domain.record import Record, What
from bot.domain.restriction import people_of
from bot.domain.retention import Gone
from bot.domain.routes import Aside, Mode, Routed
from bot.domain.run import Work
from bot.domain.snoozing import Snooze
from bot.domain.storm import Arrival, card_of
from bot.domain.syncing import Tell
from bot.ports.incidents import Change
from bot.ports.unit import Unit
from bot.triage.changing import (
    Joining,
    Opening,
    change_record,
    changed_by,
    joined_by,
    opened,
    stays_in_thread,
)
from bot.triage.joining import Move, compare, reopens, settled_by_hand
from bot.triage.storming import Gathering, arrival, gather
from bot.triage.telling import joined, material, returned

CARD_WAITS = timedelta(milliseconds=250)
"""How long a first post waits for the enrichers' answers."""
ECHO_WITHIN = timedelta(minutes=30)
"""How long after it what secbot has told upstream may come back as news."""
LONGEST_ROUTE = 300
NOTHING_GONE: Mapping[str, Gone] = {}


class Ledger:
    """What one transaction is going to write."""

    def __init__(
        self,
        now: datetime,
        told: Collection[str] = frozenset(),
        *,
        policy: Policy,
        gathered: Collection[int] = frozenset(),
        gone: Mapping[str, Gone] = NOTHING_GONE,
    ) -> None:
        """Begin with nothing.

        `told` are the keys of findings that secbot itself has had settled upstream, `gathered`
        the incidents for which the card of a storm stands. `gone` is what is left of findings
        that were deleted, by key.
        """
        self._gone = gone
        self._told = told
        self._policy = policy
        self._gathered = gathered
        self._now = now
        self._opening: list[Opening] = []
        self._risen: list[tuple[Incident, Finding, Routed]] = []
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
        self._joined: list[tuple[int, Joining]] = []
        self._ties: list[tuple[int, Observable]] = []
        self._news: list[tuple[Incident, Record]] = []
        self._current: dict[int, Incident] = {}

    @property
    def quiet(self) -> int:
        """Return how many findings are kept without a card."""
        return len(self._quiet)

    @property
    def shown(self) -> tuple[int, ...]:
        """Return the incidents whose cards show something new."""
        return tuple(dict.fromkeys((*self._touched, *(number for number, _ in self._changes))))

    def replace(self, finding: Finding) -> None:
        """Put a newer revision in the place of the one that is kept."""
        self._replaced.append(finding)

    def open(self, opening: Opening) -> None:
        """Open an incident."""
        self._opening.append(opening)

    def join(self, incident: Incident, joining: Joining, news: News) -> None:
        """Let a finding join an incident; what is new by it calls whoever has that."""
        incident = self._current.get(incident.number, incident)
        finding = joining.finding
        self._joined.append((incident.number, joining))
        self._ties.extend((incident.number, one) for one in joining.ties)
        self._records.append(joined(incident.number, joining.by, finding, self._now))
        self._edit(incident, None, is_small=False)
        if incident.has_card or finding.severity.rank > incident.severity.rank:
            self._unconfirmed[incident.number] = None
        if news:
            self._call(incident, finding, news, joining.called)
        self._alter(incident, joined_by(incident, finding, news))

    def outgrow(self, snoozes: Iterable[int]) -> None:
        """Let snoozes be over: something more severe has come."""
        self._outgrown.update(snoozes)

    def keep_quiet(self, finding: Finding, routed: Routed) -> None:
        """Keep a new finding without a card, as its route says."""
        self._quiet.append((finding, routed))

    def show(
        self,
        incident: Incident,
        before: Finding,
        after: Finding,
        hides: Snooze | None,
        news: News | None = None,
        routed: Routed | None = None,
    ) -> None:
        """Show a newer revision on its incident's card; a mere echo changes no card.

        An edit calls nobody, so a snooze keeps only what has no card yet from getting one. What is
        new of it does call, unless a snooze hides it.

        What happens upstream never ends an incident here: an intruder may archive findings.
        """
        incident = self._current.get(incident.number, incident)
        news = {} if hides else news or {}
        if after.claim != before.claim:
            self._unconfirmed[incident.number] = None
        move = compare(before, after)
        is_back = reopens(incident, before, after, is_by_us=after.key in self._told)
        if move is Move.ECHO and not (is_back or news):
            return
        is_worse = bool(is_back or news or move is Move.WORSE)
        if hides and (is_worse or incident.number not in self._gathered):
            self._hidden[hides.number, incident.number] += 1
        elif not hides and is_worse and incident.number in self._gathered:
            again = routed and stays_in_thread(routed, news, is_back=is_back)
            mode = Mode.THREAD if again else Mode.CARD
            self._risen.append((incident, after, Routed(incident.channel, opens=True, mode=mode)))
        is_small = move is Move.REPEAT and not (is_back or news)
        self._edit(incident, hides, is_small=is_small)
        if is_small:
            self._touched[incident.number] = None
            return
        how = settled_by_hand(before, after)
        if how is not None and incident.status not in ENDED:
            self._settled.append((incident, after.key, how))
        self._records.append(change_record(incident, before, after, self._now, is_back=is_back))
        if news and incident.status not in ENDED:
            self._call(incident, after, news, ())
        self._alter(incident, changed_by(incident, after, is_back=is_back, news=news))

    def _alter(self, incident: Incident, change: Change | None) -> None:
        """Change an incident, on top of what has changed of it in this transaction already."""
        if change is None:
            self._touched[incident.number] = None
            return
        self._changes.append((incident.number, change))
        self._current[incident.number] = replace(
            incident,
            status=change.status or incident.status,
            severity=change.severity or incident.severity,
            title=change.title or incident.title,
            owner=change.owner[0] if change.owner else incident.owner,
            owner_name=change.owner[1] if change.owner else incident.owner_name,
        )

    def _call(
        self, incident: Incident, finding: Finding, news: News, called: tuple[str, ...]
    ) -> None:
        """Tell whoever has an incident what is new of it, else whom the finding's route calls."""
        restricted = bool(people_of(incident.channel))
        who = (incident.owner,) if incident.owner else () if restricted else called
        self._news.append((incident, material(incident, finding, news, who, self._now)))

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
        numbers = self._open_incidents(unit)
        self._take_in(unit)
        self._keep_quietly(unit)
        if self._replaced:
            unit.findings.replace(self._replaced, self._now)
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
        self._tell_news(unit)
        unit.runs.start_all(Work.ENRICH, list(self._unconfirmed))
        if self._wanted:
            unit.outbox.want(list(dict.fromkeys(self._wanted)), self._now)
        return numbers

    def _take_in(self, unit: Unit) -> None:
        """Give incidents the findings that join them, and keep what all of them name."""
        for number, each in self._joined:
            self._know_again(unit, number, each.finding)
        if self._joined:
            unit.findings.add([(each.finding, number) for number, each in self._joined], self._now)
        if self._ties:
            unit.observables.add(self._ties, self._now)

    def _know_again(self, unit: Unit, number: int, finding: Finding) -> None:
        """Write down of a finding that comes in that it was known before, and was deleted."""
        left = self._gone.get(finding.key)
        if left is not None:
            self._records.append(returned(unit, number, finding, left, self._now))

    def _tell_news(self, unit: Unit) -> None:
        """Write down what is new of incidents, and say it in their threads."""
        numbers = unit.records.write([record for _, record in self._news]) if self._news else ()
        for (incident, _), number in zip(self._news, numbers, strict=True):
            if incident.has_card:
                word = Wanted(incident.channel, Sheet.WORD, str(number), under=incident.id)
                self._wanted.append(word)

    def _tell_settled(self, unit: Unit) -> None:
        """Say of what is open that somebody has settled it upstream, unless secbot itself did."""
        if not self._settled:
            return
        since = self._now - ECHO_WITHIN
        ours = unit.tellings.sent([key for _, key, _ in self._settled], since)
        for incident, key, how in self._settled:
            if any(tell.in_asff is how for tell in ours.get(key, ())):
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
        if self._quiet:
            unit.findings.add([(finding, None) for finding, _ in self._quiet], self._now)
            unit.incidents.count_without_card(
                Counter(one.severity for one, _ in self._quiet), self._now
            )
        opened_aside = [(each.finding, each.routed) for each in self._opening]
        aside = Counter(
            (routed.route[:LONGEST_ROUTE], routed.channel, routed.mode, finding.severity)
            for finding, routed in (*self._quiet, *opened_aside)
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
                opened(each, self._now, has_card=at in gathering.has_card)
                for at, each in enumerate(self._opening)
            ]
        )
        risen = tuple(incident.number for incident, _, _ in self._risen)
        self._wanted += gathering.write(unit, (*numbers, *risen), self._now)
        self._raise(unit, gathering)
        pairs = list(zip(self._opening, numbers, strict=True))
        for opening, number in pairs:
            self._ties.extend((number, one) for one in opening.ties)
            for each in opening.joining:
                self._joined.append((number, each))
                self._ties.extend((number, one) for one in each.ties)
        new = [(each.finding, number) for each, number in pairs if not each.is_kept]
        adopted = {each.finding.key: number for each, number in pairs if each.is_kept}
        if new:
            unit.findings.add(new, self._now)
        if adopted:
            unit.findings.adopt(adopted)
        for at, (opening, number) in enumerate(pairs):
            self._know_again(unit, number, opening.finding)
            self._announce(opening, number, gathering, at)
            if at in gathering.has_card or opening.hides or self._policy.standing:
                self._unconfirmed[number] = None
        return numbers

    def _arrivals(self) -> list[Arrival | None]:
        """Return what is opened, and then what got worse before it ever had a card."""
        opening = [None if each.hides else self._arrival(each) for each in self._opening]
        risen = [arrival(after, routed, self._policy) for _, after, routed in self._risen]
        return [*opening, *risen]

    def _arrival(self, opening: Opening) -> Arrival:
        """Return what is opened as what arrives: precious where any of its findings names such."""
        worst = arrival(opening.worst, opening.routed, self._policy)
        if not opening.joining:
            return worst
        findings = (opening.finding, *(each.finding for each in opening.joining))
        all_ = [arrival(each, opening.routed, self._policy) for each in findings]
        named = tuple(dict.fromkeys(one for each in all_ for one in each.resources))
        return replace(worst, precious=any(each.precious for each in all_), resources=named)

    def _raise(self, unit: Unit, gathering: Gathering) -> None:
        """Bring the cards of what got worse, where no storm's card stands for them any more."""
        for at, (incident, _, _) in enumerate(self._risen, len(self._opening)):
            if at in gathering.has_card:
                self._changes.append((incident.number, Change(has_card=True)))
                self._wanted.append(card_of(incident))
                self._unconfirmed[incident.number] = None

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
        if at in gathering.has_card and at not in gathering.stormy:
            self._wanted.append(Wanted(channel, Sheet.TIMELINE, subject, under=subject))
        body = {"title": finding.title[:LONGEST_TITLE], "severity": finding.severity.value}
        if opening.routed.route:
            body["route"] = opening.routed.route
        if opening.earlier:
            body["earlier"] = opening.earlier
        self._records.append(Record(What.FINDING_OPENED, self._now, incident=number, body=body))
        for each in opening.joining:
            self._records.append(joined(number, each.by, each.finding, self._now))
