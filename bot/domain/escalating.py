"""Whom an incident calls that nobody takes: who is on call, then who comes next, then all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.finding import Severity
from bot.domain.rota import Duty, OnCall

FLOOR = Severity.HIGH
"""What is less severe waits for the day."""
STEPS = 3


@dataclass(frozen=True, slots=True)
class Alone:
    """An open incident that nobody has taken; `step` is how often it has called already."""

    incident: int
    step: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """How often an incident that nobody has taken has called, and since when it waits to again."""

    step: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Coming:
    """The next call of an incident: when, and the names of those called, as far as one is known.

    `is_group` where they are called as one, `is_everybody` where all members are.
    """

    at: datetime
    names: tuple[str, ...] = ()
    is_group: bool = False
    is_everybody: bool = False


def called(
    on_call: OnCall,
    duty: Duty,
    step: int,
    *,
    relieved: Sequence[str] = (),
    named: Collection[str] = (),
) -> tuple[str, ...]:
    """Return the Slack ids that are called at a step, 0 for the first; nobody after the last.

    Who has been called alone is called again with all. Before the first turn whoever has it is
    called. `relieved` are those whom only others have relieved: no one alone keeps another from
    being called. Those whom the findings name (`named`) are passed over, for who comes next; of a
    group as a whole nobody can be.
    """
    if on_call.rotation is None:
        return (on_call.group,) if step == 0 else ()
    members = on_call.rotation.members
    if step == STEPS - 1:
        return _free((*members, duty.who), named)
    later = members.index(duty.after) if duty.after in members else 0
    others = (*members[later:], *members[:later])
    turns = (duty.who or duty.after, duty.after)
    order = [each for each in (*turns, *(one for one in others if one not in turns)) if each]
    free = [each for each in order if each not in named]
    mine = free[step : step + 1] or free[:1]
    also = relieved if step == 0 else ()
    return _free((*mine, *also), named) if step < STEPS else ()


def passed_over(
    on_call: OnCall,
    duty: Duty,
    step: int,
    *,
    relieved: Sequence[str] = (),
    named: Collection[str] = (),
) -> tuple[str, ...]:
    """Return the Slack ids of those who would be called at a step, were they not named."""
    every = called(on_call, duty, step, relieved=relieved)
    return tuple(each for each in every if each in named)


def _free(who: Iterable[str], named: Collection[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for each in who if each and each not in named))
