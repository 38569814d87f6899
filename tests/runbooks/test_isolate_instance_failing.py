"""isolate_instance when AWS says no, says nothing, or the worker dies between two steps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from botocore.exceptions import ClientError, HTTPClientError

from bot.ports.estate import UNKNOWN, ForbiddenCallError
from practice.aws.faults import Failing, Fault
from practice.aws.server import SimulatedAws
from runbooks.isolate_instance import Instance, IsolateInstance
from runbooks.kit.values import Plan, Proof
from tests.runbooks.machines import (
    Network,
    a_network,
    attach,
    groups,
    is_empty_and_marked,
    launch,
    quarantine,
    tags,
)
from tests.runbooks.site import REGION, Site, a_site, execution, proofs

CALLS = (
    "CreateTags",
    "ModifyInstanceAttribute",
    "CreateSecurityGroup",
    "RevokeSecurityGroupEgress",
    "ModifyNetworkInterfaceAttribute",
)
STEPS = 8


@pytest.fixture
def site(aws: SimulatedAws, account: str) -> Iterator[Site]:
    with a_site(aws, account, IsolateInstance) as made:
        yield made
    aws.faults.clear(account)


@pytest.fixture
def network(site: Site) -> Network:
    return a_network(site)


@pytest.fixture
def instance(site: Site, network: Network) -> Instance:
    return launch(site, network, [network.web, network.base], [network.base])


def fail(site: Site, failing: Failing, operation: str, times: int | None = None) -> None:
    fault = Fault(failing, account=site.account, service="ec2", operation=operation, times=times)
    site.aws.faults.place(fault)


def changes(site: Site) -> Counter[str]:
    """Return how often secbot has called what changes something, by the simulator's record."""
    about = site.runbook.about
    changing = {*about.contains, *about.releases}
    calls = site.aws.calls(account=site.account)
    return Counter(
        f"{one.action} {sorted(one.parameters.items(), key=str)}"
        for one in calls
        if one.session and one.action in changing and not one.error
    )


@pytest.mark.parametrize("operation", CALLS)
def test_a_denied_call_rises_is_written_down_and_leaves_what_was_done(
    site: Site, instance: Instance, operation: str
) -> None:
    before, plan = site.observe(instance), site.plan(instance)
    fail(site, Failing.DENIED, operation)

    with pytest.raises(ClientError, match="UnauthorizedOperation"):
        site.carry_out(plan)
    done = [code for _, code in site.journal.results]
    assert done == ["" for _ in done[:-1]] + ["UnauthorizedOperation"]
    assert site.journal.results[-1][0] == f"ec2:{operation}"
    assert len(site.journal.intents) == len(done)
    assert (len(done) > 1) is ("secbot:isolated" in tags(site, instance))
    assert proofs(site.claims(instance))["blocked"] is Proof.FAILED

    site.aws.faults.clear(site.account)
    site.carry_out(plan)
    assert set(proofs(site.claims(instance)).values()) == {Proof.PASSED}
    back = site.undo(instance, before, site.observe(instance))
    assert isinstance(back, Plan)


@pytest.mark.parametrize("operation", CALLS)
def test_a_call_that_was_applied_and_never_answered_is_found_made(
    site: Site, instance: Instance, network: Network, operation: str
) -> None:
    plan = site.plan(instance)
    fail(site, Failing.HUNG_UP, operation, times=1)

    with pytest.raises(HTTPClientError):
        site.carry_out(plan)
    assert site.journal.results[-1] == (f"ec2:{operation}", UNKNOWN)
    applied = changes(site)
    made = site.carry_out(plan)
    assert made[plan.steps[len(site.journal.results) - 1].key] is not None
    assert set(changes(site).values()) == {1}
    assert changes(site) & applied == applied
    group = quarantine(site, network)
    assert group is not None
    assert is_empty_and_marked(group)
    assert set(proofs(site.claims(instance)).values()) == {Proof.PASSED}


def test_a_worker_that_dies_after_every_step_goes_on_and_does_nothing_twice(
    site: Site, instance: Instance, network: Network
) -> None:
    plan = site.plan(instance)
    assert len(plan.steps) == STEPS

    for reached in range(1, STEPS + 1):
        made = site.carry_out(plan, upto=reached)
        already = [made[step.key].already for step in plan.steps[: reached - 1]]
        assert already == [True] * (reached - 1)
    assert set(changes(site).values()) == {1}
    group = quarantine(site, network)
    assert group is not None
    assert groups(site, instance) == [[group["GroupId"]]] * 2
    assert set(proofs(site.claims(instance)).values()) == {Proof.PASSED}


def test_an_undo_that_died_half_way_goes_on_and_does_nothing_twice(
    site: Site, instance: Instance
) -> None:
    as_it_was, before = groups(site, instance), site.observe(instance)
    site.carry_out(site.plan(instance))
    back = site.undo(instance, before, site.observe(instance))
    assert isinstance(back, Plan)
    site.carry_out(back, upto=2)

    made = site.carry_out(back)
    assert [made[step.key].already for step in back.steps] == [True, True, False, False]
    assert groups(site, instance) == as_it_was
    assert set(changes(site).values()) == {1}


def test_a_denied_look_rises_before_anything_is_planned(site: Site, instance: Instance) -> None:
    fail(site, Failing.DENIED, "DescribeInstanceAttribute")

    with pytest.raises(ClientError, match="UnauthorizedOperation"):
        site.plan(instance)
    assert site.journal.intents == []


def test_the_rights_for_one_instance_do_not_reach_another(
    site: Site, instance: Instance, network: Network
) -> None:
    other = launch(site, network, [network.web])
    wide = site.plan(other)
    narrow = {step.action: step.resources for step in site.plan(instance).steps}
    crooked = tuple(
        step.model_copy(update={"resources": narrow[step.action]})
        for step in wide.steps
        if step.key.startswith(("tag", "protect"))
    )

    for step in crooked:
        with pytest.raises(ClientError, match="no session policy allows"):
            site.carry_out(wide.model_copy(update={"steps": (step,)}))
    assert tags(site, other) == set()


def test_a_step_cannot_move_an_interface_elsewhere_than_was_approved(
    site: Site, instance: Instance, network: Network
) -> None:
    plan = site.plan(instance)
    made = site.carry_out(plan, upto=STEPS - 1)
    step = plan.steps[-1]
    aws = site.estate.changing(
        site._account(),
        REGION,
        execution(site.account),
        plan.steps,
        "ryo@example.com",
        site.journal,
        (),
    )
    aws.running(step, made)

    with pytest.raises(ForbiddenCallError):
        aws.change("ec2").modify_network_interface_attribute(
            NetworkInterfaceId=step.parameters["NetworkInterfaceId"], Groups=[network.web]
        )


def test_the_session_policy_of_an_instance_with_fifteen_interfaces_fits(
    site: Site, network: Network
) -> None:
    instance = launch(site, network, [network.web, network.base])
    for index in range(1, 15):
        attach(site, instance, network, network.web, network.base, index=index)
    before = site.observe(instance)

    site.carry_out(site.plan(instance))
    assert set(proofs(site.claims(instance)).values()) == {Proof.PASSED}
    back = site.undo(instance, before, site.observe(instance))
    assert isinstance(back, Plan)
    site.carry_out(back)
    assert groups(site, instance) == [[network.web, network.base]] * 15
