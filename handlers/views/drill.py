"""The head of a drill's thread, and the list of drills: nothing that looks like an incident."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.cards import Look
from bot.domain.drill_cards import DrillCard, DrillListing, DrillStanding
from bot.domain.execution import Execution
from bot.domain.ids import Prefix, spell
from bot.domain.words import drills as words
from handlers.views.kit import Message, message
from handlers.views.marks import Always, Field, Line, When, Words, line
from handlers.views.parts import Lines
from handlers.views.rows import row

ACCOUNTS = 6


def drill(card: DrillCard, look: Look) -> Message:
    """Return the head: where the drill is, and at its end what it has proved."""
    ask = card.change.ask
    head = line(
        words.HEAD,
        execution=card.change.id,
        title=card.title,
        runbook=ask.runbook,
        account=Always(card.account_name),
        name=Always(card.change.requester_name),
    )
    lines = (words.BANNER, head, *_goes(card))
    push = line(words.PUSH, execution=card.change.id, title=card.title)
    return message(look, push, (Lines(lines, is_needed=True),))


def drills(listing: DrillListing, names: Mapping[str, str], look: Look) -> Message:
    """Return which drills run, and where what was proved; `names` are the accounts' by number."""
    running = tuple(_running(one, names) for one in listing.running)
    never = tuple(
        line(words.LIST_NEVER_HERE, runbook=runbook, accounts=_called(accounts, names))
        for runbook, accounts in listing.never.items()
        if accounts
    )
    proved = tuple(_proved(one, names) for one in listing.proved)
    parts = (
        Lines((words.LIST_RUNNING, *running) if running else (words.LIST_NONE,)),
        Lines((words.LIST_PROVED, *proved, *never)),
    )
    return message(look, words.LIST_PUSH, parts)


def _goes(card: DrillCard) -> tuple[Words, ...]:
    """Return how far it is, or how it has ended."""
    if card.round.ended_at is not None:
        ended = words.ENDED_PROVED if card.round.is_proved else words.ENDED
        return (line(ended, result=card.round.result or words.UNSAID),)
    stopping = (words.IS_STOPPING,) if card.round.stopped_at else ()
    how = line(words.HOW_TO_STOP, execution=card.change.id)
    return (line(words.GOES_ON, step=_step(card)), *(stopping or (how,)))


def _step(card: DrillCard) -> Line:
    if card.undo is not None:
        return line(words.STEP_UNDO, undo=card.undo.id)
    step = words.STEP_ASKING if card.change.stage.is_end else words.STEP_CHANGE
    return line(step, change=card.change.id)


def _running(change: Execution, names: Mapping[str, str]) -> Line:
    return line(
        words.LIST_ROUND,
        execution=change.id,
        runbook=change.ask.runbook,
        account=names.get(change.ask.account, change.ask.account),
        name=change.requester_name,
        since=When(change.asked_at),
    )


def _proved(one: DrillStanding, names: Mapping[str, str]) -> Line:
    said = words.BY_WHOM if one.is_current else words.BY_WHOM_OLD
    execution = spell(Prefix.EXECUTION, one.execution)
    proved = line(said, when=When(one.at), name=one.name, execution=execution)
    account = names.get(one.account, one.account)
    return line(words.LIST_ROW, runbook=one.runbook, account=account, proved=proved)


def _called(accounts: tuple[str, ...], names: Mapping[str, str]) -> Field:
    return row([names.get(each, each) for each in accounts], ACCOUNTS)
