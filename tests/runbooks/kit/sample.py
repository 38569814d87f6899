"""A runbook of no service: it shuts a lid that is kept in memory, and opens it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from runbooks.kit.aws import Aws
from runbooks.kit.contract import Runbook
from runbooks.kit.steps import make_step
from runbooks.kit.text import Text
from runbooks.kit.values import (
    About,
    Claim,
    Conflict,
    Inputs,
    Made,
    Plan,
    Power,
    Proof,
    Reach,
    RiskClass,
    State,
    Step,
    Tactic,
    from_resource,
)

SAYS = Text("Shut {box}")


@dataclass
class Lids:
    """Stands for an account whose one service has a lid."""

    account: str = "111122223333"
    region: str = "ap-northeast-1"
    partition: str = "aws"
    execution: str = ""
    shut: set[str] = field(default_factory=set)

    def read(self, service: str, region: str = "") -> Any:
        """Return the lids."""
        return self

    def change(self, service: str) -> Any:
        """Return the lids."""
        return self


class Box(Inputs):
    """The box to shut."""

    box: str = from_resource("AwsEc2Volume", min_length=1)
    why: str = ""


class Lid(State):
    """Whether the lid is shut."""

    is_shut: bool


class ShutBox(Runbook[Box, Lid]):
    """Shut a box."""

    about = About(
        title=Text("Shut box"),
        tactic=Tactic.ISOLATE,
        triggers=("guardduty:Leak:EC2/*",),
        reads=("ec2:DescribeVolumes",),
        contains=("ec2:DetachVolume",),
        releases=("ec2:AttachVolume",),
        csf=("RS.MI-01",),
        classes=(RiskClass.B,),
        undo=Reach.PARTIAL,
    )
    inputs = Box
    state = Lid

    def target(self, inputs: Box) -> str:
        return f"arn:{self.aws.partition}:box:::{inputs.box}"

    def observe(self, inputs: Box) -> Lid:
        return Lid(is_shut=inputs.box in self._lids.shut)

    def risk(self, inputs: Box, state: Lid) -> RiskClass:
        return RiskClass.B

    def plan(self, inputs: Box, state: Lid) -> Plan:
        steps = () if state.is_shut else (self._step(inputs, "ec2:DetachVolume", Power.CONTAIN),)
        says = SAYS.fill(box=inputs.box)
        return Plan(changes=(says,), steps=steps, undo=Reach.PARTIAL, undo_says=says)

    def do(self, step: Step, made: Mapping[str, Made]) -> Made:
        box = str(step.parameters["Box"])
        is_shutting = step.power is Power.CONTAIN
        if (box in self._lids.shut) is is_shutting:
            return Made(already=True)
        (self._lids.shut.add if is_shutting else self._lids.shut.discard)(box)
        return Made()

    def verify(self, inputs: Box, state: Lid) -> tuple[Claim, ...]:
        return (self._claim(inputs, holds=state.is_shut),)

    def undo(self, inputs: Box, before: Lid, after: Lid, now: Lid) -> Plan | Conflict:
        says = SAYS.fill(box=inputs.box)
        steps = (self._step(inputs, "ec2:AttachVolume", Power.RELEASE),)
        return Plan(changes=(says,), steps=steps, undo=Reach.FULL, undo_says=says, reopens=True)

    def restored(self, inputs: Box, before: Lid, state: Lid) -> tuple[Claim, ...]:
        return (self._claim(inputs, holds=state == before),)

    @property
    def _lids(self) -> Lids:
        assert isinstance(self.aws, Lids)
        return self.aws

    def _step(self, inputs: Box, action: str, power: Power) -> Step:
        says = SAYS.fill(box=inputs.box)
        arn = self.target(inputs)
        return make_step("lid", action, (arn,), {"Box": inputs.box}, says, power)

    def _claim(self, inputs: Box, *, holds: bool) -> Claim:
        proof = Proof.PASSED if holds else Proof.FAILED
        return Claim(key="lid", proof=proof, says=SAYS.fill(box=inputs.box), evidence="seen")


def lids() -> Aws:
    """Return an account whose box is open."""
    return Lids()
