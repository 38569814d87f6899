"""`/sec status` and `/sec noise`: the daily check and what is loud, for the person who typed it."""

from __future__ import annotations

from bot.domain.matter import Refused
from bot.domain.people import Person
from bot.domain.words import status as words
from handlers.slack import lookups
from handlers.slack.grammar import Words
from handlers.slack.reception import Reception
from handlers.views import replies
from handlers.views.kit import Message
from handlers.views.noise import noise as loud
from handlers.views.status import status

LONGEST = 40


async def told(reception: Reception, typed: Words, person: Person) -> Message:
    """Return the sheet of one account or of all; an account that is none is never all of them."""
    look = reception.look()
    if len(typed.rest) > 1:
        return replies.wrong_use("status", look)
    account = lookups.brake(reception, typed)
    if account is None or account not in {"", *reception.policy.accounts}:
        says = words.NO_ACCOUNT.fill(typed=typed.after(0)[:LONGEST])
        return replies.say(says, look)
    card = await reception.desks.status.status(person, account)
    return replies.say(card.why, look) if isinstance(card, Refused) else status(card, look)


async def noise(reception: Reception, typed: Words, person: Person) -> Message:
    """Return how loud each type of finding is, and what might be kept from the channel."""
    look = reception.look()
    if not typed.has_only(0):
        return replies.wrong_use("noise", look)
    found = await reception.desks.noise.noise(person)
    return replies.say(found.why, look) if isinstance(found, Refused) else loud(found, look)
