"""Which instances can't be stopped: spot ones of a one-time request, which RunInstances makes.

The rule is the EC2 user guide's "Stop a Spot Instance"; stop protection is kept by moto.
"""

from __future__ import annotations

from moto.ec2.models import ec2_backends

from practice.aws.call import Call, RefusedError


def gate(call: Call) -> None:
    """Raise RefusedError for an instance that EC2 can't stop."""
    if call.service != "ec2" or call.operation != "StopInstances":
        return
    named = set(call.parameters.get("InstanceIds") or [])
    for instance in ec2_backends[call.account][call.region].all_instances():
        if instance.id in named and instance.lifecycle == "spot":
            message = "You can't stop the Spot Instance because it has a one-time request."
            raise RefusedError(code="UnsupportedOperation", message=message)
