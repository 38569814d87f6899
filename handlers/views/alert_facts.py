"""The facts on an alert card: each tells its source, or why it is not there."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.answer import CONFIRMED, Sensitivity
from bot.domain.cards import AlertCard, Look, Ruled
from bot.domain.finding import Finding
from bot.domain.sources import CLOUDWATCH, CONFIG, OPENSEARCH
from bot.domain.syncing import Settled
from bot.domain.words import alert as words
from bot.domain.words import notice, restricting, syncing
from handlers.views.answers import is_shown, told, value
from handlers.views.cleaning import defang, defanged
from handlers.views.gone import known_before
from handlers.views.joined import others
from handlers.views.marks import Always, Field, Line, Many, When, Words, line
from handlers.views.rows import row, short_name

ADDRESSES = 3
PRINCIPALS = 3
PRECIOUS = 3
THREATS = 3
NAMED_BY_PEOPLE = frozenset({CLOUDWATCH, CONFIG, OPENSEARCH})


def facts(card: AlertCard, look: Look) -> tuple[Words, ...]:
    """Return a line for each fact, and for each that could not be had."""
    lead = card.case.lead
    name = card.answers.get("name")
    facts: list[Words] = []
    if value(name, look) is None:
        facts.append(line(words.NAME, name=told(name, look)))
    facts.append(line(words.OWNER, owner=told(card.answers.get("owner"), look)))
    facts.append(line(words.EXPOSURE, exposure=told(card.answers.get("exposure"), look)))
    radius = card.answers.get("radius")
    if radius is None or radius.source:  # asked of such a resource, or about to be
        facts.append(line(words.RADIUS, radius=told(radius, look)))
    facts.append(_seen(card, look))
    facts.extend(known_before(each) for each in card.before)
    facts.extend(_upstream(card))
    if card.principals:
        facts.append(line(words.PRINCIPALS, names=_principals(card)))
    facts += _by_policy(card.ruled)
    facts.extend(_restriction(card))
    if lead.remote:
        facts.append(_remote(card, look))
    facts += _evidence(lead, look)
    if lead.description and is_shown(Sensitivity.STANDARD, look):
        description = defanged(lead.description, lead)
        facts.append(line(words.SAYS, service=service(lead), description=description))
    if len(card.case.findings) > 1:
        facts.append(line(words.FINDINGS, count=len(card.case.findings)))
        facts += others(card)
    return tuple(facts)


def _upstream(card: AlertCard) -> Iterator[Words]:
    """Yield what people have done to the finding at its source."""
    if card.settled is not None:
        yield line(syncing.CARD_SETTLED, how=card.settled.how, by=_settler(card.settled))
    if card.case.lead.asked_by:
        yield line(words.ASKED, action=card.case.lead.asked_by)


def _seen(card: AlertCard, look: Look) -> Line:
    findings = card.case.findings
    firsts = [at for one in findings if (at := one.first_seen or one.created_at)]
    lasts = [at for one in findings if (at := one.last_seen or one.updated_at)]
    return line(
        words.SEEN,
        count=sum(one.count for one in findings),
        since=When(min(firsts)) if firsts else words.UNKNOWN_TIME,
        last=When(max(lasts)) if lasts else words.UNKNOWN_TIME,
        confirmed=_confirmed(card, look),
    )


def _confirmed(card: AlertCard, look: Look) -> Field:
    finding, asked = card.case.lead, card.answers.get(CONFIRMED)
    if not card.ruled.is_trusted:
        return words.UNTRUSTED if finding.producer.verified else words.CLAIMED
    if finding.confirmed_at:
        source = value(asked, look) or service(finding)
        return line(words.CONFIRMED, service=source, when=When(finding.confirmed_at, "time"))
    if asked is not None and asked.reason is not None:
        return line(words.UNCONFIRMED_BECAUSE, why=asked.reason)
    return words.UNCONFIRMED


def _settler(settled: Settled) -> Field:
    if settled.by:
        return settled.by
    return syncing.NOT_KNOWN_YET if settled.is_sought else syncing.NOT_KNOWN


def _principals(card: AlertCard) -> Field:
    told = [
        line(words.OURS, name=name, whose=whose) if whose else line(words.NOBODYS, name=name)
        for name, whose in card.principals.items()
    ]
    return row(told, PRINCIPALS)


def _evidence(finding: Finding, look: Look) -> list[Words]:
    """Return what ran and the malware by name, where they may be shown."""
    if not is_shown(Sensitivity.STANDARD, look):
        return []
    facts: list[Words] = []
    if finding.process:
        facts.append(line(words.PROCESS, process=finding.process))
    if finding.threats:
        names = [line(words.THREAT, name=name) for name in finding.threats]
        facts.append(line(words.THREATS, names=row(names, THREATS)))
    return facts


def _by_policy(ruled: Ruled) -> Iterator[Words]:
    """Yield what the policy file makes stricter about this."""
    if ruled.precious:
        named = [line(words.ADDRESS, address=short_name(one)) for one in ruled.precious]
        yield line(words.PRECIOUS, resources=row(named, PRECIOUS))
    if ruled.special:
        yield line(words.SPECIAL, parts=Many(tuple(ruled.special)))


def _restriction(card: AlertCard) -> tuple[Words, ...]:
    """Return whom it is for alone, or how to have it so where a colleague is named above."""
    if card.named:
        return (line(restricting.FOR_FEW, names=Many(tuple(Always(one) for one in card.named))),)
    if not any(card.principals.values()):
        return ()
    return (line(restricting.OFFERED, incident=card.case.incident.id),)


def _remote(card: AlertCard, look: Look) -> Line:
    if not is_shown(Sensitivity.STANDARD, look):
        return line(words.REMOTE, addresses=notice.HIDDEN)
    whose = card.ruled.whose
    addresses = [
        line(words.ADDRESSES[whose[one]] if one in whose else words.ADDRESS, address=defang(one))
        for one in card.case.lead.remote
        if one
    ]
    said = words.REMOTE_BY_FILE if whose else words.REMOTE
    return line(said, addresses=row(addresses, ADDRESSES))


def service_name(finding: Finding) -> str:
    """Return the name that people know a service by, or the one it came with."""
    return words.SERVICES.get(finding.producer.service, finding.producer.service)


def service(finding: Finding) -> Field:
    """Return the same for a card: only a service that we know by name gives nothing away."""
    name = service_name(finding)
    return Always(name) if finding.producer.service in words.SERVICES else name


def kind(finding: Finding) -> Field:
    """Return a finding's type; of one that anybody could have written it is no word of AWS's.

    Nor is it where people name the alarm, the rule or the monitor that the finding is of.
    """
    producer = finding.producer
    is_of_aws = producer.verified and producer.service not in NAMED_BY_PEOPLE
    return Always(finding.type) if is_of_aws else finding.type
