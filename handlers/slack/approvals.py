"""The Approve, Reject... and Plan buttons of an approval card, and the modal of Reject."""

from __future__ import annotations

from typing import Any

from handlers.slack import clicked, modal_windows
from handlers.slack.payloads import Click, Submission
from handlers.slack.reception import Reception
from handlers.views import ids
from handlers.views.modals import refused, reject_modal
from handlers.views.plan import plan_modal


async def approve(reception: Reception, click: Click) -> None:
    """Take up a yes to the plan that was on the card."""
    desk, subject = reception.desks.deciding, click.subject
    person, earlier = await reception.deciders(click.actor, subject.number)
    reply = await desk.approve(person, subject.number, subject.revision, "click", earlier)
    if not reply.done:
        reception.answer(click.reply_to, reply)


async def ask_why_rejected(reception: Reception, click: Click) -> None:
    """Open the modal that asks for the reason."""
    found = await clicked.plan(reception, click)
    if found is None:
        return
    await modal_windows.open_modal(reception, click, reject_modal(found.card, reception.look()))


async def open_plan(reception: Reception, click: Click) -> None:
    """Show the whole plan, and once it is on the screen, write down that it was opened."""
    found = await clicked.plan(reception, click)
    if found is None:
        return
    modal = plan_modal(found.card, reception.look())
    is_open = await modal_windows.open_modal(reception, click, modal)
    if is_open and not modal.is_cut:
        desk = reception.desks.deciding
        await desk.open_plan(found.person, click.subject.number, click.subject.plan)


async def reject(reception: Reception, sent: Submission) -> dict[str, Any] | None:
    """Take up a no; where it does not count, the modal says why."""
    person = await reception.who(sent.actor)
    reason, digest = sent.values.get(ids.REASON, ""), sent.subject.revision
    desk = reception.desks.deciding
    reply = await desk.reject(person, sent.subject.number, reason, "click", digest)
    return None if reply.done else refused(reply.says, reply.whom, reception.look())
