"""What an instance serves, measured: its share of each load balancer, its place in its group.

What decides how grave its loss is, is a fact of the State: it moves only when a bound is crossed.
The counts behind it move all day and are for planning only.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from pydantic import Field

from runbooks.kit import targets
from runbooks.kit.aws import Aws
from runbooks.kit.ec2 import tags_of
from runbooks.kit.refusals import UNREAD, asked
from runbooks.kit.standby import IN_SERVICE
from runbooks.kit.targets import HOLDING
from runbooks.kit.text import Said, Text
from runbooks.kit.values import Frozen

if TYPE_CHECKING:
    from mypy_boto3_ec2.type_defs import InstanceTypeDef
    from mypy_boto3_elbv2.type_defs import TargetGroupTypeDef

READS = (
    "autoscaling:DescribeAutoScalingGroups",
    "elasticloadbalancing:DescribeInstanceHealth",
    "elasticloadbalancing:DescribeLoadBalancers",
    "elasticloadbalancing:DescribeTargetGroups",
    "elasticloadbalancing:DescribeTargetHealth",
)
GROUP_TAG = "aws:autoscaling:groupName"
MOST = 50
"""Target groups that are looked at: each takes a call, and a cut must not wait for minutes."""
HALF = 0.5
HEALTHY = "healthy"
CLASSIC_HEALTHY = "InService"

SHARE = Text(
    "{own} of {all} healthy targets behind `{balancer}`",
    ja="`{balancer}` の正常なターゲット {all} 個のうち {own} 個",
)
SHARE_SICK = Text(
    "None of the {all} healthy targets behind `{balancer}`: it is registered there, and not healthy",
    ja="`{balancer}` の正常なターゲット {all} 個に含まれません：登録されていますが、"
    "正常ではありません",
)
CREW = Text(
    "`{group}`: {serving} in service, desired {desired}, MinSize {least}",
    ja="`{group}`：稼働中 {serving}、希望数 {desired}、MinSize {least}",
)
UNKNOWN = Text(
    "What it serves is not known whole: {why}",
    ja="何を提供しているかをすべては把握できません：{why}",
)
TOO_MANY = Text(
    "of {count} target groups with a load balancer I looked at {most}",
    ja="ロードバランサーのあるターゲットグループ {count} 個のうち {most} 個を調べました",
)
WIDE_LAST = Text(
    "nothing else behind `{balancer}` is healthy: it stops",
    ja="`{balancer}` にほかの正常なターゲットはありません：停止します",
)
WIDE_MOST = Text(
    "more than half of what is healthy behind `{balancer}` goes",
    ja="`{balancer}` の正常なターゲットの半数超がなくなります",
)
CREW_BELOW = Text(
    "`{group}` falls below its MinSize of {least}, until it has launched another",
    ja="`{group}` は、次のインスタンスを起動するまで MinSize の {least} を下回ります",
)
WIDE_ALONE = Text(
    "nothing else in `{group}` is in service: it stops until it has launched another",
    ja="`{group}` に稼働中のものはほかにありません：次のインスタンスを起動するまで停止します",
)


class Share(Frozen):
    """What of a load balancer's healthy targets an instance is; `group` says through what."""

    balancer: str
    group: str
    own: int
    others: int
    is_healthy: bool = True

    @property
    def name(self) -> str:
        """Return what it is told by: a load balancer may send to several groups."""
        return self.balancer if self.balancer == self.group else f"{self.balancer} ({self.group})"

    @property
    def is_last(self) -> bool:
        """Say whether nothing else is healthy; whether it is itself moves, and is not asked."""
        return not self.others

    @property
    def is_most(self) -> bool:
        """Say whether more than half would go."""
        return self.own / (self.own + self.others) > HALF


class Crew(Frozen):
    """The Auto Scaling group that an instance serves in, and how many do."""

    group: str
    serving: int
    desired: int
    least: int

    @property
    def is_below_without(self) -> bool:
        """Say whether one less in service would be fewer than it must keep.

        That alone is no grave loss: most groups are as small as they may be.
        """
        return self.serving - 1 < self.least

    @property
    def is_empty_without(self) -> bool:
        """Say whether nothing would be in service without it."""
        return self.serving <= 1


class Serving(Frozen):
    """What an instance serves.

    `last_of` and `most_of` are load balancers, `alone_in` an Auto Scaling group; `unknown` is what
    could not be read, each with the reason. What was counted is for planning only.
    """

    last_of: tuple[str, ...] = ()
    most_of: tuple[str, ...] = ()
    alone_in: str = ""
    unknown: tuple[Said | str, ...] = ()
    shares: tuple[Share, ...] = Field(default=(), exclude=True)
    crew: Crew | None = Field(default=None, exclude=True)


def observe(aws: Aws, found: InstanceTypeDef) -> Serving:
    """Measure what an instance serves; what is denied is unknown, all else rises."""
    unknown: list[Said] = []
    shares = (*_shares(aws, found, unknown), *_classic(aws, found, unknown))
    crew = asked(unknown, "Auto Scaling", lambda: _crew(aws, found))
    return judged(shares, crew, tuple(unknown))


def judged(
    shares: tuple[Share, ...], crew: Crew | None, unknown: tuple[Said | str, ...] = ()
) -> Serving:
    """Return what counts come to. Asks nobody."""
    last = sorted({each.name for each in shares if each.is_last})
    most = sorted({each.name for each in shares if each.is_most and not each.is_last})
    alone = crew.group if crew and crew.is_empty_without else ""
    return Serving(
        last_of=tuple(last),
        most_of=tuple(most),
        alone_in=alone,
        unknown=unknown,
        shares=shares,
        crew=crew,
    )


def breaks(seen: Serving) -> Iterator[Said]:
    """Yield what goes with it, and what of that nobody could tell."""
    for each in seen.shares:
        says, all_ = (
            (SHARE, each.own + each.others) if each.is_healthy else (SHARE_SICK, each.others)
        )
        own = {"own": each.own} if each.is_healthy else {}
        yield says.fill(balancer=each.name, all=all_, **own)
    if seen.crew:
        yield CREW.fill(**seen.crew.model_dump())
        if seen.crew.is_below_without:
            yield CREW_BELOW.fill(group=seen.crew.group, least=seen.crew.least)
    for missing in seen.unknown:
        yield UNKNOWN.fill(why=missing)


def wide(seen: Serving) -> Iterator[Said]:
    """Yield why its loss is graver than that of one machine among many."""
    yield from (WIDE_LAST.fill(balancer=each) for each in seen.last_of)
    yield from (WIDE_MOST.fill(balancer=each) for each in seen.most_of)
    if seen.alone_in:
        yield WIDE_ALONE.fill(group=seen.alone_in)


def _shares(aws: Aws, found: InstanceTypeDef, unknown: list[Said]) -> Iterator[Share]:
    """Yield the shares through target groups, of those alone that a load balancer sends to."""
    groups = asked(unknown, "target groups", lambda: list(_groups(aws, found))) or []
    if len(groups) > MOST:
        unknown.append(
            UNREAD.fill(what="target groups", why=TOO_MANY.fill(count=len(groups), most=MOST))
        )
    for group in groups[:MOST]:
        share = asked(unknown, group["TargetGroupName"], partial(_share, aws, found, group))
        if share:
            yield share


def _groups(aws: Aws, found: InstanceTypeDef) -> Iterator[TargetGroupTypeDef]:
    """Yield the target groups that may hold it: an address may be one in another VPC."""
    pages = aws.read("elbv2").get_paginator("describe_target_groups").paginate()
    for group in (each for page in pages for each in page["TargetGroups"]):
        is_near = group["TargetType"] == "ip" or group.get("VpcId") == found.get("VpcId")
        if group["TargetType"] in HOLDING and group.get("LoadBalancerArns") and is_near:
            yield group


def _share(aws: Aws, found: InstanceTypeDef, group: TargetGroupTypeDef) -> Share | None:
    names = set(targets.names_of(found))
    held = list(targets.registered(aws.read("elbv2"), group["TargetGroupArn"]))
    own = [each for each in held if each["Target"]["Id"] in names]
    if not own:
        return None
    healthy = [each for each in held if each["TargetHealth"].get("State") == HEALTHY]
    balancers = sorted(arn.split("/")[-2] for arn in group["LoadBalancerArns"])
    return Share(
        balancer=", ".join(balancers),
        group=group["TargetGroupName"],
        own=len(own),
        others=sum(each not in own for each in healthy),
        is_healthy=any(each in own for each in healthy),
    )


def _classic(aws: Aws, found: InstanceTypeDef, unknown: list[Said]) -> Iterator[Share]:
    """Yield the shares of classic load balancers, which hold instances themselves.

    https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_DescribeInstanceHealth.html
    """
    instance = found["InstanceId"]
    names = asked(unknown, "classic load balancers", lambda: list(_balancers(aws, instance)))
    for name in names or ():
        share = asked(unknown, name, partial(_classic_share, aws, instance, name))
        if share:
            yield share


def _balancers(aws: Aws, instance: str) -> Iterator[str]:
    pages = aws.read("elb").get_paginator("describe_load_balancers").paginate()
    for each in (one for page in pages for one in page["LoadBalancerDescriptions"]):
        if any(held.get("InstanceId") == instance for held in each.get("Instances", [])):
            yield each["LoadBalancerName"]


def _classic_share(aws: Aws, instance: str, name: str) -> Share:
    states = aws.read("elb").describe_instance_health(LoadBalancerName=name)["InstanceStates"]
    healthy = {each["InstanceId"] for each in states if each["State"] == CLASSIC_HEALTHY}
    return Share(
        balancer=name,
        group=name,
        own=1,
        others=len(healthy - {instance}),
        is_healthy=instance in healthy,
    )


def _crew(aws: Aws, found: InstanceTypeDef) -> Crew | None:
    name = tags_of(found).get(GROUP_TAG, "")
    if not name:
        return None
    answer = aws.read("autoscaling").describe_auto_scaling_groups(AutoScalingGroupNames=[name])
    for group in answer["AutoScalingGroups"]:
        serving = {
            each["InstanceId"]
            for each in group.get("Instances", [])
            if each["LifecycleState"] == IN_SERVICE
        }
        if found["InstanceId"] in serving:
            return Crew(
                group=name,
                serving=len(serving),
                desired=group["DesiredCapacity"],
                least=group["MinSize"],
            )
    return None
