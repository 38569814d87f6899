"""The interfaces of an instance are read, compared without regard to order, and moved."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from runbooks.kit.aws import Aws
from runbooks.kit.interfaces import (
    Interface,
    are_same,
    changed,
    described,
    groups_of,
    move,
    moved_since,
    of_instance,
)
from runbooks.kit.text import Text
from runbooks.kit.values import Power
from tests.runbooks.kit.sample import lids
from tests.runbooks.machines import Network, attach, interfaces, launch
from tests.runbooks.site import Site

NAME = "i-0123456789abcdef0"
PLACE = "arn:aws:ec2:ap-northeast-1:111122223333"
SAYS = Text("Move it").fill()
GROUPS = st.lists(st.sampled_from(["sg-a", "sg-b", "sg-c"]), unique=True)


def an_interface(name: str, *groups: str) -> Interface:
    return Interface(id=name, groups=groups, vpc="vpc-1", is_managed=False, forwards=False)


def test_interfaces_are_read_by_id_with_their_groups_in_their_order(
    site: Site, network: Network, reading: Aws
) -> None:
    instance = launch(site, network, [network.web, network.base])
    attach(site, instance, network, network.base)

    found = of_instance(reading, instance.instance)
    assert [each.id for each in found] == sorted(each.id for each in found)
    first = interfaces(site, instance)[0]["NetworkInterfaceId"]
    assert {each.id: each.groups for each in found}[first] == (network.web, network.base)
    assert {each.vpc for each in found} == {network.vpc}
    assert not any(each.is_managed or each.forwards for each in found)
    assert groups_of(reading, first) == [network.web, network.base]


def test_an_instance_that_nobody_knows_has_no_interface(reading: Aws) -> None:
    assert of_instance(reading, NAME) == ()


def test_a_move_to_known_groups_names_them_and_the_interface() -> None:
    step = move(lids(), NAME, "eni-1", ("sg-a", "sg-b"), Power.RELEASE, SAYS)

    assert step.key == "move:eni-1"
    assert step.power is Power.RELEASE
    assert step.parameters == {"NetworkInterfaceId": "eni-1", "Groups": ["sg-a", "sg-b"]}
    assert step.resources == (
        "arn:aws:ec2:*:*:network-interface/eni-1",
        f"{PLACE}:instance/{NAME}",
        f"{PLACE}:security-group/sg-a",
        f"{PLACE}:security-group/sg-b",
    )


def test_a_move_to_a_group_that_is_not_made_yet_is_open_to_any() -> None:
    step = move(lids(), NAME, "eni-1", [{"made": "group:vpc-1.GroupId"}], Power.CONTAIN, SAYS)

    assert step.resources[-1] == f"{PLACE}:security-group/*"
    assert step.parameters["Groups"] == [{"made": "group:vpc-1.GroupId"}]


@given(GROUPS, GROUPS)
def test_two_lists_of_groups_are_the_same_when_they_hold_the_same(
    some: Sequence[str], others: Sequence[str]
) -> None:
    assert are_same(some, others) is (set(some) == set(others))


def test_an_interface_has_changed_when_its_groups_have() -> None:
    before = (an_interface("eni-1", "sg-a", "sg-b"), an_interface("eni-2", "sg-a"))
    now = (an_interface("eni-1", "sg-b", "sg-a"), an_interface("eni-2", "sg-q"))

    assert changed(before, now) == before[1:]
    assert changed(before, now[:1]) == before[1:]


def test_what_is_as_it_was_or_as_we_left_it_has_not_moved() -> None:
    before = (an_interface("eni-1", "sg-a"), an_interface("eni-2", "sg-b"))
    ours = ((an_interface("eni-1", "sg-q"),), (an_interface("eni-2", "sg-r"),))
    now = (an_interface("eni-1", "sg-q"), an_interface("eni-2", "sg-b"))

    assert moved_since(before, ours, now) == ()
    assert moved_since(before, ours, (now[0], an_interface("eni-2", "sg-r"))) == ()


def test_what_moved_came_or_went_is_named() -> None:
    before = (an_interface("eni-1", "sg-a"), an_interface("eni-2", "sg-b"))
    ours = ((an_interface("eni-1", "sg-q"), an_interface("eni-3", "sg-q")),)
    now = (an_interface("eni-1", "sg-x"), an_interface("eni-3", "sg-q"))

    assert moved_since(before, ours, now) == (
        "eni-1 now sg-x",
        "eni-3 now sg-q",
        "eni-2 is gone",
    )


def test_interfaces_are_evidence_with_the_ids_of_their_groups() -> None:
    assert described([an_interface("eni-1", "sg-a"), an_interface("eni-2")]) == (
        "eni-1 sg-a; eni-2 none"
    )
