"""isolate_instance with mode=stop: in quarantine first, then off, and started only if it ran."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from botocore.exceptions import ClientError
from pydantic import ValidationError

from practice.aws.server import SimulatedAws
from runbooks.isolate_instance import Instance, IsolateInstance
from runbooks.kit.contract import UnsupportedError
from runbooks.kit.isolation import Machine
from runbooks.kit.values import Plan, Proof, Reach, RiskClass, State
from tests.runbooks.fleets import a_fleet, a_target_group, power_of, register, targets
from tests.runbooks.machines import Network, a_network, launch
from tests.runbooks.site import REGION, Site, a_site, proofs

PLAIN = "t3.micro"
WITH_STORE = "m1.small"


@pytest.fixture
def site(aws: SimulatedAws, account: str) -> Iterator[Site]:
    with a_site(aws, account, IsolateInstance) as made:
        yield made


@pytest.fixture
def network(site: Site) -> Network:
    return a_network(site)


def running(site: Site, network: Network, kind: str = PLAIN, **more: Any) -> Instance:
    made = launch(site, network, [network.web], InstanceType=kind, **more)
    return Instance(instance=made.instance, mode="stop")


def said(plan: Plan) -> str:
    parts = (*plan.changes, *plan.breaks, *plan.warnings, *plan.evidence, plan.undo_says)
    return "\n".join(one.plain() for one in parts)


def risk_of(site: Site, inputs: Instance) -> RiskClass:
    runbook = site.runbook(site.estate.reading(site._account(), REGION, site.runbook.about.reads))
    return runbook.risk(inputs, site.observe(inputs))


def kept(state: State) -> State:
    return Machine.model_validate(state.model_dump(mode="json"))


def back_of(site: Site, inputs: Instance, before: State) -> Plan:
    found = site.undo(inputs, kept(before), kept(site.observe(inputs)))
    assert isinstance(found, Plan), found
    return found


def test_it_is_stopped_once_it_is_in_quarantine_and_started_with_its_groups(
    site: Site, network: Network
) -> None:
    inputs = running(site, network)
    before, plan = site.observe(inputs), site.plan(inputs)

    assert [step.key.partition(":")[0] for step in plan.steps][-2:] == ["move", "stop"]
    assert plan.unproved == ()
    assert "memory of" in said(plan)
    assert "stopping loses the memory" in said(plan)
    assert plan.undo is Reach.PARTIAL
    assert risk_of(site, inputs) is RiskClass.C
    assert proofs(site.claims(inputs))["stopped"] is Proof.FAILED
    site.carry_out(plan)
    assert power_of(site, inputs) == "stopped"
    assert set(proofs(site.claims(inputs)).values()) == {Proof.PASSED}

    back = back_of(site, inputs, before)
    assert [step.key.partition(":")[0] for step in back.steps][:2] == ["move", "start"]
    site.carry_out(back)
    assert power_of(site, inputs) == "running"
    assert set(proofs(site.restored(inputs, before)).values()) == {Proof.PASSED}


def test_one_that_was_stopped_before_is_left_stopped_by_the_undo(
    site: Site, network: Network
) -> None:
    inputs = running(site, network)
    site.client("ec2").stop_instances(InstanceIds=[inputs.instance])
    before, plan = site.observe(inputs), site.plan(inputs)

    assert "stop" not in [step.key for step in plan.steps]
    site.carry_out(plan)
    back = back_of(site, inputs, before)
    assert "start" not in [step.key for step in back.steps]
    site.carry_out(back)
    assert power_of(site, inputs) == "stopped"
    assert "stopped" not in proofs(site.restored(inputs, before))


def test_one_that_somebody_has_started_since_is_a_slip_and_is_not_started_twice(
    site: Site, network: Network
) -> None:
    inputs = running(site, network)
    before = site.observe(inputs)
    site.carry_out(site.plan(inputs))
    site.client("ec2").start_instances(InstanceIds=[inputs.instance])

    assert proofs(site.claims(inputs))["stopped"] is Proof.FAILED
    assert "start" not in [step.key for step in back_of(site, inputs, before).steps]


def test_stopping_what_has_an_instance_store_is_class_d_and_says_what_is_lost(
    site: Site, network: Network
) -> None:
    inputs = running(site, network, WITH_STORE)

    assert risk_of(site, inputs) is RiskClass.D
    assert f"instance store of {inputs.instance} ({WITH_STORE}) is lost" in said(site.plan(inputs))
    swap = Instance(instance=inputs.instance)
    assert risk_of(site, swap) is RiskClass.C
    assert "instance store" not in said(site.plan(swap))


def test_stopping_what_its_group_would_end_is_class_d_unless_it_is_on_standby(
    site: Site, network: Network
) -> None:
    fleet = a_fleet(site, network, 1, 2, 4)
    bare = Instance(instance=fleet.instance, mode="stop")
    held = Instance(instance=fleet.instance, mode="stop", standby=True)

    assert risk_of(site, bare) is RiskClass.D
    assert "standby=true holds that back" in said(site.plan(bare))
    assert risk_of(site, held) is RiskClass.C
    assert "standby=true holds that back" not in said(site.plan(held))


def test_it_runs_again_before_its_target_groups_and_its_group_have_it_back(
    site: Site, network: Network
) -> None:
    fleet, group = a_fleet(site, network, 1, 2, 4), a_target_group(site, network)
    register(site, group, fleet.instance, Port=8080)
    inputs = Instance(instance=fleet.instance, mode="stop", standby=True, deregister=True)
    before = site.observe(inputs)
    site.carry_out(site.plan(inputs))
    assert set(proofs(site.claims(inputs)).values()) == {Proof.PASSED}

    back = back_of(site, inputs, before)
    order = [step.key.partition(":")[0] for step in back.steps]
    assert order == ["move", "start", "register", "service", "protect", "untag"]
    site.carry_out(back)
    assert targets(site, group) == [{"Id": fleet.instance, "Port": 8080}]
    assert fleet.lifecycle() == "InService"
    assert set(proofs(site.restored(inputs, before)).values()) == {Proof.PASSED}


def test_stop_protection_is_said_before_anything_is_changed(site: Site, network: Network) -> None:
    inputs = running(site, network)
    site.client("ec2").modify_instance_attribute(
        InstanceId=inputs.instance, DisableApiStop={"Value": True}
    )

    with pytest.raises(UnsupportedError, match=r"Stop protection of .* with mode=swap"):
        site.plan(inputs)
    assert site.plan(Instance(instance=inputs.instance)).steps


def test_a_root_on_instance_store_is_said_before_anything_is_changed(
    site: Site, network: Network
) -> None:
    inputs = running(site, network)
    seen = site.observe(inputs)
    assert isinstance(seen, Machine)
    assert seen.running is not None
    own = seen.running.model_copy(update={"has_own_root": True})
    reading = site.runbook(site.estate.reading(site._account(), REGION, ()))

    with pytest.raises(UnsupportedError, match="can't stop such an instance"):
        reading.plan(inputs, seen.model_copy(update={"running": own}))


def test_a_spot_instance_that_aws_does_not_stop_is_in_quarantine_all_the_same(
    site: Site, network: Network
) -> None:
    inputs = running(site, network, InstanceMarketOptions={"MarketType": "spot"})
    plan = site.plan(inputs)
    assert "refuses to stop a spot instance of a one-time request" in said(plan)

    with pytest.raises(ClientError, match="UnsupportedOperation"):
        site.carry_out(plan)
    assert proofs(site.claims(inputs)) == {"blocked": Proof.PASSED, "stopped": Proof.FAILED}


def test_an_address_that_aws_lends_is_said_to_be_another_one_afterwards(
    site: Site, network: Network
) -> None:
    inputs = running(site, network)
    seen = site.observe(inputs)
    assert isinstance(seen, Machine)
    assert seen.running is not None
    lent = seen.running.model_copy(update={"address": "203.0.113.7"})
    reading = site.runbook(site.estate.reading(site._account(), REGION, ()))

    plan = reading.plan(inputs, seen.model_copy(update={"running": lent}))
    assert "203.0.113.7 goes back to AWS" in said(plan)


@pytest.mark.parametrize(
    ("state", "expected"),
    [("stopped", Proof.PASSED), ("stopping", Proof.INCONCLUSIVE), ("pending", Proof.FAILED)],
)
def test_what_is_only_stopping_is_not_proved_to_be_stopped(
    site: Site, network: Network, state: str, expected: Proof
) -> None:
    inputs = running(site, network)
    seen = site.observe(inputs)
    assert isinstance(seen, Machine)
    assert seen.running is not None
    held = seen.running.model_copy(update={"state": state})
    reading = site.runbook(site.estate.reading(site._account(), REGION, ()))

    claims = reading.verify(inputs, seen.model_copy(update={"running": held}))
    assert proofs(claims)["stopped"] is expected


def test_a_mode_that_is_none_is_no_input() -> None:
    with pytest.raises(ValidationError):
        Instance.model_validate({"instance": "i-0123456789abcdef0", "mode": "terminate"})
