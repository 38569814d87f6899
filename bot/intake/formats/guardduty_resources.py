"""The resources of a GuardDuty finding, named and identified as ASFF does.

Field names are those of https://docs.aws.amazon.com/guardduty/latest/APIReference/API_Resource.html
and, for attack sequences, API_ResourceV2.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.finding import Resource
from bot.intake.formats.places import Place, id_in
from bot.intake.formats.tolerant import Tolerant

MOST = 500
FINDING = "FINDING"

OF_RESOURCE_TYPE = {
    "instance": "AwsEc2Instance",
    "accesskey": "AwsIamAccessKey",
    "s3bucket": "AwsS3Bucket",
    "ekscluster": "AwsEksCluster",
    "ecscluster": "AwsEcsCluster",
    "container": "Container",
    "lambda": "AwsLambdaFunction",
    "rdsdbinstance": "AwsRdsDbInstance",
    "rdslimitlessdb": "AwsRdsDbShardGroup",
    "ebssnapshot": "AwsEc2Snapshot",
    "ec2image": "AwsEc2Image",
    "s3object": "AwsS3Object",
    "recoverypoint": "AwsBackupRecoveryPoint",
}
"""ASFF's name of what a finding is mainly about, by GuardDuty's `resourceType` in lower case."""

OF_SEQUENCE_TYPE = {
    "EC2_INSTANCE": "AwsEc2Instance",
    "EC2_NETWORK_INTERFACE": "AwsEc2NetworkInterface",
    "EC2_VPC": "AwsEc2Vpc",
    "EC2_LAUNCH_TEMPLATE": "AwsEc2LaunchTemplate",
    "S3_BUCKET": "AwsS3Bucket",
    "S3_OBJECT": "AwsS3Object",
    "ACCESS_KEY": "AwsIamAccessKey",
    "EKS_CLUSTER": "AwsEksCluster",
    "ECS_CLUSTER": "AwsEcsCluster",
    "ECS_TASK": "AwsEcsTask",
    "CONTAINER": "Container",
    "AUTOSCALING_AUTO_SCALING_GROUP": "AwsAutoScalingAutoScalingGroup",
    "CLOUDFORMATION_STACK": "AwsCloudFormationStack",
    "EC2_IMAGE": "AwsEc2Image",
    "IAM_INSTANCE_PROFILE": "AwsIamInstanceProfile",
    "SAGEMAKER_ENDPOINT": "AwsSageMakerEndpoint",
}
"""ASFF's names for `FindingResourceType`; others are "Other"."""

SCANNED = (
    ("AwsEc2Snapshot", "ebsSnapshotDetails", "snapshotArn"),
    ("AwsEc2Image", "ec2ImageDetails", "imageArn"),
    ("AwsBackupRecoveryPoint", "recoveryPointDetails", "recoveryPointArn"),
)
"""ASFF's name, GuardDuty's details and the field with the ARN."""


def resources_of(body: Tolerant, place: Place) -> tuple[Resource, ...]:
    """Return every resource once, what the finding is mainly about first."""
    resource = body.child("resource")
    found = [
        *_instance(resource.child("instanceDetails"), place),
        *_buckets(resource, place),
        *_access_key(resource.child("accessKeyDetails"), place),
        *_containers(resource, place),
        *_others(resource, place),
        *_scanned(resource, place),
        *_of_sequence(body.child("service", "detection", "sequence"), place),
    ]
    once: dict[tuple[str, str], Resource] = {}
    for item in found:
        once.setdefault((item.type, item.id), item)
    main = OF_RESOURCE_TYPE.get(resource.text("resourceType").casefold(), "")
    return tuple(sorted(once.values(), key=lambda item: item.type != main))[:MOST]


def principals_of(body: Tolerant) -> tuple[str, ...]:
    """Return the names of whoever acted: users, and what their role sessions are called."""
    details = body.child("resource", "accessKeyDetails")
    actors = body.child("service", "detection", "sequence").children("actors")
    names = [
        details.text("userName"),
        session_of(details.text("principalId")),
        *(actor.child("user").text("name") for actor in actors),
        *(session_of(actor.child("user").text("uid")) for actor in actors),
    ]
    return tuple(dict.fromkeys(name for name in names if name))[:MOST]


def signals_of(sequence: Tolerant) -> tuple[str, ...]:
    """Return the ids of the findings that an attack sequence is made of, GuardDuty's or ASFF's.

    https://docs.aws.amazon.com/guardduty/latest/APIReference/API_Signal.html
    """
    signals = sequence.children("signals")
    found = [one.text("uid", "id") for one in signals if one.text("type").upper() == FINDING]
    return tuple(dict.fromkeys(filter(None, found)))[:MOST]


def session_of(principal: str) -> str:
    """Return the name of a role session from `AROA...:NAME`, or an empty string.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
    """
    return principal.partition(":")[2]


def _tagged(type_: str, id_: str, name: str, details: Tolerant, place: Place) -> Iterator[Resource]:
    if id_:
        tags = details.tags()
        yield Resource(type_, id_, place.region, name or dict(tags).get("Name", ""), tags)


def _instance(details: Tolerant, place: Place) -> Iterator[Resource]:
    instance = details.text("instanceId")
    if instance:
        arn = place.arn("ec2", f"instance/{instance}")
        yield from _tagged("AwsEc2Instance", arn, "", details, place)


def _access_key(details: Tolerant, place: Place) -> Iterator[Resource]:
    """Return the key and whose it is; a key has no ARN of its own."""
    user = details.text("userName")
    key = details.text("accessKeyId")
    if key:
        yield Resource("AwsIamAccessKey", key, place.region, user)
    yield from holder_of(details.text("userType"), user, place)


def holder_of(user_type: str, user: str, place: Place) -> Iterator[Resource]:
    """Yield whose a key is, where that is a user, a role or root of the account.

    Their path is not told, so that the ARN may lack it.
    """
    kind = user_type.casefold()
    if kind == "root":
        yield Resource("AwsIamUser", place.iam_arn("root"), place.region, "root")
    elif user and kind == "iamuser":
        yield Resource("AwsIamUser", place.iam_arn(f"user/{user}"), place.region, user)
    elif user and kind in {"role", "assumedrole"}:
        yield Resource("AwsIamRole", place.iam_arn(f"role/{user}"), place.region, user)


def _buckets(resource: Tolerant, place: Place) -> Iterator[Resource]:
    for bucket in resource.children("s3BucketDetails"):
        name = bucket.text("name")
        built = f"arn:{place.partition}:s3:::{name}" if name else ""
        yield from _tagged("AwsS3Bucket", bucket.text("arn") or built, name, bucket, place)
        for item in bucket.children("s3ObjectDetails"):
            yield from _tagged("AwsS3Object", item.text("objectArn"), item.text("key"), item, place)


def _containers(resource: Tolerant, place: Place) -> Iterator[Resource]:
    eks = resource.child("eksClusterDetails")
    yield from _tagged("AwsEksCluster", eks.text("arn", "name"), eks.text("name"), eks, place)
    ecs = resource.child("ecsClusterDetails")
    yield from _tagged("AwsEcsCluster", ecs.text("arn", "name"), ecs.text("name"), ecs, place)
    task = ecs.child("taskDetails")
    yield from _tagged("AwsEcsTask", task.text("arn"), "", task, place)
    workload = resource.child("kubernetesDetails", "kubernetesWorkloadDetails")
    yield from _workload(workload, place)
    alone = resource.child("containerDetails")
    for box in (alone, *task.children("containers"), *workload.children("containers")):
        yield from _tagged("Container", box.text("id", "name"), box.line("name"), box, place)


def _workload(details: Tolerant, place: Place) -> Iterator[Resource]:
    """Return a workload of Kubernetes, for which ASFF has no name."""
    name = details.text("name")
    if name:
        id_ = "/".join(filter(None, (details.text("type"), details.text("namespace"), name)))
        yield Resource("Other", id_, place.region, details.line("name"))


def _others(resource: Tolerant, place: Place) -> Iterator[Resource]:
    function = resource.child("lambdaDetails")
    name = function.text("functionName")
    arn = function.text("functionArn") or (place.arn("lambda", f"function:{name}") if name else "")
    yield from _tagged("AwsLambdaFunction", arn, name, function, place)
    base = resource.child("rdsDbInstanceDetails")
    name = base.text("dbInstanceIdentifier")
    arn = base.text("dbInstanceArn") or (place.arn("rds", f"db:{name}") if name else "")
    yield from _tagged("AwsRdsDbInstance", arn, name, base, place)
    limitless = resource.child("rdsLimitlessDbDetails")
    name = limitless.text("dbShardGroupIdentifier")
    arn = limitless.text("dbShardGroupArn") or name
    yield from _tagged("AwsRdsDbShardGroup", arn, name, limitless, place)


def _scanned(resource: Tolerant, place: Place) -> Iterator[Resource]:
    """Return what was scanned for malware: volumes, snapshots, images and backups."""
    volumes = resource.child("ebsVolumeDetails")
    for kind in ("scannedVolumeDetails", "skippedVolumeDetails"):
        for volume in volumes.children(kind):
            yield from _tagged("AwsEc2Volume", volume.text("volumeArn"), "", volume, place)
    for type_, name, field in SCANNED:
        details = resource.child(name)
        yield from _tagged(type_, details.text(field), "", details, place)


def _of_sequence(sequence: Tolerant, place: Place) -> Iterator[Resource]:
    """Yield what a sequence names, each in its own account, and whose each access key is."""
    for item in sequence.children("resources"):
        type_ = OF_SEQUENCE_TYPE.get(item.text("resourceType"), "Other")
        there = Place(
            item.text("cloudPartition") or place.partition,
            item.text("accountId") or place.account,
            item.text("region") or place.region,
        )
        id_ = id_in(there, type_, item.text("uid", "name"))
        yield from _tagged(type_, id_, item.line("name"), item, there)
        key = item.child("data", "accessKey")
        yield from holder_of(key.text("userType"), key.text("userName"), there)
