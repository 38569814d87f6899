"""The list of formats that are read, and the one way from a message's text to its findings."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.domain.finding import Finding, Notice
from bot.domain.words import intake as words
from bot.intake.envelope import open_envelope
from bot.intake.formats import asff, guardduty, ocsf
from bot.intake.formats.products import SERVICE as SECURITY_HUB
from bot.intake.pieces import Piece, piece_notice, unknown_kind

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Format:
    """How one format is told apart, and read; `name` is the service whose findings it holds."""

    name: str
    matches: Callable[[Piece], bool]
    parse: Callable[[Piece], Finding | Notice]


FORMATS = (
    Format(SECURITY_HUB, asff.matches, asff.parse),
    Format(guardduty.SERVICE, guardduty.matches, guardduty.parse),
    Format(SECURITY_HUB, ocsf.matches, ocsf.parse),
)
"""Every format there is; the first that matches reads the piece."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a message holds: its findings in order, and notices of the rest."""

    findings: tuple[Finding, ...]
    notices: tuple[Notice, ...]


def read(text: str, formats: Sequence[Format] = FORMATS) -> Content:
    """Return all findings of a message's text, and a notice for whatever is none."""
    found = [
        part if isinstance(part, Notice) else read_piece(part, formats)
        for part in open_envelope(text)
    ]
    return Content(
        findings=tuple(item for item in found if isinstance(item, Finding)),
        notices=tuple(item for item in found if isinstance(item, Notice)),
    )


def read_piece(piece: Piece, formats: Sequence[Format]) -> Finding | Notice:
    """Return the finding that an object is, or a notice of why it is none."""
    try:
        fitting = next((item for item in formats if item.matches(piece)), None)
        return fitting.parse(piece) if fitting else unknown_kind(piece)
    except Exception as error:  # noqa: BLE001 - a parser's fault must not lose the message
        _log.exception("a parser broke")
        return piece_notice(piece, words.PARSER_BROKE.fill(error=type(error).__name__))
