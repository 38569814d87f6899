"""How long findings are kept, and what of them the last night has deleted."""

from __future__ import annotations

from bot.domain.retention import Kept, Purge
from bot.domain.status import Picture, Unknown
from bot.domain.words import retention as words
from bot.domain.words import status as status_words
from handlers.views.marks import Field, Line, When, Words, line


def retained(picture: Picture) -> tuple[Words, ...]:
    """Return the rule and how the last purge went; where all is kept, nothing is said of it."""
    found = picture.kept
    if found is None:
        return ()
    if isinstance(found, Unknown):
        return (line(status_words.UNKNOWN, head=words.STATUS_HEAD, why=found.says),)
    return (line(words.STATUS, head=words.STATUS_HEAD, days=found.days, last=_last(found)),)


def _last(kept: Kept) -> Field:
    last = kept.last
    if last is None:
        return words.STATUS_NEVER
    if last.ended_at is None:
        return line(words.STATUS_RUNS, when=When(last.begun_at, "ago"), count=last.findings)
    told = _done(last, When(last.ended_at, "ago"))
    if last.is_cut:
        told = line(words.STATUS_CUT, done=told)
    if last.ignored:
        told = line(words.STATUS_IGNORED, done=told, count=last.ignored)
    return told


def _done(last: Purge, when: When) -> Line:
    if not last.findings:
        return line(words.STATUS_NONE, when=when)
    return line(words.STATUS_DONE, count=last.findings, when=when, before=When(last.before))
