"""What `/sec` looks up: ids, incidents, executions, lists and what is written."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from bot.domain.cards import AlertCard, BatchCard, GoneCard, Look, MergedCard, ProgressCard
from bot.domain.finding import Severity
from bot.domain.ids import Prefix, read, spell
from bot.domain.people import Person, Role
from bot.domain.words import reply as words
from bot.domain.words import responding
from bot.ports.errors import Report
from bot.ports.unit import Unit
from bot.response.people import discretion
from bot.response.people.replies import Reply
from handlers.slack import grammar, stubs
from handlers.slack.grammar import Words
from handlers.slack.payloads import Actor
from handlers.slack.reception import Reception
from handlers.slack.sheets import alert_card, batch_card, progress_card
from handlers.views import replies
from handlers.views.alert import alert
from handlers.views.batch import batch as shown_batch
from handlers.views.gone import gone
from handlers.views.kit import Message
from handlers.views.merged import merged
from handlers.views.progress import progress
from handlers.views.why import why as reasons
from runbooks.kit.text import Said

Shown = TypeVar("Shown", AlertCard, MergedCard, GoneCard, ProgressCard, BatchCard)

DIGITS = 12
LONGEST_PAGE = 4
INSTANCE = re.compile(r"i-[0-9a-f]{8,}", re.IGNORECASE)
"""EC2's own ids look like ours, but no incident's number ever gets so long."""
EVERYTHING = frozenset({"all", "everything", "everywhere", "*"})
LIST_KEYS = frozenset({"sev", "owner", "page"})
ANYBODY = "any"
OWNER = re.compile(rf"any|me|none|{grammar.MENTION.pattern}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which incidents are listed: those of a severity or above, and of whom, as it was typed."""

    floor: Severity
    whose: str

    def typed(self) -> str:
        """Return what asks for the same once more."""
        floor = f"sev>={self.floor.casefold()}" if self.floor != Severity.INFORMATIONAL else ""
        whose = f"owner={self.whose}" if self.whose.casefold() != ANYBODY else ""
        return " ".join(part for part in (floor, whose) if part)


class UnknownIdError(Exception):
    """An id that can be read, and that nothing bears."""

    def __init__(self, typed: str) -> None:
        """Keep what was typed."""
        super().__init__(typed)
        self.typed = typed


async def incident(reception: Reception, typed: str) -> int | None:
    """Return the incident that an id means, or None for what is the id of none.

    A finding's id means its incident. Raises UnknownIdError where the finding has none.
    """
    found = None if INSTANCE.fullmatch(typed) else _read(typed)
    if found is None or found[0] not in {Prefix.INCIDENT, Prefix.FINDING}:
        return None
    if found[0] is Prefix.INCIDENT:
        return found[1]
    return await _incident_of(reception, found[1], typed)


async def bare_incident(reception: Reception, typed: str) -> int | None:
    """Do the same where nothing but an incident can be meant: `I-` may be left out."""
    found = _read(typed)
    return found[1] if found and found[0] is None else await incident(reception, typed)


def finding(typed: str) -> int | None:
    """Return the number that a finding's id means, whose `F-` may not be left out."""
    found = _read(typed)
    return found[1] if found and found[0] is Prefix.FINDING else None


def execution(typed: str) -> int | None:
    """Return the execution that an id means; `A-` may be left out, a plan's number is ignored."""
    found = _read(typed.partition(".")[0])
    return found[1] if found and found[0] in {None, Prefix.EXECUTION} else None


def batch(typed: str) -> int | None:
    """Return the batch that an id means; a round's number is ignored."""
    found = _read(typed.partition(".")[0])
    return found[1] if found and found[0] is Prefix.BATCH else None


def account(reception: Reception, typed: str) -> str | None:
    """Return an account by number or by its name in the policy file; empty means all of them."""
    if not typed or typed.casefold() in EVERYTHING:
        return ""
    accounts = reception.policy.accounts.items()
    named = {known.name.casefold(): number for number, known in accounts}
    if typed.casefold() in named:
        return named[typed.casefold()]
    return typed if len(typed) == DIGITS and typed.isascii() and typed.isdigit() else None


def brake(reception: Reception, typed: Words) -> str | None:
    """Return the account that `stop` or `start` is about; nothing else is taken for all of them.

    `account=NAME` is forgiven; any other pair where the account belongs can't be read.
    """
    if typed.rest or not typed.pairs:
        return account(reception, typed.thing(0))
    named = typed.pairs.get("account")
    return account(reception, named) if named else None


async def mine(reception: Reception, person: Person) -> Message:
    """List what this person has."""
    return await _page(reception, person, Wanted(Severity.INFORMATIONAL, "me"), 1)


async def listed(reception: Reception, typed: Words, person: Person) -> Message:
    """List what is open, as it was asked for; a wish that is not understood is never ignored."""
    floor = typed.pairs.get("sev", str(Severity.INFORMATIONAL)).upper().lstrip(">=")
    page, whose = _page_number(typed), typed.pairs.get("owner", ANYBODY)
    is_known = typed.pairs.keys() <= LIST_KEYS and OWNER.fullmatch(whose)
    if not is_known or floor not in set(Severity) or not page:
        return replies.wrong_use("list", reception.look())
    return await _page(reception, person, Wanted(Severity(floor), whose), page)


async def show(reception: Reception, typed: str, person: Person) -> Message:
    """Return the card of an incident, or how an execution stands."""
    found = await named(reception, typed)
    if found and found[0] is Prefix.EXECUTION:
        return await _show_execution(reception, found[1], typed, person)
    if found and found[0] is Prefix.BATCH:
        return await _show_batch(reception, found[1], typed, person)
    if found is None or found[0] is Prefix.ERROR:
        return replies.wrong_use("show", reception.look())
    number = found[1]
    if found[0] is Prefix.FINDING:
        number = await _incident_of(reception, number, typed)
    return await _show_incident(reception, number, typed, person)


async def why(reception: Reception, typed: str, person: Person) -> Message:
    """Return the reasons of an execution or of an incident."""
    found = await named(reception, typed)
    if found is None or found[0] is Prefix.ERROR:
        return replies.wrong_use("why", reception.look())
    prefix, number = found
    if prefix is Prefix.FINDING:
        prefix, number = Prefix.INCIDENT, await _incident_of(reception, number, typed)
    told = await reception.desks.explaining.why(person, prefix, number)
    if isinstance(told, Reply):
        return replies.say(told.says, reception.look())
    return reasons(told, reception.look())


async def audited(reception: Reception, typed: Words, person: Person) -> Message:
    """Return what is written of an id or of a person."""
    subject = typed.thing(0)
    actor = grammar.mentioned(subject)
    found = None if actor else await named(reception, subject)
    if len(typed.rest) != 1 or not (actor or found):
        return replies.wrong_use("audit", reception.look())
    prefix, number = found or (None, 0)
    if prefix is Prefix.ERROR:
        return await _report(reception, person, number)
    told = await reception.desks.incidents.audit(person, prefix=prefix, number=number, actor=actor)
    if isinstance(told, Reply):
        return replies.say(told.says, reception.look())
    look, has_earlier = reception.look(), told.has_earlier
    if actor:
        name = told.name or (await reception.glance(Actor(actor, person.team))).name
        return replies.audit_of_person(name or actor, told.rows, look, has_earlier=has_earlier)
    shown = spell(prefix or Prefix.INCIDENT, number)
    return replies.audit(shown, told.rows, look, has_earlier=has_earlier, emptied=told.emptied)


async def _incident_of(reception: Reception, finding: int, typed: str) -> int:
    known = await reception.desks.incidents.incident_of(finding)
    if known is None:
        raise UnknownIdError(typed)
    return known


def _read(typed: str) -> tuple[Prefix | None, int] | None:
    """Read an id, in which a dash that a phone made long is one dash."""
    return read(typed.replace("--", "-"))


async def named(reception: Reception, typed: str) -> tuple[Prefix, int] | None:
    """Return what an id names; the prefix may be left out where one thing alone bears the id."""
    found = _read(typed.partition(".")[0])
    if found is None:
        return None
    prefix, number = found
    if prefix is not None:
        return prefix, number
    is_incident, is_execution = await reception.store.read(
        lambda unit: (
            unit.incidents.get(number) is not None,
            unit.executions.get(number) is not None,
        )
    )
    if is_incident and is_execution:
        return None
    return (Prefix.EXECUTION if is_execution else Prefix.INCIDENT), number


def _owner(whose: str, person: Person) -> str | None:
    """Return a Slack id, nothing for nobody, None for anybody."""
    known = {ANYBODY: None, "me": person.slack_id, "none": ""}
    return known.get(whose.casefold(), grammar.mentioned(whose))


def _page_number(typed: Words) -> int:
    """Return the page that is asked for, 1 where none is, 0 for what can't be read."""
    page = typed.pairs.get("page", "1")
    if typed.rest:
        word, page = typed.thing(0).casefold(), typed.thing(1)
        if word != "page" or len(typed.rest) > 2:  # noqa: PLR2004 - `page` and its number
            return 0
    is_number = page.isascii() and page.isdigit() and len(page) <= LONGEST_PAGE
    return int(page) if is_number else 0


async def _show_incident(reception: Reception, number: int, typed: str, person: Person) -> Message:
    """Return the card; where a storm's stood for it, it is posted now for all to see."""
    subject = spell(Prefix.INCIDENT, number)
    if await reception.store.read(lambda unit: bool(unit.storms.gathered([number]))):
        await reception.desks.storms.open(person, number)
    stub = await reception.store.read(lambda unit: stubs.merged_card(unit, subject))
    if stub:
        return await _show(
            reception, typed, lambda unit: discretion.barred(unit, person, number) or stub, merged
        )
    names = reception.sources.account_names()
    left = await reception.store.read(lambda unit: stubs.gone_card(unit, subject, names))
    if left:
        return await _show(
            reception, typed, lambda unit: discretion.barred(unit, person, number) or left, gone
        )
    return await _show(
        reception,
        typed,
        lambda unit: (
            discretion.barred(unit, person, number) or alert_card(unit, subject, reception.sources)
        ),
        alert,
    )


async def _show_execution(reception: Reception, number: int, typed: str, person: Person) -> Message:
    subject = spell(Prefix.EXECUTION, number)
    return await _show(
        reception,
        typed,
        lambda unit: (
            discretion.barred_execution(unit, person, number)
            or progress_card(unit, subject, reception.sources)
        ),
        progress,
    )


async def _show_batch(reception: Reception, number: int, typed: str, person: Person) -> Message:
    subject = spell(Prefix.BATCH, number)
    return await _show(
        reception,
        typed,
        lambda unit: (
            discretion.barred_batch(unit, person, number)
            or batch_card(unit, subject, reception.sources)
        ),
        shown_batch,
    )


async def _show(
    reception: Reception,
    typed: str,
    gathers: Callable[[Unit], Shown | Reply | None],
    view: Callable[[Shown, Look], Message],
) -> Message:
    """Return a card for one person alone, or why they are not shown it."""
    card = await reception.store.read(gathers)
    if isinstance(card, Reply):
        return replies.say(card.says, reception.look())
    if card is None:
        return replies.say(words.UNKNOWN_ID.fill(id=typed), reception.look())
    return view(card, reception.look())


async def _page(reception: Reception, person: Person, wanted: Wanted, number: int) -> Message:
    owner = _owner(wanted.whose, person)
    page = await reception.desks.incidents.listed(
        person, floor=wanted.floor, owner=owner, page=number
    )
    if isinstance(page, Reply):
        return replies.say(page.says, reception.look())
    names = {each: known.name for each, known in reception.policy.accounts.items()}
    return replies.incidents(
        page.rows,
        names,
        reception.look(),
        number=page.number,
        pages=page.pages,
        filters=wanted.typed(),
        withheld=page.withheld,
    )


async def _report(reception: Reception, person: Person, number: int) -> Message:
    """Return an error report, with its trace, to admins."""
    policy = reception.policy
    if not (policy.is_ours(person) and policy.holds_somewhere(person, Role.ADMIN)):
        return replies.say(responding.NOT_ADMIN.fill(), reception.look())
    report = await reception.store.read(lambda unit: unit.errors.get(number))
    return replies.say(_reported(number, report), reception.look())


def _reported(number: int, report: Report | None) -> Said:
    spelled = spell(Prefix.ERROR, number)
    if report is None:
        return responding.NO_REPORT.fill(id=spelled)
    who = f" ({report.actor})" if report.actor else ""
    what = f"{report.what}{who}\n{report.trace[-2000:]}"
    return responding.REPORT.fill(id=spelled, at=report.at.isoformat(), what=what)
