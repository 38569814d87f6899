"""Standby is entered from service only, and left only where we entered it."""

from __future__ import annotations

import pytest

from runbooks.kit import standby
from runbooks.kit.aws import Aws
from runbooks.kit.contract import UnsupportedError
from runbooks.kit.portion import Portion
from runbooks.kit.standby import Standing
from runbooks.kit.values import Proof
from tests.runbooks.fleets import a_fleet
from tests.runbooks.machines import Network, launch
from tests.runbooks.site import Site

INSTANCE = "i-0123456789abcdef0"


def standing(lifecycle: str = "InService", desired: int = 2, most: int = 4) -> Standing:
    return Standing(
        group="web", lifecycle=lifecycle, arn="arn:web", least=1, desired=desired, most=most
    )


def test_an_instance_is_found_in_its_group_with_the_groups_sizes(
    site: Site, network: Network, reading: Aws
) -> None:
    fleet = a_fleet(site, network, 1, 2, 3)
    seen = standby.observe(reading, fleet.instance)

    assert (seen.group, seen.lifecycle) == (fleet.name, "InService")
    assert (seen.least, seen.desired, seen.most) == (1, 2, 3)
    assert seen.arn.endswith(f":autoScalingGroupName/{fleet.name}")
    alone = launch(site, network, [network.web])
    assert standby.observe(reading, alone.instance) == Standing()


def test_sizes_turn_no_plan_stale() -> None:
    assert standing(desired=3).model_dump(mode="json") == standing().model_dump(mode="json")
    assert standing("Standby").model_dump(mode="json") != standing().model_dump(mode="json")


@pytest.mark.parametrize("lifecycle", ["Standby", "EnteringStandby"])
def test_what_is_on_standby_needs_no_step(lifecycle: str) -> None:
    assert standby.contain(INSTANCE, standing(lifecycle), decrement=False) == Portion()


def test_what_is_not_in_service_is_warned_of_and_left() -> None:
    found = standby.contain(INSTANCE, standing("Terminating:Wait"), decrement=False)

    assert found.steps == ()
    assert "It is Terminating:Wait in `web`" in found.warnings[0].plain()


@pytest.mark.parametrize("decrement", [True, False])
def test_the_step_says_whether_the_group_does_with_one_less(*, decrement: bool) -> None:
    (step,) = standby.contain(INSTANCE, standing(), decrement=decrement).steps

    assert step.parameters["ShouldDecrementDesiredCapacity"] is decrement
    assert step.resources == ("arn:web",)


def test_a_group_that_must_keep_all_it_has_is_refused() -> None:
    with pytest.raises(UnsupportedError):
        standby.contain(INSTANCE, standing(desired=1), decrement=True)


@pytest.mark.parametrize("now", ["InService", "Pending", "Pending:Wait"])
def test_what_is_back_or_on_its_way_is_not_put_back_twice(now: str) -> None:
    assert standby.release(INSTANCE, standing(), standing(now)) == Portion()
    assert standby.conflict(INSTANCE, standing(), standing(now)) is None


@pytest.mark.parametrize(
    ("now", "difference"),
    [
        (standing("Terminating"), "now Terminating in web"),
        (Standing(group="api", lifecycle="Standby"), "now Standby in api"),
        (Standing(), "now in no group"),
        (standing("Standby", 4, 4), "desired capacity 4, MaxSize 4"),
    ],
)
def test_what_cannot_come_back_is_a_conflict(now: Standing, difference: str) -> None:
    found = standby.conflict(INSTANCE, standing(), now)

    assert found is not None
    assert found.differences == (difference,)


@pytest.mark.parametrize(
    ("lifecycle", "proof"),
    [
        ("Standby", Proof.PASSED),
        ("EnteringStandby", Proof.INCONCLUSIVE),
        ("InService", Proof.FAILED),
    ],
)
def test_standby_is_proved_by_the_lifecycle(lifecycle: str, proof: Proof) -> None:
    (claim,) = standby.held(INSTANCE, standing(lifecycle))
    assert claim.proof is proof
    assert standby.held(INSTANCE, Standing()) == ()


@pytest.mark.parametrize(
    ("lifecycle", "proof"),
    [("InService", Proof.PASSED), ("Pending", Proof.INCONCLUSIVE), ("Standby", Proof.FAILED)],
)
def test_service_is_proved_by_the_lifecycle(lifecycle: str, proof: Proof) -> None:
    (claim,) = standby.given_back(INSTANCE, standing(), standing(lifecycle))
    assert claim.proof is proof
    assert standby.given_back(INSTANCE, standing("Standby"), standing(lifecycle)) == ()
