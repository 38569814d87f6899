"""The card of a storm, or of a day of routes, and the posts of its thread that name the groups."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.cards import Look
from bot.domain.ids import Prefix, spell
from bot.domain.storm import (
    MOST_A_MINUTE,
    MOST_LINES,
    OLD_QUEUE,
    QUIET,
    Cause,
    Group,
    Kind,
    StormCard,
    StormPage,
)
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
    """Return the one card that stands for the incidents of a storm, or of a day of routes."""
    if card.storm.is_a_day:
        return _day(card, look)
    extent, told = card.extent, card.storm
    is_claimed = told.kind is Kind.CLAIMED
    counts: dict[str, Field] = {
        "findings": line(words.FINDINGS, count=told.findings),
        "accounts": line(words.ACCOUNTS, count=extent.accounts),
        "mostly": extent.mostly,
    }
    resources = line(words.RESOURCES, count=extent.resources)
    head = line(words.CLAIMED_HEAD if is_claimed else words.HEAD, resources=resources, **counts)
    claimed = (words.CLAIMED,) if is_claimed else ()
    lines = (head, *claimed, _cause(card), *_called(card))
    rows = tuple(_row(words.ROW, each, card.names, count=each.many) for each in card.top)
    parts = (
        Lines(lines, is_needed=True),
        Lines((words.TOP, *rows) if rows else ()),
        Lines((*_counts(card), *_full(card), words.KEPT, _end(card)), is_needed=True),
        _opens(card),
    )
    push = words.CLAIMED_PUSH if is_claimed else words.PUSH
    return message(look, line(push, **counts), parts)


def _day(card: StormCard, look: Look) -> Message:
    """Return the one message a day of what routes send to its thread."""
    told, extent = card.storm, card.extent
    counts: dict[str, Field] = {
        "findings": line(words.FINDINGS, count=told.findings),
        "groups": line(words.GROUPS, count=extent.groups),
    }
    head = words.DAY_HEAD if told.ended_at is None else words.DAY_OVER_HEAD
    since = line(words.DAY_SINCE, since=When(told.began_at))
    rows = tuple(_row(words.ROW, each, card.names, count=each.many) for each in card.top)
    parts = (
        Lines((line(head, **counts), since), is_needed=True),
        Lines(rows),
        Lines((*_full(card), words.DAY_KEPT), is_needed=True),
        _opens(card),
    )
    return message(look, line(words.DAY_PUSH, **counts), parts)


def page(card: StormPage, look: Look) -> Message:
    """Return a post of the thread, a line for each group."""
    lines = tuple(
        line(words.HIDDEN_LINE, sign=alert.SIGNS[each.severity], severity=each.severity)
        if each.incident in card.restricted
        else _line(card, each)
        for each in card.groups
    )
    push = words.DAY_PAGE_PUSH if card.is_counted else words.PAGE_PUSH
    return message(look, line(push, count=len(card.groups)), (Lines(lines, is_needed=True),))


def _line(card: StormPage, group: Group) -> Line:
    if card.is_counted:
        return _row(words.DAY_LINE, group, card.names, count=group.many)
    return _row(words.LINE, group, card.names)


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


def _full(card: StormCard) -> tuple[Line, ...]:
    """Say that the thread has no more lines to give, where it has not."""
    most = MOST_LINES.get(card.storm.kind)
    return (line(words.FULL, most=most),) if most and card.storm.is_full else ()


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


def _opens(card: StormCard) -> Actions:
    return Actions(tuple(_open(each) for each in card.top if each.incident in card.opens))


def _open(group: Group) -> Button:
    incident = spell(Prefix.INCIDENT, group.incident)
    label = line(words.OPEN, incident=incident)
    return Button(label, f"{ids.OPEN}:{incident}", ids.carry(incident, 0))
