"""What is said aloud of a hold: that it slipped and by whom, is not known, holds again, or ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from bot.domain.answer import Sensitivity
from bot.domain.cards import HoldCard, Look
from bot.domain.ids import Prefix, spell
from bot.domain.record import What
from bot.domain.words import holding as words
from bot.domain.words import notice
from handlers.views import ids, recorded
from handlers.views.answers import is_shown
from handlers.views.cleaning import defang
from handlers.views.happened import field, sentence
from handlers.views.kit import Message, message
from handlers.views.marks import Always, Field, Line, Many, When, Words, called, line
from handlers.views.parts import Actions, Button, Lines
from handlers.views.rows import DOT, target_name
from runbooks.kit.text import Text

CLAIMS = 4
CHANGES = 3


def hold_word(card: HoldCard, look: Look) -> Message:
    """Return the message that tells a record of a hold."""
    match card.record.what:
        case What.SLIPPED:
            return _slipped(card, look)
        case What.BLIND:
            return _blind(card, look)
        case What.HELD_AGAIN:
            push = line(words.HELD_AGAIN_PUSH, execution=card.hold.id)
            told = line(words.HELD_AGAIN, execution=card.hold.id, **_place(card))
            return message(look, push, (Lines((told,), is_needed=True),))
        case What.REVERT_ASKED:
            return _revert(card, look)
        case _:
            text = _text(card)
            told = Line(text, {name: field(card.record, name) for name in text.blanks})
            return message(look, sentence(card.record), (Lines((told,), is_needed=True),))


def _slipped(card: HoldCard, look: Look) -> Message:
    hold = card.hold
    push = line(
        words.PAGE_PUSH,
        execution=hold.id,
        target=target_name(hold.target),
        account=Always(card.account_name),
    )
    head = line(words.PAGE_HEAD, execution=hold.id, **_place(card))
    again = Button(words.AGAIN, ids.AGAIN, _carried(card), "primary")
    parts = (
        Lines((head, _call(card)), is_needed=True),
        Lines((words.PAGE_CLAIMS, *_claims(card))),
        Lines(tuple(_changes(card, look))),
        Lines((words.PAGE_FOOT,)),
        Actions((again,)),
    )
    return message(look, push, parts)


def _blind(card: HoldCard, look: Look) -> Message:
    push = line(
        words.BLIND_PUSH,
        execution=card.hold.id,
        target=target_name(card.hold.target),
        account=Always(card.account_name),
    )
    when = _when(recorded.text(card.record, "since"))
    head = line(words.BLIND_HEAD, execution=card.hold.id, when=when, **_place(card))
    why = line(words.BLIND_WHY, why=recorded.said(card.record, "why") or words.NO_REASON)
    return message(look, push, (Lines((head, _call(card), why), is_needed=True),))


def _revert(card: HoldCard, look: Look) -> Message:
    hold = card.hold
    push = line(words.REVERT_PUSH, execution=hold.id)
    until: Field = When(hold.revert_at) if hold.revert_at else ""
    head = line(words.REVERT_HEAD, execution=hold.id, when=until, **_place(card))
    back = Button(words.REVERT, ids.UNDO, _carried(card))
    parts = (
        Lines((head, _call(card), words.REVERT_ASK), is_needed=True),
        Actions((back,)),
    )
    return message(look, push, parts)


def _carried(card: HoldCard) -> str:
    return ids.carry(card.execution.id, card.execution.plan_number)


def _place(card: HoldCard) -> dict[str, Field]:
    hold = card.hold
    return {
        "title": card.title,
        "target": target_name(hold.target),
        "account": Always(card.account_name),
        "region": hold.region,
    }


def _call(card: HoldCard) -> Words:
    """Return the line that calls whoever must act: it notifies them."""
    where: Words = words.PAGE_NO_INCIDENT
    if card.hold.incident:
        incident = spell(Prefix.INCIDENT, card.hold.incident)
        where = line(words.PAGE_INCIDENT, incident=incident)
    if not card.who:
        return line(words.PAGE_NOBODY, where=where)
    return line(words.PAGE_FOR, who=Many(called(card.who), DOT), where=where)


def _claims(card: HoldCard) -> Iterator[Line]:
    claims = card.record.body.get("claims")
    for said in claims[:CLAIMS] if isinstance(claims, list) else ():
        yield line(words.CLAIM, says=recorded.spoken(said))


def _changes(card: HoldCard, look: Look) -> Iterator[Words]:
    """Return what CloudTrail tells of who it was, as it told last; each word is a stranger's."""
    if not is_shown(Sensitivity.STANDARD, look):
        yield line(words.CHANGES_HIDDEN, hidden=notice.HIDDEN)
        return
    told = card.later or card.record
    changes = told.body.get("changes")
    if not isinstance(changes, list) or not changes:
        why = recorded.said(told, "untraced") or words.LATE
        yield line(words.NOT_TRACED, why=why)
        return
    yield words.CHANGES
    for change in changes[:CHANGES]:
        if isinstance(change, dict):
            yield _change(change)
    if len(changes) > CHANGES:
        yield line(words.CHANGES_MORE, count=len(changes) - CHANGES)


def _change(change: Mapping[str, Any]) -> Line:
    told = {name: str(change.get(name) or "") for name in ("event", "actor", "address", "agent")}
    return line(
        words.CHANGE,
        event=told["event"],
        when=_when(str(change.get("at") or "")),
        actor=told["actor"] or words.NO_ACTOR,
        address=defang(told["address"]) if told["address"] else words.NO_ADDRESS,
        agent=told["agent"] or words.NO_AGENT,
    )


def _when(at: str) -> Field:
    try:
        return When(datetime.fromisoformat(at))
    except ValueError:
        return at


def _text(card: HoldCard) -> Text:
    if card.record.what is What.RELEASE_ASKED:
        has_reason = bool(recorded.text(card.record, "reason"))
        return words.RELEASE_ASKED_BECAUSE if has_reason else words.RELEASE_ASKED
    return words.WORDS.get(card.record.what, words.HOLD_ENDED)
