"""Reads `/sec restrict` and `/sec unrestrict`, and takes them to their desk."""

from __future__ import annotations

from bot.domain.people import Person
from bot.response.incidents.restricting import Few
from bot.response.people.replies import Reply
from handlers.slack import grammar, lookups
from handlers.slack.grammar import Words
from handlers.slack.reception import Reception
from handlers.views import replies
from handlers.views.kit import Message

VERBS = ("restrict", "unrestrict")
MORE = "+"
"""Before whoever is to be named as well."""


async def answer(reception: Reception, typed: Words, person: Person) -> Message:
    """Do one of these verbs. Raises UnknownIdError for a finding that has no incident."""
    incident = await lookups.incident(reception, typed.thing(0))
    reply = None if incident is None else await _do(reception, typed, person, incident)
    if reply is None:
        return replies.wrong_use(typed.verb, reception.look())
    return replies.say(reply.says, reception.look(), who=reply.who)


async def _do(reception: Reception, typed: Words, person: Person, incident: int) -> Reply | None:
    """Return what the desk says, or None where the verb was not typed as it goes."""
    desk = reception.desks.restricting
    if typed.verb == "unrestrict":
        return await desk.unrestrict(person, incident, typed.after(1))
    named = _named(typed)
    reason = typed.after(1 + len(named))
    if not named:
        return None
    people = await reception.named(person, *(grammar.mentioned(one.lstrip(MORE)) for one in named))
    few = Few(incident, people, reason)
    if not any(one.startswith(MORE) for one in named):
        return await desk.restrict(person, few)
    return await desk.widen(person, few) if len(named) == 1 else None


def _named(typed: Words) -> tuple[str, ...]:
    """Return the mentions behind the id, up to the first word that is none."""
    found: list[str] = []
    for word in typed.rest[1:]:
        if not grammar.mentioned(word.lstrip(MORE)):
            break
        found.append(word)
    return tuple(found)
