"""Whether an instance runs: stopped, and started again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from botocore.exceptions import WaiterError
from pydantic import JsonValue

from runbooks.kit.aws import Aws
from runbooks.kit.contract import UnsupportedError
from runbooks.kit.ec2 import arn, find
from runbooks.kit.portion import Portion
from runbooks.kit.steps import Do, make_step
from runbooks.kit.text import Said, Text
from runbooks.kit.values import Claim, Frozen, Made, Power, Proof, Step

if TYPE_CHECKING:
    from mypy_boto3_ec2.type_defs import InstanceTypeDef

ON = frozenset({"pending", "running"})
OFF = frozenset({"stopping", "stopped"})
PATIENCE = {"Delay": 5, "MaxAttempts": 8}
"""Forty seconds, for which a drain may have to wait too; a step is tried again, and looks first."""

CHANGES = Text("Instance: running → stopped", ja="インスタンス：実行中 → 停止済み")
CHANGES_BACK = Text("Instance: stopped → running", ja="インスタンス：停止済み → 実行中")
SAYS = Text("Stop {instance}", ja="{instance} を停止します")
SAYS_BACK = Text(
    "Start {instance}, which ran before", ja="元は実行中だった {instance} を開始します"
)
BREAKS_MEMORY = Text(
    "What is in the memory of {instance} is lost: take what you need of it first",
    ja="{instance} のメモリの内容は失われます：必要なものを先に保全してください",
)
BREAKS_STORE = Text(
    "What is on the instance store of {instance} ({kind}) is lost for good",
    ja="{instance} のインスタンスストアの内容（{kind}）は完全に失われます",
)
BREAKS_ADDRESS = Text(
    "Its public address {address} goes back to AWS: it would start with another one",
    ja="パブリックアドレス {address} は AWS に返却されます：開始すると別のアドレスになります",
)
WARN_SPOT = Text(
    "AWS refuses to stop a spot instance of a one-time request; the rest holds then",
    ja="AWS はワンタイムリクエストのスポットインスタンスの停止を拒否します。その"
    "場合も残りは有効です",
)
UNDONE = Text(
    "starts it, with neither its memory nor what was on an instance store",
    ja="開始しますが、メモリの内容もインスタンスストアの内容も戻りません",
)
OWN_ROOT = Text(
    "{instance} has its root on instance store, and AWS can't stop such an instance. Isolate it "
    "with mode=swap. Nothing was changed.",
    ja="{instance} のルートデバイスはインスタンスストアで、AWS はこのような"
    "インスタンスを停止できません。mode=swap で隔離してください。何も"
    "変更していません。",
)
STOP_PROTECTED = Text(
    "Stop protection of {instance} is on, so AWS would refuse. Isolate it with mode=swap, or "
    "turn the protection off first. Nothing was changed.",
    ja="{instance} の停止保護がオンのため、AWS は拒否します。mode=swap で"
    "隔離するか、先に保護をオフにしてください。何も変更していません。",
)
CLAIM = Text("{instance} is stopped", ja="{instance} は停止しています")
CLAIM_BACK = Text("{instance} runs again", ja="{instance} は再び実行中です")


class Running(Frozen):
    """Whether an instance runs, and what stopping it would lose.

    `address` is a public address that AWS lends while it runs; `is_stop_protected` is None where
    it could not be read.
    """

    state: str
    kind: str
    has_store: bool
    has_own_root: bool
    is_stop_protected: bool | None
    address: str = ""

    @property
    def is_on(self) -> bool:
        """Say whether there is something to stop."""
        return self.state in ON

    @property
    def loses_disks(self) -> bool:
        """Say whether stopping it loses what is on a disk."""
        return self.is_on and self.has_store


def observe(aws: Aws, found: InstanceTypeDef) -> Running:
    """Read whether an instance runs, its type's disks and its stop protection."""
    kind, client = found["InstanceType"], aws.read("ec2")
    kinds = client.describe_instance_types(InstanceTypes=[kind])["InstanceTypes"]
    attribute = client.describe_instance_attribute(
        InstanceId=found["InstanceId"], Attribute="disableApiStop"
    )
    return Running(
        state=found["State"]["Name"],
        kind=kind,
        has_store=any(each.get("InstanceStorageSupported", False) for each in kinds),
        has_own_root=found.get("RootDeviceType") == "instance-store",
        is_stop_protected=attribute.get("DisableApiStop", {}).get("Value"),
        address=_lent(found),
    )


def contain(aws: Aws, instance: str, seen: Running, *, is_spot: bool) -> Portion:
    """Stop it. Raises UnsupportedError where AWS can't."""
    if not seen.is_on:
        return Portion()
    if seen.has_own_root:
        raise UnsupportedError(OWN_ROOT.fill(instance=instance))
    if seen.is_stop_protected:
        raise UnsupportedError(STOP_PROTECTED.fill(instance=instance))
    breaks = [BREAKS_MEMORY.fill(instance=instance)]
    if seen.has_store:
        breaks.append(BREAKS_STORE.fill(instance=instance, kind=seen.kind))
    if seen.address:
        breaks.append(BREAKS_ADDRESS.fill(address=seen.address))
    says = SAYS.fill(instance=instance)
    return Portion(
        steps=(_step(aws, instance, "stop", "ec2:StopInstances", says, Power.CONTAIN),),
        changes=(CHANGES.fill(),),
        breaks=tuple(breaks),
        warnings=(WARN_SPOT.fill(),) if is_spot else (),
        undone=(UNDONE.fill(),),
        is_partial=True,
    )


def release(aws: Aws, instance: str, before: Running, now: Running) -> Portion:
    """Start it, if it ran before and does not now."""
    if not before.is_on or now.is_on:
        return Portion()
    says = SAYS_BACK.fill(instance=instance)
    return Portion(
        steps=(_step(aws, instance, "start", "ec2:StartInstances", says, Power.RELEASE),),
        changes=(CHANGES_BACK.fill(),),
    )


def held(instance: str, seen: Running) -> Claim:
    """Return what is proved of its being stopped."""
    judged = {"stopped": Proof.PASSED, "stopping": Proof.INCONCLUSIVE}
    proof = judged.get(seen.state, Proof.FAILED)
    return _claim(CLAIM.fill(instance=instance), proof, seen)


def given_back(instance: str, before: Running, seen: Running) -> tuple[Claim, ...]:
    """Return what is proved after an undo: nothing where it did not run before."""
    if not before.is_on:
        return ()
    judged = {"running": Proof.PASSED, "pending": Proof.INCONCLUSIVE}
    proof = judged.get(seen.state, Proof.FAILED)
    return (_claim(CLAIM_BACK.fill(instance=instance), proof, seen),)


def do_stop(aws: Aws, parameters: Mapping[str, Any]) -> Made:
    """Stop an instance, unless it is stopped or stopping, and wait for it.

    One that takes longer is stopping all the same: reading back says so.
    """
    is_off = _state(aws, parameters) in OFF
    if not is_off:
        aws.change("ec2").stop_instances(**parameters)
    try:
        _wait(aws, "instance_stopped", parameters)
    except WaiterError:
        return Made(already=is_off)
    return Made(already=is_off)


def do_start(aws: Aws, parameters: Mapping[str, Any]) -> Made:
    """Start an instance, unless it runs or is about to, and wait: what follows needs it running.

    One that is stopping still can't be started before it is stopped.
    """
    state = _state(aws, parameters)
    if state == "stopping":
        _wait(aws, "instance_stopped", parameters)
    if state not in ON:
        aws.change("ec2").start_instances(**parameters)
    _wait(aws, "instance_running", parameters)
    return Made(already=state in ON)


def _step(aws: Aws, instance: str, key: str, action: str, says: Said, power: Power) -> Step:
    resources = (arn(aws, "instance", instance),)
    parameters: dict[str, JsonValue] = {"InstanceIds": [instance]}
    return make_step(key, action, resources, parameters, says, power)


def _state(aws: Aws, parameters: Mapping[str, Any]) -> str:
    found = find(aws, parameters["InstanceIds"][0])
    return found["State"]["Name"] if found else ""


def _wait(aws: Aws, name: Any, parameters: Mapping[str, Any]) -> None:
    waiter: Any = aws.read("ec2").get_waiter(name)
    waiter.wait(InstanceIds=parameters["InstanceIds"], WaiterConfig=PATIENCE)


def _lent(found: InstanceTypeDef) -> str:
    """Return the public address that an instance has only while it runs: no Elastic IP."""
    owners = (each.get("Association", {}) for each in found.get("NetworkInterfaces", []))
    lent = (each.get("PublicIp", "") for each in owners if each.get("IpOwnerId") == "amazon")
    return next(lent, "")


def _claim(says: Said, proof: Proof, seen: Running) -> Claim:
    evidence = f"ec2:DescribeInstances {seen.state}"
    return Claim(key="stopped", proof=proof, says=says, evidence=evidence)


DOES: Mapping[str, Do] = {
    "stop": do_stop,
    "start": do_start,
}
"""What makes each kind of step of this part, by the first part of its key."""
