"""Reads `/sec split` and `/sec merge`, and takes them to their desk."""

from __future__ import annotations

from bot.domain.people import Person
from bot.response.people.replies import Reply
from handlers.slack import lookups
from handlers.slack.grammar import Words
from handlers.slack.reception import Reception
from handlers.views import replies
from handlers.views.kit import Message

VERBS = ("split", "merge")


async def answer(reception: Reception, typed: Words, person: Person) -> Message:
    """Do one of these verbs. Raises UnknownIdError for a finding that has no incident."""
    incident = await lookups.incident(reception, typed.thing(0))
    reply = None if incident is None else await _do(reception, typed, person, incident)
    if reply is None:
        return replies.wrong_use(typed.verb, reception.look())
    return replies.say(reply.says, reception.look(), who=reply.who)


async def _do(reception: Reception, typed: Words, person: Person, incident: int) -> Reply | None:
    """Return what the desk says, or None where the verb was not typed as it goes."""
    desk = reception.desks.regrouping
    if typed.verb == "split":
        findings = _findings(typed)
        reason = typed.after(len(findings) or 1)
        return await desk.split(person, incident, findings, reason)
    other = await lookups.incident(reception, typed.thing(1))
    return None if other is None else await desk.merge(person, incident, other, typed.after(2))


def _findings(typed: Words) -> tuple[int, ...]:
    """Return the numbers of the findings at the beginning, up to the first word that is none."""
    found: list[int] = []
    for word in typed.rest:
        number = lookups.finding(word)
        if number is None:
            break
        found.append(number)
    return tuple(found)
