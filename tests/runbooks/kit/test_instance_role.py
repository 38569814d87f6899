"""An instance's profile is known with its role, with who else has it, and with no id of a moment."""

from __future__ import annotations

import pytest

from runbooks.kit import instance_role
from runbooks.kit.aws import Aws
from runbooks.kit.instance_role import Identity
from runbooks.kit.portion import Portion
from runbooks.kit.values import PASS_ROLE, Power, Proof
from tests.runbooks.fleets import a_profile
from tests.runbooks.kit.sample import lids
from tests.runbooks.machines import Network, launch
from tests.runbooks.site import Site

INSTANCE = "i-0123456789abcdef0"
PROFILE = "arn:aws:iam::111122223333:instance-profile/web"
ROLE = "arn:aws:iam::111122223333:role/app/web-role"
HELD = Identity(profile=PROFILE, role=ROLE, association="iip-assoc-1", known={PROFILE: ROLE})
NONE = Identity(known={PROFILE: ROLE})


def test_profile_role_and_neighbours_are_read(site: Site, network: Network, reading: Aws) -> None:
    profile = a_profile(site)
    mine, other = (
        launch(site, network, [network.web], IamInstanceProfile={"Name": profile}).instance
        for _ in range(2)
    )

    seen = instance_role.observe(reading, mine)
    assert seen.profile_name == profile
    assert seen.role == f"arn:aws:iam::{site.account}:role/{profile}"
    assert seen.others == (other,)
    assert seen.association
    bare = launch(site, network, [network.web]).instance
    assert instance_role.observe(reading, bare).profile == ""


def test_the_association_is_named_in_the_step_and_compared_with_nothing() -> None:
    (step,) = instance_role.contain(lids(), INSTANCE, HELD).steps

    assert step.parameters == {"AssociationId": "iip-assoc-1"}
    assert step.resources[0].endswith(f":instance/{INSTANCE}")
    later = HELD.model_copy(update={"association": "iip-assoc-2"})
    assert later.model_dump(mode="json") == HELD.model_dump(mode="json")


def test_attaching_needs_the_right_to_pass_that_very_role() -> None:
    (step,) = instance_role.release(lids(), INSTANCE, HELD, NONE).steps

    assert step.power is Power.RELEASE
    assert step.rights[1] == (PASS_ROLE, (ROLE,))
    assert instance_role.release(lids(), INSTANCE, HELD, HELD) == Portion()
    assert instance_role.release(lids(), INSTANCE, NONE, NONE) == Portion()


@pytest.mark.parametrize(
    ("now", "difference"),
    [
        (Identity(known={}), "web is gone"),
        (Identity(known={PROFILE: ""}), "web now holds no role"),
        (Identity(known={PROFILE: ROLE + "2"}), f"web now holds {ROLE}2"),
        (Identity(profile=PROFILE + "2", known={PROFILE: ROLE}), "now web2"),
    ],
)
def test_a_profile_that_is_not_what_it_was_is_a_conflict(now: Identity, difference: str) -> None:
    found = instance_role.conflict(INSTANCE, HELD, now)

    assert found is not None
    assert found.differences == (difference,)


def test_what_is_as_we_left_it_or_as_it_was_is_no_conflict() -> None:
    assert instance_role.conflict(INSTANCE, HELD, NONE) is None
    assert instance_role.conflict(INSTANCE, HELD, HELD) is None
    assert instance_role.conflict(INSTANCE, NONE, NONE) is None


def test_what_is_proved_is_what_is_attached() -> None:
    assert instance_role.held(INSTANCE, NONE).proof is Proof.PASSED
    assert instance_role.held(INSTANCE, HELD).proof is Proof.FAILED
    assert [each.proof for each in instance_role.given_back(INSTANCE, HELD, HELD)] == [Proof.PASSED]
    assert [each.proof for each in instance_role.given_back(INSTANCE, HELD, NONE)] == [Proof.FAILED]
    assert instance_role.given_back(INSTANCE, NONE, NONE) == ()
