"""Steps are data, and are filled with what earlier steps have made."""

from __future__ import annotations

import pytest
from pydantic import JsonValue

from runbooks.kit.steps import fill, make_step
from runbooks.kit.text import Text
from runbooks.kit.values import Made, Power, Step

SAYS = Text("Move it").fill()
MADE = {"group:vpc-1": Made(values={"GroupId": "sg-9"})}


def a_step(**parameters: JsonValue) -> Step:
    return make_step("move", "ec2:Modify", ("arn:aws:ec2:::x",), parameters, SAYS, Power.CONTAIN)


def test_what_an_earlier_step_has_made_is_filled_in_wherever_it_stands() -> None:
    later: JsonValue = {"made": "group:vpc-1.GroupId"}
    step = a_step(Groups=[later, "sg-1"], Deep={"A": {"B": later}}, Plain=7)

    assert fill(step, MADE) == {
        "Groups": ["sg-9", "sg-1"],
        "Deep": {"A": {"B": "sg-9"}},
        "Plain": 7,
    }


def test_a_step_without_blanks_is_filled_as_it_is() -> None:
    assert fill(a_step(Value={"Value": True}, Nothing=None), {}) == {
        "Value": {"Value": True},
        "Nothing": None,
    }


@pytest.mark.parametrize("blank", ["group:vpc-2.GroupId", "group:vpc-1.Name", "group:vpc-1"])
def test_what_no_earlier_step_has_made_is_an_error(blank: str) -> None:
    with pytest.raises(KeyError):
        fill(a_step(Group={"made": blank}), MADE)


def test_a_parameter_that_only_has_a_made_among_others_is_no_blank() -> None:
    assert fill(a_step(Tag={"made": "x.y", "Key": "k"}), {}) == {"Tag": {"made": "x.y", "Key": "k"}}


def test_a_step_keeps_what_it_was_made_of() -> None:
    step = a_step(A=1)

    assert (step.key, step.action, step.power) == ("move", "ec2:Modify", Power.CONTAIN)
    assert step.resources == ("arn:aws:ec2:::x",)
    assert step.says is SAYS
