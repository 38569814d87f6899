"""The network interfaces of an instance, each with its security groups in their order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import JsonValue

from runbooks.kit.aws import Aws
from runbooks.kit.ec2 import arn
from runbooks.kit.naming import listed
from runbooks.kit.steps import Do, make_step
from runbooks.kit.text import Said
from runbooks.kit.values import Frozen, Made, Power, Step


class Interface(Frozen):
    """One network interface.

    `is_managed` says that it belongs to an AWS service; `forwards` that it takes packets which
    are not for it, as a NAT instance or an appliance does.
    """

    id: str
    groups: tuple[str, ...]
    vpc: str
    is_managed: bool
    forwards: bool


def of_instance(aws: Aws, instance: str) -> tuple[Interface, ...]:
    """Return every interface of an instance, by id."""
    answer = aws.read("ec2").describe_network_interfaces(
        Filters=[{"Name": "attachment.instance-id", "Values": [instance]}]
    )
    found = sorted(answer["NetworkInterfaces"], key=lambda each: each["NetworkInterfaceId"])
    return tuple(
        Interface(
            id=each["NetworkInterfaceId"],
            groups=tuple(group["GroupId"] for group in each["Groups"]),
            vpc=each["VpcId"],
            is_managed=bool(each.get("RequesterManaged", False)),
            forwards=not each.get("SourceDestCheck", True),
        )
        for each in found
    )


def groups_of(aws: Aws, interface: str) -> list[str]:
    """Return the ids of an interface's groups as they are now."""
    answer = aws.read("ec2").describe_network_interfaces(NetworkInterfaceIds=[interface])
    return [group["GroupId"] for group in answer["NetworkInterfaces"][0]["Groups"]]


def move(
    aws: Aws, instance: str, interface: str, groups: Iterable[JsonValue], power: Power, says: Said
) -> Step:
    """Return the step that gives an interface of an instance these groups and no others.

    A group that is not known yet (`{"made": ...}`) is any group to the session policy, and one
    to the guard. The instance is named because IAM may weigh it too:
    https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html
    """
    wanted = list(groups)
    names = [group if isinstance(group, str) else "*" for group in wanted]
    # An interface's id is unique in all of AWS; the short ARN lets those of the largest
    # instances, fifteen, fit into one session policy.
    own = f"arn:{aws.partition}:ec2:*:*:network-interface/{interface}"
    return make_step(
        f"move:{interface}",
        "ec2:ModifyNetworkInterfaceAttribute",
        (
            own,
            arn(aws, "instance", instance),
            *(arn(aws, "security-group", name) for name in names),
        ),
        {"NetworkInterfaceId": interface, "Groups": wanted},
        says,
        power,
    )


def do_move(aws: Aws, parameters: Mapping[str, Any]) -> Made:
    """Give an interface the groups of a step of `move`, unless it has them."""
    if are_same(groups_of(aws, parameters["NetworkInterfaceId"]), parameters["Groups"]):
        return Made(already=True)
    aws.change("ec2").modify_network_interface_attribute(**parameters)
    return Made()


def are_same(some: Iterable[str], others: Iterable[str]) -> bool:
    """Say whether two lists of groups mean the same: EC2 adds their rules up, in no order."""
    return sorted(some) == sorted(others)


def changed(before: tuple[Interface, ...], now: tuple[Interface, ...]) -> tuple[Interface, ...]:
    """Return the interfaces as they were before, of which the groups are others now."""
    there = {each.id: each.groups for each in now}
    return tuple(each for each in before if not are_same(there.get(each.id, ()), each.groups))


def moved_since(
    before: tuple[Interface, ...],
    ours: tuple[tuple[Interface, ...], ...],
    now: tuple[Interface, ...],
) -> tuple[str, ...]:
    """Return what is neither as it was nor as one of `ours` has it, one line an interface."""
    known = {each.id: [each.groups] for each in before}
    for each in (one for left in ours for one in left if one.id in known):
        known[each.id].append(each.groups)
    strange = [
        f"{each.id} now {listed(each.groups)}"
        for each in now
        if not any(are_same(each.groups, groups) for groups in known.get(each.id, ()))
    ]
    gone = sorted(known.keys() - {each.id for each in now})
    return (*strange, *(f"{interface} is gone" for interface in gone))


def described(interfaces: Iterable[Interface]) -> str:
    """Return interfaces and their groups on one line, as evidence."""
    return "; ".join(f"{each.id} {listed(each.groups)}" for each in interfaces)


DOES: Mapping[str, Do] = {
    "move": do_move,
}
"""What makes each kind of step of this part, by the first part of its key."""
