"""When each detector's own finding last reached secbot by message: what proves its way."""

from __future__ import annotations

from bot.domain.status import Picture, Unknown
from bot.domain.sweeping import Detector, Reached
from bot.domain.words import alert as alert_words
from bot.domain.words import status as words
from bot.domain.words import sweeping
from handlers.views.marks import Line, Many, When, Words, line
from handlers.views.rows import DOT


def reached(picture: Picture) -> tuple[Words, ...]:
    """Return a line of detectors; those that can be asked are named even where none has come."""
    found = picture.reached
    if isinstance(found, Unknown):
        return (line(words.UNKNOWN, head=sweeping.REACHED_HEAD, why=found.says),)
    known = {one.detector: one for one in found}
    names = dict.fromkeys((*map(str, Detector), *known))
    told = tuple(_one(name, known.get(name)) for name in names)
    return (line(sweeping.REACHED, head=sweeping.REACHED_HEAD, each=Many(told, DOT)),)


def _one(detector: str, last: Reached | None) -> Line:
    name = alert_words.SERVICES.get(detector, detector)
    if last is None:
        return line(sweeping.REACHED_NEVER, detector=name)
    said = sweeping.REACHED_SAMPLE if last.sample else sweeping.REACHED_AT
    return line(said, detector=name, when=When(last.at, "ago"))
