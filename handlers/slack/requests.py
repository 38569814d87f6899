"""Runbook buttons, Undo... buttons, and the modals that ask for the reason."""

from __future__ import annotations

from typing import Any

from bot.domain.cards import AlertCard
from bot.domain.words import reply as words
from bot.response.planning.aiming import Wish
from handlers.slack import clicked, modal_windows
from handlers.slack.payloads import Click, Submission
from handlers.slack.reception import Reception
from handlers.views import ids
from handlers.views.modals import ask_modal, refused, undo_modal


async def ask_for_runbook(reception: Reception, click: Click) -> None:
    """Open the modal that asks why, for the button's or the menu's runbook.

    A runbook that fits no more is not swapped for another one that does.
    """
    found = await clicked.incident(reception, click)
    if found is None:
        return
    name = click.action.partition(":")[2] or click.subject.runbook
    if not _is_offered(name, found.card):
        reception.tell(click.reply_to, words.OLD_BUTTON)
        return
    await modal_windows.open_modal(reception, click, ask_modal(found.card, reception.look(), name))


async def ask_for_undo(reception: Reception, click: Click) -> None:
    """Open the modal that asks why it is to be put back."""
    found = await clicked.execution(reception, click)
    if found is None:
        return
    choices = reception.desks.asking.undo_choices(found.card.execution.ask.runbook)
    await modal_windows.open_modal(
        reception, click, undo_modal(found.card, reception.look(), choices)
    )


async def request_runbook(reception: Reception, sent: Submission) -> dict[str, Any] | None:
    """Take up a wish for a runbook; where it can't be, the modal says why."""
    wish = Wish(
        runbook=sent.subject.runbook or sent.values.get(ids.RUNBOOK, ""),
        incident=sent.subject.number,
        reason=sent.values.get(ids.REASON, ""),
        key=sent.key,
    )
    person = await reception.who(sent.actor)
    chosen = sent.values[ids.TARGETS].split(",") if ids.TARGETS in sent.values else ()
    reply = await reception.desks.batching.ask(person, wish, chosen=chosen)
    return None if reply.done else refused(reply.says, reply.whom, reception.look())


async def request_undo(reception: Reception, sent: Submission) -> dict[str, Any] | None:
    """Take up a wish to put something back; where it can't be, the modal says why."""
    person = await reception.who(sent.actor)
    chosen = {name: value for name, value in sent.values.items() if name != ids.REASON}
    reason, number = sent.values.get(ids.REASON, ""), sent.subject.number
    reply = await reception.desks.asking.undo(person, number, reason, sent.key, chosen)
    return None if reply.done else refused(reply.says, reply.whom, reception.look())


def _is_offered(name: str, card: AlertCard) -> bool:
    """Say whether the incident offers this runbook still, or none at all, which the modal tells."""
    return not name or not card.offers or name in {offer.name for offer in card.offers}
