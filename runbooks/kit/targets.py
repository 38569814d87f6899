"""An instance in the target groups of load balancers: taken out, and put back as it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pydantic import Field, JsonValue

from runbooks.kit.aws import Aws
from runbooks.kit.portion import Portion
from runbooks.kit.steps import Do, make_step
from runbooks.kit.text import Said, Text
from runbooks.kit.values import Claim, Conflict, Frozen, Made, Power, Proof, Step

if TYPE_CHECKING:
    from mypy_boto3_ec2.type_defs import InstanceTypeDef
    from mypy_boto3_elbv2 import ElasticLoadBalancingv2Client
    from mypy_boto3_elbv2.type_defs import TargetHealthDescriptionTypeDef

HOLDING = frozenset({"instance", "ip"})
"""The kinds of target group that an instance can be in."""

CHANGES = Text(
    "Target groups {groups}: {count} → none of its own",
    ja="ターゲットグループ {groups}：{count} → 自身の登録なし",
)
CHANGES_BACK = Text(
    "Target groups {groups}: {count} registered again",
    ja="ターゲットグループ {groups}：{count} 個を再登録",
)
SAYS = Text(
    "Take {targets} out of the target group `{group}`",
    ja="{targets} をターゲットグループ `{group}` から外します",
)
SAYS_BACK = Text(
    "Register {targets} in the target group `{group}`",
    ja="{targets} をターゲットグループ `{group}` に登録します",
)
BREAKS_ALONE = Text(
    "It is the only healthy target of `{group}`: what is behind that stops",
    ja="`{group}` で唯一の正常なターゲットです：その背後のものは停止します",
)
WARN_NONE = Text(
    "No target group sends to it: there is nothing to deregister",
    ja="送信元のターゲットグループがありません：登録解除するものはありません",
)
UNDONE = Text("registers it in its target groups", ja="ターゲットグループに登録します")
UNPROVED = Text(
    "A target group lets what is under way finish for its deregistration delay; classic load "
    "balancers and DNS records are not looked at",
    ja="ターゲットグループは、登録解除の遅延の間、処理中のものを完了させます。"
    "Classic Load Balancer と DNS レコードは調べません",
)
MOVED = Text(
    "The targets of {instance} have changed since, so I did not touch it.",
    ja="{instance} のターゲットはその後変更されたため、触れていません。",
)
CLAIM = Text(
    "No target group sends to {instance}", ja="{instance} に送信するターゲットグループはありません"
)
CLAIM_BACK = Text(
    "{instance} is in its target groups again: {groups}",
    ja="{instance} は再びターゲットグループに登録されています：{groups}",
)


class Target(Frozen):
    """One place in one target group; `zone` is empty where the group has no use for one."""

    group: str
    target: str
    port: int | None = None
    zone: str = ""

    @property
    def name(self) -> str:
        """Return the group's name."""
        return self.group.split("/")[1]

    @property
    def asked(self) -> dict[str, JsonValue]:
        """Return it as the API takes it."""
        port = {} if self.port is None else {"Port": self.port}
        zone = {"AvailabilityZone": self.zone} if self.zone else {}
        return {"Id": self.target, **port, **zone}


class Rotation(Frozen):
    """Every place in every target group that an instance has.

    What groups there are, and in which nothing else is healthy, is for planning only.
    """

    targets: tuple[Target, ...] = ()
    known: frozenset[str] = Field(default=frozenset(), exclude=True)
    alone: tuple[str, ...] = Field(default=(), exclude=True)


def observe(aws: Aws, found: InstanceTypeDef) -> Rotation:
    """Read the target groups that an instance is in, by its id or by an address of its own."""
    client = aws.read("elbv2")
    pages = client.get_paginator("describe_target_groups").paginate()
    groups = [each for page in pages for each in page["TargetGroups"]]
    names = set(names_of(found))
    targets: list[Target] = []
    alone: list[str] = []
    for arn in sorted(one["TargetGroupArn"] for one in groups if one["TargetType"] in HOLDING):
        held = list(registered(client, arn))
        ours = [_target(arn, one) for one in held if one["Target"]["Id"] in names]
        targets += ours
        others = [one for one in held if one["Target"]["Id"] not in names]
        if ours and not any(one["TargetHealth"].get("State") == "healthy" for one in others):
            alone.append(ours[0].name)
    known = frozenset(one["TargetGroupArn"] for one in groups)
    return Rotation(targets=tuple(targets), known=known, alone=tuple(alone))


def contain(seen: Rotation) -> Portion:
    """Take it out of every group that holds it.

    https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-register-targets.html
    """
    if not seen.targets:
        return Portion(warnings=(WARN_NONE.fill(),))
    step = "deregister", "elasticloadbalancing:DeregisterTargets", SAYS, Power.CONTAIN
    return Portion(
        steps=tuple(_steps(*step, seen.targets)),
        changes=(_counted(CHANGES, seen.targets),),
        breaks=tuple(BREAKS_ALONE.fill(group=name) for name in seen.alone),
        unproved=(UNPROVED.fill(),),
        undone=(UNDONE.fill(),),
    )


def release(before: Rotation, now: Rotation) -> Portion:
    """Register what is missing, at its own port and in its own zone."""
    missing = [each for each in before.targets if each not in now.targets]
    if not missing:
        return Portion()
    step = "register", "elasticloadbalancing:RegisterTargets", SAYS_BACK, Power.RELEASE
    return Portion(steps=tuple(_steps(*step, missing)), changes=(_counted(CHANGES_BACK, missing),))


def conflict(instance: str, before: Rotation, now: Rotation) -> Conflict | None:
    """Return why it can't be registered: a group is gone, or holds it in another way."""
    gone = sorted({each.name for each in before.targets if each.group not in now.known})
    strange = [each for each in now.targets if each not in before.targets]
    differences = (
        *(f"{name} is gone" for name in gone),
        *(f"{each.name} now has {_spoken(each)}" for each in strange),
    )
    return (
        Conflict(says=MOVED.fill(instance=instance), differences=differences)
        if differences
        else None
    )


def held(instance: str, seen: Rotation) -> Claim:
    """Return what is proved of the deregistration."""
    proof = Proof.FAILED if seen.targets else Proof.PASSED
    return _claim(CLAIM.fill(instance=instance), proof, seen)


def given_back(instance: str, before: Rotation, seen: Rotation) -> tuple[Claim, ...]:
    """Return what is proved after an undo: nothing where there was no target."""
    if not before.targets:
        return ()
    proof = Proof.PASSED if set(before.targets) <= set(seen.targets) else Proof.FAILED
    says = CLAIM_BACK.fill(instance=instance, groups=_groups(before.targets))
    return (_claim(says, proof, seen),)


def do_deregister(aws: Aws, parameters: Mapping[str, Any]) -> Made:
    """Take targets out of a group, unless they are out, or draining."""
    if not _there(aws, parameters):
        return Made(already=True)
    aws.change("elbv2").deregister_targets(**parameters)
    return Made()


def do_register(aws: Aws, parameters: Mapping[str, Any]) -> Made:
    """Register targets in a group, unless all are in it."""
    if len(_there(aws, parameters)) == len(parameters["Targets"]):
        return Made(already=True)
    aws.change("elbv2").register_targets(**parameters)
    return Made()


def names_of(found: InstanceTypeDef) -> Iterator[str]:
    """Yield what a target group may know an instance by: its id, and every address of its own."""
    yield found["InstanceId"]
    for interface in found.get("NetworkInterfaces", []):
        for address in interface.get("PrivateIpAddresses", []):
            yield address.get("PrivateIpAddress", "")
        for sixth in interface.get("Ipv6Addresses", []):
            yield sixth.get("Ipv6Address", "")


def registered(
    client: ElasticLoadBalancingv2Client, group: str
) -> Iterator[TargetHealthDescriptionTypeDef]:
    """Yield what a group sends to; what is draining gets nothing new."""
    for each in client.describe_target_health(TargetGroupArn=group)["TargetHealthDescriptions"]:
        health = each["TargetHealth"]
        is_out = health.get("Reason") == "Target.NotRegistered"
        if not is_out and health.get("State") != "draining":
            yield each


def _target(group: str, described: Any) -> Target:
    target = described["Target"]
    return Target(
        group=group,
        target=target["Id"],
        port=target.get("Port"),
        zone=target.get("AvailabilityZone", ""),
    )


def _there(aws: Aws, parameters: Mapping[str, Any]) -> list[Target]:
    """Return which targets of a step are in its group now."""
    group = parameters["TargetGroupArn"]
    wanted = [_target(group, {"Target": each}) for each in parameters["Targets"]]
    now = [_target(group, each) for each in registered(aws.read("elbv2"), group)]
    return [each for each in wanted if each in now]


def _steps(
    key: str, action: str, says: Text, power: Power, targets: Sequence[Target]
) -> Iterator[Step]:
    """Yield one step a group, with every target in it."""
    for group in dict.fromkeys(each.group for each in targets):
        own = [each for each in targets if each.group == group]
        asked: list[JsonValue] = [each.asked for each in own]
        said = says.fill(targets=", ".join(map(_spoken, own)), group=own[0].name)
        parameters: dict[str, JsonValue] = {"TargetGroupArn": group, "Targets": asked}
        yield make_step(f"{key}:{own[0].name}", action, (group,), parameters, said, power)


def _counted(text: Text, targets: Sequence[Target]) -> Said:
    return text.fill(groups=_groups(targets), count=len(targets))


def _groups(targets: Iterable[Target]) -> str:
    return ", ".join(dict.fromkeys(each.name for each in targets))


def _spoken(target: Target) -> str:
    port = "" if target.port is None else f":{target.port}"
    return f"{target.target}{port}" + (f" in {target.zone}" if target.zone else "")


def _claim(says: Said, proof: Proof, seen: Rotation) -> Claim:
    there = ", ".join(f"{each.name} {_spoken(each)}" for each in seen.targets) or "none"
    evidence = f"elasticloadbalancing:DescribeTargetHealth {there}"
    return Claim(key="targets", proof=proof, says=says, evidence=evidence)


DOES: Mapping[str, Do] = {
    "deregister": do_deregister,
    "register": do_register,
}
"""What makes each kind of step of this part, by the first part of its key."""
