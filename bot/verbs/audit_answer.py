"""What chain and anchors together say, in words and as an exit code."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.words import anchoring as words
from bot.domain.words import settings
from bot.ports.anchor import Found
from bot.ports.records import Held
from runbooks.kit.text import Said

ANCHORED = 0
BROKEN = 1
NOT_ANCHORED = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """An exit code, and the sentences that say what is proved and what is not."""

    code: int
    says: tuple[Said, ...]


def unanchored(held: Held) -> Answer:
    """Return the answer where no anchor is set up."""
    says = _broken_by_itself(held)
    if says is not None:
        return Answer(BROKEN, (says,))
    verified = held.verified
    said = settings.VERIFIED.fill(count=verified.count, head=verified.head[:12])
    return Answer(NOT_ANCHORED, (said,))


def unread(held: Held, why: Said) -> Answer:
    """Return the answer where the anchors can't be read."""
    says = _broken_by_itself(held)
    if says is not None:
        return Answer(BROKEN, (says, why))
    return Answer(NOT_ANCHORED, (_unprotected(held, words.UNREAD.fill(why=why.plain())),))


def answer(held: Held, found: Found, target: str) -> Answer:
    """Return the answer of a chain that was held against the anchors found at the target."""
    broken = _broken_by_itself(held) or _broken_by_anchors(held, found, target)
    if broken is not None:
        return Answer(BROKEN, (broken, *found.weak, *found.notes))
    loose = _not_protected(held, found, target)
    if loose is not None:
        return Answer(NOT_ANCHORED, (_unprotected(held, loose), *found.notes))
    verified = held.verified
    anchored = words.ANCHORED.fill(
        target=target,
        count=verified.count,
        head=verified.head[:12],
        began=held.began,
        covered=held.covered,
        loose=held.loose,
    )
    earlier = words.EARLIER.fill(count=held.earlier, began=held.began)
    return Answer(ANCHORED, (anchored, *((earlier,) if held.earlier else ()), *found.notes))


def _broken_by_itself(held: Held) -> Said | None:
    """Say what is wrong with the chain alone."""
    verified = held.verified
    if verified.broken_at is not None:
        return settings.BROKEN.fill(number=verified.broken_at)
    if verified.cut_after is not None:
        return settings.CUT.fill(number=verified.cut_after)
    return None


def _broken_by_anchors(held: Held, found: Found, target: str) -> Said | None:
    """Say what the anchors give the lie to in a chain that is consistent."""
    if held.is_foreign:
        return words.OTHER_CHAIN.fill(target=target)
    if held.wrong_at is not None:
        return words.REWRITTEN.fill(number=held.wrong_at, target=target)
    if held.beyond is not None:
        return words.CUT_OFF.fill(number=held.last, place=held.beyond, target=target)
    if held.bare:
        first, count = held.bare[0].number, len(held.bare)
        return words.BARE.fill(number=first, count=count, target=target)
    if found.unproved:
        return words.UNPROVED.fill(place=found.unproved[0], target=target)
    if not found.marks and held.earlier and not found.is_complete:
        return words.NEVER_SIGNED.fill(count=held.earlier)
    return None


def _not_protected(held: Held, found: Found, target: str) -> Said | None:
    """Say why the anchors of a chain that is consistent with them do not protect it."""
    if found.weak:
        return found.weak[0]
    if not found.marks:
        return words.NOTHING_KEPT.fill(target=target)
    if held.earlier and not found.is_complete:
        return words.BEGAN_LATE.fill(count=held.earlier, began=held.began)
    if held.open_ends:
        return words.OPEN_ENDS.fill(count=held.open_ends, covered=held.covered)
    return None


def _unprotected(held: Held, why: Said) -> Said:
    verified = held.verified
    return words.UNPROTECTED.fill(
        count=verified.count, head=verified.head[:12], why=why.plain().rstrip(".")
    )
