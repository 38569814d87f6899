"""The contract that every scenario fulfils: an attack by real calls, and its answer key."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from practice.aws.estate import Estate
from practice.aws.places import Place
from practice.aws.server import SimulatedAws
from practice.slack.people import Person
from runbooks.kit.text import Text

QUIET = Text("")


@dataclass(frozen=True, slots=True)
class Prologue:
    """The containment drill before an attack, which proves a runbook where it will be class D.

    `make` launches a disposable target in the production account and returns its name, as
    people type it; it blocks. `options` are typed behind it.
    """

    runbook: str
    make: Callable[[SimulatedAws, Place, str], str]
    options: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """A runbook that finds something out, and why somebody wants to know."""

    runbook: str
    reason: Text


@dataclass(frozen=True, slots=True)
class Brief:
    """What a scenario is about, and which runbook its answer key names.

    `look` is what is asked for first, to find out more.
    """

    title: Text
    story: Text
    runbook: str
    reason: Text
    undo_reason: Text
    look: Look | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """What somebody types while the attack is contained, and what must come of it.

    `told` is in what they alone are answered; `heard`, where it is loud, in what everybody sees.
    """

    who: Person
    typed: Text
    told: Text
    heard: Text = QUIET


class Scenario(ABC):
    """A GameDay: what an attacker does, and how to tell that it was contained and put back.

    One whose runbook is never class D needs no `prologue`; `attempts` are an insider's.
    """

    brief: ClassVar[Brief]
    prologue: ClassVar[Prologue | None] = None
    attempts: ClassVar[tuple[Attempt, ...]] = ()

    def __init__(self, aws: SimulatedAws, estate: Estate) -> None:
        """Play in this estate."""
        self.aws = aws
        self.estate = estate

    @abstractmethod
    def attack(self) -> None:
        """Make the attacker's calls, and let the detectors find what they do. Blocks."""

    def is_told(self, said: str) -> bool:
        """Say whether what a look has told is all that the answer key wants of it."""
        return True

    def blanks(self) -> Mapping[str, str]:
        """Return what fills the blanks of `attempts`, besides what the play itself knows."""
        return {}

    @abstractmethod
    def is_contained(self) -> bool:
        """Say whether AWS itself shows that the attack is contained. Blocks."""

    def is_witnessed(self) -> bool | None:
        """Say whether AWS's own record of calls bears the containment out. Blocks.

        None where there is nothing that it could tell.
        """
        return None

    @abstractmethod
    def is_as_before(self) -> bool:
        """Say whether what containment changed is as the attack had left it. Blocks."""
