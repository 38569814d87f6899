"""What Security Hub's insights counted: numbers by name, and no finding among them.

Fields: https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-cwe-event-formats.html
"""

from __future__ import annotations

from itertools import islice

from bot.domain.finding import Notice
from bot.domain.words import intake as words
from bot.intake.formats.tolerant import Tolerant
from bot.intake.pieces import LONGEST_TEXT, LONGEST_TITLE, Piece, piece_notice

DETAIL_TYPE = "Security Hub Insight Results"
MOST_SHOWN = 10


def is_insight(piece: Piece) -> bool:
    """Say whether an event holds what an insight has counted."""
    return piece.event is not None and piece.event.detail_type == DETAIL_TYPE


def insight_notice(piece: Piece) -> Notice:
    """Return the notice that names the insight and tells its numbers, the first ten of them."""
    body = Tolerant(piece.body)
    name = body.line("insightName", "insightArn")
    if not name:
        return piece_notice(piece, words.INSIGHT_UNNAMED.fill())
    counts = [
        f"{found} {each.text(found)}"
        for each in body.children("insightResults")
        for found in each.names()
    ]
    shown = ", ".join(islice(counts, MOST_SHOWN))
    reason = words.INSIGHT.fill(name=name, count=len(counts), numbers=shown or words.NONE.en)
    told = piece_notice(piece, reason)
    return Notice(
        name[:LONGEST_TITLE],
        "\n".join(counts)[:LONGEST_TEXT],
        told.reason,
        told.source,
        told.account,
        told.region,
    )
