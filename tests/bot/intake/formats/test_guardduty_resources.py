"""The resources of GuardDuty's findings, in ASFF's names and with ARNs."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.finding import Resource
from bot.intake.formats.guardduty_resources import MOST, principals_of, resources_of, signals_of
from bot.intake.formats.places import Place
from bot.intake.formats.tolerant import Tolerant

PLACE = Place("aws", "111122223333", "eu-west-1")
EC2 = "arn:aws:ec2:eu-west-1:111122223333:"


def resources(kind: str = "", **details: Any) -> tuple[Resource, ...]:
    """Return the resources of a finding with these details."""
    body = {"resource": {"resourceType": kind, **details}}
    return resources_of(Tolerant(body), PLACE)


def names(found: tuple[Resource, ...]) -> list[tuple[str, str, str]]:
    return [(item.type, item.id, item.name) for item in found]


def test_an_instance_has_an_arn_a_name_and_tags() -> None:
    tags = [{"key": "Name", "value": "web-7"}, {"key": "env", "value": "prod"}]
    (found,) = resources(instanceDetails={"instanceId": "i-0abc", "tags": tags})
    assert found == Resource(
        type="AwsEc2Instance",
        id=f"{EC2}instance/i-0abc",
        region="eu-west-1",
        name="web-7",
        tags=(("Name", "web-7"), ("env", "prod")),
    )


@pytest.mark.parametrize(
    ("kind", "principal"),
    [
        ("IAMUser", ("AwsIamUser", "arn:aws:iam::111122223333:user/ann", "ann")),
        ("AssumedRole", ("AwsIamRole", "arn:aws:iam::111122223333:role/ann", "ann")),
        ("Role", ("AwsIamRole", "arn:aws:iam::111122223333:role/ann", "ann")),
        ("Root", ("AwsIamUser", "arn:aws:iam::111122223333:root", "root")),
    ],
)
def test_an_access_key_comes_with_whose_it_is(kind: str, principal: tuple[str, str, str]) -> None:
    details = {"accessKeyId": "AKIA1", "userName": "ann", "userType": kind}
    assert names(resources(accessKeyDetails=details)) == [
        ("AwsIamAccessKey", "AKIA1", "ann"),
        principal,
    ]


def test_a_principal_of_an_unknown_kind_gets_no_arn() -> None:
    details = {"accessKeyId": "AKIA1", "userName": "ann", "userType": "AWSService"}
    assert [item.type for item in resources(accessKeyDetails=details)] == ["AwsIamAccessKey"]


def test_buckets_and_objects_are_lists() -> None:
    buckets = [
        {"name": "one", "arn": "arn:aws:s3:::one"},
        {"name": "two", "s3ObjectDetails": [{"objectArn": "arn:aws:s3:::two/k", "key": "k"}]},
        {},
    ]
    assert names(resources(s3BucketDetails=buckets)) == [
        ("AwsS3Bucket", "arn:aws:s3:::one", "one"),
        ("AwsS3Bucket", "arn:aws:s3:::two", "two"),
        ("AwsS3Object", "arn:aws:s3:::two/k", "k"),
    ]


def test_containers_functions_databases_and_volumes_are_named_as_asff_does() -> None:
    found = resources(
        eksClusterDetails={"name": "k", "arn": "arn:aws:eks:eu-west-1:1:cluster/k"},
        ecsClusterDetails={
            "name": "c",
            "arn": "arn:aws:ecs:eu-west-1:1:cluster/c",
            "taskDetails": {"arn": "arn:aws:ecs:eu-west-1:1:task/c/1"},
        },
        containerDetails={"id": "box", "name": "web"},
        lambdaDetails={"functionName": "f"},
        rdsDbInstanceDetails={"dbInstanceIdentifier": "db"},
        ebsVolumeDetails={"scannedVolumeDetails": [{"volumeArn": f"{EC2}volume/vol-1"}]},
    )
    assert names(found) == [
        ("AwsEksCluster", "arn:aws:eks:eu-west-1:1:cluster/k", "k"),
        ("AwsEcsCluster", "arn:aws:ecs:eu-west-1:1:cluster/c", "c"),
        ("AwsEcsTask", "arn:aws:ecs:eu-west-1:1:task/c/1", ""),
        ("Container", "box", "web"),
        ("AwsLambdaFunction", "arn:aws:lambda:eu-west-1:111122223333:function:f", "f"),
        ("AwsRdsDbInstance", "arn:aws:rds:eu-west-1:111122223333:db:db", "db"),
        ("AwsEc2Volume", f"{EC2}volume/vol-1", ""),
    ]


def test_a_database_that_is_limitless_and_what_was_scanned_for_malware_are_named() -> None:
    backup = "arn:aws:backup:eu-west-1:111122223333:recovery-point:1"
    group = "arn:aws:rds:eu-west-1:1:shard-group:g"
    found = resources(
        rdsLimitlessDbDetails={"dbShardGroupIdentifier": "g", "dbShardGroupArn": group},
        ebsVolumeDetails={"skippedVolumeDetails": [{"volumeArn": f"{EC2}volume/vol-2"}]},
        ebsSnapshotDetails={"snapshotArn": f"{EC2}snapshot/snap-1"},
        ec2ImageDetails={"imageArn": f"{EC2}image/ami-1"},
        recoveryPointDetails={"recoveryPointArn": backup},
    )
    assert names(found) == [
        ("AwsRdsDbShardGroup", group, "g"),
        ("AwsEc2Volume", f"{EC2}volume/vol-2", ""),
        ("AwsEc2Snapshot", f"{EC2}snapshot/snap-1", ""),
        ("AwsEc2Image", f"{EC2}image/ami-1", ""),
        ("AwsBackupRecoveryPoint", backup, ""),
    ]


def test_a_workload_of_kubernetes_and_the_containers_of_a_task_are_named() -> None:
    workload = {
        "name": "api",
        "namespace": "shop",
        "type": "pods",
        "containers": [{"name": "web"}],
    }
    task = {"arn": "arn:aws:ecs:eu-west-1:1:task/c/1", "containers": [{"id": "c1", "name": "n"}]}
    found = resources(
        kubernetesDetails={"kubernetesWorkloadDetails": workload},
        ecsClusterDetails={"taskDetails": task},
    )
    assert names(found) == [
        ("AwsEcsTask", "arn:aws:ecs:eu-west-1:1:task/c/1", ""),
        ("Other", "pods/shop/api", "api"),
        ("Container", "c1", "n"),
        ("Container", "web", "web"),
    ]


def test_what_the_finding_is_mainly_about_comes_first() -> None:
    details = {
        "instanceDetails": {"instanceId": "i-1"},
        "s3BucketDetails": [{"name": "b"}],
        "accessKeyDetails": {"accessKeyId": "AKIA1"},
    }
    assert resources("S3Bucket", **details)[0].type == "AwsS3Bucket"
    assert resources("AccessKey", **details)[0].type == "AwsIamAccessKey"
    assert resources("Instance", **details)[0].type == "AwsEc2Instance"


def test_an_attack_sequence_names_its_resources_with_their_regions() -> None:
    items = [
        {"uid": "arn:aws:s3:::b", "name": "b", "resourceType": "S3_BUCKET", "region": "eu-west-2"},
        {"uid": "AKIA1", "resourceType": "ACCESS_KEY"},
        {"uid": "x", "resourceType": "SOMETHING_NEW"},
        {"resourceType": "S3_BUCKET"},
    ]
    body = {"service": {"detection": {"sequence": {"resources": items}}}, "resource": {}}
    found = resources_of(Tolerant(body), PLACE)
    assert [(item.type, item.id, item.region) for item in found] == [
        ("AwsS3Bucket", "arn:aws:s3:::b", "eu-west-2"),
        ("AwsIamAccessKey", "AKIA1", "eu-west-1"),
        ("Other", "x", "eu-west-1"),
    ]


def test_an_attack_sequence_names_whose_a_key_is_and_each_thing_in_its_own_account() -> None:
    whose = {"principalId": "AIDA1", "userName": "ann", "userType": "IAMUser"}
    items = [
        {"uid": "AKIA1", "resourceType": "ACCESS_KEY", "data": {"accessKey": whose}},
        {"uid": "i-1", "resourceType": "EC2_INSTANCE", "accountId": "444455556666"},
    ]
    body = {"service": {"detection": {"sequence": {"resources": items}}}}
    found = resources_of(Tolerant(body), PLACE)
    assert [(item.type, item.id) for item in found] == [
        ("AwsIamAccessKey", "AKIA1"),
        ("AwsIamUser", "arn:aws:iam::111122223333:user/ann"),
        ("AwsEc2Instance", "arn:aws:ec2:eu-west-1:444455556666:instance/i-1"),
    ]


def test_each_resource_is_there_once_and_there_is_a_most() -> None:
    items = [{"uid": f"u{n % 600}", "resourceType": "OTHER"} for n in range(1200)]
    body = {"service": {"detection": {"sequence": {"resources": items}}}}
    found = resources_of(Tolerant(body), PLACE)
    assert len(found) == len({item.id for item in found}) <= MOST


def test_a_finding_without_resources_has_none() -> None:
    assert resources_of(Tolerant({}), PLACE) == ()
    assert resources("Instance", instanceDetails=None) == ()


@pytest.mark.parametrize(
    ("details", "names"),
    [
        ({"userName": "ci-deploy", "principalId": "AIDA1"}, ("ci-deploy",)),
        (
            {"userName": "admin", "principalId": "AROA1:ann@example.com"},
            ("admin", "ann@example.com"),
        ),
        ({"principalId": "AROA1:"}, ()),
        ({}, ()),
    ],
)
def test_who_acted_is_named_by_user_and_by_session(
    details: dict[str, str], names: tuple[str, ...]
) -> None:
    body = Tolerant({"resource": {"accessKeyDetails": details}})
    assert principals_of(body) == names


def test_the_actors_of_an_attack_sequence_are_named() -> None:
    users = [{"user": {"name": "ann", "uid": "AROA1:bob@example.com"}}, {"user": {"name": "ann"}}]
    body = Tolerant({"service": {"detection": {"sequence": {"actors": users}}}})
    assert principals_of(body) == ("ann", "bob@example.com")


def test_the_findings_that_an_attack_sequence_is_made_of_are_named_and_calls_are_not() -> None:
    signals = [
        {"uid": "f1", "type": "FINDING"},
        {"uid": "c1", "type": "CLOUD_TRAIL"},
        {"uid": "f1", "type": "FINDING"},
        {"type": "FINDING"},
        "odd",
    ]
    assert signals_of(Tolerant({"signals": signals})) == ("f1",)
    hub = [{"Id": "f2", "Type": "FINDING"}]
    assert signals_of(Tolerant({"Signals": hub})) == ("f2",)
    assert signals_of(Tolerant(None)) == ()
