"""Reads `/sec assign`, `close`, `fp` and `reopen`, and takes them to their desk."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.people import Person
from bot.domain.silencing import Act
from bot.response.replies import Reply
from handlers.slack import grammar, lookups
from handlers.slack.grammar import Words
from handlers.slack.payloads import Actor
from handlers.slack.reception import Reception
from handlers.views import replies
from handlers.views.kit import Message

VERBS: Mapping[str, Act] = {
    "assign": Act.ASSIGN,
    "close": Act.CLOSE,
    "fp": Act.FALSE_POSITIVE,
    "reopen": Act.REOPEN,
}


async def answer(reception: Reception, typed: Words, person: Person, key: str) -> Message:
    """Do one of these verbs. Raises UnknownIdError for a finding that has no incident."""
    incident = await lookups.incident(reception, typed.thing(0))
    reply = None if incident is None else await _do(reception, typed, person, incident, key)
    if reply is None:
        return replies.wrong_use(typed.verb, reception.look())
    return replies.say(reply.says, reception.look(), who=reply.who)


async def _do(
    reception: Reception, typed: Words, person: Person, incident: int, key: str
) -> Reply | None:
    """Return what the desk says, or None where the verb was not typed as it goes."""
    desk, act = reception.desks.silencing, VERBS[typed.verb]
    match act:
        case Act.ASSIGN:
            owner = grammar.mentioned(typed.thing(1)) if typed.has_only(2) else ""
            if not owner:
                return None
            whom = await reception.who(Actor(owner, person.team))
            return await desk.assign(person, incident, whom)
        case Act.REOPEN:
            return await desk.reopen(person, incident, typed.after(1))
        case _:
            return await desk.end(person, incident, act, typed.after(1), key)
