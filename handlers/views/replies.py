"""What one person alone is answered: refusals, help, lists, audit rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from bot.domain.cards import Known, Look
from bot.domain.incident import Incident
from bot.domain.record import Written
from bot.domain.restriction import Withheld
from bot.domain.retention import Emptied
from bot.domain.words import alert as alert_words
from bot.domain.words import help as help_words
from bot.domain.words import notice, restricting, retention
from bot.domain.words import reply as words
from handlers.views import ids
from handlers.views.approval import approvers
from handlers.views.fitting import latest
from handlers.views.happened import sentence
from handlers.views.kit import Message, message
from handlers.views.marks import Field, Line, When, Words, line
from handlers.views.parts import Actions, Button, Lines
from handlers.views.rows import rows as listed
from runbooks.kit.text import Said, Text

AUDIT_ROOM = 7_500
MOST_WITHHELD = 10
HELPS = 64
"""How many answers to a bare help are kept: as many as there are sets of rights, and more."""


def say(
    says: Said | Text, look: Look, error: str = "", who: frozenset[str] = frozenset()
) -> Message:
    """Return one sentence, such as a refusal: what happened, what was changed, what next.

    `error` is the id of an error report, such as `E-41`, where one was kept; `who` are the
    user and group ids that may do it instead.
    """
    told: Words = line(words.WITH_ID, says=says, error=error) if error else says
    others = (line(words.WHO_MAY, who=approvers(who)),) if who else ()
    return message(look, told, (Lines((told, *others), is_needed=True),))


def unknown_verb(typed: str, nearest: str, look: Look) -> Message:
    """Return the answer to a verb that there is not; `nearest` is one of ours, or empty."""
    if not nearest:
        return say(words.UNKNOWN_VERB.fill(typed=typed), look)
    told = line(words.NEAREST_VERB, typed=typed, nearest=nearest)
    button = Button(line(words.RUN_NEAREST, nearest=nearest), ids.RUN_VERB, nearest)
    return message(look, told, (Lines((told,), is_needed=True), Actions((button,))))


@lru_cache(maxsize=HELPS)
def help_verbs(verbs: tuple[str, ...], look: Look) -> Message:
    """Return the verbs that the caller may use, in the order given; laid out once for each set."""
    rows = tuple(_help_row(help_words.ROW, verb) for verb in verbs)
    parts = (Lines((help_words.HEAD, *rows, help_words.FOOT)),)
    return message(look, help_words.PUSH, parts)


def help_verb(verb: str, look: Look) -> Message:
    """Return how one verb is typed; raises KeyError for one that there is not."""
    example = line(help_words.EXAMPLE, example=help_words.VERBS[verb].example)
    told = _help_row(help_words.ONE, verb)
    return message(look, told, (Lines((told, example), is_needed=True),))


def help_run(runbooks: Mapping[str, Known], look: Look) -> Message:
    """Return how `run` is typed, with what each runbook is called, works on and may be told."""
    example = line(help_words.EXAMPLE, example=help_words.VERBS["run"].example)
    told = _help_row(help_words.ONE, "run")
    rows = tuple(_runbook(name, known) for name, known in runbooks.items())
    parts = (
        Lines((told, example), is_needed=True),
        Lines((help_words.RUNBOOKS, *rows, help_words.FROM_CARD)),
    )
    return message(look, told, parts)


def _runbook(name: str, known: Known) -> Line:
    fields: dict[str, Field] = {
        "name": name,
        "title": known.title,
        "types": ", ".join(known.types),
    }
    if not known.options:
        return line(help_words.RUNBOOK, **fields)
    return line(help_words.RUNBOOK_WITH, **fields, options=" ".join(known.options))


def wrong_use(verb: str, look: Look) -> Message:
    """Return how a verb goes that was typed in a way that can't be read."""
    told = line(words.WRONG_USE, usage=help_words.VERBS[verb].usage)
    return message(look, told, (Lines((told,), is_needed=True),))


def incidents(
    page: Sequence[Incident],
    names: Mapping[str, str],
    look: Look,
    *,
    number: int,
    pages: int,
    filters: str = "",
    withheld: Sequence[Withheld] = (),
) -> Message:
    """Return a page of what is open; `names` are the accounts' by number.

    `filters` is how they were asked for, so that the next page has the same. `withheld` are the
    restricted ones, without an account where only an admin is told that.
    """
    head = line(words.LIST_HEAD, page=number, pages=pages)
    rows: tuple[Words, ...] = tuple(_incident(one, names) for one in page)
    again = f"{filters} page {number + 1}".strip()
    more = (line(words.LIST_NEXT, next=again),) if number < pages else ()
    push = line(words.LIST_PUSH, count=len(page), page=number, pages=pages)
    parts = (
        Lines((head,), is_needed=True),
        Lines(rows or (words.LIST_EMPTY,)),
        Lines(_withheld(withheld, names), is_needed=True),
        Lines(more, is_needed=True),
    )
    return message(look, push, parts)


def _withheld(withheld: Sequence[Withheld], names: Mapping[str, str]) -> tuple[Words, ...]:
    told = [_one_withheld(one, names) for one in withheld]
    return listed(restricting.STATUS_HEAD, told, MOST_WITHHELD, notice.MORE)


def _one_withheld(one: Withheld, names: Mapping[str, str]) -> Line:
    fields: dict[str, Field] = {
        "incident": one.id,
        "severity": one.severity,
        "name": one.by_name,
        "since": When(one.opened_at, "ago"),
    }
    if not one.account:
        return line(restricting.LIST_ROW, **fields)
    account = names.get(one.account) or one.account
    return line(restricting.LIST_ROW_ADMIN, **fields, account=account)


def audit(
    subject: str,
    records: Sequence[Written],
    look: Look,
    *,
    has_earlier: bool = False,
    emptied: Emptied | None = None,
) -> Message:
    """Return the newest records of an id that fit, oldest first.

    `emptied` tells when the findings of the incident were deleted, if they were.
    """
    head = line(words.AUDIT_HEAD, subject=subject)
    return _audit(head, subject, records, look, has_earlier=has_earlier, emptied=emptied)


def audit_of_person(
    name: str, records: Sequence[Written], look: Look, *, has_earlier: bool = False
) -> Message:
    """Return the newest records of what somebody did that fit, oldest first."""
    head = line(words.AUDIT_HEAD_PERSON, subject=name)
    return _audit(head, name, records, look, has_earlier=has_earlier)


def _audit(
    head: Line,
    subject: str,
    records: Sequence[Written],
    look: Look,
    *,
    has_earlier: bool,
    emptied: Emptied | None = None,
) -> Message:
    rows = [_record(one) for one in records]
    fitting = latest(rows, look.language, AUDIT_ROOM)
    earlier = len(rows) - fitting
    is_part = bool(earlier or has_earlier)
    note = (line(words.AUDIT_EARLIER, count=fitting),) if is_part else ()
    if emptied:
        when = When(emptied.at)
        told = line(retention.AUDIT, count=emptied.many, when=when, days=emptied.days)
        note = (*note, told)
    parts = (
        Lines((head, *note), is_needed=True),
        Lines(tuple(rows[earlier:]) or (words.AUDIT_EMPTY,)),
    )
    return message(look, line(words.AUDIT_PUSH, subject=subject), parts)


def _help_row(says: Text, verb: str) -> Line:
    known = help_words.VERBS[verb]
    return line(says, usage=known.usage, says=known.says)


def _incident(incident: Incident, names: Mapping[str, str]) -> Line:
    owner = incident.owner_name or incident.owner
    state: Field = line(alert_words.OWNED, name=owner) if owner else alert_words.NOBODY
    return line(
        words.LIST_ROW,
        sign=alert_words.SIGNS[incident.severity],
        incident=incident.id,
        severity=incident.severity,
        title=incident.title,
        account=names.get(incident.account) or incident.account,
        state=state,
        since=When(incident.opened_at, "ago"),
    )


def _record(record: Written) -> Line:
    when = When(record.at)
    return line(words.AUDIT_ROW, number=record.number, when=when, sentence=sentence(record))
