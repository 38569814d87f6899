"""Reads `/sec assign`, `close`, `fp`, `reopen`, `snooze` and `wake`, and takes them to their desk."""

from __future__ import annotations

from bot.domain.people import Person
from bot.domain.silencing import Act
from bot.domain.snoozing import Scope, read_length
from bot.response.incidents.snoozing import Hush
from bot.response.people.replies import Reply
from handlers.slack import grammar, lookups
from handlers.slack.grammar import Words
from handlers.slack.reception import Reception
from handlers.views import replies
from handlers.views.kit import Message

VERBS = ("assign", "close", "fp", "reopen", "snooze", "wake")
SCOPE = "scope"


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
    silencing, snoozing = reception.desks.silencing, reception.desks.snoozing
    match typed.verb:
        case "assign":
            owner = grammar.mentioned(typed.thing(1)) if typed.has_only(2) else ""
            if not owner:
                return None
            (whom,) = await reception.named(person, owner)
            return await silencing.assign(person, incident, whom)
        case "reopen":
            return await silencing.reopen(person, incident, typed.after(1))
        case "wake":
            return await snoozing.wake(person, incident) if typed.has_only(1) else None
        case "snooze":
            hush = hush_of(typed, incident, key)
            return await snoozing.snooze(person, hush) if hush else None
        case verb:
            return await silencing.end(person, incident, Act(verb), typed.after(1), key)


def hush_of(typed: Words, incident: int, key: str) -> Hush | None:
    """Return what is to be snoozed, or None where that can't be read.

    Who agrees need say no more than the id.
    """
    scope = typed.pairs.get(SCOPE, "").casefold()
    if not typed.pairs.keys() <= {SCOPE} or (typed.pairs and scope not in set(Scope)):
        return None
    length = read_length(typed.thing(1))
    if length is None and len(typed.rest) > 1:
        return None
    reason = " ".join(typed.rest[2:])
    return Hush(incident, length, Scope(scope) if scope else None, reason, key)
