"""The IAM action and the resources of an API call, as the Service Authorization Reference has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from moto.autoscaling.models import autoscaling_backends
from moto.ec2.models import ec2_backends
from moto.iam.models import iam_backends

from practice.aws.call import Call

PREFIXES = {
    "accessanalyzer": "access-analyzer",
    "cloudwatch": "cloudwatch",
    "elb": "elasticloadbalancing",
    "elbv2": "elasticloadbalancing",
    "s3control": "s3",
}
RENAMED = {
    ("accessanalyzer", "GetFindingV2"): "access-analyzer:GetFinding",
    ("lambda", "Invoke"): "lambda:InvokeFunction",
    ("s3", "DeletePublicAccessBlock"): "s3:PutBucketPublicAccessBlock",
    ("s3", "GetBucketEncryption"): "s3:GetEncryptionConfiguration",
    ("s3", "GetBucketLifecycleConfiguration"): "s3:GetLifecycleConfiguration",
    ("s3", "GetBucketNotificationConfiguration"): "s3:GetBucketNotification",
    ("s3", "GetBucketReplication"): "s3:GetReplicationConfiguration",
    ("s3", "GetObjectLockConfiguration"): "s3:GetBucketObjectLockConfiguration",
    ("s3", "GetPublicAccessBlock"): "s3:GetBucketPublicAccessBlock",
    ("s3", "HeadBucket"): "s3:ListBucket",
    ("s3", "HeadObject"): "s3:GetObject",
    ("s3", "ListBuckets"): "s3:ListAllMyBuckets",
    ("s3", "ListObjects"): "s3:ListBucket",
    ("s3", "ListObjectsV2"): "s3:ListBucket",
    ("s3", "PutBucketEncryption"): "s3:PutEncryptionConfiguration",
    ("s3", "PutPublicAccessBlock"): "s3:PutBucketPublicAccessBlock",
    ("s3control", "DeletePublicAccessBlock"): "s3:PutAccountPublicAccessBlock",
    ("s3control", "GetPublicAccessBlock"): "s3:GetAccountPublicAccessBlock",
    ("s3control", "PutPublicAccessBlock"): "s3:PutAccountPublicAccessBlock",
    ("securityhub", "BatchUpdateFindingsV2"): "securityhub:BatchUpdateFindings",
    ("securityhub", "GetFindingsV2"): "securityhub:GetFindings",
}
ONLY_STAR = {
    ("ec2", "Describe"),
    ("autoscaling", "Describe"),
    ("elb", "Describe"),
    ("elbv2", "Describe"),
    ("s3", "ListBuckets"),
}
EC2_KINDS = {
    "acl": "network-acl",
    "ami": "image",
    "eni": "network-interface",
    "i": "instance",
    "sg": "security-group",
    "snap": "snapshot",
    "subnet": "subnet",
    "vol": "volume",
    "vpc": "vpc",
}
EC2_NAMED_BY = (
    "Resources",
    "NetworkInterfaceId",
    "InstanceIds",
    "InstanceId",
    "GroupId",
    "VolumeId",
    "SnapshotId",
    "ImageId",
    "NetworkAclId",
)
PASSING = ("AssociateIamInstanceProfile", "ReplaceIamInstanceProfileAssociation")
EC2_MAKES = ("Create", "Run", "Import")
ARN_PARAMETERS = ("RoleArn", "TopicArn", "TargetGroupArn", "SubscriptionArn", "GraphArn")


def action(call: Call) -> str:
    """Return the IAM action that a call needs, such as `s3:PutBucketPublicAccessBlock`."""
    named = RENAMED.get((call.service, call.operation))
    return named or f"{PREFIXES.get(call.service, call.service)}:{call.operation}"


def resources(call: Call) -> tuple[str, ...]:
    """Return the ARNs that a call needs the action on; none where they can't be told from it."""
    if any(call.service == one and call.operation.startswith(two) for one, two in ONLY_STAR):
        return ("*",)
    if call.service == "ec2":
        return _ec2(call)
    if call.service == "iam":
        return _iam(call)
    if call.service == "s3":
        return _s3(call.parameters)
    if call.service == "autoscaling":
        return _autoscaling(call)
    if call.service in {"guardduty", "securityhub"}:
        return _findings(call)
    if call.parameters.get("SubscriptionArn"):
        # IAM knows topics only: a subscription's ARN is its topic's, and a word more.
        return (str(call.parameters["SubscriptionArn"]).rpartition(":")[0],)
    return tuple(str(call.parameters[one]) for one in ARN_PARAMETERS if call.parameters.get(one))


def _findings(call: Call) -> tuple[str, ...]:
    """Return the detector, or the hub, that findings are changed in."""
    home = f"arn:aws:{call.service}:{call.region}:{call.account}"
    if "DetectorId" in call.parameters:
        return (f"{home}:detector/{call.parameters['DetectorId']}",)
    hubs = {"BatchUpdateFindings": "hub/default", "BatchUpdateFindingsV2": "hubv2/simulated"}
    return (f"{home}:{hubs[call.operation]}",) if call.operation in hubs else ()


def passed(call: Call) -> str:
    """Return the ARN of the role that a call hands to a service, which iam:PassRole must allow."""
    if call.service != "ec2" or call.operation not in PASSING:
        return ""
    named = call.parameters.get("IamInstanceProfile") or {}
    profiles = list(iam_backends[call.account]["aws"].instance_profiles.values())
    meant = (one for one in profiles if named in ({"Arn": one.arn}, {"Name": one.name}))
    return next((str(role.arn) for one in meant for role in one.roles), "")


def _autoscaling(call: Call) -> tuple[str, ...]:
    groups = autoscaling_backends[call.account][call.region].autoscaling_groups
    group = groups.get(str(call.parameters.get("AutoScalingGroupName", "")))
    return (str(group.arn),) if group else ()


def _ec2(call: Call) -> tuple[str, ...]:
    makes = call.operation.startswith(EC2_MAKES) and call.operation != "CreateTags"
    if makes:
        return ()
    if call.operation == "DisassociateIamInstanceProfile":
        return _associated(call)
    if call.operation == "ModifyNetworkInterfaceAttribute":
        moved = (str(call.parameters["NetworkInterfaceId"]), *call.parameters.get("Groups", ()))
        return tuple(_ec2_arn(call, one) for one in moved)
    for name in EC2_NAMED_BY:
        given = call.parameters.get(name)
        if given:
            return tuple(_ec2_arn(call, one) for one in _listed(given))
    return ()


def _associated(call: Call) -> tuple[str, ...]:
    """Return the instance that an association is of."""
    held = ec2_backends[call.account][call.region].iam_instance_profile_associations
    wanted = call.parameters.get("AssociationId")
    named = (name for name, one in list(held.items()) if one.association_id == wanted)
    return tuple(_ec2_arn(call, name) for name in named)


def _ec2_arn(call: Call, name: str) -> str:
    kind = EC2_KINDS.get(name.partition("-")[0], "*")
    return f"arn:aws:ec2:{call.region}:{call.account}:{kind}/{name}"


def _iam(call: Call) -> tuple[str, ...]:
    backend = iam_backends[call.account]["aws"]
    if user := backend.users.get(call.parameters.get("UserName", "")):
        return (user.arn,)
    name = call.parameters.get("RoleName", "")
    for role in list(backend.roles.values()):
        if role.name == name:
            return (role.arn,)
    for given in ("PolicyArn", "PolicySourceArn"):
        if call.parameters.get(given):
            return (str(call.parameters[given]),)
    return ()


def _s3(parameters: Mapping[str, Any]) -> tuple[str, ...]:
    if "Bucket" not in parameters:
        return ()
    bucket = f"arn:aws:s3:::{parameters['Bucket']}"
    return (f"{bucket}/{parameters['Key']}" if "Key" in parameters else bucket,)


def _listed(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]
