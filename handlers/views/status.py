"""The daily check as a message: the verdict, what needs somebody, the proof of the quiet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import TypeVar

from bot.domain.cards import Look
from bot.domain.finding import Severity
from bot.domain.hold import Grasp
from bot.domain.ids import Prefix, spell
from bot.domain.incident import Incident
from bot.domain.review import Review, ReviewKind
from bot.domain.status import (
    Brake,
    Day,
    Lifted,
    Picture,
    StatusCard,
    Undoable,
    Unknown,
    Waiting,
    judge,
)
from bot.domain.words import alert as alert_words
from bot.domain.words import holding, night
from bot.domain.words import status as words
from handlers.views.kit import Message, message
from handlers.views.marks import Field, Line, Many, When, Words, line
from handlers.views.parts import Lines
from handlers.views.rich import rich, shown
from handlers.views.rows import DOT, rows, target_name
from handlers.views.status_fatigue import fatigue
from handlers.views.status_proof import Room, account_name, proof, short
from handlers.views.status_reached import reached
from handlers.views.status_restricted import restricted
from handlers.views.status_retained import retained
from handlers.views.status_routes import aside
from handlers.views.status_silence import silence
from handlers.views.status_verdict import verdict
from runbooks.kit.text import Language, Text

LATE = timedelta(minutes=5)

T = TypeVar("T")


SLACK = Room()
TERMINAL = Room(10_000, 10_000, 10_000, 10_000)


def status(card: StatusCard, look: Look) -> Message:
    """Return the sheet within Slack's limits."""
    return message(look, verdict(judge(card.picture)), parts(card, SLACK))


def terminal(card: StatusCard, language: Language) -> tuple[str, ...]:
    """Return the lines of the whole sheet as a terminal shows them: nothing is left out."""
    return tuple(
        "".join(shown(element) for element in rich(one, language).elements)
        for part in parts(card, TERMINAL)
        for one in part.lines
    )


def parts(card: StatusCard, room: Room) -> tuple[Lines, ...]:
    """Return the sheet, part by part."""
    picture = card.picture
    needs = (
        *_brakes(picture, room.things),
        *_lifts(picture, room.things),
        *_reviews(picture, room.things),
        *restricted(picture, room.things),
        *_list(
            picture,
            words.NEEDS_HEAD,
            picture.unowned,
            _incident,
            _more(room, words.NEEDS_MORE),
            picture.more_unowned,
        ),
        *_list(picture, words.WAITING_HEAD, picture.waiting, _waiting, _more(room)),
    )
    stands = (
        _open(picture),
        *_list(picture, words.UNDO_HEAD, picture.undo, _undoable, _more(room)),
        *_holds(picture.holds),
        *silence(picture, room.things),
        *aside(picture, room.things),
        _day(picture.day),
        *fatigue(picture.fatigue),
    )
    return (
        Lines((verdict(judge(picture)), *_moment(card)), is_needed=True),
        Lines(needs),
        Lines(stands),
        *proof(card, room),
        Lines((*reached(picture), *retained(picture))),
    )


def _more(room: Room, text: Text = words.MORE) -> tuple[int, Text]:
    """Return how many rows a list may have, and what tells of the others."""
    return room.things, text


def _moment(card: StatusCard) -> tuple[Words, ...]:
    picture = card.picture
    when = When(picture.at)
    if picture.account:
        of = line(words.AS_OF_ONE, account=account_name(picture, picture.account), when=when)
    else:
        of = line(words.AS_OF, when=when)
    if card.due_at is None or picture.at - card.due_at < LATE:
        return (of,)
    return (of, line(words.DUE, due=When(card.due_at)))


def _list(
    picture: Picture,
    head: Text,
    part: Sequence[T] | Unknown,
    row: Callable[[Picture, T], Line],
    room: tuple[int, Text],
    besides: int = 0,
) -> tuple[Words, ...]:
    """Return a heading with its rows, that there are none, or why they are not known."""
    if isinstance(part, Unknown):
        return (line(words.UNKNOWN, head=head, why=part.says),)
    if not part:
        return (line(words.NOTHING, head=head),)
    most, more = room
    return rows(head, [row(picture, one) for one in part], most, more, besides)


def _brakes(picture: Picture, most: int) -> tuple[Words, ...]:
    """Return the pulled brakes; where there are none, nothing is said of them."""
    if picture.brakes == ():
        return ()
    return _list(picture, words.BRAKES_HEAD, picture.brakes, _brake, (most, words.MORE))


def _brake(picture: Picture, brake: Brake) -> Line:
    name, when = brake.by_name, When(brake.at, "ago")
    if not brake.account:
        return line(words.STOPPED_EVERYWHERE, name=name, when=when)
    account = account_name(picture, brake.account)
    return line(words.STOPPED, account=account, name=name, when=when, number=brake.account)


def _lifts(picture: Picture, most: int) -> tuple[Words, ...]:
    """Return where the ceiling is lifted; where it is not, nothing is said of it."""
    if picture.lifts == ():
        return ()
    return _list(picture, words.LIFTS_HEAD, picture.lifts, _lift, (most, words.MORE))


def _lift(picture: Picture, lift: Lifted) -> Line:
    name, when = lift.by_name, When(lift.until)
    if not lift.account:
        return line(words.LIFTED_EVERYWHERE, name=name, when=when)
    return line(words.LIFTED, account=account_name(picture, lift.account), name=name, when=when)


def _reviews(picture: Picture, most: int) -> tuple[Words, ...]:
    """Return the reviews that wait; where there are none, nothing is said of them."""
    if picture.reviews == ():
        return ()
    return _list(picture, words.REVIEWS_HEAD, picture.reviews, _review, (most, words.MORE))


def _review(_: Picture, review: Review) -> Line:
    fields: dict[str, Field] = {
        "execution": spell(Prefix.EXECUTION, review.execution),
        "name": review.opened_by_name,
        "when": When(review.opened_at, "ago"),
        "reason": short(review.reason),
    }
    if review.kind is ReviewKind.NIGHT:
        return line(night.STATUS_ROW, **fields, at=f"{review.opened_at:%H:%M}")
    return line(words.REVIEW_ROW, **fields)


def _incident(picture: Picture, incident: Incident) -> Line:
    return line(
        words.NEEDS_ROW,
        sign=alert_words.SIGNS[incident.severity],
        incident=incident.id,
        severity=incident.severity,
        title=short(incident.title),
        account=account_name(picture, incident.account),
        since=When(incident.opened_at, "ago"),
    )


def _waiting(picture: Picture, waiting: Waiting) -> Line:
    return line(
        words.WAITING_ROW,
        plan=waiting.id,
        runbook=waiting.runbook,
        target=short(target_name(waiting.target)),
        account=account_name(picture, waiting.account),
        name=short(waiting.asked_by),
        has=waiting.has,
        needs=waiting.needs,
        when=When(waiting.expires_at, "time"),
    )


def _undoable(picture: Picture, undo: Undoable) -> Line:
    when: Field = When(undo.ended_at, "ago") if undo.ended_at else ""
    return line(
        words.UNDO_ROW,
        execution=undo.id,
        runbook=undo.runbook,
        target=short(target_name(undo.target)),
        account=account_name(picture, undo.account),
        outcome=str(undo.outcome or ""),
        when=when,
    )


def _open(picture: Picture) -> Words:
    found = picture.open
    if isinstance(found, Unknown):
        return line(words.UNKNOWN, head=words.OPEN_HEAD, why=found.says)
    if not found:
        return line(words.NOTHING, head=words.OPEN_HEAD)
    return line(words.OPEN, head=words.OPEN_HEAD, counts=_by_severity(found))


def _holds(holds: Grasp | Unknown) -> tuple[Words, ...]:
    """Return how what was contained holds, and when the check that is longest ago was.

    Where nothing is held, nothing is said of it.
    """
    if isinstance(holds, Unknown):
        return (line(words.UNKNOWN, head=holding.STATUS_HEAD, why=holds.says),)
    if not holds.count:
        return ()
    counts = {"held": holds.held, "slipped": holds.slipped, "unknown": holds.unknown}
    if holds.oldest is None:
        return (line(holding.STATUS_NEVER, **counts),)
    return (line(holding.STATUS, **counts, when=When(holds.oldest, "ago")),)


def _day(day: Day | Unknown) -> Words:
    if isinstance(day, Unknown):
        return line(words.UNKNOWN, head=words.DAY_HEAD, why=day.says)
    opened: Field = words.OPENED_NOTHING
    ended: Field = words.ENDED_NOTHING
    if day.opened:
        opened = line(words.OPENED, counts=_by_severity(day.opened))
    if day.ended:
        told = (line(words.OUTCOME, count=many, outcome=each) for each, many in day.ended.items())
        ended = line(words.ENDED, counts=Many(tuple(told)))
    return line(words.DAY, head=words.DAY_HEAD, opened=opened, ended=ended)


def _by_severity(counts: Mapping[Severity, int]) -> Many:
    """Return how many there are of each severity, the worst first."""
    worst_first = sorted(counts, key=lambda severity: -severity.rank)
    told = (line(words.SEVERITY, severity=each, count=counts[each]) for each in worst_first)
    return Many(tuple(told), DOT)
