"""The first line of the daily check."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.posture import Standing
from bot.domain.status import Calm, Verdict
from bot.domain.words import status as words
from handlers.views.marks import Field, Line, Many, line


def verdict(found: Verdict) -> Line:
    """Return the verdict as a line: what is to do, and whether the rest is proved."""
    text = words.VERDICTS[found.calm, found.is_proved]
    fields: dict[str, Field] = {"proof": _proof(found)}
    if found.calm in {Calm.NEEDS, Calm.TAKEN}:
        fields["what"] = _what(found)
    return Line(text, fields)


def tally(counts: Mapping[Standing, int]) -> Many:
    """Return how many checks stand how, the worst first."""
    told = (line(words.TALLY, count=many, standing=each) for each, many in counts.items())
    return Many(tuple(told))


def _proof(found: Verdict) -> Line:
    if not found.checks:
        return line(words.NOTHING_CHECKED)
    if found.is_proved:
        return line(words.ALL_PASSED, count=found.checks)
    faults: dict[Standing, int] = {
        each: many for each, many in found.tally.items() if each is not Standing.PASSED
    }
    return line(words.OUT_OF, tally=tally(faults), count=found.checks)


def _what(found: Verdict) -> Many:
    if found.calm is Calm.TAKEN:
        return Many((line(words.TAKEN, count=found.open),))
    told = (
        (words.SLIPPED, found.slipped),
        (words.BRAKES, found.brakes),
        (words.REVIEWS, found.reviews),
        (words.UNOWNED, found.unowned),
        (words.WAITING, found.waiting),
    )
    return Many(tuple(line(text, count=count) for text, count in told if count))
