"""Who is on call, for the person who asks."""

from __future__ import annotations

from bot.domain.cards import Look
from bot.domain.rota import Duty
from bot.domain.words import oncall as words
from handlers.views.kit import Message, message
from handlers.views.marks import Field, Line, When, Words, called, line
from handlers.views.parts import Lines


def oncall(duty: Duty | None, look: Look, *, is_next: bool) -> Message:
    """Return who is on call now, or who comes next."""
    told = words.NOBODY if duty is None else _next(duty) if is_next else _now(duty)
    return message(look, words.PUSH, (Lines((told,), is_needed=True),))


def _next(duty: Duty) -> Words:
    if duty.until is None:
        return words.NO_NEXT
    return line(words.NEXT, after=_person(duty.after), until=When(duty.until))


def _now(duty: Duty) -> Line:
    if duty.until is None:
        return line(words.GROUP, who=_person(duty.who))
    then: dict[str, Field] = {"after": _person(duty.after), "until": When(duty.until)}
    if not duty.who:
        return line(words.NOT_YET, **then)
    if duty.instead:
        return line(words.INSTEAD, who=_person(duty.who), instead=_person(duty.instead), **then)
    return line(words.NOW, who=_person(duty.who), **then)


def _person(who: str) -> Field:
    (mark,) = called([who])
    return mark
