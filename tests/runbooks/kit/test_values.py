"""The values of a runbook never change, take nothing unknown, and survive being kept as JSON."""

from __future__ import annotations

import pytest
from pydantic import Field, ValidationError

from runbooks.kit.steps import make_step
from runbooks.kit.text import Text
from runbooks.kit.values import (
    Claim,
    Inputs,
    Made,
    Plan,
    Power,
    Proof,
    Reach,
    RiskClass,
    State,
    Step,
    from_resource,
)

SAYS = Text("Shut `{box}`").fill(box="vol-1")


class Box(Inputs):
    box: str = from_resource("AwsEc2Volume", max_length=8)


class Lid(State):
    is_shut: bool
    seen: int = Field(default=0, exclude=True)


def a_plan() -> Plan:
    step = make_step("lid", "ec2:DetachVolume", ("arn:1",), {"N": [1, {"a": None}]}, SAYS, POWER)
    return Plan(changes=(SAYS,), steps=(step,), undo=Reach.FULL, undo_says=SAYS)


POWER = Power.CONTAIN


def test_a_plan_that_is_kept_as_json_is_the_same_plan() -> None:
    assert Plan.model_validate_json(a_plan().model_dump_json()) == a_plan()
    assert Plan.model_validate(a_plan().model_dump(mode="json")) == a_plan()


def test_a_value_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        a_plan().reopens = True  # type: ignore[misc]  # it is what must not work


def test_a_field_that_nobody_knows_is_refused() -> None:
    with pytest.raises(ValidationError, match="color"):
        Step.model_validate({**a_plan().steps[0].model_dump(), "color": "red"})


def test_an_input_says_which_resource_fills_it_and_keeps_its_bounds() -> None:
    assert Box.model_fields["box"].json_schema_extra == {"asff_types": ["AwsEc2Volume"]}
    with pytest.raises(ValidationError):
        Box(box="vol-123456")


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("arn:aws:s3:::pay-exports", "pay-exports"),
        ("arn:aws:ec2:eu-west-1:111122223333:volume/vol-1", "vol-1"),
        ("vol-1", "vol-1"),
        ("", ""),
    ],
)
def test_an_arn_stands_for_its_last_part(written: str, name: str) -> None:
    assert Box.spelled(written) == name


@pytest.mark.parametrize("proof", Proof)
def test_only_what_takes_time_and_is_not_known_yet_is_pending(proof: Proof) -> None:
    claim = Claim(key="lid", proof=proof, says=SAYS, evidence="", takes_time=True)

    assert claim.is_pending is (proof is Proof.INCONCLUSIVE)
    assert not claim.model_copy(update={"takes_time": False}).is_pending


def test_what_serves_planning_alone_is_neither_kept_nor_compared() -> None:
    seen, later = Lid(is_shut=True, seen=1), Lid(is_shut=True, seen=2)

    assert seen.model_dump(mode="json") == later.model_dump(mode="json")
    assert set(seen.model_dump(mode="json")) == {"marks", "is_shut"}
    assert Lid.model_validate(seen.model_dump(mode="json")).seen == 0


def test_what_a_step_has_made_is_new_unless_it_says_otherwise() -> None:
    assert Made() == Made(values={}, already=False)


def test_a_power_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValidationError):
        Step.model_validate({**a_plan().steps[0].model_dump(), "power": "admin"})


def test_nothing_is_stricter_than_class_d() -> None:
    assert [risk.stricter for risk in RiskClass] == ["B", "C", "D", "D"]
