"""The quarantine group is found by its name, told apart, and emptied to the last rule."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from runbooks.kit import quarantine
from runbooks.kit.aws import Aws
from runbooks.kit.quarantine import GROUP, Quarantine
from runbooks.kit.text import Text
from runbooks.kit.values import Plan, Reach, Step
from tests.runbooks.kit.sample import Lids, lids
from tests.runbooks.machines import Network, a_network, is_empty_and_marked, plant
from tests.runbooks.machines import quarantine as found_in
from tests.runbooks.site import Site

SAYS = Text("Prepare").fill()
OUT: Mapping[str, str] = {"CidrIp": "0.0.0.0/0"}


class OneGroup(Lids):
    """Stands for an account with one security group, which lets these rules out."""

    def __init__(self, rules: list[Mapping[str, object]]) -> None:
        super().__init__()
        self.rules = rules

    def describe_security_groups(self, **_: object) -> dict[str, Any]:
        return {"SecurityGroups": [{"IpPermissions": [], "IpPermissionsEgress": self.rules}]}


def steps_of(quarantined: Quarantine) -> dict[str, Step]:
    return {step.key: step for step in quarantine.prepare(lids(), quarantined)}


def carry_out(site: Site, reading: Aws, vpc: str) -> None:
    """Prepare a VPC's quarantine as a plan of its own."""
    steps = tuple(quarantine.prepare(reading, quarantine.observe(reading, vpc)))
    site.carry_out(Plan(changes=(), steps=steps, undo=Reach.NONE, undo_says=SAYS))


def test_a_vpc_without_a_quarantine_has_none_and_its_groups_are_known(
    network: Network, reading: Aws
) -> None:
    found = quarantine.observe(reading, network.vpc)

    assert (found.group, found.rules, found.is_marked, found.is_tight) == ("", 0, False, False)
    assert {network.web, network.base} < set(found.known)


def test_a_group_of_the_same_name_in_another_vpc_is_not_ours(
    site: Site, network: Network, reading: Aws
) -> None:
    plant(site, a_network(site))

    assert quarantine.observe(reading, network.vpc).group == ""


def test_a_quarantine_with_rules_is_not_tight(site: Site, network: Network, reading: Aws) -> None:
    group = plant(site, network)

    found = quarantine.observe(reading, network.vpc)
    assert found.group == group
    assert (len(found.ingress), len(found.egress), found.is_marked) == (2, 1, False)
    assert not found.is_tight
    assert all(value for rule in found.ingress for value in rule.values())


def test_preparing_makes_a_group_that_lets_nothing_through(
    site: Site, network: Network, reading: Aws
) -> None:
    carry_out(site, reading, network.vpc)

    found = quarantine.observe(reading, network.vpc)
    assert found.is_tight
    assert found.is_marked
    assert list(quarantine.prepare(reading, found)) == []
    group = found_in(site, network)
    assert group is not None
    assert is_empty_and_marked(group)
    assert quarantine.is_marked(reading, group["GroupId"])


def test_preparing_empties_a_group_of_an_intruders(
    site: Site, network: Network, reading: Aws
) -> None:
    plant(site, network)
    carry_out(site, reading, network.vpc)

    assert quarantine.observe(reading, network.vpc).is_tight


def test_a_new_group_is_made_marked_and_closed_in_this_order() -> None:
    steps = steps_of(Quarantine(vpc="vpc-1"))

    assert list(steps) == ["group:vpc-1", "mark:vpc-1", "close-ipv4:vpc-1", "close-ipv6:vpc-1"]
    assert steps["group:vpc-1"].parameters["GroupName"] == GROUP
    assert steps["group:vpc-1"].resources[0] == "arn:aws:ec2:ap-northeast-1:*:vpc/vpc-1"
    assert steps["mark:vpc-1"].resources[0].endswith(":security-group/*")
    assert steps["close-ipv4:vpc-1"].parameters == {
        "GroupId": {"made": "group:vpc-1.GroupId"},
        "IpPermissions": [{"IpProtocol": "-1", "IpRanges": [OUT]}],
    }


def test_a_group_that_is_there_is_named_in_every_step() -> None:
    rule = {"IpProtocol": "-1", "IpRanges": [dict(OUT)]}
    steps = steps_of(Quarantine(vpc="vpc-1", group="sg-9", egress=(rule,)))

    assert list(steps) == ["mark:vpc-1", "empty-egress:vpc-1"]
    assert all(each.resources[0].endswith(":security-group/sg-9") for each in steps.values())
    assert steps["empty-egress:vpc-1"].parameters["GroupId"] == "sg-9"


def test_whether_the_group_is_there_is_not_compared_but_its_rules_are() -> None:
    rule = {"IpProtocol": "-1", "IpRanges": [dict(OUT)]}
    none = Quarantine(vpc="vpc-1").model_dump(mode="json")

    there = Quarantine(vpc="vpc-1", group="sg-9", is_marked=True, known={"sg-9": "web"})
    assert there.model_dump(mode="json") == none
    open_ = Quarantine(vpc="vpc-1", group="sg-9", ingress=(rule,))
    assert open_.model_dump(mode="json") != none


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        ([], True),
        ([{"IpProtocol": "-1", "Ipv6Ranges": [{"CidrIpv6": "::/0"}]}], True),
        ([{"IpProtocol": "-1", "FromPort": -1, "ToPort": -1, "IpRanges": [OUT]}], False),
        ([{"IpProtocol": "tcp", "FromPort": 1, "ToPort": 2, "IpRanges": [OUT]}], True),
        ([{"IpProtocol": "-1", "IpRanges": [OUT, {"CidrIp": "10.0.0.0/8"}]}], False),
    ],
)
def test_a_rule_is_out_when_no_rule_that_is_left_says_the_same(
    left: list[Mapping[str, object]], *, expected: bool
) -> None:
    step = steps_of(Quarantine(vpc="vpc-1"))["close-ipv4:vpc-1"]
    parameters = {"GroupId": "sg-9", "IpPermissions": step.parameters["IpPermissions"]}

    assert quarantine.has_none_of(OneGroup(left), "Egress", parameters) is expected
