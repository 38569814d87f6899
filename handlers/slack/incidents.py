"""The button that takes an incident, and the one that opens its card in a storm."""

from __future__ import annotations

from handlers.slack.payloads import Click
from handlers.slack.reception import Reception


async def take(reception: Reception, click: Click) -> None:
    """Give the incident to whoever clicked; if it can't be, they are told why."""
    person = await reception.glance(click.actor)
    reply = await reception.desks.incidents.take(person, click.subject.number)
    if not reply.done:
        reception.answer(click.reply_to, reply)


async def open_card(reception: Reception, click: Click) -> None:
    """Have the card posted that a storm's card stood for, and say so."""
    person = await reception.glance(click.actor)
    reply = await reception.desks.storms.open(person, click.subject.number)
    reception.answer(click.reply_to, reply)
