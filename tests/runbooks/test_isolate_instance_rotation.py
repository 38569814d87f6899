"""isolate_instance takes an instance out of its group and its target groups, and puts it back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pydantic import ValidationError

from practice.aws.server import SimulatedAws
from runbooks.isolate_instance import Instance, IsolateInstance
from runbooks.kit.contract import UnsupportedError
from runbooks.kit.isolation import Machine
from runbooks.kit.values import Conflict, Plan, Power, Proof, Reach, State
from tests.runbooks.fleets import Fleet, a_fleet, a_target_group, register, targets
from tests.runbooks.machines import Network, a_network, interfaces, launch
from tests.runbooks.site import Site, a_site, proofs


@pytest.fixture
def site(aws: SimulatedAws, account: str) -> Iterator[Site]:
    with a_site(aws, account, IsolateInstance) as made:
        yield made


@pytest.fixture
def network(site: Site) -> Network:
    return a_network(site)


def keys(plan: Plan) -> list[str]:
    return [step.key.partition(":")[0] for step in plan.steps]


def said(plan: Plan) -> str:
    parts = (*plan.changes, *plan.breaks, *plan.warnings, *plan.unproved, plan.undo_says)
    return "\n".join(one.plain() for one in parts)


def kept(state: State) -> State:
    return Machine.model_validate(state.model_dump(mode="json"))


def back_of(site: Site, inputs: Instance, before: State) -> Plan:
    found = site.undo(inputs, kept(before), kept(site.observe(inputs)))
    assert isinstance(found, Plan), found
    return found


def conflict_of(site: Site, inputs: Instance, before: State) -> Conflict:
    found = site.undo(inputs, kept(before), kept(site.observe(inputs)))
    assert isinstance(found, Conflict)
    return found


def on_standby(fleet: Fleet, *, decrement: bool = False) -> Instance:
    return Instance(instance=fleet.instance, standby=True, decrement=decrement)


def test_standby_lets_the_group_replace_it_before_it_is_cut(site: Site, network: Network) -> None:
    fleet = a_fleet(site, network, 1, 2, 4)
    inputs = on_standby(fleet)
    before, plan = site.observe(inputs), site.plan(inputs)

    assert keys(plan)[:3] == ["tag", "protect", "standby"]
    assert keys(plan)[-1] == "move"
    assert f"`{fleet.name}` launches a replacement from the same image" in said(plan)
    assert "2 stay in service (MinSize 1, MaxSize 4)" in said(plan)
    assert plan.undo is Reach.PARTIAL
    assert "beside its replacement" in plan.undo_says.plain()
    site.carry_out(plan)
    assert fleet.lifecycle() == "Standby"
    assert fleet.members() == 3
    assert fleet.sizes() == (1, 2, 4)
    assert proofs(site.claims(inputs))["standby"] is Proof.PASSED

    back = back_of(site, inputs, before)
    assert keys(back) == ["move", "service", "protect", "untag"]
    assert "2 → 3 (MaxSize 4)" in said(back)
    site.carry_out(back)
    assert fleet.lifecycle() == "InService"
    assert fleet.sizes() == (1, 3, 4)
    assert proofs(site.restored(inputs, before))["standby"] is Proof.PASSED


def test_with_decrement_the_group_does_with_one_less_and_all_comes_back(
    site: Site, network: Network
) -> None:
    fleet = a_fleet(site, network, 1, 2, 2)
    inputs = on_standby(fleet, decrement=True)
    before, plan = site.observe(inputs), site.plan(inputs)

    assert "goes on with 1 instead of 2 (MinSize 1, MaxSize 2)" in said(plan)
    assert plan.undo is Reach.FULL
    site.carry_out(plan)
    assert (fleet.members(), fleet.sizes()) == (2, (1, 1, 2))
    site.carry_out(back_of(site, inputs, before))
    assert (fleet.lifecycle(), fleet.sizes()) == ("InService", (1, 2, 2))


def test_a_group_at_its_least_is_not_asked_to_do_with_one_less(
    site: Site, network: Network
) -> None:
    fleet = a_fleet(site, network, 2, 2, 4)

    with pytest.raises(UnsupportedError, match=r"must keep 2 \(MinSize\).*Leave out `decrement`"):
        site.plan(on_standby(fleet, decrement=True))
    assert site.plan(on_standby(fleet)).steps


def test_decrement_without_standby_is_no_input() -> None:
    with pytest.raises(ValidationError, match=r"decrement\n.*is for standby=true only"):
        Instance(instance="i-0123456789abcdef0", decrement=True)


def test_an_instance_of_no_group_is_isolated_and_that_is_said(site: Site, network: Network) -> None:
    made = launch(site, network, [network.web])
    inputs = Instance(instance=made.instance, standby=True, deregister=True)
    plan = site.plan(inputs)

    assert "It is in no Auto Scaling group" in said(plan)
    assert "No target group sends to it" in said(plan)
    assert plan.undo is Reach.FULL
    site.carry_out(plan)
    assert proofs(site.claims(inputs)) == {
        "blocked": Proof.PASSED,
        "protection": Proof.PASSED,
        "targets": Proof.PASSED,
    }


def test_one_that_is_on_standby_already_is_left_there_by_the_undo(
    site: Site, network: Network
) -> None:
    fleet = a_fleet(site, network, 1, 2, 4)
    site.client("autoscaling").enter_standby(
        InstanceIds=[fleet.instance],
        AutoScalingGroupName=fleet.name,
        ShouldDecrementDesiredCapacity=True,
    )
    inputs = on_standby(fleet)
    before, plan = site.observe(inputs), site.plan(inputs)

    assert "standby" not in keys(plan)
    site.carry_out(plan)
    back = back_of(site, inputs, before)
    assert "service" not in keys(back)
    site.carry_out(back)
    assert fleet.lifecycle() == "Standby"
    assert "standby" not in proofs(site.restored(inputs, before))


def test_a_full_group_takes_nothing_back_and_nothing_is_touched(
    site: Site, network: Network
) -> None:
    fleet = a_fleet(site, network, 1, 2, 2)
    inputs = on_standby(fleet)
    before = site.observe(inputs)
    site.carry_out(site.plan(inputs))
    written = len(site.journal.intents)

    found = conflict_of(site, inputs, before)
    assert "raise MaxSize or lower its desired capacity" in found.says.plain()
    assert found.differences == ("desired capacity 2, MaxSize 2",)
    assert len(site.journal.intents) == written


def test_one_that_was_detached_from_its_group_since_is_not_touched(
    site: Site, network: Network
) -> None:
    fleet = a_fleet(site, network, 0, 2, 4)
    inputs = on_standby(fleet)
    before = site.observe(inputs)
    site.carry_out(site.plan(inputs))
    site.client("autoscaling").detach_instances(
        InstanceIds=[fleet.instance],
        AutoScalingGroupName=fleet.name,
        ShouldDecrementDesiredCapacity=True,
    )

    found = conflict_of(site, inputs, before)
    assert "is not in its group as I left it" in found.says.plain()
    assert found.differences == ("now in no group",)


def test_one_that_somebody_has_put_back_in_service_is_not_put_there_twice(
    site: Site, network: Network
) -> None:
    fleet = a_fleet(site, network, 1, 2, 3)
    inputs = on_standby(fleet)
    before = site.observe(inputs)
    site.carry_out(site.plan(inputs))
    site.client("autoscaling").exit_standby(
        InstanceIds=[fleet.instance], AutoScalingGroupName=fleet.name
    )

    assert proofs(site.claims(inputs))["standby"] is Proof.FAILED
    back = back_of(site, inputs, before)
    assert "service" not in keys(back)


def test_targets_are_taken_out_with_their_ports_and_put_back_at_them(
    site: Site, network: Network
) -> None:
    one, other = a_target_group(site, network), a_target_group(site, network)
    made, neighbour = launch(site, network, [network.web]), launch(site, network, [network.web])
    register(site, one, made.instance, Port=8080)
    register(site, one, made.instance, Port=8081)
    register(site, one, neighbour.instance)
    register(site, other, made.instance)
    inputs = Instance(instance=made.instance, deregister=True)
    as_it_was = targets(site, one), targets(site, other)
    before, plan = site.observe(inputs), site.plan(inputs)

    assert keys(plan)[:4] == ["tag", "protect", "deregister", "deregister"]
    name = other.split("/")[1]
    assert f"It is the only healthy target of `{name}`" in said(plan)
    assert f"`{one.split('/')[1]}`: what is behind" not in said(plan)
    assert "deregistration delay" in said(plan)
    assert proofs(site.claims(inputs))["targets"] is Proof.FAILED
    site.carry_out(plan)
    assert targets(site, one) == [{"Id": neighbour.instance, "Port": 80}]
    assert targets(site, other) == []
    assert proofs(site.claims(inputs))["targets"] is Proof.PASSED

    back = back_of(site, inputs, before)
    assert keys(back) == ["move", "register", "register", "protect", "untag"]
    site.carry_out(back)
    now = targets(site, one), targets(site, other)
    assert [sorted(each, key=str) for each in now] == [sorted(each, key=str) for each in as_it_was]
    assert proofs(site.restored(inputs, before))["targets"] is Proof.PASSED


def test_a_target_that_is_an_address_of_its_own_keeps_its_zone(
    site: Site, network: Network
) -> None:
    group = a_target_group(site, network, "ip")
    made = launch(site, network, [network.web])
    address = interfaces(site, made)[0]["PrivateIpAddress"]
    register(site, group, address, Port=8443, AvailabilityZone="ap-northeast-1a")
    register(site, group, "10.255.255.1", Port=8443)
    inputs = Instance(instance=made.instance, deregister=True)
    before = site.observe(inputs)

    site.carry_out(site.plan(inputs))
    assert [each["Id"] for each in targets(site, group)] == ["10.255.255.1"]
    site.carry_out(back_of(site, inputs, before))
    held = {"Id": address, "Port": 8443, "AvailabilityZone": "ap-northeast-1a"}
    assert held in targets(site, group)


def test_a_target_group_that_was_deleted_since_is_a_conflict(site: Site, network: Network) -> None:
    group, made = a_target_group(site, network), launch(site, network, [network.web])
    register(site, group, made.instance)
    inputs = Instance(instance=made.instance, deregister=True)
    before = site.observe(inputs)
    site.carry_out(site.plan(inputs))
    site.client("elbv2").delete_target_group(TargetGroupArn=group)

    found = conflict_of(site, inputs, before)
    assert found.differences == (f"{group.split('/')[1]} is gone",)


def test_a_target_at_another_port_since_is_a_conflict(site: Site, network: Network) -> None:
    group, made = a_target_group(site, network), launch(site, network, [network.web])
    register(site, group, made.instance)
    inputs = Instance(instance=made.instance, deregister=True)
    before = site.observe(inputs)
    site.carry_out(site.plan(inputs))
    register(site, group, made.instance, Port=9000)

    found = conflict_of(site, inputs, before)
    assert found.differences == (f"{group.split('/')[1]} now has {made.instance}:9000",)


def test_standby_takes_it_out_of_its_groups_own_target_group_and_back(
    site: Site, network: Network
) -> None:
    group = a_target_group(site, network)
    fleet = a_fleet(site, network, 1, 2, 4, groups=(group,))
    inputs = Instance(instance=fleet.instance, standby=True, deregister=True)
    before, plan = site.observe(inputs), site.plan(inputs)

    made = site.carry_out(plan)
    assert made[f"deregister:{group.split('/')[1]}"].already
    assert set(proofs(site.claims(inputs)).values()) == {Proof.PASSED}
    back = back_of(site, inputs, before)
    assert {step.power for step in back.steps} == {Power.RELEASE}
    site.carry_out(back)
    assert set(proofs(site.restored(inputs, before)).values()) == {Proof.PASSED}
