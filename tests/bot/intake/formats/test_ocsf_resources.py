"""The resources of OCSF findings, in ASFF's names and with its ids."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.domain.finding import Resource
from bot.intake.formats.ocsf_resources import MOST, principals_of, resources_of, type_of
from bot.intake.formats.places import Place
from bot.intake.formats.tolerant import Tolerant

PLACE = Place("aws", "111122223333", "eu-west-1")
WHOSE = {"PrincipalId": "AROA1:ann", "PrincipalName": "Admin", "PrincipalType": "AssumedRole"}


def resources(*items: Any) -> tuple[Resource, ...]:
    return resources_of(Tolerant({"resources": list(items)}), PLACE)


@pytest.mark.parametrize(
    ("stated", "asff"),
    [
        ("AwsEc2Instance", "AwsEc2Instance"),
        ("AWS::EC2::Instance", "AwsEc2Instance"),
        ("AWS::EC2::SecurityGroup", "AwsEc2SecurityGroup"),
        ("AWS::EC2::VPC", "AwsEc2Vpc"),
        ("AWS::S3::Bucket", "AwsS3Bucket"),
        ("AWS::IAM::AccessKey", "AwsIamAccessKey"),
        ("AWS::IAM::Role", "AwsIamRole"),
        ("AWS::RDS::DBInstance", "AwsRdsDbInstance"),
        ("AWS::EKS::Cluster", "AwsEksCluster"),
        ("AWS::ECR::ContainerImage", "AwsEcrContainerImage"),
        ("AWS::Lambda::Function", "AwsLambdaFunction"),
        ("AWS::Container::Container", "Container"),
        ("AWS::::Account", "AwsAccount"),
        ("Pod", "Pod"),
        ("", ""),
    ],
)
def test_a_type_of_cloudformation_is_asffs(stated: str, asff: str) -> None:
    assert type_of(stated) == asff


@pytest.mark.parametrize(
    ("type_", "uid", "id_"),
    [
        ("AWS::EC2::Instance", "i-1", "arn:aws:ec2:eu-west-1:111122223333:instance/i-1"),
        ("AwsEc2Instance", "arn:aws:ec2:r:1:instance/i-1", "arn:aws:ec2:r:1:instance/i-1"),
        ("AWS::S3::Bucket", "pay", "arn:aws:s3:::pay"),
        ("AwsIamAccessKey", "AWS::IAM::AccessKey:AKIA1", "AKIA1"),
        ("AWS::IAM::AccessKey", "AKIA1", "AKIA1"),
        ("Container", "287ae", "287ae"),
    ],
)
def test_an_id_is_what_guardduty_and_asff_have(type_: str, uid: str, id_: str) -> None:
    (found,) = resources({"type": type_, "uid": uid})
    assert found.id == id_


def test_a_resource_is_in_its_own_place_where_it_says_so() -> None:
    item = {
        "type": "AWS::EC2::Instance",
        "uid": "i-1",
        "region": "cn-north-1",
        "cloud_partition": "aws-cn",
        "owner": {"account": {"uid": "444455556666"}},
    }
    (found,) = resources(item)
    assert found.id == "arn:aws-cn:ec2:cn-north-1:444455556666:instance/i-1"
    assert found.region == "cn-north-1"


@pytest.mark.parametrize(
    "data",
    [
        json.dumps({"AwsIamAccessKey": WHOSE}),
        {"AwsIamAccessKey": WHOSE},
        {"principal_id": "AROA1:ann", "principal_name": "Admin", "principal_type": "AssumedRole"},
    ],
)
def test_behind_an_access_key_stands_whose_it_is(data: Any) -> None:
    body = Tolerant({"resources": [{"type": "AwsIamAccessKey", "uid": "ASIA1", "data": data}]})
    assert [(one.type, one.id) for one in resources_of(body, PLACE)] == [
        ("AwsIamAccessKey", "ASIA1"),
        ("AwsIamRole", "arn:aws:iam::111122223333:role/Admin"),
    ]
    assert principals_of(body) == ("Admin", "ann")


def test_who_acted_is_named_by_evidence_but_the_user_of_a_process_is_no_principal() -> None:
    caller = {"actor": {"user": {"name": "Admin", "uid": "AROA1:ann@example.com"}}}
    process = {"actor": {"process": {"pid": 1}, "user": {"name": "root", "uid": "0"}}}
    body = Tolerant({"evidences": [caller, process]})
    assert principals_of(body) == ("Admin", "ann@example.com")


def test_one_resource_may_stand_in_the_place_of_a_list_and_each_counts_once() -> None:
    bucket = {"type": "AwsS3Bucket", "uid": "arn:aws:s3:::pay"}
    assert resources_of(Tolerant({"resource": bucket}), PLACE)[0].name == "pay"
    assert len(resources(bucket, bucket)) == 1
    assert len(resources(*({"type": "x", "uid": f"{n}"} for n in range(MOST + 9)))) == MOST


@pytest.mark.parametrize("junk", [None, 1, "x", [1], {"uid": ""}, [{"type": "x"}, {"uid": []}]])
def test_what_has_no_id_is_no_resource(junk: Any) -> None:
    assert resources_of(Tolerant({"resources": junk}), PLACE) == ()


@pytest.mark.parametrize("data", ["{", "[1]", 7, None, '{"AwsIamAccessKey": 1}'])
def test_details_that_can_not_be_read_hide_nobodys_key(data: Any) -> None:
    (found,) = resources({"type": "AwsIamAccessKey", "uid": "AKIA1", "data": data})
    assert found.id == "AKIA1"
