"""Auto Scaling groups as AWS keeps them: what may go on standby, and what may come back.

The refusals are those of the Auto Scaling user guide, "Temporarily remove instances from your
Auto Scaling group"; that a group takes no instance beyond its maximum is what "Attach or detach
instances" says of joining one.
"""

from __future__ import annotations

from typing import Any, NoReturn

from moto.autoscaling.models import autoscaling_backends
from moto.elbv2.models import elbv2_backends

from practice.aws.call import Answers, Call, Proceed, RefusedError

MOVES = ("EnterStandby", "ExitStandby")
OK = 200


def gate(call: Call) -> None:
    """Raise RefusedError for a move that a group does not make."""
    if call.service != "autoscaling" or call.operation not in MOVES:
        return
    group = find(call)
    if group is None:
        _refuse("AutoScalingGroup name not found - AutoScalingGroup not found")
    named = [str(one) for one in call.parameters.get("InstanceIds") or []]
    held = {one.instance.id: str(one.lifecycle_state) for one in group.instance_states}
    wanted = "InService" if call.operation == "EnterStandby" else "Standby"
    for name in named:
        if name not in held:
            _refuse(f"The instance {name} is not part of Auto Scaling group {group.name}.")
        if held[name] != wanted:
            _refuse(f"The instance {name} is not in {wanted}.")
    _keeps_its_sizes(call, group, len(named))


def answers() -> Answers:
    """Return the operations that are answered here, with moto's help."""
    return {("autoscaling", "EnterStandby"): enter_standby}


def enter_standby(call: Call, proceed: Proceed) -> Any:
    """Put instances on standby, and out of the target groups of their group, as AWS does.

    Out of standby moto registers them again by itself.
    """
    response = proceed()
    group = find(call)
    if response.status_code == OK and group is not None:
        gone = set(call.parameters.get("InstanceIds") or [])
        balancing = elbv2_backends[call.account][call.region]
        for arn in group.target_group_arns or []:
            held = balancing.target_groups[arn]
            there = [one for one in held.targets.values() if one["Id"] in gone]
            if there:
                held.deregister(there)
    return response


def find(call: Call) -> Any | None:
    """Return moto's group that a call names, or None."""
    backend = autoscaling_backends[call.account][call.region]
    return backend.autoscaling_groups.get(str(call.parameters.get("AutoScalingGroupName", "")))


def _keeps_its_sizes(call: Call, group: Any, count: int) -> None:
    if call.operation == "ExitStandby":
        if group.desired_capacity + count > group.max_size:
            message = f"AutoScalingGroup {group.name} would have more instances than its max-size"
            _refuse(message)
        return
    is_fewer = bool(call.parameters.get("ShouldDecrementDesiredCapacity"))
    if is_fewer and group.desired_capacity - count < group.min_size:
        message = f"AutoScalingGroup {group.name} has min-size={group.min_size}, max-size"
        _refuse(f"{message}={group.max_size}. Can't put {count} instances on standby.")


def _refuse(message: str) -> NoReturn:
    raise RefusedError(code="ValidationError", message=message)
