"""isolate_instance at its widest, when AWS says no, "later", or nothing at each of its calls."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from botocore.exceptions import ClientError, HTTPClientError

from bot.ports.estate import UNKNOWN
from practice.aws.faults import Failing, Fault
from practice.aws.server import SimulatedAws
from runbooks.isolate_instance import Instance, IsolateInstance
from runbooks.kit.values import Plan, Proof, State
from tests.runbooks.fleets import (
    power_of,
    profile_of,
    targets,
    with_all_that_can_be_asked_for,
)
from tests.runbooks.site import Site, a_site, proofs

CONTAINING = (
    ("autoscaling", "EnterStandby", "standby"),
    ("elbv2", "DeregisterTargets", "targets"),
    ("ec2", "DisassociateIamInstanceProfile", "profile"),
    ("ec2", "StopInstances", "stopped"),
)
RELEASING = (
    ("ec2", "AssociateIamInstanceProfile", "profile"),
    ("ec2", "StartInstances", "stopped"),
    ("elbv2", "RegisterTargets", "targets"),
    ("autoscaling", "ExitStandby", "standby"),
)
READS = (
    ("autoscaling", "DescribeAutoScalingInstances"),
    ("autoscaling", "DescribeAutoScalingGroups"),
    ("elbv2", "DescribeTargetGroups"),
    ("elbv2", "DescribeTargetHealth"),
    ("ec2", "DescribeIamInstanceProfileAssociations"),
    ("iam", "ListInstanceProfiles"),
    ("ec2", "DescribeInstanceTypes"),
)
DENIED = {"AccessDenied", "UnauthorizedOperation"}
THROTTLED = {"Throttling", "RequestLimitExceeded"}
SAID = {Failing.DENIED: DENIED, Failing.THROTTLED: THROTTLED}


@pytest.fixture
def site(aws: SimulatedAws, account: str) -> Iterator[Site]:
    with a_site(aws, account, IsolateInstance) as made:
        yield made
    aws.faults.clear(account)


@pytest.fixture
def inputs(site: Site) -> Instance:
    return with_all_that_can_be_asked_for(site)


def fail(
    site: Site, failing: Failing, service: str, operation: str, times: int | None = None
) -> None:
    fault = Fault(failing, account=site.account, service=service, operation=operation, times=times)
    site.aws.faults.place(fault)


def back_of(site: Site, inputs: Instance, before: State) -> Plan:
    found = site.undo(inputs, before, site.observe(inputs))
    assert isinstance(found, Plan), found
    return found


def code_of(site: Site, plan: Plan) -> str:
    """Carry out a plan that fails, and return AWS's code."""
    with pytest.raises(ClientError) as raised:
        site.carry_out(plan)
    return str(raised.value.response["Error"]["Code"])


def changed_once(site: Site) -> bool:
    """Say whether no change that AWS has made was made twice, by the simulator's record."""
    about = site.runbook.about
    changing = {*about.contains, *about.releases}
    made = [
        f"{one.action} {sorted(one.parameters.items(), key=str)}"
        for one in site.aws.calls(account=site.account)
        if one.session and one.action in changing and not one.error
    ]
    return len(set(made)) == len(made)


@pytest.mark.parametrize("failing", [Failing.DENIED, Failing.THROTTLED])
@pytest.mark.parametrize(("service", "operation", "claim"), CONTAINING)
def test_a_refused_call_leaves_what_was_done_and_is_told_by_its_own_claim(
    site: Site, inputs: Instance, failing: Failing, service: str, operation: str, claim: str
) -> None:
    before, plan = site.observe(inputs), site.plan(inputs)
    fail(site, failing, service, operation)

    assert code_of(site, plan) in SAID[failing]
    last, code = site.journal.results[-1]
    assert last.endswith(f":{operation}")
    assert code in SAID[failing]
    found = proofs(site.claims(inputs))
    assert found[claim] is Proof.FAILED
    assert found["protection"] is Proof.PASSED

    site.aws.faults.clear(site.account)
    site.carry_out(plan)
    assert set(proofs(site.claims(inputs)).values()) == {Proof.PASSED}
    assert changed_once(site)
    assert back_of(site, inputs, before).steps


@pytest.mark.parametrize(("service", "operation", "claim"), CONTAINING)
def test_what_was_done_in_part_is_put_back_in_whole(
    site: Site, inputs: Instance, service: str, operation: str, claim: str
) -> None:
    before, plan = site.observe(inputs), site.plan(inputs)
    fail(site, Failing.DENIED, service, operation)
    assert code_of(site, plan) in DENIED

    back = back_of(site, inputs, before)
    site.carry_out(back)
    found = proofs(site.restored(inputs, before))
    assert found[claim] is Proof.PASSED
    assert set(found.values()) == {Proof.PASSED}


@pytest.mark.parametrize(("service", "operation", "claim"), CONTAINING)
def test_a_call_that_was_applied_and_never_answered_is_found_made(
    site: Site, inputs: Instance, service: str, operation: str, claim: str
) -> None:
    plan = site.plan(inputs)
    fail(site, Failing.HUNG_UP, service, operation, times=1)

    with pytest.raises(HTTPClientError):
        site.carry_out(plan)
    assert site.journal.results[-1][1] == UNKNOWN
    site.carry_out(plan)
    assert changed_once(site)
    assert proofs(site.claims(inputs))[claim] is Proof.PASSED


@pytest.mark.parametrize("failing", [Failing.DENIED, Failing.HUNG_UP])
@pytest.mark.parametrize(("service", "operation", "claim"), RELEASING)
def test_an_undo_that_is_cut_off_says_what_is_not_back_and_goes_on(
    site: Site, inputs: Instance, failing: Failing, service: str, operation: str, claim: str
) -> None:
    before = site.observe(inputs)
    site.carry_out(site.plan(inputs))
    back = back_of(site, inputs, before)
    fail(site, failing, service, operation, times=1)

    with pytest.raises((ClientError, HTTPClientError)):
        site.carry_out(back)
    if failing is Failing.DENIED:
        assert proofs(site.restored(inputs, before))[claim] is Proof.FAILED
    site.carry_out(back_of(site, inputs, before))
    assert set(proofs(site.restored(inputs, before)).values()) == {Proof.PASSED}
    assert changed_once(site)


@pytest.mark.parametrize(("service", "operation"), READS)
def test_a_denied_look_rises_before_anything_is_planned(
    site: Site, inputs: Instance, service: str, operation: str
) -> None:
    fail(site, Failing.DENIED, service, operation)

    with pytest.raises(ClientError) as raised:
        site.plan(inputs)
    assert raised.value.response["Error"]["Code"] in DENIED
    assert site.journal.intents == []


def test_what_was_not_asked_for_cannot_fail_it(site: Site, inputs: Instance) -> None:
    for service, operation in READS:
        fail(site, Failing.DENIED, service, operation)
    plain = Instance(instance=inputs.instance)

    site.carry_out(site.plan(plain))
    assert set(proofs(site.claims(plain)).values()) == {Proof.PASSED}


def test_a_worker_that_dies_after_every_step_goes_on_and_does_nothing_twice(
    site: Site, inputs: Instance
) -> None:
    before, plan = site.observe(inputs), site.plan(inputs)
    for reached in range(1, len(plan.steps) + 1):
        site.carry_out(plan, upto=reached)
    back = back_of(site, inputs, before)
    for reached in range(1, len(back.steps) + 1):
        site.carry_out(back, upto=reached)

    assert changed_once(site)
    assert set(proofs(site.restored(inputs, before)).values()) == {Proof.PASSED}
    assert power_of(site, inputs) == "running"
    assert profile_of(site, inputs.instance)


def test_the_rights_for_one_instance_do_not_reach_anothers_group_targets_or_role(
    site: Site, inputs: Instance
) -> None:
    other = with_all_that_can_be_asked_for(site)
    narrow = {step.action: step.resources for step in site.plan(inputs).steps}
    wide = site.plan(other)
    reached = {operation for _, operation, _ in CONTAINING}
    crooked = [
        step.model_copy(update={"resources": narrow[step.action]})
        for step in wide.steps
        if step.action.partition(":")[2] in reached
    ]

    assert len(crooked) == len(CONTAINING)
    for step in crooked:
        assert code_of(site, wide.model_copy(update={"steps": (step,)})) in DENIED
    group = str(wide.steps[3].parameters["TargetGroupArn"])
    assert targets(site, group)
    assert power_of(site, other) == "running"
