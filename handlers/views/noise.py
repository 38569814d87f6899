"""How loud each type of finding is, and what might be kept from the channel."""

from __future__ import annotations

import json
import re
from datetime import timedelta

from bot.domain.cards import Look
from bot.domain.ids import Prefix, spell
from bot.domain.noise import MOST, TOP, Noise, Noisy, Preview, Proposal
from bot.domain.snoozing import Scope
from bot.domain.words import noise as words
from bot.domain.words import notice
from bot.domain.words.spans import HOURS
from handlers.views.kit import Message, message
from handlers.views.marks import Field, Line, Many, Words, line
from handlers.views.parts import Lines
from handlers.views.rows import DOT
from runbooks.kit.text import Said

A_MINUTE = timedelta(minutes=1)
AN_HOUR = timedelta(hours=1)
SPECIAL = re.compile(r"([*?[])")
LONGEST = 120


def noise(found: Noise, look: Look) -> Message:
    """Return the noisiest types with their numbers, and the proposals with what they would hide."""
    head = line(words.HEAD, count=found.cards) if found.cards else words.QUIET
    cut = (line(words.CUT, most=MOST),) if found.is_cut else ()
    rows = tuple(_row(place, each) for place, each in enumerate(found.noisy[:TOP], 1))
    rest = len(found.noisy) - TOP
    more = (line(words.MORE, count=rest),) if rest > 0 else ()
    parts = (
        Lines((head, *cut), is_needed=True),
        Lines((*rows, *more)),
        Lines(_proposals(found)),
    )
    return message(look, words.PUSH, parts)


def would(preview: Preview) -> Line:
    """Return what would have been hidden, in numbers."""
    return line(
        words.WOULD,
        count=preview.hidden,
        real=preview.real,
        false=preview.false,
        open=preview.open,
    )


def _row(place: int, each: Noisy) -> Line:
    share = _percent(each.taken, each.cards)
    taken = line(words.TAKEN, percent=share)
    if each.waited is not None:
        taken = line(words.TAKEN_AFTER, percent=share, median=_spelled(each.waited))
    false = line(words.FALSE, percent=_percent(each.false, each.cards))
    fields: dict[str, Field] = {
        "place": place,
        "type": each.type[:LONGEST],
        "cards": each.cards,
        "figures": Many((taken, false), DOT),
    }
    if each.route:
        return line(words.ROW_ROUTED, route=each.route[:LONGEST], **fields)
    return line(words.ROW, **fields)


def _proposals(found: Noise) -> tuple[Words, ...]:
    if not found.proposals:
        return (words.NO_PROPOSAL,)
    return (words.PROPOSALS, *(_proposal(each) for each in found.proposals[:TOP]))


def _proposal(each: Proposal) -> Line:
    said = words.PROPOSED_TYPE if each.scope is Scope.TYPE else words.PROPOSED_RESOURCE
    return line(
        said,
        key=each.key[:LONGEST],
        account=each.account,
        would=would(each.preview),
        how=_how(each),
    )


def _how(each: Proposal) -> Field:
    """Return what to type for a while, and, of a type, what to write into the policy file for good."""
    snooze: Field = words.NEXT
    if each.incident:
        incident = spell(Prefix.INCIDENT, each.incident)
        snooze = line(words.SNOOZE, incident=incident, scope=each.scope)
    if each.scope is not Scope.TYPE:
        return snooze
    return line(words.OR_ROUTE, snooze=snooze, route=route_for(each.key, each.account))


def route_for(type_: str, account: str) -> str:
    """Return the route, as a line of the policy file, that sends a type to the digest.

    What a pattern has a meaning for stands in brackets, so that it means itself.
    """
    pattern = json.dumps(SPECIAL.sub(r"[\1]", type_))
    match = f"{{type: {pattern}, account: {json.dumps(account)}}}"
    return f"- {{match: {match}, mode: digest}}"


def _percent(part: int, whole: int) -> int:
    return round(100 * part / whole)


def _spelled(wait: timedelta) -> Said:
    """Return a wait in the unit that it is read in: minutes below two hours, else hours."""
    if wait < 2 * AN_HOUR:
        return notice.MINUTES.fill(count=f"{wait / A_MINUTE:.0f}")
    return HOURS.fill(count=f"{wait / AN_HOUR:.0f}")
