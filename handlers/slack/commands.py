"""`/sec`: finds the verb, does it, and answers the person who typed it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace

from bot.domain.matter import Refused
from bot.domain.people import Person, Role
from bot.domain.rights import Deed, may
from bot.domain.words import braking as brake_words
from bot.domain.words import reply as words
from bot.response.people.replies import Reply
from bot.response.planning.aiming import Wish
from handlers.slack import (
    batches,
    daily,
    drills,
    grammar,
    holds,
    lifts,
    lookups,
    oncall,
    regrouping,
    restrictions,
    silences,
)
from handlers.slack.grammar import Words
from handlers.slack.lookups import UnknownIdError
from handlers.slack.payloads import Command
from handlers.slack.reception import Reception
from handlers.views import replies
from handlers.views.kit import Message
from handlers.views.night import WRONG

LONGEST = 3000
LONGEST_VERB = 40


@dataclass(frozen=True, slots=True)
class Call:
    """One command: what was typed, by whom, and whom to ask."""

    reception: Reception
    command: Command
    typed: Words
    person: Person
    earlier: tuple[Person, ...] = ()


Verb = Callable[[Call], Awaitable[Message]]


async def answer(reception: Reception, command: Command) -> Message:
    """Do what was typed and return the answer, which only this person sees.

    Whoever is none of ours is told so, whatever they typed.
    """
    typed = grammar.read(command.text[:LONGEST])
    person, earlier = await _whoever(reception, command, typed)
    verdict = may(person, Deed.LOOK, "", reception.policy)
    if isinstance(verdict, Refused):
        return replies.say(verdict.why, reception.look())
    if len(command.text) > LONGEST:
        return replies.say(words.TOO_LONG.fill(most=LONGEST), reception.look())
    if not typed.verb:
        return await lookups.mine(reception, person)
    verb = VERBS.get(typed.verb)
    if verb is None:
        return _unknown(reception, typed.verb)
    try:
        return await verb(Call(reception, command, typed, person, earlier))
    except UnknownIdError as error:
        return replies.say(words.UNKNOWN_ID.fill(id=error.typed), reception.look())


async def _whoever(
    reception: Reception, command: Command, typed: Words
) -> tuple[Person, tuple[Person, ...]]:
    """Return who has typed, and, where that approves, who has before, as Slack tells of all now."""
    if typed.verb == "approve":
        batch = await batches.meant(reception, typed.thing(0))
        if batch is not None and typed.thing(1):
            return await batches.deciders(reception, command.actor, batch)
        execution = lookups.execution(typed.thing(0))
        if execution is not None and typed.thing(1):
            return await reception.deciders(command.actor, execution)
    elif typed.verb == "stop":
        return await reception.who_stops(command.actor), ()
    elif typed.verb in DECIDING:
        return await reception.who(command.actor), ()
    return await reception.glance(command.actor), ()


async def press(reception: Reception, command: Command) -> Message:
    """Do the verb on a button; one that acts is only explained, for a button has no THING.

    `/sec stop` without one would stop everything.
    """
    is_look = command.text in LOOKING
    text = command.text if is_look else f"help {command.text}"
    return await answer(reception, replace(command, text=text))


async def help_(call: Call) -> Message:
    """Tell the verbs that the person may use, or how one of them goes."""
    wanted = call.typed.thing().casefold()
    if wanted == "run":
        return replies.help_run(call.reception.desks.asking.known(), call.reception.look())
    if wanted in VERBS:
        return replies.help_verb(wanted, call.reception.look())
    if wanted:
        return _unknown(call.reception, wanted)
    return replies.help_verbs(allowed(call.reception, call.person), call.reception.look())


async def run(call: Call) -> Message:
    """Ask for a runbook on all that an incident names, or on one or several targets in words.

    An incident has its own account and Region: others are not silently left out.
    """
    targets, rest = grammar.targets(call.typed.rest[1:])
    runbook, target = call.typed.thing(0), targets[0] if targets else ""
    pairs = dict(call.typed.pairs)
    look = LOOKS.get(pairs.pop("plan", "").casefold())
    if not runbook or not target or look is None:
        return replies.wrong_use("run", call.reception.look())
    for place in (0, -1):
        if rest and rest[place].casefold() == "plan":
            rest.pop(place)
            look = True
    incident = await lookups.incident(call.reception, target)
    if incident and (pairs.keys() & PLACE or len(targets) > 1):
        return replies.wrong_use("run", call.reception.look())
    wish = Wish(
        runbook=runbook.casefold().replace("-", "_"),
        incident=incident,
        target="" if incident else target,
        account=pairs.pop("account", ""),
        region=pairs.pop("region", ""),
        more=pairs,
        reason=" ".join(rest),
        plan_only=look,
        channel=call.command.channel,
        key=call.command.trigger,
        hold=pairs.pop("hold", ""),
    )
    batching = call.reception.desks.batching
    return _told(call.reception, await batching.ask(call.person, wish, () if incident else targets))


async def approve(call: Call) -> Message:
    """Take up a typed yes, which carries the digest of the plan, or the batch, that was read."""
    batch = await batches.meant(call.reception, call.typed.thing(0))
    if batch is not None and call.typed.thing(1):
        given = call.typed.thing(1)
        return await batches.typed_yes(call.reception, call.person, call.earlier, batch, given)
    execution, digest = lookups.execution(call.typed.thing(0)), call.typed.thing(1)
    if execution is None or not digest:
        return replies.wrong_use("approve", call.reception.look())
    deciding = call.reception.desks.deciding
    reply = await deciding.approve(call.person, execution, digest, "typed", call.earlier)
    return _told(call.reception, reply)


async def reject(call: Call) -> Message:
    """Take up a typed no."""
    batch = await batches.meant(call.reception, call.typed.thing(0))
    if batch is not None:
        return await batches.typed_no(call.reception, call.person, batch, call.typed.after(1))
    execution = lookups.execution(call.typed.thing(0))
    if execution is None:
        return replies.wrong_use("reject", call.reception.look())
    deciding = call.reception.desks.deciding
    return _told(
        call.reception, await deciding.reject(call.person, execution, call.typed.after(1), "typed")
    )


async def undo(call: Call) -> Message:
    """Ask for an undo, of an execution or of all that a batch has changed."""
    batch = lookups.batch(call.typed.thing(0))
    if batch is not None:
        return await batches.undo(call.reception, call.typed, call.person, batch, call.command)
    execution = lookups.execution(call.typed.thing(0))
    if execution is None:
        return replies.wrong_use("undo", call.reception.look())
    asking = call.reception.desks.asking
    reason, pairs = call.typed.after(1), call.typed.pairs
    reply = await asking.undo(call.person, execution, reason, call.command.trigger, pairs)
    return _told(call.reception, reply)


async def ack(call: Call) -> Message:
    """Take an incident."""
    is_one = call.typed.has_only(1)
    incident = await lookups.bare_incident(call.reception, call.typed.thing(0)) if is_one else None
    if incident is None:
        return replies.wrong_use("ack", call.reception.look())
    return _told(call.reception, await call.reception.desks.incidents.take(call.person, incident))


async def silence(call: Call) -> Message:
    """Give an incident away, end it, open it again, snooze it or wake it."""
    return await silences.answer(call.reception, call.typed, call.person, call.command.trigger)


async def change_incident(call: Call) -> Message:
    """Restrict an incident or end that, split it, or merge two."""
    is_restriction = call.typed.verb in restrictions.VERBS
    doing = restrictions.answer if is_restriction else regrouping.answer
    return await doing(call.reception, call.typed, call.person)


async def stop(call: Call) -> Message:
    """Pull the brake."""
    account = lookups.brake(call.reception, call.typed)
    if account is None:
        says = words.NOT_STOPPED.fill(typed=call.typed.after(0)[:LONGEST_VERB])
        return replies.say(says, call.reception.look())
    braking, reason = call.reception.desks.braking, call.typed.after(1)
    return _told(call.reception, await braking.stop(call.person, account, reason))


async def start(call: Call) -> Message:
    """Ask to release the brake, or be the second who does."""
    account = lookups.brake(call.reception, call.typed)
    if account is None or len(call.typed.rest) > 1:
        return replies.wrong_use("start", call.reception.look())
    return _told(
        call.reception,
        await call.reception.desks.braking.start(call.person, account, call.command.trigger),
    )


async def release(call: Call) -> Message:
    """Ask to end a hold, or be the second who does."""
    return await holds.release(call.reception, call.typed, call.person, call.command.trigger)


async def lift(call: Call) -> Message:
    """Ask to lift the hourly ceiling for a while, or be the second who agrees."""
    wish = lifts.read(call.reception, call.typed, call.command.trigger)
    if wish is None:
        says = brake_words.LIFT_UNKNOWN.fill(typed=call.typed.after(0)[:LONGEST_VERB])
        return replies.say(says, call.reception.look())
    return _told(call.reception, await call.reception.desks.lifting.lift(call.person, wish))


async def show(call: Call) -> Message:
    """Bring the card of an incident, or how an execution stands."""
    if not call.typed.has_only(1):
        return replies.wrong_use("show", call.reception.look())
    return await lookups.show(call.reception, call.typed.thing(0), call.person)


async def why(call: Call) -> Message:
    """Tell why an execution or an incident stands as it does."""
    if not call.typed.has_only(1):
        return replies.wrong_use("why", call.reception.look())
    return await lookups.why(call.reception, call.typed.thing(0), call.person)


async def break_glass(call: Call) -> Message:
    """Let a plan run on an admin's word alone."""
    execution, reason = lookups.execution(call.typed.thing(0)), call.typed.after(1)
    if execution is None or not reason:
        return replies.wrong_use("break-glass", call.reception.look())
    glass = call.reception.desks.glass
    return _told(call.reception, await glass.break_glass(call.person, execution, reason))


async def alone(call: Call) -> Message:
    """Let one's own plan run on one's own word, at night."""
    execution, digest = lookups.execution(call.typed.thing(0)), call.typed.thing(1)
    reason = call.typed.after(2)
    if execution is None or not reason:
        return replies.wrong_use("alone", call.reception.look())
    night = call.reception.desks.night
    return _told(call.reception, await night.alone(call.person, execution, digest, reason))


async def review(call: Call) -> Message:
    """Close the review of what ran on one word; `wrong` says that it should not have."""
    execution, denies = lookups.execution(call.typed.thing(0)), call.typed.thing(1).casefold()
    is_denied = denies == WRONG
    says = call.typed.after(2 if is_denied else 1)
    if execution is None or not says:
        return replies.wrong_use("review", call.reception.look())
    desk = call.reception.desks.reviewing
    reply = await desk.review(call.person, execution, says, denies=is_denied)
    return _told(call.reception, reply)


async def confirm(call: Call) -> Message:
    """Let somebody's new place in an approvers' group count at once."""
    newcomer = grammar.mentioned(call.typed.thing(0)) if call.typed.has_only(1) else None
    if not newcomer:
        return replies.wrong_use("confirm", call.reception.look())
    (whom,) = await call.reception.named(call.person, newcomer)
    return _told(call.reception, await call.reception.desks.members.confirm(call.person, whom))


async def list_(call: Call) -> Message:
    """List what is open."""
    return await lookups.listed(call.reception, call.typed, call.person)


async def status(call: Call) -> Message:
    """Tell how everything stands."""
    return await daily.told(call.reception, call.typed, call.person)


async def audit(call: Call) -> Message:
    """Tell what is written."""
    return await lookups.audited(call.reception, call.typed, call.person)


async def drill(call: Call) -> Message:
    """List drills, start one, or stop one."""
    return await drills.answer(call.reception, call.command, call.typed, call.person)


async def on_call(call: Call) -> Message:
    """Tell who is on call, or put somebody else on call."""
    return await oncall.answer(call.reception, call.typed, call.person)


async def noise(call: Call) -> Message:
    """Tell how loud each type of finding is, and what might be kept from the channel."""
    return await daily.noise(call.reception, call.typed, call.person)


VERBS: Mapping[str, Verb] = {
    "help": help_,
    "status": status,
    "noise": noise,
    "list": list_,
    "show": show,
    "why": why,
    "ack": ack,
    **dict.fromkeys(silences.VERBS, silence),
    **dict.fromkeys((*restrictions.VERBS, *regrouping.VERBS), change_incident),
    "run": run,
    "approve": approve,
    "reject": reject,
    "undo": undo,
    "stop": stop,
    "start": start,
    "drill": drill,
    "release": release,
    "lift": lift,
    "break-glass": break_glass,
    "alone": alone,
    "review": review,
    "confirm": confirm,
    "oncall": on_call,
    "audit": audit,
}
ON_INCIDENTS = (*silences.VERBS, *restrictions.VERBS, *regrouping.VERBS)
DECIDING = frozenset(
    {
        *("run", "approve", "reject", "undo", "stop", "start", "lift", "release"),
        *("break-glass", "alone", "review", "confirm", "drill", "oncall"),
        *ON_INCIDENTS,
    }
)
PLACE = frozenset({"account", "region"})
LOOKING = frozenset({"help", "list", "status"})
LOOKS: Mapping[str, bool] = {
    **dict.fromkeys(("true", "yes", "on", "1"), True),
    **dict.fromkeys(("", "false", "no", "off", "0"), False),
}
NEEDS = {
    "approve": Role.APPROVER,
    "confirm": Role.ADMIN,
    "break-glass": Role.ADMIN,
    "review": Role.APPROVER,
    **dict.fromkeys(("reject", "undo", "lift", "alone", "release", *ON_INCIDENTS), Role.RESPONDER),
}


def allowed(reception: Reception, person: Person) -> tuple[str, ...]:
    """Return the verbs that a person may use in some account at least."""
    policy = reception.policy
    held = {role for role in set(NEEDS.values()) if policy.holds_somewhere(person, role)}
    return tuple(verb for verb in VERBS if verb not in NEEDS or NEEDS[verb] in held)


def _unknown(reception: Reception, verb: str) -> Message:
    shown = verb[:LONGEST_VERB]
    return replies.unknown_verb(shown, grammar.nearest(shown), reception.look())


def _told(reception: Reception, reply: Reply) -> Message:
    return replies.say(reply.says, reception.look(), who=reply.who)
