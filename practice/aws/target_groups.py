"""Target groups as Elastic Load Balancing has them: a target is an id, a port and perhaps a zone.

moto knows a target by its id alone. The rules are the API reference's pages for RegisterTargets,
DeregisterTargets and TargetDescription.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from moto.elbv2.exceptions import InvalidTargetError, TargetNotRunning
from moto.elbv2.models import FakeHealthStatus, FakeTargetGroup

from practice.aws.patching import Patches

Target = Mapping[str, Any]


def put_semantics(patches: Patches) -> None:
    """Let a group hold a target once for each port, and tell its zone."""
    moto_tells: Callable[..., Any] = FakeTargetGroup.health_for

    def health_for(group: Any, target: Target, ec2: Any) -> Any:
        """Return what moto says of a target, at the port and in the zone that it has here."""
        held = _held(group, target)
        status: Any = moto_tells(_OfOne(group, target, held), target, ec2)
        if held:
            status.port = held["Port"]
            status.zone = held.get("AvailabilityZone")
        return status

    patches.put(FakeTargetGroup, "register", _register)
    patches.put(FakeTargetGroup, "deregister", _deregister)
    patches.put(FakeTargetGroup, "deregister_terminated_instances", _forget_ended)
    patches.put(FakeTargetGroup, "health_for", health_for)
    patches.put(FakeHealthStatus, "target", property(_described))


def _register(group: Any, targets: Iterable[Target]) -> None:
    for target in targets:
        instance = group.ec2_backend.get_instance_by_id(target["Id"])
        if instance and instance.state != "running":
            raise TargetNotRunning(instance_id=target["Id"])
        made = {"Port": group.port, **target}
        group.targets[_key(made)] = made
        group.deregistered_targets.pop(target["Id"], None)


def _deregister(group: Any, targets: Iterable[Target]) -> None:
    """Take out what is named, at every port where none is."""
    for target in targets:
        keys = [key for key, one in group.targets.items() if _is(one, target)]
        if not keys:
            raise InvalidTargetError
        for key in keys:
            group.deregistered_targets[target["Id"]] = group.targets.pop(key)


def _forget_ended(group: Any, instances: Iterable[str]) -> None:
    ended = set(instances)
    for key in [key for key, one in group.targets.items() if one["Id"] in ended]:
        target = group.targets.pop(key)
        group.terminated_targets[target["Id"]] = target


def _key(target: Target) -> str:
    return f"{target['Id']} {target['Port']}"


def _is(held: Target, named: Target) -> bool:
    same_port = named.get("Port") is None or str(named["Port"]) == str(held["Port"])
    return held["Id"] == named["Id"] and same_port


def _held(group: Any, target: Target) -> Target | None:
    return next((one for one in group.targets.values() if _is(one, target)), None)


class _OfOne:
    """A group as moto's own code looks for one target in it: by the target's id."""

    def __init__(self, group: Any, target: Target, held: Target | None) -> None:
        """Take the group, and what it holds of the target."""
        self.port = group.port
        self.health_check_port = group.health_check_port
        self.targets = {target["Id"]: held} if held else {}
        self.deregistered_targets = group.deregistered_targets
        self.terminated_targets = group.terminated_targets


def _described(status: Any) -> dict[str, Any]:
    zone = getattr(status, "zone", None)
    return {
        "Id": status.instance_id,
        "Port": status.port,
        **({"AvailabilityZone": zone} if zone else {}),
    }
