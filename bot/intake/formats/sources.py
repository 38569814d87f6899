"""The list of formats that are read, and the one way from a message's text to its findings."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.domain import sources
from bot.domain.canary import Canary
from bot.domain.change import Change
from bot.domain.finding import Finding, Notice
from bot.domain.proving import OWN
from bot.domain.words import intake as words
from bot.intake.envelope import open_envelope
from bot.intake.formats import (
    access_analyzer,
    acm,
    asff,
    canary,
    cloudtrail,
    cloudwatch,
    config,
    control_tower,
    guardduty,
    health,
    inspector2,
    macie,
    ocsf,
    opensearch,
    trusted_advisor,
)
from bot.intake.formats.products import SERVICE as SECURITY_HUB
from bot.intake.pieces import Piece, piece_notice, unknown_kind

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Format:
    """How one format is told apart, and read; `name` is the service whose findings it holds.

    `parse` gives None for what was read and is no finding.
    """

    name: str
    matches: Callable[[Piece], bool]
    parse: Callable[[Piece], Finding | Notice | None]


FORMATS = (
    Format(SECURITY_HUB, asff.matches, asff.parse),
    Format(guardduty.SERVICE, guardduty.matches, guardduty.parse),
    Format(SECURITY_HUB, ocsf.matches, ocsf.parse),
    Format(sources.INSPECTOR, inspector2.matches, inspector2.parse),
    Format(sources.MACIE, macie.matches, macie.parse),
    Format(sources.ACCESS_ANALYZER, access_analyzer.matches, access_analyzer.parse),
    Format(sources.CONFIG, config.matches, config.parse),
    Format(sources.HEALTH, health.matches, health.parse),
    Format(sources.CLOUDTRAIL, cloudtrail.matches, cloudtrail.parse),
    Format(sources.TRUSTED_ADVISOR, trusted_advisor.matches, trusted_advisor.parse),
    Format(sources.CLOUDWATCH, cloudwatch.matches, cloudwatch.parse),
    Format(sources.CONTROL_TOWER, control_tower.matches, control_tower.parse),
    Format(sources.ACM, acm.matches, acm.parse),
    Format(sources.OPENSEARCH, opensearch.matches, opensearch.parse),
    Format(OWN, canary.matches, canary.parse),
)
"""Every format there is; the first that matches reads the piece."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a message holds: its findings in order, notices of the rest, and what was changed.

    A change is no finding by itself; a call may be both. `quiet` counts what was read, and is
    neither a finding nor anything that could not be read. `canaries` prove the way, and no more.
    """

    findings: tuple[Finding, ...]
    notices: tuple[Notice, ...]
    changes: tuple[Change, ...] = ()
    quiet: int = 0
    canaries: tuple[Canary, ...] = ()


def read(text: str, formats: Sequence[Format] = FORMATS) -> Content:
    """Return all findings of a message's text, and a notice for whatever is none."""
    parts = open_envelope(text)
    found = [part if isinstance(part, Notice) else read_piece(part, formats) for part in parts]
    pieces = [part for part in parts if isinstance(part, Piece)]
    canaries = map(canary.canary_of, pieces)
    changes = map(cloudtrail.change_of, pieces)
    return Content(
        findings=tuple(item for item in found if isinstance(item, Finding)),
        notices=tuple(item for item in found if isinstance(item, Notice)),
        changes=tuple(change for change in changes if change),
        quiet=found.count(None),
        canaries=tuple(one for one in canaries if one),
    )


def read_piece(piece: Piece, formats: Sequence[Format]) -> Finding | Notice | None:
    """Return the finding that an object is, a notice of why it is none, or None where it is well."""
    try:
        fitting = next((item for item in formats if item.matches(piece)), None)
        return fitting.parse(piece) if fitting else unknown_kind(piece)
    except Exception as error:  # noqa: BLE001 - a parser's fault must not lose the message
        _log.exception("a parser broke")
        return piece_notice(piece, words.PARSER_BROKE.fill(error=type(error).__name__))
