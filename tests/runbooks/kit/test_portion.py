"""The parts of a runbook make one plan, each in its turn."""

from __future__ import annotations

from runbooks.kit.portion import Portion, joined
from runbooks.kit.steps import make_step
from runbooks.kit.text import Text
from runbooks.kit.values import Power, Step


def step(key: str) -> Step:
    return make_step(key, "ec2:Go", ("*",), {}, Text("Go").fill(), Power.CONTAIN)


def test_portions_are_joined_in_their_order() -> None:
    one, two = Text("One").fill(), Text("Two").fill()
    first = Portion(steps=(step("a"),), changes=(one,), breaks=(one,), undone=(one,))
    second = Portion(steps=(step("b"), step("c")), breaks=(two,), unproved=(two,), warnings=(two,))

    whole = joined([first, Portion(), second])
    assert [each.key for each in whole.steps] == ["a", "b", "c"]
    assert (whole.changes, whole.breaks, whole.undone) == ((one,), (one, two), (one,))
    assert (whole.unproved, whole.warnings) == ((two,), (two,))


def test_a_whole_is_partial_as_soon_as_one_of_its_portions_is() -> None:
    assert joined([]) == Portion()
    assert not joined([Portion(), Portion()]).is_partial
    assert joined([Portion(), Portion(is_partial=True)]).is_partial
