"""An instance's place in its Auto Scaling group: put on standby, and back in service."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from runbooks.kit.aws import Aws
from runbooks.kit.contract import UnsupportedError
from runbooks.kit.portion import Portion
from runbooks.kit.steps import Do, make_step
from runbooks.kit.text import Text
from runbooks.kit.values import Claim, Conflict, Frozen, Made, Power, Proof, Step

IN_SERVICE = "InService"
ON_STANDBY = frozenset({"EnteringStandby", "Standby"})
COMING_BACK = frozenset({"Pending", "Pending:Wait", "Pending:Proceed"})
"""https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-lifecycle.html"""

CHANGES = Text(
    "Auto Scaling group `{group}`: in service → standby",
    ja="Auto Scaling グループ `{group}`：稼働中 → スタンバイ",
)
CHANGES_BACK = Text(
    "Auto Scaling group `{group}`: standby → in service",
    ja="Auto Scaling グループ `{group}`：スタンバイ → 稼働中",
)
SAYS = Text(
    "Put {instance} on standby in `{group}`", ja="`{group}` の {instance} をスタンバイにします"
)
SAYS_BACK = Text(
    "Put {instance} back in service in `{group}`", ja="`{group}` の {instance} を稼働状態に戻します"
)
BREAKS_CLONE = Text(
    "`{group}` launches a replacement from the same image and user data, so that {desired} stay "
    "in service (MinSize {least}, MaxSize {most})",
    ja="`{group}` は同じイメージとユーザーデータから代わりを起動し、{desired} 台の"
    "稼働を保ちます（MinSize {least}、MaxSize {most}）",
)
BREAKS_FEWER = Text(
    "`{group}` goes on with {fewer} instead of {desired} (MinSize {least}, MaxSize {most})",
    ja="`{group}` は {desired} 台ではなく {fewer} 台で継続します（MinSize {least}、"
    "MaxSize {most}）",
)
BREAKS_MORE = Text(
    "The desired capacity of `{group}`: {desired} → {more} (MaxSize {most})",
    ja="`{group}` の希望数：{desired} → {more}（MaxSize {most}）",
)
UNDONE = Text("puts it back in service in its group", ja="グループの稼働状態に戻します")
UNDONE_CLONE = Text(
    "puts it back in service in its group, beside its replacement",
    ja="代わりのインスタンスに加えて、グループの稼働状態に戻します",
)
WARN_NO_GROUP = Text(
    "It is in no Auto Scaling group: there is no standby to put it on",
    ja="Auto Scaling グループに属していません：スタンバイにする必要がありません",
)
WARN_NOT_IN_SERVICE = Text(
    "It is {lifecycle} in `{group}`, from where AWS puts nothing on standby: that part is left out",
    ja="`{group}` で {lifecycle} です。この状態から AWS はスタンバイにできません："
    "この部分は省きます",
)
WARN_CLONE = Text(
    "If the way in is in the image or the user data, the replacement has it too",
    ja="侵入経路がイメージやユーザーデータにある場合、代わりのインスタンスにも残ります",
)
TOO_FEW = Text(
    "`{group}` wants {desired} and must keep {least} (MinSize), so it can't do with one less. "
    "Leave out `decrement`, or lower MinSize first. Nothing was changed.",
    ja="`{group}` は希望数が {desired}、下限が {least}（MinSize）のため、1 "
    "台減らせません。`decrement` を外すか、先に MinSize を下げてください。何も"
    "変更していません。",
)
MOVED = Text(
    "{instance} is not in its group as I left it, so I did not touch it.",
    ja="{instance} のグループでの状態が前回と異なるため、触れていません。",
)
FULL = Text(
    "`{group}` has no room for {instance}: raise MaxSize or lower its desired capacity, then "
    "ask for the undo again.",
    ja="`{group}` に {instance} の空きがありません：MaxSize を上げるか希望数を"
    "下げてから、もう一度、元に戻す操作を申請してください。",
)
CLAIM = Text("{instance} is on standby in `{group}`", ja="{instance} は `{group}` でスタンバイです")
CLAIM_BACK = Text(
    "{instance} is in service in `{group}` again", ja="{instance} は `{group}` で再び稼働中です"
)


class Standing(Frozen):
    """An instance's place in a group; `group` is empty where it is in none.

    The group's sizes are for planning only: they move all day, and no plan turns stale by it.
    """

    group: str = ""
    lifecycle: str = ""
    arn: str = Field(default="", exclude=True)
    least: int = Field(default=0, exclude=True)
    desired: int = Field(default=0, exclude=True)
    most: int = Field(default=0, exclude=True)

    @property
    def sizes(self) -> dict[str, object]:
        """Return what sentences about the group's size are filled with."""
        return {"group": self.group, "desired": self.desired, "most": self.most}


def observe(aws: Aws, instance: str) -> Standing:
    """Read an instance's place in its group."""
    client = aws.read("autoscaling")
    found = client.describe_auto_scaling_instances(InstanceIds=[instance])["AutoScalingInstances"]
    if not found:
        return Standing()
    name = found[0]["AutoScalingGroupName"]
    groups = client.describe_auto_scaling_groups(AutoScalingGroupNames=[name])["AutoScalingGroups"]
    if not groups:  # deleted between the two looks
        return Standing()
    return Standing(
        group=name,
        lifecycle=found[0]["LifecycleState"],
        arn=groups[0]["AutoScalingGroupARN"],
        least=groups[0]["MinSize"],
        desired=groups[0]["DesiredCapacity"],
        most=groups[0]["MaxSize"],
    )


def contain(instance: str, seen: Standing, *, decrement: bool) -> Portion:
    """Put it on standby; with `decrement` the group does with one less, else it replaces it.

    https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-enter-exit-standby.html
    Raises UnsupportedError where the group can't do with one less.
    """
    if not seen.group:
        return Portion(warnings=(WARN_NO_GROUP.fill(),))
    if seen.lifecycle in ON_STANDBY:
        return Portion()
    if seen.lifecycle != IN_SERVICE:
        says = WARN_NOT_IN_SERVICE.fill(lifecycle=seen.lifecycle, group=seen.group)
        return Portion(warnings=(says,))
    sizes = {**seen.sizes, "least": seen.least}
    fewer = seen.desired - 1
    if decrement and fewer < seen.least:
        said = {"group": seen.group, "desired": seen.desired, "least": seen.least}
        raise UnsupportedError(TOO_FEW.fill(**said))
    breaks = BREAKS_FEWER.fill(**sizes, fewer=fewer) if decrement else BREAKS_CLONE.fill(**sizes)
    return Portion(
        steps=(_enter(instance, seen, decrement=decrement),),
        changes=(CHANGES.fill(group=seen.group),),
        breaks=(breaks,),
        warnings=() if decrement else (WARN_CLONE.fill(),),
        undone=((UNDONE if decrement else UNDONE_CLONE).fill(),),
        is_partial=not decrement,
    )


def release(instance: str, before: Standing, now: Standing) -> Portion:
    """Put it back in service where it was, which adds one to the group's desired capacity."""
    if not _leads_back(before, now):
        return Portion()
    step = make_step(
        "service",
        "autoscaling:ExitStandby",
        (now.arn,),
        {"InstanceIds": [instance], "AutoScalingGroupName": now.group},
        SAYS_BACK.fill(instance=instance, group=now.group),
        Power.RELEASE,
    )
    more = BREAKS_MORE.fill(**now.sizes, more=now.desired + 1)
    return Portion(steps=(step,), changes=(CHANGES_BACK.fill(group=now.group),), breaks=(more,))


def conflict(instance: str, before: Standing, now: Standing) -> Conflict | None:
    """Return why it can't be put back in service: it is elsewhere, or there is no room."""
    known = {before.lifecycle, IN_SERVICE, *ON_STANDBY, *COMING_BACK}
    if before.group and (now.group != before.group or now.lifecycle not in known):
        there = f"now {now.lifecycle} in {now.group}" if now.group else "now in no group"
        return Conflict(says=MOVED.fill(instance=instance), differences=(there,))
    if _leads_back(before, now) and now.desired >= now.most:
        says = FULL.fill(group=now.group, instance=instance)
        sizes = f"desired capacity {now.desired}, MaxSize {now.most}"
        return Conflict(says=says, differences=(sizes,))
    return None


def held(instance: str, seen: Standing) -> tuple[Claim, ...]:
    """Return what is proved of the standby: nothing where there is no group."""
    if not seen.group:
        return ()
    judged = {"Standby": Proof.PASSED, "EnteringStandby": Proof.INCONCLUSIVE}
    says = CLAIM.fill(instance=instance, group=seen.group)
    return (_claim(says=says, proof=judged.get(seen.lifecycle, Proof.FAILED), seen=seen),)


def given_back(instance: str, before: Standing, seen: Standing) -> tuple[Claim, ...]:
    """Return what is proved after an undo: nothing where it was not in service before."""
    if before.lifecycle != IN_SERVICE:
        return ()
    proof = Proof.PASSED if seen.lifecycle == IN_SERVICE else Proof.FAILED
    if seen.lifecycle in COMING_BACK:
        proof = Proof.INCONCLUSIVE
    says = CLAIM_BACK.fill(instance=instance, group=before.group)
    return (_claim(says=says, proof=proof, seen=seen),)


def do_enter(aws: Aws, parameters: Mapping[str, Any]) -> Made:
    """Put an instance on standby, unless it is."""
    if _lifecycle(aws, parameters) in ON_STANDBY:
        return Made(already=True)
    aws.change("autoscaling").enter_standby(**parameters)
    return Made()


def do_exit(aws: Aws, parameters: Mapping[str, Any]) -> Made:
    """Put an instance back in service, unless it is, or is on its way."""
    if _lifecycle(aws, parameters) in {IN_SERVICE, *COMING_BACK}:
        return Made(already=True)
    aws.change("autoscaling").exit_standby(**parameters)
    return Made()


def _leads_back(before: Standing, now: Standing) -> bool:
    return before.lifecycle == IN_SERVICE and now.lifecycle in ON_STANDBY


def _lifecycle(aws: Aws, parameters: Mapping[str, Any]) -> str:
    return observe(aws, parameters["InstanceIds"][0]).lifecycle


def _enter(instance: str, seen: Standing, *, decrement: bool) -> Step:
    return make_step(
        "standby",
        "autoscaling:EnterStandby",
        (seen.arn,),
        {
            "InstanceIds": [instance],
            "AutoScalingGroupName": seen.group,
            "ShouldDecrementDesiredCapacity": decrement,
        },
        SAYS.fill(instance=instance, group=seen.group),
        Power.CONTAIN,
    )


def _claim(*, says: Any, proof: Proof, seen: Standing) -> Claim:
    evidence = f"autoscaling:DescribeAutoScalingInstances {seen.group} {seen.lifecycle or 'none'}"
    return Claim(key="standby", proof=proof, says=says, evidence=evidence)


DOES: Mapping[str, Do] = {
    "standby": do_enter,
    "service": do_exit,
}
"""What makes each kind of step of this part, by the first part of its key."""
