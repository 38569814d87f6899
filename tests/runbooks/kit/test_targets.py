"""Targets are found in every group that holds an instance, each at its port and in its zone."""

from __future__ import annotations

import pytest

from runbooks.kit import ec2, targets
from runbooks.kit.aws import Aws
from runbooks.kit.portion import Portion
from runbooks.kit.targets import Rotation, Target
from runbooks.kit.values import Proof
from tests.runbooks.fleets import a_target_group, register
from tests.runbooks.machines import Network, interfaces, launch
from tests.runbooks.site import Site

INSTANCE = "i-0123456789abcdef0"
ARN = "arn:aws:elasticloadbalancing:ap-northeast-1:111122223333:targetgroup/{name}/73e2d6bc24d8a067"
WEB, API = ARN.format(name="web"), ARN.format(name="api")


def rotation(*held: Target, known: tuple[str, ...] = (WEB, API)) -> Rotation:
    return Rotation(targets=held, known=frozenset(known))


def at(port: int, group: str = WEB, zone: str = "") -> Target:
    return Target(group=group, target=INSTANCE, port=port, zone=zone)


def test_an_instance_is_found_by_its_id_and_by_its_addresses(
    site: Site, network: Network, reading: Aws
) -> None:
    by_id, by_address = a_target_group(site, network), a_target_group(site, network, "ip")
    a_target_group(site, network)
    made = launch(site, network, [network.web])
    address = interfaces(site, made)[0]["PrivateIpAddress"]
    register(site, by_id, made.instance, Port=8080)
    register(site, by_address, address, Port=8443)
    found = ec2.find(reading, made.instance)
    assert found is not None

    seen = targets.observe(reading, found)
    assert {(each.group, each.target, each.port) for each in seen.targets} == {
        (by_id, made.instance, 8080),
        (by_address, address, 8443),
    }
    assert {by_id, by_address} < seen.known
    assert set(seen.alone) == {by_id.split("/")[1], by_address.split("/")[1]}


def test_one_step_a_group_takes_out_every_target_in_it() -> None:
    found = targets.contain(rotation(at(80), at(81), at(443, API, "all")))

    assert [step.key for step in found.steps] == ["deregister:web", "deregister:api"]
    assert found.steps[0].resources == (WEB,)
    assert found.steps[0].parameters == {
        "TargetGroupArn": WEB,
        "Targets": [{"Id": INSTANCE, "Port": 80}, {"Id": INSTANCE, "Port": 81}],
    }
    assert found.steps[1].parameters["Targets"] == [
        {"Id": INSTANCE, "Port": 443, "AvailabilityZone": "all"}
    ]
    assert "web, api: 3 → none" in found.changes[0].plain()


def test_only_what_is_missing_is_registered() -> None:
    before = rotation(at(80), at(81), at(443, API))

    found = targets.release(before, rotation(at(81)))
    assert [step.key for step in found.steps] == ["register:web", "register:api"]
    assert found.steps[0].parameters["Targets"] == [{"Id": INSTANCE, "Port": 80}]
    assert targets.release(before, before) == Portion()


@pytest.mark.parametrize(
    ("now", "differences"),
    [
        (rotation(), ()),
        (rotation(at(80)), ()),
        (rotation(known=(API,)), ("web is gone",)),
        (rotation(at(9000)), (f"web now has {INSTANCE}:9000",)),
        (rotation(at(80, zone="all")), (f"web now has {INSTANCE}:80 in all",)),
    ],
)
def test_another_place_than_before_is_a_conflict(
    now: Rotation, differences: tuple[str, ...]
) -> None:
    found = targets.conflict(INSTANCE, rotation(at(80)), now)

    assert (found.differences if found else ()) == differences


def test_what_is_proved_is_what_the_groups_send_to() -> None:
    none, some = rotation(), rotation(at(80))

    assert targets.held(INSTANCE, none).proof is Proof.PASSED
    assert targets.held(INSTANCE, some).proof is Proof.FAILED
    assert [each.proof for each in targets.given_back(INSTANCE, some, some)] == [Proof.PASSED]
    assert [each.proof for each in targets.given_back(INSTANCE, some, none)] == [Proof.FAILED]
    assert targets.given_back(INSTANCE, none, none) == ()


def test_what_else_is_healthy_turns_no_plan_stale() -> None:
    alone = rotation(at(80)).model_copy(update={"alone": ("web",)})

    assert alone.model_dump(mode="json") == rotation(at(80)).model_dump(mode="json")
    assert "only healthy target of `web`" in targets.contain(alone).breaks[0].plain()
