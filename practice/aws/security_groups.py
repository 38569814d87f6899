"""Security groups as EC2 has them: they belong to network interfaces, an instance shows its first's.

The refusals are those of the EC2 API reference's pages for ModifyInstanceAttribute,
ModifyNetworkInterfaceAttribute and DeleteSecurityGroup, and of its error code list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from moto.ec2.models import EC2Backend, ec2_backends
from moto.ec2.models.elastic_network_interfaces import NetworkInterface
from moto.ec2.models.instances import Instance

from practice.aws.call import Call, RefusedError
from practice.aws.patching import Patches

GROUPS_PER_INTERFACE = 5
GONE = ("shutting-down", "terminated")
TAKES_GROUPS = {
    "CreateNetworkInterface": "Groups",
    "ModifyInstanceAttribute": "Groups",
    "ModifyNetworkInterfaceAttribute": "Groups",
    "RunInstances": "SecurityGroupIds",
}


def put_semantics(patches: Patches) -> None:
    """Let an interface have exactly the groups that were set, and an instance its first one's.

    An interface made at launch goes with its instance unless `DeleteOnTermination` is false.
    """
    moto_prepares: Callable[..., None] = Instance.prep_nics

    def prep_nics(instance: Any, nic_spec: list[dict[str, Any]], *rest: Any, **more: Any) -> None:
        given = {one.get("NetworkInterfaceId") for one in nic_spec}
        kept = {int(one["DeviceIndex"]) for one in nic_spec if _stays(one)}
        moto_prepares(instance, nic_spec, *rest, **more)
        for index, interface in instance.nics.items():
            if interface.id not in given and index not in kept:
                interface.delete_on_termination = True

    patches.put(Instance, "prep_nics", prep_nics)
    patches.put(Instance, "network_interfaces", property(_live_interfaces))
    patches.put(Instance, "security_groups", property(_shown_groups, _set_groups))
    patches.put(NetworkInterface, "group_set", property(_own_groups))


def _stays(specified: Mapping[str, Any]) -> bool:
    return specified.get("DeleteOnTermination") is False


def _own_groups(interface: Any) -> list[Any]:
    return list(interface._group_set)  # noqa: SLF001  # moto offers no other way to an interface's own groups


def _live_interfaces(instance: Any) -> list[Any]:
    known = instance.ec2_backend.enis
    return [one for one in getattr(instance, "nics", {}).values() if one.id in known]


def _shown_groups(instance: Any) -> list[Any]:
    if not hasattr(instance, "nics"):
        return list(instance._named_groups)  # noqa: SLF001  # what RunInstances named, before there are interfaces
    live = [one for one in _live_interfaces(instance) if one.device_index == 0]
    return _own_groups(live[0]) if live else []


def _set_groups(instance: Any, groups: Iterable[Any]) -> None:
    instance._named_groups = list(groups)  # noqa: SLF001  # as above
    for interface in _live_interfaces(instance):
        if interface.device_index == 0:
            interface._group_set = list(instance._named_groups)  # noqa: SLF001  # as above


def gate(call: Call) -> None:
    """Raise RefusedError for what EC2 does not let one do with groups."""
    if call.service != "ec2":
        return
    backend = ec2_backends[call.account][call.region]
    if call.operation in TAKES_GROUPS:
        _groups_exist(backend, _named_groups(call))
    if call.operation == "ModifyInstanceAttribute":
        _may_modify_instance(backend, call)
    elif call.operation == "ModifyNetworkInterfaceAttribute":
        _same_network(backend, call)
    elif call.operation == "DeleteSecurityGroup":
        _unused(backend, call.parameters.get("GroupId"))


def _named_groups(call: Call) -> list[str]:
    named = list(call.parameters.get(TAKES_GROUPS[call.operation]) or [])
    for interface in call.parameters.get("NetworkInterfaces") or []:
        named += interface.get("Groups") or []
    return named


def _groups_exist(backend: EC2Backend, named: list[str]) -> None:
    for group in named:
        if backend.get_security_group_from_id(group) is None:
            message = f"The security group '{group}' does not exist"
            raise RefusedError(code="InvalidGroup.NotFound", message=message)
    if len(named) > GROUPS_PER_INTERFACE:
        message = "The maximum number of security groups per interface has been reached."
        raise RefusedError(code="SecurityGroupsPerInterfaceLimitExceeded", message=message)


def _may_modify_instance(backend: EC2Backend, call: Call) -> None:
    found = _instance(backend, str(call.parameters.get("InstanceId")))
    if found is None:
        return
    if found.state in GONE:
        message = f"The instance '{found.id}' is not in a state from which it can be modified."
        raise RefusedError(code="IncorrectInstanceState", message=message)
    if call.parameters.get("Groups") and len(found.nics) > 1:
        message = (
            f"There are multiple interfaces attached to instance '{found.id}'. "
            "Please specify an interface ID for the operation instead."
        )
        raise RefusedError(code="InvalidInstanceID", message=message)


def _instance(backend: EC2Backend, instance_id: str) -> Any:
    return next((one for one in backend.all_instances() if one.id == instance_id), None)


def _same_network(backend: EC2Backend, call: Call) -> None:
    interface = backend.enis.get(str(call.parameters.get("NetworkInterfaceId")))
    if interface is None:
        return
    for name in call.parameters.get("Groups") or []:
        group = backend.get_security_group_from_id(name)
        if group is not None and group.vpc_id != interface.vpc_id:
            message = "You have specified two resources that belong to different networks."
            raise RefusedError(code="InvalidParameter", message=message)


def _unused(backend: EC2Backend, group_id: str | None) -> None:
    holders = [
        eni for eni in backend.enis.values() if group_id in {one.id for one in eni.group_set}
    ]
    if holders or _referenced(backend, group_id):
        message = f"resource {group_id} has a dependent object"
        raise RefusedError(code="DependencyViolation", message=message)


def _referenced(backend: EC2Backend, group_id: str | None) -> bool:
    return any(
        rule.source_group.get("GroupId") == group_id
        for groups in list(backend.groups.values())
        for group in list(groups.values())
        if group.id != group_id
        for rule in [*group.ingress_rules, *group.egress_rules]
    )
