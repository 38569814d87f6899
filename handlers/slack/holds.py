"""`/sec release`, and the button that asks once more for what has slipped."""

from __future__ import annotations

from bot.domain.ids import Prefix
from bot.domain.people import Person
from bot.response.holding.holding_desk import Letting
from handlers.slack import lookups
from handlers.slack.grammar import Words
from handlers.slack.payloads import Click
from handlers.slack.reception import Reception
from handlers.views import replies
from handlers.views.kit import Message


async def release(reception: Reception, typed: Words, person: Person, key: str) -> Message:
    """Take up a wish to end the holds of an incident, or that of one execution.

    A finding's id means its incident. Raises UnknownIdError where it has none.
    """
    subject = typed.thing(0)
    found = await lookups.named(reception, subject)
    if found is None or found[0] in {Prefix.ERROR, Prefix.BATCH}:
        return replies.wrong_use("release", reception.look())
    prefix, number = found
    if prefix is Prefix.FINDING:
        prefix = Prefix.INCIDENT
        number = await lookups.incident(reception, subject) or 0
    wish = Letting(prefix, number, typed.after(1), key)
    reply = await reception.desks.holding.release(person, wish)
    return replies.say(reply.says, reception.look(), who=reply.who)


async def again(reception: Reception, click: Click) -> None:
    """Ask for the runbook once more that has slipped, as it was asked for; it is decided anew."""
    person = await reception.who(click.actor)
    desk = reception.desks.asking
    reply = await desk.again(person, click.subject.number, click.trigger)
    reception.answer(click.reply_to, reply)
