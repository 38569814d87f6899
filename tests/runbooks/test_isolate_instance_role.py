"""isolate_instance takes an instance's role away, and gives back that very role or none."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from botocore.exceptions import ClientError

from practice.aws.server import SimulatedAws
from runbooks.isolate_instance import Instance, IsolateInstance
from runbooks.kit.isolation import Machine
from runbooks.kit.values import Conflict, Plan, Proof, Reach, State
from tests.runbooks.fleets import a_profile, profile_of
from tests.runbooks.machines import Network, a_network, launch
from tests.runbooks.site import Site, a_site, proofs


@pytest.fixture
def site(aws: SimulatedAws, account: str) -> Iterator[Site]:
    with a_site(aws, account, IsolateInstance) as made:
        yield made


@pytest.fixture
def network(site: Site) -> Network:
    return a_network(site)


def under(site: Site, network: Network, profile: str) -> Instance:
    """Launch an instance under a profile."""
    made = launch(site, network, [network.web], IamInstanceProfile={"Name": profile})
    return Instance(instance=made.instance, role="disassociate")


def said(plan: Plan) -> str:
    parts = (*plan.changes, *plan.breaks, *plan.warnings, *plan.unproved, plan.undo_says)
    return "\n".join(one.plain() for one in parts)


def kept(state: State) -> State:
    return Machine.model_validate(state.model_dump(mode="json"))


def contain(site: Site, inputs: Instance) -> State:
    before = site.observe(inputs)
    site.carry_out(site.plan(inputs))
    return kept(before)


def back_of(site: Site, inputs: Instance, before: State) -> Plan:
    found = site.undo(inputs, before, kept(site.observe(inputs)))
    assert isinstance(found, Plan), found
    return found


def conflict_of(site: Site, inputs: Instance, before: State) -> Conflict:
    found = site.undo(inputs, before, kept(site.observe(inputs)))
    assert isinstance(found, Conflict)
    return found


def test_the_profile_is_taken_off_last_and_attached_again(site: Site, network: Network) -> None:
    profile = a_profile(site)
    inputs = under(site, network, profile)
    before, plan = site.observe(inputs), site.plan(inputs)

    assert plan.steps[-1].key == "detach"
    assert plan.undo is Reach.FULL
    assert f"attaches {profile}" in plan.undo_says.plain()
    assert proofs(site.claims(inputs))["profile"] is Proof.FAILED
    site.carry_out(plan)
    assert profile_of(site, inputs.instance) == ""
    assert set(proofs(site.claims(inputs)).values()) == {Proof.PASSED}

    back = back_of(site, inputs, kept(before))
    site.carry_out(back)
    assert profile_of(site, inputs.instance) == profile
    assert set(proofs(site.restored(inputs, before)).values()) == {Proof.PASSED}
    assert site.observe(inputs).model_dump(mode="json") == before.model_dump(mode="json")


def test_that_issued_sessions_stay_valid_and_what_denies_them_is_said(
    site: Site, network: Network
) -> None:
    profile = a_profile(site)

    unproved = [one.plain() for one in site.plan(under(site, network, profile)).unproved]
    assert any("stay valid until they expire" in one for one in unproved)
    assert any(f"/sec run revoke_iam role/{profile} mode=token_age" in one for one in unproved)


def test_who_else_has_the_role_is_said_with_their_number(site: Site, network: Network) -> None:
    profile = a_profile(site)
    inputs = under(site, network, profile)
    assert "Nothing else in this Region runs under" in said(site.plan(inputs))

    others = [under(site, network, profile).instance for _ in range(4)]
    told = said(site.plan(inputs))
    assert f"4 more in this Region run under `{profile}`" in told
    assert ", ".join(sorted(others)[:3]) + ", ..." in told


def test_one_without_a_profile_is_isolated_and_that_is_said(site: Site, network: Network) -> None:
    made = launch(site, network, [network.web])
    inputs = Instance(instance=made.instance, role="disassociate")

    plan = site.plan(inputs)
    assert "No instance profile is attached to it" in said(plan)
    before = contain(site, inputs)
    assert proofs(site.claims(inputs))["profile"] is Proof.PASSED
    site.carry_out(back_of(site, inputs, before))
    assert "profile" not in proofs(site.restored(inputs, before))


def test_without_being_asked_for_the_role_is_neither_read_nor_touched(
    site: Site, network: Network
) -> None:
    profile = a_profile(site)
    inputs = Instance(instance=under(site, network, profile).instance)
    site.carry_out(site.plan(inputs))

    assert profile_of(site, inputs.instance) == profile
    assert "iam:ListInstanceProfiles" not in site.called()
    assert "ec2:DescribeIamInstanceProfileAssociations" not in site.called()


def test_the_session_that_gives_it_back_may_pass_that_role_and_no_other(
    site: Site, network: Network
) -> None:
    inputs = under(site, network, a_profile(site))
    before = contain(site, inputs)
    back = back_of(site, inputs, before)
    other = f"arn:aws:iam::{site.account}:role/admin"
    crooked = [
        step.model_copy(update={"passes": other}) if step.passes else step for step in back.steps
    ]

    with pytest.raises(ClientError, match="iam:PassRole"):
        site.carry_out(back.model_copy(update={"steps": tuple(crooked)}))
    assert profile_of(site, inputs.instance) == ""


def test_a_profile_that_holds_another_role_since_is_not_given_back(
    site: Site, network: Network
) -> None:
    profile, admin = a_profile(site), a_profile(site)
    inputs = under(site, network, profile)
    before = contain(site, inputs)
    iam = site.client("iam")
    iam.remove_role_from_instance_profile(InstanceProfileName=profile, RoleName=profile)
    iam.add_role_to_instance_profile(InstanceProfileName=profile, RoleName=admin)

    found = conflict_of(site, inputs, before)
    role = f"arn:aws:iam::{site.account}:role/{admin}"
    assert found.differences == (f"{profile} now holds {role}",)


def test_a_profile_that_was_deleted_since_is_a_conflict(site: Site, network: Network) -> None:
    profile = a_profile(site)
    inputs = under(site, network, profile)
    before = contain(site, inputs)
    iam = site.client("iam")
    iam.remove_role_from_instance_profile(InstanceProfileName=profile, RoleName=profile)
    iam.delete_instance_profile(InstanceProfileName=profile)

    assert conflict_of(site, inputs, before).differences == (f"{profile} is gone",)


def test_another_profile_that_was_attached_since_is_a_conflict(
    site: Site, network: Network
) -> None:
    inputs, other = under(site, network, a_profile(site)), a_profile(site)
    before = contain(site, inputs)
    site.client("ec2").associate_iam_instance_profile(
        InstanceId=inputs.instance, IamInstanceProfile={"Name": other}
    )

    found = conflict_of(site, inputs, before)
    assert "is not as I left it" in found.says.plain()
    assert found.differences == (f"now {other}",)
