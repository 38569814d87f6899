"""What `/sec` looks up: incidents, executions, lists and what is written."""

from __future__ import annotations

from bot.domain.finding import Severity
from bot.domain.ids import Prefix, read, spell
from bot.domain.people import Person, Role
from bot.domain.words import reply as words
from bot.domain.words import responding
from bot.ports.errors import Report
from bot.response.replies import Reply
from handlers.slack import grammar
from handlers.slack.grammar import Words
from handlers.slack.reception import Reception
from handlers.slack.sheets import alert_card, progress_card
from handlers.views import replies
from handlers.views.alert import alert
from handlers.views.kit import Message
from handlers.views.progress import progress
from runbooks.kit.text import Said

DIGITS = 12


async def incident(reception: Reception, typed: str) -> int | None:
    """Return the incident that an id means; a finding's id means its incident."""
    found = read(typed)
    if found is None or found[0] not in {Prefix.INCIDENT, Prefix.FINDING}:
        return None
    if found[0] is Prefix.FINDING:
        return await reception.desks.incidents.incident_of(found[1])
    return found[1]


def execution(typed: str) -> int | None:
    """Return the execution that an id means; `A-` may be left out, a plan's number is ignored."""
    found = read(typed.partition(".")[0])
    return found[1] if found and found[0] in {None, Prefix.EXECUTION} else None


def account(reception: Reception, typed: str) -> str | None:
    """Return an account by number or by its name in the policy file; empty means all of them."""
    if not typed:
        return ""
    named = {known.name: number for number, known in reception.policy.accounts.items()}
    if typed in named:
        return named[typed]
    return typed if len(typed) == DIGITS and typed.isascii() and typed.isdigit() else None


async def mine(reception: Reception, person: Person) -> Message:
    """List what this person has."""
    return await _page(reception, person, Severity.INFORMATIONAL, person.slack_id, 1)


async def listed(reception: Reception, typed: Words, person: Person) -> Message:
    """List what is open, as it was asked for."""
    floor = typed.pairs.get("sev", str(Severity.INFORMATIONAL)).upper().lstrip(">=")
    if floor not in set(Severity):
        return replies.wrong_use("list", reception.look())
    owner = typed.pairs.get("owner")
    if owner is not None:
        owner = {"me": person.slack_id, "none": ""}.get(owner.casefold(), grammar.mentioned(owner))
    page = typed.thing(1) if typed.thing(0).casefold() == "page" else "1"
    if not (page.isascii() and page.isdigit() and int(page[:4]) > 0):
        return replies.wrong_use("list", reception.look())
    return await _page(reception, person, Severity(floor), owner, int(page[:4]))


async def show_incident(reception: Reception, number: int, typed: str) -> Message:
    """Return the card of an incident."""
    subject = spell(Prefix.INCIDENT, number)
    card = await reception.store.read(lambda unit: alert_card(unit, subject, reception.sources))
    if card is None:
        return replies.say(words.UNKNOWN_ID.fill(id=typed), reception.look())
    return alert(card, reception.look())


async def show_execution(reception: Reception, number: int, typed: str) -> Message:
    """Return how an execution stands."""
    subject = spell(Prefix.EXECUTION, number)
    card = await reception.store.read(lambda unit: progress_card(unit, subject, reception.sources))
    if card is None:
        return replies.say(words.UNKNOWN_ID.fill(id=typed), reception.look())
    return progress(card, reception.look())


async def audited(reception: Reception, typed: Words, person: Person) -> Message:
    """Return what is written of an id or of a person."""
    subject = typed.thing(0)
    actor = grammar.mentioned(subject)
    found = read(subject)
    if found and found[0] is Prefix.ERROR:
        return await _report(reception, person, found[1])
    if not actor and (found is None or found[0] is None):
        return replies.wrong_use("audit", reception.look())
    prefix, number = found or (None, 0)
    rows = await reception.desks.incidents.audit(person, prefix=prefix, number=number, actor=actor)
    if isinstance(rows, Reply):
        return replies.say(rows.says, reception.look())
    shown = f"@{actor}" if actor else spell(prefix or Prefix.INCIDENT, number)
    return replies.audit(shown, rows, reception.look())


async def _page(
    reception: Reception, person: Person, floor: Severity, owner: str | None, number: int
) -> Message:
    page = await reception.desks.incidents.listed(person, floor=floor, owner=owner, page=number)
    if isinstance(page, Reply):
        return replies.say(page.says, reception.look())
    names = {each: known.name for each, known in reception.policy.accounts.items()}
    pages = page.number + 1 if page.has_next else page.number
    return replies.incidents(page.rows, names, reception.look(), number=number, pages=pages)


async def _report(reception: Reception, person: Person, number: int) -> Message:
    """Return an error report, with its trace, to admins."""
    policy = reception.policy
    is_admin = policy.is_ours(person) and any(
        policy.holds(person, Role.ADMIN, each) for each in policy.accounts
    )
    if not is_admin:
        return replies.say(responding.NOT_ADMIN.fill(), reception.look())
    report = await reception.store.read(lambda unit: unit.errors.get(number))
    return replies.say(_reported(number, report), reception.look())


def _reported(number: int, report: Report | None) -> Said:
    spelled = spell(Prefix.ERROR, number)
    if report is None:
        return responding.NO_REPORT.fill(id=spelled)
    what = f"{report.what} ({report.actor or '-'})\n{report.trace[-2000:]}"
    return responding.REPORT.fill(id=spelled, at=report.at.isoformat(), what=what)
