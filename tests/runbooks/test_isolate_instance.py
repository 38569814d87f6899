"""isolate_instance on the simulated EC2, under secbot's narrowed roles: isolate and prove."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pydantic import ValidationError

from practice.aws.server import SimulatedAws
from runbooks.isolate_instance import Instance, IsolateInstance
from runbooks.kit.contract import DoesNotExistError, UnsupportedError
from runbooks.kit.isolation import Machine
from runbooks.kit.own import ISOLATED
from runbooks.kit.shield import DRILL, PROTECTED
from runbooks.kit.values import Plan, Power, Proof, Reach, RiskClass
from tests.runbooks.fleets import whose_sessions_were_stolen, with_all_that_can_be_asked_for
from tests.runbooks.machines import (
    Network,
    a_network,
    attach,
    groups,
    interfaces,
    is_empty_and_marked,
    is_protected,
    launch,
    plant,
    quarantine,
    tagged,
    tags,
)
from tests.runbooks.site import REGION, Site, a_site, proofs

OPEN = {"blocked": Proof.FAILED, "protection": Proof.FAILED}
HELD = {"blocked": Proof.PASSED, "protection": Proof.PASSED}


@pytest.fixture
def site(aws: SimulatedAws, account: str) -> Iterator[Site]:
    with a_site(aws, account, IsolateInstance) as made:
        yield made


@pytest.fixture
def network(site: Site) -> Network:
    return a_network(site)


def on_two_interfaces(site: Site) -> Instance:
    """Make an instance with two interfaces in a VPC that was never a quarantine's."""
    network = a_network(site)
    return launch(site, network, [network.web, network.base], [network.base])


def in_a_planted_quarantine(site: Site) -> Instance:
    """Make one that is isolated for show: the quarantine group lets everything through."""
    network = a_network(site)
    return launch(site, network, [plant(site, network)])


def with_secbot_s_own_tags(site: Site) -> Instance:
    """Make one that somebody has tagged as protected, and as a target of drills."""
    network = a_network(site)
    instance = launch(site, network, [network.web])
    tagged(site, instance, PROTECTED, DRILL)
    return instance


exercises = (
    on_two_interfaces,
    in_a_planted_quarantine,
    with_all_that_can_be_asked_for,
    whose_sessions_were_stolen,
    with_secbot_s_own_tags,
)


def keys(plan: Plan) -> list[str]:
    return [step.key.partition(":")[0] for step in plan.steps]


def risk_of(site: Site, inputs: Instance) -> RiskClass:
    runbook = site.runbook(site.estate.reading(site._account(), REGION, site.runbook.about.reads))
    return runbook.risk(inputs, site.observe(inputs))


def test_every_interface_is_moved_proved_and_put_back_in_its_order(
    site: Site, network: Network
) -> None:
    instance = launch(site, network, [network.web, network.base], [network.base])
    attach(site, instance, network, network.base, network.web)
    as_it_was = groups(site, instance)
    before = site.observe(instance)
    assert proofs(site.claims(instance)) == OPEN

    site.carry_out(site.plan(instance))
    after = site.observe(instance)
    group = quarantine(site, network)
    assert group is not None
    assert is_empty_and_marked(group)
    assert groups(site, instance) == [[group["GroupId"]]] * 3
    assert is_protected(site, instance)
    assert ISOLATED in tags(site, instance)
    assert proofs(site.claims(instance)) == HELD

    back = site.undo(instance, before, after)
    assert isinstance(back, Plan)
    assert back.reopens
    assert {step.power for step in back.steps} == {Power.RELEASE}
    site.carry_out(back)
    assert groups(site, instance) == as_it_was
    assert not is_protected(site, instance)
    assert ISOLATED not in tags(site, instance)
    assert proofs(site.restored(instance, before)) == {
        "groups": Proof.PASSED,
        "protection": Proof.PASSED,
    }


def test_interfaces_in_two_vpcs_go_into_the_quarantine_of_each(
    site: Site, network: Network
) -> None:
    other = a_network(site)
    instance = launch(site, network, [network.web])
    attach(site, instance, other, other.base)
    before = site.observe(instance)

    site.carry_out(site.plan(instance))
    held = [quarantine(site, network), quarantine(site, other)]
    assert groups(site, instance) == [[group["GroupId"]] for group in held if group]
    assert proofs(site.claims(instance)) == HELD

    back = site.undo(instance, before, site.observe(instance))
    assert isinstance(back, Plan)
    site.carry_out(back)
    assert groups(site, instance) == [[network.web], [other.base]]


def test_a_new_quarantine_in_a_vpc_with_ipv6_lets_nothing_out_over_ipv6(site: Site) -> None:
    network = a_network(site, ipv6=True)
    instance = launch(site, network, [network.web])

    made = site.carry_out(site.plan(instance))
    group = quarantine(site, network)
    assert group is not None
    assert is_empty_and_marked(group)
    assert not made[f"close-ipv6:{network.vpc}"].already


def test_a_vpc_without_ipv6_has_no_such_rule_to_take_out(site: Site, network: Network) -> None:
    instance = launch(site, network, [network.web])

    made = site.carry_out(site.plan(instance))
    assert made[f"close-ipv6:{network.vpc}"].already
    assert proofs(site.claims(instance)) == HELD


def test_a_second_instance_uses_the_quarantine_that_the_first_has_made(
    site: Site, network: Network
) -> None:
    first, second = launch(site, network, [network.web]), launch(site, network, [network.base])
    site.carry_out(site.plan(first))

    plan = site.plan(second)
    assert keys(plan) == ["tag", "protect", "move"]
    site.carry_out(plan)
    assert groups(site, second) == groups(site, first)


def test_a_plan_stays_good_when_another_isolation_makes_the_quarantine_first(
    site: Site, network: Network
) -> None:
    first, second = launch(site, network, [network.web]), launch(site, network, [network.base])
    seen, plan = site.observe(second), site.plan(second)
    site.carry_out(site.plan(first))

    assert site.observe(second).model_dump(mode="json") == seen.model_dump(mode="json")
    made = site.carry_out(plan)
    assert made[f"group:{network.vpc}"].already
    assert groups(site, second) == groups(site, first)


def test_rules_that_an_intruder_has_put_into_the_quarantine_are_taken_out(
    site: Site, network: Network
) -> None:
    group = plant(site, network)
    instance = launch(site, network, [network.web])

    plan = site.plan(instance)
    assert keys(plan) == ["tag", "protect", "mark", "empty-egress", "empty-ingress", "move"]
    assert plan.undo is Reach.PARTIAL
    assert "no rule back" in plan.undo_says.plain()
    site.carry_out(plan)
    found = quarantine(site, network)
    assert found is not None
    assert found["GroupId"] == group
    assert is_empty_and_marked(found)
    assert proofs(site.claims(instance)) == HELD


def test_rules_in_the_quarantine_are_a_slip_though_no_interface_has_moved(
    site: Site, network: Network
) -> None:
    instance = launch(site, network, [network.web])
    site.carry_out(site.plan(instance))
    site.client("ec2").authorize_security_group_egress(
        GroupId=groups(site, instance)[0][0],
        IpPermissions=[{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "198.51.100.7/32"}]}],
    )

    claims = site.claims(instance)
    assert proofs(claims)["blocked"] is Proof.FAILED
    assert claims[0].evidence.endswith("rules in quarantine: 1")
    plan = site.plan(instance)
    assert keys(plan) == ["empty-egress"]
    assert ": 1 → none" in plan.changes[0].plain()


def test_an_interface_that_is_in_quarantine_already_is_left_alone(
    site: Site, network: Network
) -> None:
    group = plant(site, network)
    instance = launch(site, network, [network.web], [group])
    moved, kept = interfaces(site, instance)

    plan = site.plan(instance)
    moves = [step.key for step in plan.steps if step.key.startswith("move:")]
    assert moves == [f"move:{moved['NetworkInterfaceId']}"]
    assert f"web ({network.web}) →" in plan.changes[0].plain()
    site.carry_out(plan)
    assert groups(site, instance) == [[group], [group]]
    assert kept["NetworkInterfaceId"] in site.claims(instance)[0].evidence


def test_protection_that_was_on_is_left_on_by_isolation_and_by_undo(
    site: Site, network: Network
) -> None:
    instance = launch(site, network, [network.web])
    site.client("ec2").modify_instance_attribute(
        InstanceId=instance.instance, DisableApiTermination={"Value": True}
    )
    before, plan = site.observe(instance), site.plan(instance)

    assert "protect" not in keys(plan)
    site.carry_out(plan)
    back = site.undo(instance, before, site.observe(instance))
    assert isinstance(back, Plan)
    assert keys(back) == ["move", "untag"]
    site.carry_out(back)
    assert is_protected(site, instance)
    assert proofs(site.restored(instance, before))["protection"] is Proof.PASSED


def test_a_spot_instance_is_isolated_without_the_protection_that_aws_refuses_it(
    site: Site, network: Network
) -> None:
    instance = launch(site, network, [network.web], InstanceMarketOptions={"MarketType": "spot"})
    before, plan = site.observe(instance), site.plan(instance)

    assert "protect" not in keys(plan)
    assert any("spot" in said.plain() for said in plan.warnings)
    site.carry_out(plan)
    assert proofs(site.claims(instance)) == {"blocked": Proof.PASSED}
    back = site.undo(instance, before, site.observe(instance))
    assert isinstance(back, Plan)
    site.carry_out(back)
    assert set(proofs(site.restored(instance, before)).values()) == {Proof.PASSED}


def test_a_stopped_instance_is_isolated_like_a_running_one(site: Site, network: Network) -> None:
    instance = launch(site, network, [network.web])
    site.client("ec2").stop_instances(InstanceIds=[instance.instance])

    site.carry_out(site.plan(instance))
    assert proofs(site.claims(instance)) == HELD


def test_a_terminated_instance_is_nothing_to_isolate(site: Site, network: Network) -> None:
    instance = launch(site, network, [network.web])
    site.client("ec2").terminate_instances(InstanceIds=[instance.instance])

    with pytest.raises(DoesNotExistError, match="is terminated: there is nothing left"):
        site.plan(instance)


def test_an_instance_that_is_not_there_is_said_to_be_missing(site: Site) -> None:
    with pytest.raises(DoesNotExistError, match="There is no instance i-0123456789abcdef0"):
        site.observe(Instance(instance="i-0123456789abcdef0"))


def test_an_instance_without_an_interface_proves_nothing(site: Site, network: Network) -> None:
    instance = launch(site, network, [network.web])
    seen = site.observe(instance)
    assert isinstance(seen, Machine)
    bare = seen.model_copy(update={"interfaces": (), "quarantines": ()})
    reading = site.runbook(site.estate.reading(site._account(), REGION, ()))

    assert proofs(reading.verify(instance, bare))["blocked"] is Proof.INCONCLUSIVE


@pytest.mark.parametrize("written", ["i-123", "web-7", "i-0123456789ABCDEF0", "i-01234567\n"])
def test_what_is_no_instance_id_is_no_input(written: str) -> None:
    with pytest.raises(ValidationError):
        Instance(instance=written)


@pytest.mark.parametrize("name", ["secbot", "secbot-worker"])
def test_secbots_own_instance_is_refused(site: Site, network: Network, name: str) -> None:
    site.client("iam").create_instance_profile(InstanceProfileName=name)
    instance = launch(site, network, [network.web], IamInstanceProfile={"Name": name})

    with pytest.raises(UnsupportedError, match="isolate it by hand"):
        site.observe(instance)


def test_an_instance_whose_profile_only_begins_like_secbots_is_not_refused(
    site: Site, network: Network
) -> None:
    site.client("iam").create_instance_profile(InstanceProfileName="secbotany-web")
    profile = {"Name": "secbotany-web"}
    instance = launch(site, network, [network.web], IamInstanceProfile=profile)

    assert site.plan(instance).steps


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("aws:autoscaling:groupName", "web-asg may end and replace it"),
        ("eks:cluster-name", "An EKS node"),
        ("kubernetes.io/cluster/pay", "An EKS node"),
        ("AmazonECSManaged", "An ECS container instance"),
    ],
)
def test_a_tag_that_tells_what_breaks_is_read(
    site: Site, network: Network, tag: str, said: str
) -> None:
    instance = launch(site, network, [network.web])
    pair = {"Key": tag, "Value": "web-asg"}
    site.client("ec2").create_tags(Resources=[instance.instance], Tags=[pair])

    plan = site.plan(instance)
    assert any(said in one.plain() for one in (*plan.breaks, *plan.warnings))
    assert risk_of(site, instance) is RiskClass.C


def test_an_instance_that_forwards_for_others_is_said_to_take_them_with_it(
    site: Site, network: Network
) -> None:
    instance = launch(site, network, [network.web])
    site.client("ec2").modify_network_interface_attribute(
        NetworkInterfaceId=interfaces(site, instance)[0]["NetworkInterfaceId"],
        SourceDestCheck={"Value": False},
    )

    assert any("NAT or appliance" in said.plain() for said in site.plan(instance).breaks)


def test_an_interface_of_an_aws_service_is_warned_of_and_moved_last(
    site: Site, network: Network
) -> None:
    instance = launch(site, network, [network.web], [network.base])
    seen = site.observe(instance)
    assert isinstance(seen, Machine)
    first, second = seen.interfaces
    managed = (first.model_copy(update={"is_managed": True}), second)
    reading = site.runbook(site.estate.reading(site._account(), REGION, ()))

    plan = reading.plan(instance, seen.model_copy(update={"interfaces": managed}))
    assert [step.key for step in plan.steps][-2:] == [f"move:{second.id}", f"move:{first.id}"]
    assert any(first.id in said.plain() for said in plan.warnings)


def test_what_is_not_proved_is_said(site: Site, network: Network) -> None:
    plan = site.plan(launch(site, network, [network.web]))

    said = [one.plain() for one in plan.unproved]
    assert any("Connections that are open stay open" in one for one in said)
    assert any("DNS" in one for one in said)
    assert site.journal.intents == []


def test_an_isolated_instance_needs_no_step(site: Site, network: Network) -> None:
    instance = launch(site, network, [network.web], [network.base])
    site.carry_out(site.plan(instance))

    plan = site.plan(instance)
    assert plan.steps == ()
    assert plan.changes == ()
