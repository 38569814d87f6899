"""What is pressed and typed where somebody contains alone at night, and where others answer it."""

from __future__ import annotations

from typing import Any

from bot.domain.words import night
from bot.domain.words import reply as words
from handlers.slack import clicked, modal_windows
from handlers.slack.payloads import Click, Submission
from handlers.slack.reception import Reception
from handlers.views import ids
from handlers.views.modals import refused
from handlers.views.night import WRONG, alone_modal, review_modal


async def ask(reception: Reception, click: Click) -> None:
    """Open the modal for whoever asked; a mere click runs nothing."""
    found = await clicked.plan(reception, click)
    if found is None:
        return
    execution = found.card.execution
    if execution.requester_slack_id not in {"", click.actor.slack_id}:
        says = night.NOT_YOURS.fill(name=execution.requester_name, execution=execution.id)
        reception.tell(click.reply_to, says)
        return
    await modal_windows.open_modal(reception, click, alone_modal(found.card, reception.look()))


async def contain(reception: Reception, sent: Submission) -> dict[str, Any] | None:
    """Take up what was typed; where it does not run, the modal says why."""
    person = await reception.who(sent.actor)
    digest, reason = sent.values.get(ids.DIGEST, ""), sent.values.get(ids.REASON, "")
    reply = await reception.desks.night.alone(person, sent.subject.number, digest, reason)
    return None if reply.done else refused(reply.says, reply.whom, reception.look())


async def stop(reception: Reception, click: Click) -> None:
    """Pull the brake of the account in which somebody contains alone."""
    person = await reception.who_stops(click.actor)
    number = click.subject.number
    execution = await reception.store.read(lambda unit: unit.executions.get(number))
    if execution is None:
        reception.tell(click.reply_to, words.OLD_BUTTON)
        return
    reason = night.STOPPED_ALONE.fill(execution=execution.id).plain()
    reply = await reception.desks.braking.stop(person, execution.ask.account, reason)
    reception.answer(click.reply_to, reply)


async def ask_what_was_found(reception: Reception, click: Click) -> None:
    """Open the modal in which another person confirms or denies."""
    found = await clicked.plan(reception, click)
    if found is not None:
        await modal_windows.open_modal(reception, click, review_modal(found.card, reception.look()))


async def review(reception: Reception, sent: Submission) -> dict[str, Any] | None:
    """Take up what was found; where it does not count, the modal says why."""
    person = await reception.who(sent.actor)
    says, denies = sent.values.get(ids.REASON, ""), sent.values.get(ids.VERDICT) == WRONG
    desk = reception.desks.reviewing
    reply = await desk.review(person, sent.subject.number, says, denies=denies)
    return None if reply.done else refused(reply.says, reply.whom, reception.look())
