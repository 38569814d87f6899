"""What goes with an instance if it is cut off: what it serves, and what its role reaches."""

from __future__ import annotations

from bot.domain.answer import Subject
from bot.questions.contract import About, Found, Missing, Question
from bot.questions.enrich.instances import GONE, find_instance
from bot.questions.enrich.kinds import INSTANCE
from runbooks.kit import radius_role, radius_serving
from runbooks.kit.aws import Aws
from runbooks.kit.text import SENTENCES, Text, listing

NOTHING = Text(
    "No load balancer sends to it, and it is in service in no Auto Scaling group",
    ja="トラフィックを送ってくるロードバランサーはなく、Auto Scaling グループでも稼働していません",
)


class InstanceRadius(Question):
    """The share of each load balancer's healthy targets, the Auto Scaling group, the role."""

    about = About(
        key="radius",
        title=Text("Blast radius", ja="影響範囲"),
        actions=("ec2:DescribeInstances", *radius_serving.READS, *radius_role.RIGHTS_READS),
        types=frozenset({INSTANCE}),
        source="elasticloadbalancing:DescribeTargetHealth, autoscaling:DescribeAutoScalingGroups",
        cached=60.0,
    )

    def ask(self, aws: Aws, subject: Subject) -> Found | Missing:
        instance = find_instance(aws, subject.name)
        if instance is None:
            return Missing(GONE.fill(id=subject.name))
        serves = tuple(radius_serving.breaks(radius_serving.observe(aws, instance)))
        profile = instance.get("IamInstanceProfile", {}).get("Arn", "")
        said = (*(serves or (NOTHING.fill(),)), radius_role.rights(aws, profile))
        return Found(listing(said, SENTENCES))
