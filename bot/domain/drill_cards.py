"""What the messages and the list of drills show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.drill import Round
from bot.domain.execution import Execution
from runbooks.kit.text import Text


@dataclass(frozen=True, slots=True)
class DrillCard:
    """How a drill goes: the head of its thread. `undo` is None until it was asked for."""

    round: Round
    change: Execution
    undo: Execution | None
    title: Text
    account_name: str


@dataclass(frozen=True, slots=True)
class DrillStanding:
    """When a runbook was proved in an account last; `is_current` says by the code of now."""

    runbook: str
    account: str
    at: datetime
    execution: int
    name: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class DrillListing:
    """The drills that run, what was proved, and where each runbook never was."""

    running: tuple[Execution, ...]
    proved: tuple[DrillStanding, ...]
    never: Mapping[str, tuple[str, ...]]
