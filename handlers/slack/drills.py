"""`/sec drill`: list the drills, start one, stop one."""

from __future__ import annotations

from bot.domain.people import Person
from bot.domain.words import drills as words
from bot.response.people.replies import Reply
from bot.response.planning.aiming import Wish
from handlers.slack import lookups
from handlers.slack.grammar import Words
from handlers.slack.payloads import Command
from handlers.slack.reception import Reception
from handlers.views import replies
from handlers.views.drill import drills
from handlers.views.kit import Message

START, STOP, LIST = "start", "stop", "list"


async def answer(reception: Reception, command: Command, typed: Words, person: Person) -> Message:
    """Do what was typed behind `drill`; nothing behind it lists them."""
    verb = typed.thing(0).casefold() or LIST
    if verb == START:
        return await _start(reception, command, typed, person)
    if verb == STOP and not typed.thing(2) and not typed.pairs:
        return await _stop(reception, typed, person)
    if verb == LIST and not typed.thing(1) and not typed.pairs:
        return await _list(reception, person)
    return replies.wrong_use("drill", reception.look())


async def _start(reception: Reception, command: Command, typed: Words, person: Person) -> Message:
    kind, rest, pairs = typed.thing(1).casefold(), list(typed.rest[2:]), dict(typed.pairs)
    named = rest[0].casefold().replace("-", "_") if rest else ""
    runbook = named if named in reception.desks.asking.catalogue else ""
    if runbook:
        rest.pop(0)
    if not kind or not rest:
        return replies.say(words.NO_TARGET, reception.look())
    target = rest.pop(0)
    wish = Wish(
        runbook=runbook,
        incident=await lookups.incident(reception, target),
        target=target,
        account=pairs.pop("account", ""),
        region=pairs.pop("region", ""),
        more=pairs,
        reason=" ".join(rest),
        channel=command.channel,
        key=command.trigger,
    )
    return _told(reception, await reception.desks.drilling.start(person, kind, wish))


async def _stop(reception: Reception, typed: Words, person: Person) -> Message:
    named = typed.thing(1)
    number = lookups.execution(named) if named else None
    if named and number is None:
        return replies.wrong_use("drill", reception.look())
    return _told(reception, await reception.desks.drilling.stop(person, number))


async def _list(reception: Reception, person: Person) -> Message:
    listing = await reception.desks.drilling.listed(person)
    if isinstance(listing, Reply):
        return _told(reception, listing)
    names = {each: known.name for each, known in reception.policy.accounts.items()}
    return drills(listing, names, reception.look())


def _told(reception: Reception, reply: Reply) -> Message:
    return replies.say(reply.says, reception.look(), who=reply.who)
