"""Whom an incident calls that nobody takes: who is on call, then who comes next, then all."""

from __future__ import annotations

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


def called(on_call: OnCall, duty: Duty, step: int) -> tuple[str, ...]:
    """Return the Slack ids that are called at a step, 0 for the first; nobody after the last.

    Who has been called alone is called again with all. Before the first turn whoever has it is
    called.
    """
    if on_call.rotation is None:
        return (on_call.group,) if step == 0 else ()
    everybody = tuple(dict.fromkeys((*on_call.rotation.members, duty.who)))
    steps = ((duty.who or duty.after,), (duty.after,), everybody)
    return tuple(each for each in steps[step] if each) if step < STEPS else ()
