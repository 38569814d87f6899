"""What an envelope holds: JSON objects, each with what its event said of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.finding import Notice
from bot.domain.words import intake as words
from runbooks.kit.text import Said

LONGEST_TITLE = 200
LONGEST_TEXT = 2000


@dataclass(frozen=True, slots=True)
class Event:
    """The envelope of an EventBridge event.

    `account` is the one that published it, which for a delegated administrator is not the
    account that the finding is about. `resources` are the ARNs that it names beside its detail,
    `time` is when it was sent, as it says. `is_outermost` is false where something else held the
    event: what a template of an input transformer's puts around it, others may have written.
    `action` is the name of the custom action of Security Hub that sent it, empty for all others.
    """

    source: str
    detail_type: str
    account: str
    region: str
    time: str = ""
    resources: tuple[str, ...] = ()
    is_outermost: bool = True
    action: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """One JSON object that may be a finding; `event` is None where no event held it."""

    body: Mapping[str, Any]
    event: Event | None = None


def text_notice(text: str, reason: Said) -> Notice:
    """Return the notice for text that holds no finding."""
    first_line = text.strip().partition("\n")[0]
    return Notice(first_line[:LONGEST_TITLE], text[:LONGEST_TEXT], reason.plain())


def piece_notice(piece: Piece, reason: Said) -> Notice:
    """Return the notice for an object that is no finding."""
    event = piece.event
    text = json.dumps(piece.body, ensure_ascii=False)[:LONGEST_TEXT]
    if event is None:
        return Notice(text[:LONGEST_TITLE], text, reason.plain())
    title = event.detail_type[:LONGEST_TITLE]
    return Notice(title, text, reason.plain(), event.source, event.account, event.region)


def unknown_kind(piece: Piece) -> Notice:
    """Return the notice for an object of a kind that nothing here reads yet."""
    kind = piece.event.detail_type if piece.event else ""
    return piece_notice(piece, words.NO_FORMAT.fill(kind=kind or words.ANY_JSON.en))
