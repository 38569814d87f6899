"""Auto Scaling groups, target groups and instance profiles for the tests of isolate_instance."""

from __future__ import annotations

import itertools
import json
from dataclasses import dataclass
from typing import Any

from runbooks.isolate_instance import Instance
from tests.runbooks.machines import IMAGE, Network, a_network, launch
from tests.runbooks.site import Site

NUMBERS = itertools.count(1)
TRUST = json.dumps({"Version": "2012-10-17", "Statement": []})


@dataclass(frozen=True)
class Fleet:
    """An Auto Scaling group and one of its instances."""

    site: Site
    name: str
    instance: str

    def lifecycle(self) -> str:
        """Return where the instance stands in the group, or nothing."""
        client = self.site.client("autoscaling")
        found = client.describe_auto_scaling_instances(InstanceIds=[self.instance])
        held = found["AutoScalingInstances"]
        return str(held[0]["LifecycleState"]) if held else ""

    def sizes(self) -> tuple[int, int, int]:
        """Return the group's least, desired and most."""
        group = self._group()
        return group["MinSize"], group["DesiredCapacity"], group["MaxSize"]

    def members(self) -> int:
        """Return how many instances the group has, those on standby too."""
        return len(self._group()["Instances"])

    def _group(self) -> dict[str, Any]:
        client = self.site.client("autoscaling")
        found = client.describe_auto_scaling_groups(AutoScalingGroupNames=[self.name])
        return dict(found["AutoScalingGroups"][0])


def a_fleet(site: Site, network: Network, *sizes: int, groups: tuple[str, ...] = ()) -> Fleet:
    """Make a group of these sizes (least, desired, most), attached to target groups."""
    client, name = site.client("autoscaling"), f"web-{next(NUMBERS)}"
    least, desired, most = sizes or (1, 2, 4)
    client.create_launch_configuration(
        LaunchConfigurationName=name,
        ImageId=IMAGE,
        InstanceType="t3.micro",
        SecurityGroups=[network.web],
    )
    client.create_auto_scaling_group(
        AutoScalingGroupName=name,
        LaunchConfigurationName=name,
        MinSize=least,
        DesiredCapacity=desired,
        MaxSize=most,
        VPCZoneIdentifier=network.subnet,
        TargetGroupARNs=list(groups),
    )
    found = client.describe_auto_scaling_groups(AutoScalingGroupNames=[name])
    instance = found["AutoScalingGroups"][0]["Instances"][0]["InstanceId"]
    return Fleet(site, name, instance)


def a_target_group(site: Site, network: Network, kind: str = "instance") -> str:
    """Make a target group at port 80 and return its ARN."""
    made = site.client("elbv2").create_target_group(
        Name=f"pay-{next(NUMBERS)}",
        Protocol="HTTP",
        Port=80,
        VpcId=network.vpc,
        TargetType=kind,
    )
    return str(made["TargetGroups"][0]["TargetGroupArn"])


def a_balancer(site: Site, network: Network, group: str) -> str:
    """Make a load balancer that sends to a target group, and return its name."""
    elb, name = site.client("elbv2"), f"alb-{next(NUMBERS)}"
    made = elb.create_load_balancer(Name=name, Subnets=[network.subnet], Type="network")
    elb.create_listener(
        LoadBalancerArn=made["LoadBalancers"][0]["LoadBalancerArn"],
        Protocol="TCP",
        Port=80,
        DefaultActions=[{"Type": "forward", "TargetGroupArn": group}],
    )
    return name


def a_classic(site: Site, network: Network, *instances: str) -> str:
    """Make a classic load balancer with instances registered, and return its name."""
    elb, name = site.client("elb"), f"elb-{next(NUMBERS)}"
    listener = {"Protocol": "HTTP", "LoadBalancerPort": 80, "InstancePort": 80}
    elb.create_load_balancer(LoadBalancerName=name, Listeners=[listener], Subnets=[network.subnet])
    registered = [{"InstanceId": each} for each in instances]
    elb.register_instances_with_load_balancer(LoadBalancerName=name, Instances=registered)
    return name


def register(site: Site, group: str, target: str, **how: Any) -> None:
    """Register a target, at the group's own port unless another is named."""
    site.client("elbv2").register_targets(TargetGroupArn=group, Targets=[{"Id": target, **how}])


def targets(site: Site, group: str) -> list[dict[str, Any]]:
    """Return what a group sends to, in its own words."""
    found = site.client("elbv2").describe_target_health(TargetGroupArn=group)
    return [dict(each["Target"]) for each in found["TargetHealthDescriptions"]]


def a_profile(site: Site, name: str = "") -> str:
    """Make an instance profile with a role of the same name, and return the name."""
    iam, called = site.client("iam"), name or f"web-{next(NUMBERS)}"
    iam.create_role(RoleName=called, AssumeRolePolicyDocument=TRUST)
    iam.create_instance_profile(InstanceProfileName=called)
    iam.add_role_to_instance_profile(InstanceProfileName=called, RoleName=called)
    return called


def profile_of(site: Site, instance: str) -> str:
    """Return the name of an instance's profile, or nothing."""
    filters = [{"Name": "instance-id", "Values": [instance]}]
    client = site.client("ec2")
    found = client.describe_iam_instance_profile_associations(Filters=filters)
    held = found["IamInstanceProfileAssociations"]
    return str(held[0]["IamInstanceProfile"]["Arn"].rpartition("/")[2]) if held else ""


def power_of(site: Site, instance: Instance) -> str:
    """Return whether an instance runs, in EC2's word."""
    found = site.client("ec2").describe_instances(InstanceIds=[instance.instance])
    return str(found["Reservations"][0]["Instances"][0]["State"]["Name"])


def with_all_that_can_be_asked_for(site: Site) -> Instance:
    """Make one in an Auto Scaling group and a target group, under a profile, to be stopped."""
    network, profile = a_network(site), a_profile(site)
    fleet, group = a_fleet(site, network, 1, 2, 4), a_target_group(site, network)
    register(site, group, fleet.instance, Port=8080)
    a_balancer(site, network, group)
    a_classic(site, network, fleet.instance)
    site.client("ec2").associate_iam_instance_profile(
        InstanceId=fleet.instance, IamInstanceProfile={"Name": profile}
    )
    return Instance(
        instance=fleet.instance, mode="stop", standby=True, deregister=True, role="disassociate"
    )


def whose_sessions_were_stolen(site: Site) -> Instance:
    """Make one under a profile whose role has given out sessions."""
    network, profile = a_network(site), a_profile(site)
    made = launch(site, network, [network.web], IamInstanceProfile={"Name": profile})
    return Instance(instance=made.instance, role="revoke")
