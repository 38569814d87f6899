"""The buttons of a batch's card, the modal of its rejection, and what is typed of a batch."""

from __future__ import annotations

from typing import Any

from bot.domain.cards import BatchCard
from bot.domain.people import Person
from bot.domain.words import reply as words
from bot.response.keeping import batches
from handlers.slack import clicked, lookups, modal_windows
from handlers.slack.clicked import Clicked
from handlers.slack.grammar import Words
from handlers.slack.payloads import Actor, Click, Command, Submission
from handlers.slack.reception import Reception
from handlers.views import ids, replies
from handlers.views.batch import plans_modal, reject_batch_modal
from handlers.views.kit import Message
from handlers.views.modals import refused


async def meant(reception: Reception, typed: str) -> int | None:
    """Return the batch that is decided on by what was typed: its own id, or that of a member."""
    number, execution = lookups.batch(typed), lookups.execution(typed)
    if number is not None or execution is None:
        return number
    return await reception.store.read(lambda unit: batches.waits_with(unit, execution))


async def deciders(
    reception: Reception, actor: Actor, number: int
) -> tuple[Person, tuple[Person, ...]]:
    """Return whoever would approve, and those who have before, as Slack tells of all now."""
    known = await reception.desks.deciding_batches.voters(number)
    return await reception.together(actor, known)


async def typed_yes(
    reception: Reception, person: Person, earlier: tuple[Person, ...], number: int, digest: str
) -> Message:
    """Take up a typed yes to all of a batch, which carries the batch's digest."""
    desk = reception.desks.deciding_batches
    reply = await desk.approve(person, number, digest, "typed", earlier)
    return replies.say(reply.says, reception.look(), who=reply.who)


async def typed_no(reception: Reception, person: Person, number: int, reason: str) -> Message:
    """Take up a typed no to all of a batch."""
    reply = await reception.desks.deciding_batches.reject(person, number, reason, "typed")
    return replies.say(reply.says, reception.look(), who=reply.who)


async def undo(
    reception: Reception, typed: Words, person: Person, number: int, command: Command
) -> Message:
    """Ask to put back all that a batch has changed."""
    desk, reason = reception.desks.batching, typed.after(1)
    reply = await desk.undo(person, number, reason, command.trigger, typed.pairs)
    return replies.say(reply.says, reception.look(), who=reply.who)


async def approve(reception: Reception, click: Click) -> None:
    """Take up a yes to all that was on the card."""
    desk, subject = reception.desks.deciding_batches, click.subject
    person, earlier = await deciders(reception, click.actor, subject.number)
    reply = await desk.approve(person, subject.number, subject.revision, "click", earlier)
    if not reply.done:
        reception.answer(click.reply_to, reply)


async def ask_why_rejected(reception: Reception, click: Click) -> None:
    """Open the modal that asks for the reason."""
    found = await _clicked(reception, click)
    if found is None:
        return
    if not found.card.is_open:
        reception.tell(click.reply_to, words.OLD_BUTTON)
        return
    await modal_windows.open_modal(
        reception, click, reject_batch_modal(found.card, reception.look())
    )


async def open_plans(reception: Reception, click: Click) -> None:
    """Show every plan whole, and once all is on the screen, write down that it was opened."""
    found = await _clicked(reception, click)
    if found is None:
        return
    seal, modal = found.card.batch.seal, plans_modal(found.card, reception.look())
    is_open = await modal_windows.open_modal(reception, click, modal)
    if is_open and not modal.is_cut and seal is not None:
        desk = reception.desks.deciding_batches
        await desk.open_plans(found.person, click.subject.number, seal.digest)


async def reject(reception: Reception, sent: Submission) -> dict[str, Any] | None:
    """Take up a no to all of a batch; where it does not count, the modal says why."""
    person = await reception.who(sent.actor)
    reason, digest = sent.values.get(ids.REASON, ""), sent.subject.revision
    desk = reception.desks.deciding_batches
    reply = await desk.reject(person, sent.subject.number, reason, "click", digest)
    return None if reply.done else refused(reply.says, reply.whom, reception.look())


async def _clicked(reception: Reception, click: Click) -> Clicked[BatchCard] | None:
    """Return the card that was clicked on, once it has plans on it."""
    found = await clicked.batch(reception, click)
    if found is not None and not found.card.parts:
        reception.tell(click.reply_to, words.OLD_BUTTON)
        return None
    return found
