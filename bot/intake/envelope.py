"""Unwraps a message's text down to the objects that may be findings; it never raises.

EventBridge events come as they are, in SNS or SQS records, under a key of an input transformer
(https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html), whose
output may also be plain text or broken JSON.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from pydantic_core import from_json

from bot.domain.finding import Notice
from bot.domain.words import intake as words
from bot.intake.formats.tolerant import Tolerant
from bot.intake.pieces import Event, Piece, text_notice

DEEPEST = 8
MOST_PIECES = 1000

WRAPPERS = (
    "originalEvent",
    "event",
    "Records",
    "Sns",
    "Message",
    "body",
    "Body",
    "detail",
    "findings",
    "Findings",
    "finding",
    "Finding",
)
"""Keys that may hold a whole event, a record or findings, the outermost first."""

WHOLE = frozenset({"class_uid", "DriftType"})
"""Keys of what is a piece itself, whatever it seems to wrap: OCSF, a drift of Control Tower's."""
RECORD_IDS = frozenset({"MessageId", "messageId"})
RECORD_TEXTS = frozenset({"Message", "body", "Body"})
"""The keys of a record of SNS or SQS by which it is told apart, and that hold its text."""
MOST_RESOURCES = 100
EVENT_KEYS = frozenset({"detail-type", "source", "account", "detail"})


def open_envelope(text: str) -> tuple[Piece | Notice, ...]:
    """Return the objects in a message, in order, and a notice for each thing that is none."""
    pieces = tuple(islice(_open_text(text.removeprefix("\ufeff"), 0), MOST_PIECES + 1))
    if len(pieces) <= MOST_PIECES:
        return pieces or (text_notice(text, words.EMPTY.fill()),)
    rest = text_notice(text, words.TOO_MANY.fill(limit=MOST_PIECES))
    return (*pieces[:MOST_PIECES], rest)


def _open_text(text: str, depth: int) -> Iterator[Piece | Notice]:
    """Read JSON out of text; text that does not look like an object or a list stays text."""
    start = text.lstrip()[:1]
    if start not in {"{", "[", '"'}:
        yield text_notice(text, (words.PLAIN_TEXT if start else words.EMPTY).fill())
        return
    try:
        value = from_json(text.encode("utf-8", "replace"))
    except ValueError:
        yield text_notice(text, (words.PLAIN_TEXT if start == '"' else words.BROKEN_JSON).fill())
        return
    yield from _open_value(value, depth + 1)


def _open_value(value: Any, depth: int) -> Iterator[Piece | Notice]:
    if depth > DEEPEST:
        yield text_notice(str(value), words.TOO_DEEP.fill())
    elif isinstance(value, list):
        for item in value:
            yield from _open_value(item, depth + 1)
    elif isinstance(value, dict):
        yield from _open_object(value, depth)
    elif isinstance(value, str):
        yield from _open_text(value, depth)
    else:
        yield text_notice(str(value), words.PLAIN_TEXT.fill())


def _open_object(value: dict[str, Any], depth: int) -> Iterator[Piece | Notice]:
    """Unwrap an object where it wraps something, else it is a piece itself."""
    if "detail-type" in value:
        yield from _open_event(value, is_outermost=depth == 1)
        return
    inner = None if WHOLE & value.keys() else _wrapped(value, is_outermost=depth == 1)
    if inner is None:
        yield Piece(value)
    else:
        yield from _open_value(inner, depth + 1)


def _wrapped(value: Mapping[str, Any], *, is_outermost: bool) -> Any:
    """Return what the first wrapper key holds, else the events under other keys, or None.

    Text is read as more than text only in a record of SNS or SQS: a transformer may have put a
    finding's title there, which a stranger has written.
    """
    has_text = not is_outermost or bool(RECORD_IDS & value.keys())
    for key in WRAPPERS:
        inner = value.get(key)
        if isinstance(inner, (dict, list)) or (has_text and key in RECORD_TEXTS and inner):
            return inner
    return _embedded(value)


def _embedded(value: Mapping[str, Any]) -> Any:
    """Return the whole events that a transformer has put under keys of its own choice, or None.

    Only what has the whole shape of an event counts, and no text is read as one: a stranger may
    have written the text.
    """
    found = [item for item in value.values() if isinstance(item, dict) and set(item) >= EVENT_KEYS]
    return found or None


def _open_event(value: Mapping[str, Any], *, is_outermost: bool) -> Iterator[Piece | Notice]:
    """Return all findings of an event, or its detail.

    A detail is never unwrapped further: who may put an event of their own could hide another
    service's event in it.
    """
    detail = value.get("detail")
    if isinstance(detail, str):
        detail = _parsed(detail)
    event = _event_of(value, detail, is_outermost=is_outermost)
    findings = _findings_in(detail)
    if findings:
        yield from (_open_finding(item, event) for item in findings)
    elif isinstance(detail, dict):
        yield Piece(detail, event)
    else:
        yield Piece(value, event)


def _event_of(value: Mapping[str, Any], detail: Any, *, is_outermost: bool) -> Event:
    stated = Tolerant(value)
    return Event(
        source=stated.text("source"),
        detail_type=stated.text("detail-type"),
        account=stated.text("account"),
        region=stated.text("region"),
        time=stated.text("time"),
        resources=_arns(value.get("resources")),
        is_outermost=is_outermost,
        action=Tolerant(detail).line("actionName"),
    )


def _arns(value: Any) -> tuple[str, ...]:
    listed = value if isinstance(value, list) else []
    return tuple(each for each in listed[:MOST_RESOURCES] if isinstance(each, str))


def _findings_in(detail: Any) -> list[Any]:
    """Return the findings in a detail: its own list, or the list that a transformer made of it."""
    if isinstance(detail, list):
        return detail
    for key in ("findings", "Findings"):
        findings = detail.get(key) if isinstance(detail, dict) else None
        if isinstance(findings, dict):
            return [findings]
        if isinstance(findings, list) and findings:
            return findings
    return []


def _open_finding(item: Any, event: Event) -> Piece | Notice:
    if isinstance(item, str):
        item = _parsed(item) or item
    if isinstance(item, dict):
        return Piece(item, event)
    return text_notice(str(item), words.PLAIN_TEXT.fill())


def _parsed(text: str) -> Any:
    """Return the JSON in a detail that a transformer has made text of, or None."""
    try:
        return from_json(text.encode("utf-8", "replace"))
    except ValueError:
        return None
