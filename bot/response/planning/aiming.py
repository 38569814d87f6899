"""Works out what a wish is about: which runbook, in which account and Region, on what."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NoReturn

from bot.domain.answer import Subject
from bot.domain.execution import Ask, Kind
from bot.domain.hold import LEAST_SPAN, LONGEST_SPAN, MOST_SPAN, read_span
from bot.domain.ids import Prefix, spell
from bot.domain.incident import ENDED, Case
from bot.domain.policy import Policy
from bot.domain.words import deciding as refusals
from bot.domain.words import holding
from bot.domain.words import responding as words
from bot.ports.unit import Unit
from bot.response.bench import entering, offering, prefill
from bot.response.bench.prefill import Catalogue, UnfitError
from bot.response.bench.retained import nothing_left
from runbooks.kit import principals
from runbooks.kit.catalog import AnyRunbook
from runbooks.kit.moments import minutes
from runbooks.kit.values import Tactic

CONTAINING = frozenset({Tactic.ISOLATE, Tactic.EVICT, Tactic.HARDEN})
REGION = re.compile(r"[a-z]{2}(-[a-z]+){1,3}-[0-9]{1,2}")


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks for, as they put it.

    `incident` prefills target, account and Region; where there is none, `target` is a name or
    an ARN. `more` are further inputs. `channel` is where to answer when there is no incident.
    `key` tells a second delivery of one wish from a second wish; empty where there can be none.
    `hold` is after how long somebody is asked whether to put it back, such as `4h`. `resource` is
    which of its resources is meant where the incident names several; empty for the first.
    """

    runbook: str
    incident: int | None = None
    target: str = ""
    account: str = ""
    region: str = ""
    more: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    plan_only: bool = False
    channel: str = ""
    key: str = ""
    hold: str = ""
    resource: str = ""


@dataclass(frozen=True, slots=True)
class Aim:
    """What is asked for, and the channel to show it in."""

    ask: Ask
    channel: str


@dataclass(frozen=True, slots=True)
class Place:
    """An account and Region as far as a target's ARN goes; nothing can be read there."""

    account: str
    region: str
    partition: str
    execution: str = ""

    def read(self, service: str, region: str = "") -> NoReturn:
        """Refuse."""
        raise NotImplementedError(service)

    def change(self, service: str) -> NoReturn:
        """Refuse."""
        raise NotImplementedError(service)


def aim(unit: Unit, wish: Wish, catalogue: Catalogue, policy: Policy) -> Aim:
    """Return what is asked for. Raises UnfitError."""
    wish = replace(wish, runbook=prefill.scoped(wish.runbook, catalogue, wish.more))
    runbook = catalogue.get(wish.runbook)
    if runbook is None:
        known = ", ".join(catalogue)
        raise UnfitError(words.NO_RUNBOOK.fill(name=wish.runbook, known=known))
    wish = _settled(wish, runbook, policy)
    channel = wish.channel
    if wish.incident is None:
        subject = Subject(*_place(wish, policy), "", wish.target)
    else:
        subject, channel = _of_incident(unit, wish.incident, wish, runbook, policy)
    ask = Ask(
        kind=Kind.APPLY,
        incident=wish.incident,
        runbook=wish.runbook,
        account=subject.account,
        region=subject.region,
        inputs=prefill.inputs(runbook, subject.id, wish.more),
        reason=wish.reason.strip(),
        plan_only=wish.plan_only,
        contains=runbook.about.tactic in CONTAINING,
        acts_in=entering.acting_in(runbook, policy),
        revert_after=_revert_after(wish, runbook),
    )
    _check_arn(runbook, ask, subject.id)
    if wish.incident is not None and not (ask.plan_only or runbook.about.tactic is Tactic.DETECT):
        _check_open(unit, wish.incident)
    return Aim(ask, channel)


def _check_open(unit: Unit, number: int) -> None:
    """Raise UnfitError where an incident has ended: what is contained for it would not be held."""
    incident = unit.incidents.get(number)
    if incident is not None and incident.status in ENDED:
        raise UnfitError(words.INCIDENT_OVER.fill(incident=incident.id))


def _revert_after(wish: Wish, runbook: type[AnyRunbook]) -> int:
    """Return after how many seconds somebody is asked whether to put it back, 0 for never."""
    if not wish.hold:
        return 0
    if runbook.about.tactic not in CONTAINING:
        raise UnfitError(holding.NOT_HELD.fill(runbook=wish.runbook))
    span = read_span(wish.hold)
    if span is None:
        least, most = minutes(LEAST_SPAN), MOST_SPAN.days
        typed = wish.hold[:LONGEST_SPAN]
        raise UnfitError(holding.BAD_SPAN.fill(typed=typed, least=least, most=most))
    return int(span.total_seconds())


def _settled(wish: Wish, runbook: type[AnyRunbook], policy: Policy) -> Wish:
    """Return a wish without a scope that is the runbook's own, and with an account as its ARN."""
    more = {
        name: value
        for name, value in wish.more.items()
        if name != "scope" or not prefill.has_scope(runbook, value)
    }
    if not prefill.has_scope(runbook, "account"):
        return replace(wish, more=more)
    return replace(wish, more=more, target=prefill.account_arn(_number(wish.target, policy)))


def _of_incident(
    unit: Unit, number: int, wish: Wish, runbook: type[AnyRunbook], policy: Policy
) -> tuple[Subject, str]:
    """Return what the incident's own finding names, and the incident's channel.

    What another of its findings names has to be named itself, unless its own names nothing, and
    that other one to be confirmed.
    """
    spelled, name = spell(Prefix.INCIDENT, number), wish.runbook
    case = _case(unit, number)
    producer, others = case.lead.producer, offering.named(case, runbook, policy)
    named = (*prefill.resources_of(runbook, case.lead), *others)
    if not policy.trusts(producer):
        named = others if wish.resource else ()
    meant = (one for one in named if not wish.resource or one.id == wish.resource)
    subject = next(meant, None)
    if subject is None and not policy.trusts(producer):
        why = words.NOT_TRUSTED if producer.verified else words.NOT_CONFIRMED
        raise UnfitError(why.fill(incident=spelled, runbook=name))
    if subject is None:
        raise UnfitError(words.NOT_ITS_TARGET.fill(incident=spelled, runbook=name))
    return subject, case.incident.channel


def named_by(
    unit: Unit, wish: Wish, catalogue: Catalogue, policy: Policy, *, is_chosen: bool = False
) -> tuple[str, ...]:
    """Return the ids of all that the wish's incident names and its runbook works on.

    They are those of the finding that the card speaks of; all that its findings name where somebody
    has chosen among them, and where that one names none. None of them where it can't be told, which
    asking for one of them says why. Raises UnfitError.
    """
    name = prefill.scoped(wish.runbook, catalogue, wish.more)
    runbook = catalogue.get(name)
    if runbook is None or wish.incident is None:
        return ()
    case = _case(unit, wish.incident)
    own = prefill.resources_of(runbook, case.lead)
    more = offering.named(case, runbook, policy) if is_chosen or not own else ()
    return tuple(dict.fromkeys(one.id for one in (*own, *more)))


def _case(unit: Unit, number: int) -> Case:
    """Return an incident that is no sample. Raises UnfitError."""
    incident = unit.incidents.get(number)
    findings = unit.findings.of_incidents([number]).get(number, ())
    spelled = spell(Prefix.INCIDENT, number)
    if incident is not None and not findings and (gone := nothing_left(unit, incident)):
        raise UnfitError(gone)
    if incident is None or not findings:
        raise UnfitError(words.NO_INCIDENT.fill(id=spelled))
    if any(finding.sample for finding in findings):
        raise UnfitError(words.IS_SAMPLE.fill(incident=spelled))
    return Case(incident, findings)


def _place(wish: Wish, policy: Policy) -> tuple[str, str]:
    """Return account and Region from the ARN, from what was typed, or where there is one only."""
    arn_account, arn_region = prefill.address(wish.target)
    account = _agreed(arn_account, _number(wish.account, policy))
    if not account and len(policy.accounts) == 1:
        account = next(iter(policy.accounts))
    if not account:
        raise UnfitError(words.WHICH_ACCOUNT.fill(known=", ".join(policy.accounts)))
    known = policy.accounts.get(account)
    if known is None:
        raise UnfitError(refusals.UNKNOWN_ACCOUNT.fill(account=account))
    region = _agreed(arn_region, wish.region) or next(iter(known.act_regions), "")
    if not REGION.fullmatch(region):
        raise UnfitError(words.WHICH_REGION.fill())
    return account, region


def _number(account: str, policy: Policy) -> str:
    """Return the number of an account that is meant by its name in the policy file."""
    named = {known.name.casefold(): number for number, known in policy.accounts.items()}
    return named.get(account.casefold(), account)


def _agreed(arn: str, typed: str) -> str:
    if arn and typed and arn != typed:
        raise UnfitError(words.OTHER_PLACE.fill(arn=arn, typed=typed))
    return arn or typed


def _check_arn(runbook: type[AnyRunbook], ask: Ask, target: str) -> None:
    """Refuse an ARN whose last part would be taken for something else: an object for a bucket."""
    if not target.startswith("arn:"):
        return
    place = Place(ask.account, ask.region, target.split(":")[1])
    meant = runbook(place).target(runbook.inputs.model_validate(dict(ask.inputs)))
    if meant != principals.lasting(target):
        raise UnfitError(words.NOT_THAT_ARN.fill(runbook=ask.runbook, arn=target, target=meant))
