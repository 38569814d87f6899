"""The contract that every runbook fulfils: observe, judge, plan, do, verify, put back."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import ClassVar, Generic, TypeVar

from runbooks.kit.aws import Aws
from runbooks.kit.text import Said, Text
from runbooks.kit.values import (
    About,
    Claim,
    Conflict,
    Inputs,
    Made,
    Plan,
    RiskClass,
    State,
    Step,
    Told,
)

InputsT = TypeVar("InputsT", bound=Inputs)
StateT = TypeVar("StateT", bound=State)


class DoesNotExistError(Exception):
    """The target is not there; OCSF calls this outcome Does Not Exist."""

    def __init__(self, says: Said) -> None:
        """Keep the sentence for people."""
        super().__init__(says.plain())
        self.says = says


class UnsupportedError(Exception):
    """The runbook must not or can't touch this target; OCSF calls this outcome Unsupported."""

    def __init__(self, says: Said) -> None:
        """Keep the sentence for people, which says what to do instead."""
        super().__init__(says.plain())
        self.says = says


class WrongInputError(ValueError):
    """An input is none that the runbook takes; a check of a model's own raises it."""

    def __init__(self, says: Text) -> None:
        """Keep the sentence for people, which says what to write instead."""
        super().__init__(says.en)
        self.says = says


class ClosedError(Exception):
    """The other account, in which a runbook acts, can't be entered at all."""

    def __init__(self, says: Said) -> None:
        """Keep the sentence for people, which says why."""
        super().__init__(says.plain())
        self.says = says


class Runbook(ABC, Generic[InputsT, StateT]):
    """A named, approvable response, bound to one account and Region.

    Its steps are made in `there`: the same account, unless `about.acts_in` names another.
    """

    about: ClassVar[About]
    inputs: ClassVar[type[Inputs]]
    state: ClassVar[type[State]]

    def __init__(self, aws: Aws, there: Aws | None = None) -> None:
        """Bind the runbook to the target's account and Region, and to the one it acts in.

        Where that one can't be entered, asking `there` for a client raises ClosedError.
        """
        self.aws = aws
        self.there = there or aws

    @abstractmethod
    def target(self, inputs: InputsT) -> str:
        """Return the ARN of what would be changed, without asking AWS."""

    @abstractmethod
    def observe(self, inputs: InputsT) -> StateT:
        """Read the target; the only reader, so plan, drift, verify and undo compare States.

        Raises DoesNotExistError where there is no target, UnsupportedError where this runbook
        must not touch it, and lets botocore's errors rise.
        """

    @abstractmethod
    def risk(self, inputs: InputsT, state: StateT) -> RiskClass:
        """Return the class of this change, on this target, in this state; its marks add to it."""

    @abstractmethod
    def plan(self, inputs: InputsT, state: StateT) -> Plan:
        """Say what would change. Reads nothing, changes nothing."""

    def recall(
        self,
        inputs: InputsT,
        state: StateT,
        suspects: frozenset[str],
    ) -> tuple[Said, ...]:
        """Read what the last days tell of whom the change would stop; by default nothing.

        Asked once, when it is planned: what is counted here moves all day, and is neither drift
        nor waited for when it runs. `suspects` are the other side's addresses, as the incident's
        findings name them. What can't be read is said to be unknown, and never raised.
        """
        return ()

    @abstractmethod
    def do(self, step: Step, made: Mapping[str, Made]) -> Made:
        """Make ONE step: look first, act if it is not so yet. Safe to call twice.

        `made` holds what earlier steps of this execution returned, by step key.
        """

    @abstractmethod
    def verify(self, inputs: InputsT, state: StateT) -> tuple[Claim, ...]:
        """Say what a State read after the change proves; each claim can fail."""

    def tells(self, inputs: InputsT, state: StateT) -> tuple[Told, ...]:
        """Say what a look has found, from the State that `verify` is given; by default nothing."""
        return ()

    @classmethod
    def found_again(cls, inputs: InputsT, before: StateT) -> InputsT:  # noqa: ARG003 - an override needs it
        """Return the inputs by which proof and undo find the target; by default the same.

        Others where what led to the target may be gone by then, such as a key of its user's.
        """
        return inputs

    @abstractmethod
    def undo(self, inputs: InputsT, before: StateT, after: StateT, now: StateT) -> Plan | Conflict:
        """Plan the way back from `now` to `before`; `after` is what the change had left.

        Steps of it need Power.RELEASE. Where `now` is neither: a Conflict, never a guess.
        """

    @abstractmethod
    def restored(self, inputs: InputsT, before: StateT, state: StateT) -> tuple[Claim, ...]:
        """Say what a State read after an undo proves; each claim can fail."""
