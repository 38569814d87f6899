"""`/sec oncall [next|swap @bob until 18:00]`: who is called, and who steps in."""

from __future__ import annotations

import re
from datetime import time

from bot.domain.people import Person
from bot.response.incidents.duty import SwapWish
from handlers.slack import grammar
from handlers.slack.grammar import Words
from handlers.slack.reception import Reception
from handlers.views import replies
from handlers.views.kit import Message
from handlers.views.oncall import oncall

TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])", re.ASCII)
LONGEST = 40
PARTS = 4
"""`swap @bob until 18:00`."""


async def answer(reception: Reception, typed: Words, person: Person) -> Message:
    """Tell who is on call or comes next, or put somebody else on call."""
    what, look = typed.thing(0).casefold(), reception.look()
    if what in {"", "next"} and len(typed.rest) <= 1 and not typed.pairs:
        return oncall(await reception.desks.duty.now(), look, is_next=what == "next")
    whom = grammar.mentioned(typed.thing(1))
    is_swap = what == "swap" and whom and typed.thing(2).casefold() == "until"
    if not is_swap or not typed.has_only(PARTS):
        return replies.wrong_use("oncall", look)
    spoken = typed.thing(3)
    (replaced,) = await reception.named(person, whom)
    wish = SwapWish(replaced, _time(spoken), spoken[:LONGEST])
    reply = await reception.desks.duty.swap(person, wish)
    return replies.say(reply.says, look, who=reply.who)


def _time(spoken: str) -> time | None:
    found = TIME.fullmatch(spoken)
    return time(int(found[1]), int(found[2])) if found else None
