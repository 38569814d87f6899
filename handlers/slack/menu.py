"""The menu behind the dots of a card: the modals that it opens, and what comes of them."""

from __future__ import annotations

from typing import Any

from bot.domain.cards import AlertCard
from bot.domain.finding import Severity
from bot.domain.matter import Refused
from bot.domain.people import Person
from bot.domain.silencing import Act, Wish, after
from bot.domain.snoozing import Scope, read_length
from bot.domain.words import reply as words
from bot.domain.words import silencing
from bot.response.incidents.snoozing import Hush
from bot.response.people.replies import Reply
from handlers.slack import clicked, modal_windows, requests
from handlers.slack.payloads import Click, Submission
from handlers.slack.reception import Reception
from handlers.views import ids
from handlers.views.alert_buttons import ACTS
from handlers.views.kit import Modal
from handlers.views.modals import message_modal, refused_at
from handlers.views.silence_modals import assign_modal, clear_modal, snooze_modal
from runbooks.kit.text import Said, Text


async def choose(reception: Reception, click: Click) -> None:
    """Open the modal of what was chosen; a runbook's is opened where its button's is."""
    if not click.subject.act:
        await requests.ask_for_runbook(reception, click)
        return
    found = await clicked.incident(reception, click)
    if found is None:
        return
    if click.subject.act not in set(ACTS):
        reception.tell(click.reply_to, words.OLD_BUTTON)
        return
    act = Act(click.subject.act)
    refusal = _refusal(found.card, act)
    if refusal:
        reception.tell(click.reply_to, refusal)
        return
    modal = await _modal(reception, found.card, act, found.person)
    await modal_windows.open_modal(reception, click, modal)


async def request_snooze(reception: Reception, sent: Submission) -> dict[str, Any] | None:
    """Take up a wish for a snooze, or a yes to one; where it can't be, the modal says why."""
    person = await reception.who(sent.actor)
    scope = sent.values.get(ids.SCOPE, "")
    hush = Hush(
        incident=sent.subject.number,
        length=read_length(sent.values.get(ids.LENGTH, "")),
        scope=Scope(scope) if scope in set(Scope) else None,
        reason=sent.values.get(ids.REASON, "").strip(),
        key=sent.key,
    )
    return _answer(reception, await reception.desks.snoozing.snooze(person, hush), sent)


async def request_clear(reception: Reception, sent: Submission) -> dict[str, Any] | None:
    """Take up that it is no threat, or a yes to that; where it can't be, the modal says why."""
    person = await reception.who(sent.actor)
    number, reason = sent.subject.number, sent.values.get(ids.REASON, "")
    desk = reception.desks.silencing
    reply = await desk.end(person, number, Act.FALSE_POSITIVE, reason, sent.key)
    return _answer(reception, reply, sent)


async def request_assign(reception: Reception, sent: Submission) -> dict[str, Any] | None:
    """Give the incident to whoever was chosen; where it can't be, the modal says why."""
    person = await reception.who(sent.actor)
    (whom,) = await reception.named(person, sent.values.get(ids.OWNER, ""))
    reply = await reception.desks.silencing.assign(person, sent.subject.number, whom)
    return _answer(reception, reply, sent)


def _refusal(card: AlertCard, act: Act) -> Said | Text | None:
    """Return why this can't be done to the incident now, or None."""
    incident = card.case.incident
    if act is Act.SNOOZE and incident.severity is Severity.CRITICAL:
        return silencing.NO_CRITICAL.fill(incident=incident.id)
    status = after(incident, act)
    return status.why if isinstance(status, Refused) else None


async def _modal(reception: Reception, card: AlertCard, act: Act, person: Person) -> Modal:
    look = reception.look()
    if act is Act.ASSIGN:
        return assign_modal(card, look)
    asked = _asked_by_another(card, act, person)
    if act is not Act.SNOOZE:
        return clear_modal(card, look, asked)
    would = await reception.desks.snoozing.preview(asked) if asked else None
    return snooze_modal(card, look, asked, would)


def _asked_by_another(card: AlertCard, act: Act, person: Person) -> Wish | None:
    """Return what somebody else waits for an agreement to."""
    found = (each for each in card.wishes if each.act is act and not each.is_of(person))
    return next(found, None)


def _answer(reception: Reception, reply: Reply, sent: Submission) -> dict[str, Any] | None:
    """Return what is wrong, under the field that can mend it, else in a modal on top."""
    if reply.done:
        return None
    look = reception.look()
    fields = [name for name in (ids.REASON, ids.OWNER) if name in sent.values]
    if fields:
        return refused_at(fields[0], reply.says, reply.whom, look)
    return {"response_action": "push", "view": message_modal(reply.says, look).view}
