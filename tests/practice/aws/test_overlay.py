"""Every operation that is answered here instead of by moto is held against botocore's model."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import urllib3
from botocore.config import Config
from botocore.validate import ParamValidator

from practice.aws.server import SimulatedAws
from tests.practice.aws.asking import until
from tests.practice.aws.endpoint import an_endpoint
from tests.practice.aws.overlay_detective import detective
from tests.practice.aws.overlay_reporters import reporters

REGION = "us-east-1"
FINDING: dict[str, Any] = {
    "id": "f1",
    "type": "UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS",
    "severity": 8.5,
    "title": "t",
    "description": "d",
    "resource": {
        "resourceType": "AccessKey",
        "accessKeyDetails": {"accessKeyId": "ASIATEST", "userName": "web", "userType": "Role"},
        "instanceDetails": {
            "instanceId": "i-0abc",
            "launchTime": "2026-11-01T00:00:00Z",
            "networkInterfaces": [
                {"networkInterfaceId": "eni-1", "securityGroups": [{"groupId": "sg-1"}]}
            ],
            "tags": [{"key": "owner", "value": "ann"}],
        },
        "s3BucketDetails": [{"name": "pay", "publicAccess": {"effectivePermission": "PUBLIC"}}],
    },
    "service": {
        "count": 2,
        "action": {
            "actionType": "AWS_API_CALL",
            "awsApiCallAction": {
                "api": "ListBuckets",
                "remoteIpDetails": {
                    "ipAddressV4": "198.51.100.7",
                    "geoLocation": {"lat": 1.5, "lon": 2.5},
                },
            },
        },
        "additionalInfo": {"value": "{}", "type": "default"},
    },
}


class Checked:
    """Calls operations, and holds what boto3 made of each answer against the output shape."""

    def __init__(self, aws: SimulatedAws, account: str) -> None:
        self.aws = aws
        self.account = account
        self.called: set[tuple[str, str]] = set()

    def __call__(self, service: str, method: str, **parameters: Any) -> dict[str, Any]:
        client = self.aws.client(service, self.account)
        operation = client.meta.method_to_api_mapping[method]
        answer: dict[str, Any] = getattr(client, method)(**parameters)
        answer.pop("ResponseMetadata")
        shape = client.meta.service_model.operation_model(operation).output_shape
        report = ParamValidator().validate(answer, shape) if shape else None
        assert report is None or not report.has_errors(), report.generate_report()
        self.called.add((service, operation))
        return answer


@pytest.fixture
def checked(aws: SimulatedAws, account: str) -> Checked:
    return Checked(aws, account)


def roles(checked: Checked) -> None:
    checked.aws.seed_roles(checked.account, ("web",), "x-1")
    answer = checked(
        "sts",
        "assume_role",
        RoleArn=f"arn:aws:iam::{checked.account}:role/web",
        RoleSessionName="s1",
        ExternalId="x-1",
        SourceIdentity="ann",
        Policy=json.dumps({"Version": "2012-10-17", "Statement": []}),
    )
    assert set(answer) == {"Credentials", "AssumedRoleUser", "SourceIdentity", "PackedPolicySize"}


def guardduty(checked: Checked) -> None:
    checked.aws.raise_finding(checked.account, REGION, FINDING)
    (home,) = checked("guardduty", "list_detectors")["DetectorIds"]
    names = checked("guardduty", "list_findings", DetectorId=home)["FindingIds"]
    (found,) = checked("guardduty", "get_findings", DetectorId=home, FindingIds=names)["Findings"]
    assert found["Resource"]["S3BucketDetails"][0]["Name"] == "pay"
    for method in ("archive_findings", "unarchive_findings"):
        assert checked("guardduty", method, DetectorId=home, FindingIds=names) == {}
    told = {"FindingIds": names, "Feedback": "NOT_USEFUL"}
    assert checked("guardduty", "update_findings_feedback", DetectorId=home, **told) == {}
    assert checked("guardduty", "create_sample_findings", DetectorId=home) == {}


def security_hub(checked: Checked) -> None:
    arn = f"arn:aws:securityhub:{REGION}:{checked.account}:product/{checked.account}/default"
    checked("securityhub", "enable_security_hub")
    now = "2026-11-22T00:00:00Z"
    finding = {
        "SchemaVersion": "2018-10-08",
        "Id": "f1",
        "ProductArn": arn,
        "GeneratorId": "g",
        "AwsAccountId": checked.account,
        "CreatedAt": now,
        "UpdatedAt": now,
        "Title": "t",
        "Description": "d",
        "Resources": [{"Type": "Other", "Id": "r"}],
    }
    checked("securityhub", "batch_import_findings", Findings=[finding])
    checked(
        "securityhub",
        "batch_update_findings",
        FindingIdentifiers=[{"Id": "f1", "ProductArn": arn}, {"Id": "f2", "ProductArn": arn}],
        Note={"Text": "seen", "UpdatedBy": "secbot"},
    )
    (found,) = checked("securityhub", "get_findings")["Findings"]
    assert found["Note"]["Text"] == "seen"


def cloudtrail(checked: Checked) -> None:
    now = datetime.now(UTC)
    events = checked(
        "cloudtrail",
        "lookup_events",
        StartTime=now - timedelta(hours=1),
        EndTime=now + timedelta(hours=1),
    )["Events"]
    assert events


def sns(checked: Checked) -> None:
    topic = checked("sns", "create_topic", Name="t")["TopicArn"]
    with an_endpoint() as endpoint:
        checked("sns", "subscribe", TopicArn=topic, Protocol="http", Endpoint=endpoint.url)
        (message,) = until(lambda: endpoint.of_type("SubscriptionConfirmation"))
        checked("sns", "confirm_subscription", TopicArn=topic, Token=message["Token"])
    (listed,) = checked("sns", "list_subscriptions_by_topic", TopicArn=topic)["Subscriptions"]
    assert listed["SubscriptionArn"].startswith(topic)


def eventbridge(checked: Checked) -> None:
    entry = {"Source": "aws.guardduty", "DetailType": "GuardDuty Finding", "Detail": "{}"}
    answer = checked("events", "put_events", Entries=[entry, {**entry, "Source": "our.app"}])
    assert answer["FailedEntryCount"] == 1


def s3(checked: Checked) -> None:
    name = f"b-{checked.account}"
    checked("s3", "create_bucket", Bucket=name)
    policy = {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"AWS": "111122223333"},
                "Action": "s3:GetObject",
                "Resource": f"arn:aws:s3:::{name}/*",
            }
        ],
    }
    checked("s3", "put_bucket_policy", Bucket=name, Policy=json.dumps(policy))
    status = checked("s3", "get_bucket_policy_status", Bucket=name)
    assert status == {"PolicyStatus": {"IsPublic": False}}


def autoscaling(checked: Checked) -> None:
    checked(
        "autoscaling",
        "create_launch_configuration",
        LaunchConfigurationName="web",
        ImageId="ami-12c6146b",
        InstanceType="t3.micro",
    )
    checked(
        "autoscaling",
        "create_auto_scaling_group",
        AutoScalingGroupName="web",
        LaunchConfigurationName="web",
        MinSize=0,
        DesiredCapacity=1,
        MaxSize=1,
        AvailabilityZones=[f"{REGION}a"],
    )
    (held,) = checked("autoscaling", "describe_auto_scaling_instances")["AutoScalingInstances"]
    answer = checked(
        "autoscaling",
        "enter_standby",
        InstanceIds=[held["InstanceId"]],
        AutoScalingGroupName="web",
        ShouldDecrementDesiredCapacity=True,
    )
    assert answer["Activities"][0]["AutoScalingGroupName"] == "web"


def iam(checked: Checked) -> None:
    policy = {"Statement": [{"Effect": "Deny", "Action": "ec2:*", "Resource": "*"}]}
    asked = {"ActionNames": ["ec2:StopInstances"], "ResourceArns": ["*", "arn:aws:ec2:r:1:x/y"]}
    given = {"PolicyInputList": [json.dumps(policy)], **asked}
    answer = checked("iam", "simulate_custom_policy", **given)
    assert answer["EvaluationResults"][0]["EvalDecision"] == "explicitDeny"
    user = checked("iam", "create_user", UserName="simulated")["User"]["Arn"]
    answer = checked("iam", "simulate_principal_policy", PolicySourceArn=user, **asked)
    assert answer["EvaluationResults"][0]["EvalDecision"] == "implicitDeny"
    checked("iam", "create_user", UserName="ann")
    made = checked(
        "iam",
        "create_service_specific_credential",
        UserName="ann",
        ServiceName="codecommit.amazonaws.com",
    )["ServiceSpecificCredential"]
    checked(
        "iam",
        "update_service_specific_credential",
        UserName="ann",
        ServiceSpecificCredentialId=made["ServiceSpecificCredentialId"],
        Status="Inactive",
    )
    (held,) = checked("iam", "list_service_specific_credentials", UserName="ann")[
        "ServiceSpecificCredentials"
    ]
    assert held["Status"] == "Inactive"
    assert checked("sts", "get_session_token")["Credentials"]
    checked("sts", "get_caller_identity")


def controls(checked: Checked) -> None:
    checked("s3", "create_bucket", Bucket=f"trail-{checked.account}")
    arn = checked(
        "cloudtrail", "create_trail", Name="all", S3BucketName=f"trail-{checked.account}"
    )["TrailARN"]
    (trail,) = checked("cloudtrail", "describe_trails")["trailList"]
    assert trail["TrailARN"] == arn
    assert not checked("cloudtrail", "get_trail_status", Name=arn)["IsLogging"]
    recorder = {"name": "default", "roleARN": "arn:aws:iam::111122223333:role/config"}
    checked("config", "put_configuration_recorder", ConfigurationRecorder=recorder)
    assert checked("config", "describe_configuration_recorder_status")
    assert checked("iam", "get_account_summary")["SummaryMap"]
    assert checked("ec2", "describe_regions")["Regions"]
    assert checked("securityhub", "get_enabled_standards")["StandardsSubscriptions"]


def test_every_answer_of_ours_fits_botocores_output_shape(checked: Checked) -> None:
    others = (sns, eventbridge, s3, autoscaling, iam, controls, detective, reporters)
    for part in (roles, guardduty, security_hub, cloudtrail, *others):
        part(checked)

    ours = set(checked.aws._overlay().answers)
    assert ours <= checked.called


def test_refusals_become_the_exceptions_that_boto3_knows_by_name(
    aws: SimulatedAws, account: str
) -> None:
    guardduty = aws.client("guardduty", account)
    hub = aws.client("securityhub", account)
    sns = aws.client("sns", account)
    topic = sns.create_topic(Name="t")["TopicArn"]

    with pytest.raises(guardduty.exceptions.BadRequestException):
        guardduty.list_findings(DetectorId="d" * 32)
    with pytest.raises(hub.exceptions.InvalidAccessException):
        hub.get_findings()
    with pytest.raises(sns.exceptions.InvalidParameterException):
        sns.confirm_subscription(TopicArn=topic, Token="t")


def test_what_is_not_ours_is_motos(aws: SimulatedAws, account: str) -> None:
    made = aws.client("kms", account).create_key(Description="for tests")

    assert made["KeyMetadata"]["AWSAccountId"] == account


def test_large_objects_come_back_as_they_were(aws: SimulatedAws, account: str) -> None:
    s3 = aws.client("s3", account)
    s3.create_bucket(Bucket=f"b-{account}")
    body = bytes(range(256)) * 4096

    s3.put_object(Bucket=f"b-{account}", Key="a/b c", Body=body)

    assert s3.get_object(Bucket=f"b-{account}", Key="a/b c")["Body"].read() == body


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 403),
        ({"Authorization": "AWS4-HMAC-SHA256 Credential=a/b/c"}, 403),
        ({"Authorization": "\u00e9\u00e9", "X-Amz-Target": "A.B"}, 403),
        ({"Authorization": "Credential=AKIAX/20261122/us-east-1/ec2/aws4_request"}, 401),
        ({"Authorization": "Credential=AKIAX/20261122/us-east-1/nosuch/aws4_request"}, 400),
    ],
)
def test_a_strange_request_is_refused(
    aws: SimulatedAws, headers: dict[str, str], status: int
) -> None:
    encoded = {name: value.encode("utf-8") for name, value in headers.items()}
    with urllib3.PoolManager(retries=False) as http:
        response = http.request("POST", f"{aws.url}/", body=b"\xff\x00", headers=encoded)  # type: ignore[arg-type]  # bytes, since they are strange

    assert response.status == status


def test_an_action_that_no_service_has_is_refused(aws: SimulatedAws, account: str) -> None:
    key = aws.credentials(account).access_key_id
    signed = f"AWS4-HMAC-SHA256 Credential={key}/20261122/us-east-1/ec2/aws4_request"
    with urllib3.PoolManager(retries=False) as http:
        response = http.request_encode_body(
            "POST",
            f"{aws.url}/",
            fields={"Action": "MakeCoffee"},
            headers={"Authorization": signed},
            encode_multipart=False,
        )

    assert (response.status, b"InvalidAction" in response.data) == (400, True)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("PUT", "/made-by-a-stranger", 403),
        ("PUT", "/no-such-bucket/key", 404),
        ("POST", "/moto-api/reset", 403),
        ("GET", "/moto-api/data.json", 403),
        ("GET", "/latest/meta-data/iam/security-credentials/", 403),
    ],
)
def test_a_stranger_makes_and_learns_nothing(
    aws: SimulatedAws, method: str, path: str, status: int
) -> None:
    with urllib3.PoolManager(retries=False) as http:
        assert http.request(method, f"{aws.url}{path}", body=b"x").status == status


def test_a_stranger_writes_into_no_bucket(aws: SimulatedAws, account: str) -> None:
    aws.client("s3", account).create_bucket(Bucket=f"b-{account}")
    with urllib3.PoolManager(retries=False) as http:
        assert http.request("PUT", f"{aws.url}/b-{account}/k", body=b"x").status == 403


def test_a_request_that_lacks_something_is_refused(aws: SimulatedAws, account: str) -> None:
    key = aws.credentials(account).access_key_id
    signed = f"AWS4-HMAC-SHA256 Credential={key}/20261122/us-east-1/sts/aws4_request"
    with urllib3.PoolManager(retries=False) as http:
        response = http.request_encode_body(
            "POST",
            f"{aws.url}/",
            fields={"Action": "AssumeRole", "RoleSessionName": "A-19X"},
            headers={"Authorization": signed},
            encode_multipart=False,
        )

    assert (response.status, b"MissingParameter" in response.data) == (400, True)


def test_a_body_that_comes_in_chunks_arrives_whole(aws: SimulatedAws, account: str) -> None:
    config = Config(signature_version="s3v4")
    s3 = aws.client_of("s3", *aws.credentials(account), config=config)
    s3.create_bucket(Bucket=f"b-{account}")
    to = s3.generate_presigned_url("put_object", {"Bucket": f"b-{account}", "Key": "k"})
    with urllib3.PoolManager(retries=False) as http:
        put = http.request("PUT", to, body=iter([b"one,", b"two"]), chunked=True)

    assert put.status == 200
    assert s3.get_object(Bucket=f"b-{account}", Key="k")["Body"].read() == b"one,two"
    assert s3.head_object(Bucket=f"b-{account}", Key="k")["ContentLength"] == 7


def test_a_stranger_finds_no_bucket_that_is_not_there(aws: SimulatedAws) -> None:
    with urllib3.PoolManager(retries=False) as http:
        assert http.request("GET", f"{aws.url}/no-such-bucket/key").status == 404


def test_calls_side_by_side_are_all_recorded(aws: SimulatedAws, account: str) -> None:
    iam = aws.client("iam", account)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda number: iam.create_user(UserName=f"u{number}"), range(12)))

    assert len(aws.calls(account=account)) == 12
