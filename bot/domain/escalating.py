"""Whom an incident calls that nobody takes: who is on call, then who comes next, then all."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

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
    being called. Where a step would call only those whom the findings name (`named`), all
    are called with them.
    """
    if on_call.rotation is None:
        return (on_call.group,) if step == 0 else ()
    if step >= STEPS:
        return ()
    everybody = _once(*on_call.rotation.members, duty.who)
    steps = (_once(duty.who or duty.after, *relieved), _once(duty.after), everybody)
    return everybody if set(steps[step]) <= set(named) else steps[step]


def _once(*who: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, who)))
