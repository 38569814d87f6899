"""Tests of the names of IAM actions."""

from __future__ import annotations

import botocore.session
import pytest

from bot.aws.actions import ACTIONS, PREFIXES, action_of


@pytest.fixture(scope="module")
def models() -> botocore.session.Session:
    return botocore.session.Session()


def test_most_calls_need_the_action_of_their_own_name() -> None:
    assert action_of("ec2", "ModifyNetworkInterfaceAttribute") == (
        "ec2:ModifyNetworkInterfaceAttribute"
    )


@pytest.mark.parametrize(
    ("service", "operation", "action"),
    [
        ("s3", "PutPublicAccessBlock", "s3:PutBucketPublicAccessBlock"),
        ("s3", "DeletePublicAccessBlock", "s3:PutBucketPublicAccessBlock"),
        ("s3", "GetBucketPolicyStatus", "s3:GetBucketPolicyStatus"),
        ("s3", "ListBuckets", "s3:ListAllMyBuckets"),
        ("s3", "HeadBucket", "s3:ListBucket"),
        ("s3control", "PutPublicAccessBlock", "s3:PutAccountPublicAccessBlock"),
        ("s3control", "ListAccessPoints", "s3:ListAccessPoints"),
        ("elbv2", "DescribeTargetHealth", "elasticloadbalancing:DescribeTargetHealth"),
        ("lambda", "Invoke", "lambda:InvokeFunction"),
        ("securityhub", "BatchUpdateFindingsV2", "securityhub:BatchUpdateFindings"),
        ("securityhub", "GetFindingsV2", "securityhub:GetFindings"),
        ("accessanalyzer", "ListFindingsV2", "access-analyzer:ListFindingsV2"),
    ],
)
def test_exceptions_are_those_of_the_authorization_reference(
    service: str, operation: str, action: str
) -> None:
    assert action_of(service, operation) == action


def test_every_exception_is_about_a_call_that_exists(models: botocore.session.Session) -> None:
    for service, operation in ACTIONS:
        assert operation in models.get_service_model(service).operation_names, operation


def test_every_other_name_is_of_a_service_that_exists(models: botocore.session.Session) -> None:
    assert set(PREFIXES) <= set(models.get_available_services())


def test_no_call_that_changes_passes_for_a_read() -> None:
    changing = ("Put", "Delete", "Create", "Complete", "Copy", "Upload")
    for (_, operation), action in ACTIONS.items():
        if operation.startswith(changing):
            assert not action.partition(":")[2].startswith(("Get", "List")), operation
