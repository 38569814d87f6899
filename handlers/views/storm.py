"""The card of a storm, and the posts of its thread that name the groups."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.cards import Look, StormCard, StormPage
from bot.domain.ids import Prefix, spell
from bot.domain.storm import MOST_A_MINUTE, OLD_QUEUE, QUIET, Cause, Group
from bot.domain.words import alert
from bot.domain.words import storm as words
from handlers.views import ids
from handlers.views.kit import Message, message
from handlers.views.marks import Field, Line, Many, When, Words, account, called, line
from handlers.views.parts import Actions, Button, Lines
from runbooks.kit.moments import minutes
from runbooks.kit.text import Text

LONGEST = 120


def storm(card: StormCard, look: Look) -> Message:
    """Return the one card that stands for the incidents of a storm."""
    extent, told = card.extent, card.storm
    counts: dict[str, Field] = {
        "findings": line(words.FINDINGS, count=told.findings),
        "accounts": line(words.ACCOUNTS, count=extent.accounts),
        "mostly": extent.mostly,
    }
    head = line(words.HEAD, resources=line(words.RESOURCES, count=extent.resources), **counts)
    lines = (head, _cause(card), *_called(card))
    rows = tuple(_row(words.ROW, each, card.names, count=each.many) for each in card.top)
    parts = (
        Lines(lines, is_needed=True),
        Lines((words.TOP, *rows) if rows else ()),
        Lines((*_counts(card), words.KEPT, _end(card)), is_needed=True),
        Actions(tuple(_open(each) for each in card.top if each.incident in card.opens)),
    )
    return message(look, line(words.PUSH, **counts), parts)


def page(card: StormPage, look: Look) -> Message:
    """Return a post of the thread, a line for each group."""
    lines = tuple(
        line(words.HIDDEN_LINE, sign=alert.SIGNS[each.severity], severity=each.severity)
        if each.incident in card.restricted
        else _row(words.LINE, each, card.names)
        for each in card.groups
    )
    push = line(words.PAGE_PUSH, count=len(card.groups))
    return message(look, push, (Lines(lines, is_needed=True),))


def _cause(card: StormCard) -> Line:
    cause, since = card.storm.cause, When(card.storm.began_at)
    if cause is Cause.QUEUE:
        return line(words.CAUSES[cause], seconds=int(OLD_QUEUE.total_seconds()), since=since)
    return line(words.CAUSES[cause], most=MOST_A_MINUTE, since=since)


def _called(card: StormCard) -> tuple[Line, ...]:
    whom = card.storm.whom
    return (line(words.CALLED, who=Many(called(whom), " ")),) if whom else ()


def _counts(card: StormCard) -> tuple[Words, ...]:
    named, left = card.storm.named, card.extent.left
    return (
        *((line(words.NAMED, count=named),) if named else ()),
        *((line(words.LEFT, count=left),) if left else ()),
    )


def _end(card: StormCard) -> Line:
    ended = card.storm.ended_at
    return (
        line(words.ON, minutes=minutes(QUIET))
        if ended is None
        else line(words.OVER, at=When(ended))
    )


def _row(text: Text, group: Group, names: Mapping[str, str], **more: Field) -> Line:
    fields: dict[str, Field] = {
        "sign": alert.SIGNS[group.severity],
        "severity": group.severity,
        "type": group.type,
        "account": account(names.get(group.account, group.account), group.account),
        "region": group.region or alert.NO_REGION,
        "incident": spell(Prefix.INCIDENT, group.incident),
    }
    shown = line(text, **fields, **more)
    return Line(shown.text, shown.fields, longest=LONGEST)


def _open(group: Group) -> Button:
    incident = spell(Prefix.INCIDENT, group.incident)
    label = line(words.OPEN, incident=incident)
    return Button(label, f"{ids.OPEN}:{incident}", ids.carry(incident, 0))
