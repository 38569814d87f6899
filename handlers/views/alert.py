"""The alert card of an incident: what, where, whose, since when, and what can be done."""

from __future__ import annotations

import re
from urllib.parse import quote

from bot.domain.answer import Sensitivity
from bot.domain.cards import AlertCard, Look
from bot.domain.execution import Execution, Kind, Outcome, Stage
from bot.domain.finding import Finding
from bot.domain.incident import Contained, Status
from bot.domain.words import alert as words
from bot.domain.words import guarding, notice, oncall, sweeping
from handlers.views.alert_buttons import controls
from handlers.views.alert_facts import facts, kind, service
from handlers.views.alert_silence import silence
from handlers.views.answers import told, value
from handlers.views.causes import causes, stolen
from handlers.views.cleaning import defanged
from handlers.views.hold import has_slipped, many
from handlers.views.kit import Message, message
from handlers.views.marks import Always, Field, Line, Link, Many, When, Words, account, line
from handlers.views.outcome import newest, says
from handlers.views.parts import Actions, Lines
from handlers.views.role_use import who_must
from handlers.views.rows import DOT, rows, short_name

CLAIMS = 4

_REGION = re.compile(r"[a-z]{2}(-[a-z]+){1,3}-[0-9]{1,2}")


def alert(card: AlertCard, look: Look) -> Message:
    """Return the card: its message is edited in place for as long as the incident lives."""
    parts = (
        Lines(_head(card, look), is_needed=True),
        Lines(silence(card), is_needed=True),
        Lines(facts(card, look)),
        Lines(_doings(card)),
        Actions(controls(card)),
        Lines((_state(card),), is_needed=True),
    )
    return message(look, _push(card, look), parts)


def _push(card: AlertCard, look: Look) -> Line:
    incident = card.case.incident
    if card.involved.stolen and not card.case.lead.sample:
        return line(guarding.PUSH_STOLEN, incident=incident.id)
    said = words.PUSH_SAMPLE if card.case.lead.sample else words.PUSH
    fields: dict[str, Field] = {
        "severity": incident.severity,
        "title": _headline(card, look, is_less=look.is_posted),
        "incident": incident.id,
    }
    if said is words.PUSH:
        fields["owner"] = _owner(card)
    return line(said, **fields)


def _head(card: AlertCard, look: Look) -> tuple[Words, ...]:
    incident, lead = card.case.incident, card.case.lead
    score = "" if lead.score is None else f" {_score(lead.score)}"
    head = line(
        words.HEAD,
        sign=words.SIGNS[incident.severity],
        severity=f"{incident.severity}{score}",
        title=_headline(card, look),
    )
    sample = (words.SAMPLE,) if lead.sample else ()
    late = (line(sweeping.LATE, count=lead.late.seconds // 60),) if lead.late else ()
    is_settled = look.late_seconds and (incident.owner or not incident.is_open)
    mentions = () if is_settled else card.ruled.mentions
    calls = (line(words.FOR, who=who_must(mentions)),) if mentions else ()
    return (
        *sample,
        *stolen(card.involved),
        head,
        *late,
        *calls,
        *causes(card.involved),
        place(card, look),
    )


def _headline(card: AlertCard, look: Look, *, is_less: bool = False) -> Field:
    """Return what it is about: the finding's own title, or its type where less may be shown."""
    is_less = is_less or look.detail is Sensitivity.MINIMAL
    return kind(card.case.lead) if is_less else _title(card)


def _title(card: AlertCard) -> str:
    return defanged(card.case.incident.title, card.case.lead)


def _score(score: float) -> str:
    """Return GuardDuty's 8 as `8.0`, and Security Hub's 70 as it is."""
    return f"{score:.1f}" if abs(score) <= 10 else f"{score:g}"  # noqa: PLR2004 - GuardDuty's top


def place(card: AlertCard, look: Look) -> Line:
    """Return where it is: the resource, its name, the account and the Region."""
    return line(
        words.PLACE,
        resource=_resources(card, look),
        account=_account(card, look),
        region=card.case.lead.region or words.NO_REGION,
    )


def _resources(card: AlertCard, look: Look) -> Field:
    """Return the first resource by id and name, and how many more the finding names."""
    resources = card.case.lead.resources
    if not resources:
        return words.NO_RESOURCE
    known, name = short_name(resources[0].id), value(card.answers.get("name"), look)
    first = line(words.RESOURCE, resource=known)
    if name and name != known:
        first = line(words.RESOURCE_NAMED, resource=known, name=name)
    more = len(resources) - 1
    return line(words.RESOURCES, first=first, count=more) if more else first


def _account(card: AlertCard, look: Look) -> Field:
    number = card.case.incident.account
    answer = card.answers.get("account")
    name = account(card.account_name, number) if card.account_name else value(answer, look)
    if name:
        return line(words.ACCOUNT, name=name, number=number)
    return line(words.ACCOUNT_UNNAMED, number=number, why=told(answer, look))


def _doings(card: AlertCard) -> tuple[Words, ...]:
    last = newest(card.executions)
    if last is None:
        why = card.no_offer
        return (line(words.NO_OFFER, why=why),) if why else ()
    offer = next((one for one in card.offers if one.name == last.ask.runbook), None)
    title = offer.title if offer else None
    return (
        says(last, title, looks=bool(offer and offer.looks)),
        *_verified(card),
        *many(card.holds),
    )


def _verified(card: AlertCard) -> tuple[Words, ...]:
    """Return what is proved and, as plainly, what is not."""
    if card.verified is None:
        return ()
    by = card.verified.execution
    return (
        *rows(line(words.PROVED, execution=by), card.verified.proved, CLAIMS, notice.MORE),
        *rows(line(words.UNPROVED, execution=by), card.verified.unproved, CLAIMS, notice.MORE),
    )


def _state(card: AlertCard) -> Line:
    lead = card.case.lead
    source = line(words.TYPE, service=service(lead), type=kind(lead))
    console = _console(lead)
    return line(
        words.STATE,
        incident=card.case.incident.id,
        state=Many((_status(card), _owner(card), *_calls(card), *_contained(card)), DOT),
        source=Many((source, console), DOT) if console else source,
    )


def _status(card: AlertCard) -> Field:
    incident = card.case.incident
    if incident.status is Status.CLOSED:
        return line(words.CLOSED_AS, verdict=Always(incident.verdict.lower()))
    return words.STATUSES[incident.status]


def _owner(card: AlertCard) -> Field:
    incident = card.case.incident
    name = incident.owner_name or incident.owner
    return line(words.OWNED, name=Always(name)) if name else words.NOBODY


def _calls(card: AlertCard) -> tuple[Field, ...]:
    """Return whom it calls next and when, by name: nobody is called by a card."""
    coming = card.coming
    if coming is None:
        return ()
    whom: Field = Always(", ".join(coming.names)) if coming.names else oncall.WHOEVER
    if coming.is_group:
        whom = oncall.THE_GROUP
    elif coming.is_everybody:
        whom = oncall.EVERYBODY
    return (line(oncall.ESCALATES, whom=whom, at=When(coming.at, "time")),)


def _contained(card: AlertCard) -> tuple[Field, ...]:
    """Return how far it is contained and by what, and besides what waits or runs now."""
    contained, executions = card.case.incident.contained, card.executions
    by = _containing(executions)
    match contained:
        case Contained.NO:
            return ()
        case Contained.WAITING | Contained.RUNNING:
            under_way = [one for one in executions if not one.stage.is_end and one.ask.contains]
            doing = newest(under_way)
            now = (_under_way(contained, doing),) if doing else ()
            return (*_holding(by, card), *now)
        case _:
            last = by or newest(executions)
            return (_told(contained, last),) if last else ()


def _under_way(contained: Contained, doing: Execution) -> Line:
    if doing.stage is Stage.APPROVED:
        return line(words.ABOUT_TO_RUN, execution=doing.id)
    return _told(contained, doing)


def _told(contained: Contained, execution: Execution) -> Line:
    return Line(words.CONTAINED[contained], {"execution": execution.id})


def _holding(by: Execution | None, card: AlertCard) -> tuple[Line, ...]:
    """Return what has contained it, which holds until an undo of it has ended well."""
    undone = {one.ask.undo_of for one in card.executions if _is_back(one)}
    if by is None or by.number in undone:
        return ()
    is_whole = by.outcome is Outcome.SUCCESS and not has_slipped(card.holds)
    return (_told(Contained.YES if is_whole else Contained.PARTLY, by),)


def _is_back(execution: Execution) -> bool:
    is_same_already = execution.stage is Stage.NOTHING_TO_DO
    return execution.outcome is Outcome.SUCCESS or is_same_already


def _containing(executions: tuple[Execution, ...]) -> Execution | None:
    """Return the newest execution that has contained something, or None."""
    good = {Outcome.SUCCESS, Outcome.PARTIAL}
    applied = [one for one in executions if one.ask.kind is Kind.APPLY and one.ask.contains]
    return next((one for one in reversed(applied) if one.outcome in good), None)


def _console(finding: Finding) -> Link | None:
    """Return the way to the finding in AWS's own console.

    https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings_eventbridge.html
    """
    is_known = finding.producer.service == "guardduty" and finding.partition == "aws"
    if not is_known or not _REGION.fullmatch(finding.region):
        return None
    number = quote(short_name(finding.native_id), safe="")
    url = f"https://console.aws.amazon.com/guardduty/home?region={finding.region}"
    return Link(f"{url}#/findings?search=id%3D{number}", words.CONSOLE, is_plain=True)
