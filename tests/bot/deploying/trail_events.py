"""Calls as CloudTrail tells EventBridge of them, and which rule of the guard each is for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from tests.bot.deploying.examples import ACCOUNT

CALL = "AWS API Call via CloudTrail"
BUCKET = "secbot-anchors"
KEY = f"arn:aws:kms:eu-central-1:{ACCOUNT}:key/2b3c"
TOPIC = f"arn:aws:sns:eu-central-1:{ACCOUNT}:secbot-guard"
OTHER_TOPIC = f"arn:aws:sns:eu-central-1:{ACCOUNT}:orders"
QUEUE = f"https://sqs.eu-central-1.amazonaws.com/{ACCOUNT}/secbot-findings-dead-letters"
STACK_ARN = f"arn:aws:cloudformation:eu-central-1:{ACCOUNT}:stack/secbot/5f2e"
DENY_ALL = f"arn:aws:iam::{ACCOUNT}:policy/SecbotDenyAll"
ALL_ON = dict.fromkeys(
    ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"), True
)

MALLORY: Mapping[str, Any] = {
    "type": "IAMUser",
    "principalId": "AIDAEXAMPLE",
    "arn": f"arn:aws:iam::{ACCOUNT}:user/mallory",
    "accountId": ACCOUNT,
    "userName": "mallory",
}


def session(role: str, name: str = "secbot-A-19X") -> dict[str, Any]:
    """Return whom CloudTrail names for a session of a role."""
    return {
        "type": "AssumedRole",
        "principalId": f"AROAEXAMPLE:{name}",
        "arn": f"arn:aws:sts::{ACCOUNT}:assumed-role/{role}/{name}",
        "accountId": ACCOUNT,
        "sessionContext": {
            "sessionIssuer": {
                "type": "Role",
                "arn": f"arn:aws:iam::{ACCOUNT}:role/{role}",
                "userName": role,
            },
            "attributes": {"creationDate": "2026-11-26T09:30:00Z", "mfaAuthenticated": "false"},
        },
    }


class Called(NamedTuple):
    """A call, and the rule that it is for; empty for none."""

    rule: str
    service: str
    name: str
    parameters: Mapping[str, Any]
    who: Mapping[str, Any] = MALLORY
    more: Mapping[str, Any] = {}

    @property
    def event(self) -> dict[str, Any]:
        """Return the event of EventBridge."""
        return {
            "version": "0",
            "id": "6f87d04b-9f74-4f04-a780-7acf4b0a9b38",
            "detail-type": CALL,
            "source": f"aws.{self.service}",
            "account": ACCOUNT,
            "time": "2026-11-26T09:31:04Z",
            "region": "eu-central-1",
            "resources": [],
            "detail": self.detail,
        }

    @property
    def detail(self) -> dict[str, Any]:
        """Return CloudTrail's own record."""
        return {
            "eventVersion": "1.11",
            "userIdentity": dict(self.who),
            "eventTime": "2026-11-26T09:31:04Z",
            "eventSource": f"{self.service}.amazonaws.com",
            "eventName": self.name,
            "awsRegion": "eu-central-1",
            "sourceIPAddress": "198.51.100.7",
            "userAgent": "aws-cli/2.31",
            "requestParameters": dict(self.parameters),
            "eventID": "0e6b5a5e-6f0e-4a5a-9a3e-2f9f3d0c1a11",
            "readOnly": False,
            "eventType": "AwsApiCall",
            "managementEvent": True,
            "recipientAccountId": ACCOUNT,
            "eventCategory": "Management",
            **self.more,
        }


CONTAIN, RELEASE = session("secbot-contain"), session("secbot-release")
SOMEBODY = session("admin", "secbot-A-19X")
"""A session that only calls itself as secbot's are called."""


def tagged(*keys: str) -> dict[str, Any]:
    """Return the parameters of a call that tags a machine, as EC2 has them."""
    return {
        "resourcesSet": {"items": [{"resourceId": "i-0abc"}]},
        "tagSet": {"items": [{"key": key, "value": "true"} for key in keys]},
    }


def bucket_tags(tag: Any) -> dict[str, Any]:
    """Return the parameters of a call that tags a bucket: one tag is no list."""
    return {"bucketName": "pay", "tagging": "", "Tagging": {"TagSet": {"Tag": tag}}}


def block(**changed: bool) -> dict[str, Any]:
    """Return the parameters of a call that sets an account's block."""
    return {"accountId": ACCOUNT, "PublicAccessBlockConfiguration": {**ALL_ON, **changed}}


CALLS: tuple[Called, ...] = (
    Called("identities", "iam", "PutRolePolicy", {"roleName": "secbot-contain"}),
    Called("identities", "iam", "AttachRolePolicy", {"roleName": "secbot-read"}, RELEASE),
    Called("identities", "iam", "UpdateAssumeRolePolicy", {"roleName": "secbot-release"}),
    Called("identities", "iam", "DeleteRolePermissionsBoundary", {"roleName": "secbot-release"}),
    Called("identities", "iam", "CreateAccessKey", {"userName": "secbot"}),
    Called("identities", "iam", "CreatePolicyVersion", {"policyArn": DENY_ALL}, CONTAIN),
    Called("identities", "iam", "CreatePolicy", {"policyName": "SecbotMore"}),
    Called("identities", "iam", "AddRoleToInstanceProfile", {"instanceProfileName": "secbot-x"}),
    Called("", "iam", "AttachUserPolicy", {"userName": "eve", "policyArn": DENY_ALL}, CONTAIN),
    Called("", "iam", "PutRolePolicy", {"roleName": "web", "policyName": "SecbotOlder"}, RELEASE),
    Called("", "iam", "CreateRole", {"roleName": "my-secbot-contain"}),
    Called("pipe", "sns", "Subscribe", {"topicArn": TOPIC, "protocol": "email"}),
    Called("pipe", "sns", "Unsubscribe", {"subscriptionArn": f"{TOPIC}:5d1c"}),
    Called("pipe", "sns", "SetTopicAttributes", {"topicArn": TOPIC}, CONTAIN),
    Called("pipe", "sqs", "SetQueueAttributes", {"queueUrl": QUEUE}),
    Called("pipe", "sqs", "PurgeQueue", {"queueUrl": QUEUE}),
    Called("pipe", "events", "DisableRule", {"name": "secbot-guardduty"}),
    Called("pipe", "events", "RemoveTargets", {"rule": "secbot-guard-pipe", "ids": ["guard"]}),
    Called("pipe", "cloudformation", "UpdateStack", {"stackName": "secbot"}),
    Called("pipe", "cloudformation", "DeleteStack", {"stackName": STACK_ARN}),
    Called("", "sns", "Publish", {"topicArn": TOPIC}),
    Called("", "sns", "Subscribe", {"topicArn": OTHER_TOPIC}),
    Called("", "sqs", "SendMessage", {"queueUrl": QUEUE}),
    Called("", "events", "DisableRule", {"name": "nightly-report"}),
    Called("", "cloudformation", "UpdateStack", {"stackName": "shop-secbot"}),
    Called("bucket", "s3", "PutBucketObjectLockConfiguration", {"bucketName": BUCKET}),
    Called("bucket", "s3", "DeleteBucketPolicy", {"bucketName": BUCKET}),
    Called("", "s3", "PutObject", {"bucketName": BUCKET, "key": "1"}),
    Called("", "s3", "PutBucketPolicy", {"bucketName": "pay"}),
    Called("key", "kms", "PutKeyPolicy", {"keyId": "2b3c"}, more={"resources": [{"ARN": KEY}]}),
    Called("", "kms", "Sign", {"keyId": "2b3c"}, more={"resources": [{"ARN": KEY}]}),
    Called("", "kms", "PutKeyPolicy", {"keyId": "9"}, more={"resources": [{"ARN": f"{KEY}9"}]}),
    Called("detectors", "guardduty", "DeleteDetector", {"detectorId": "d1"}),
    Called("detectors", "guardduty", "UpdateDetector", {"detectorId": "d1", "enable": False}),
    Called("detectors", "guardduty", "CreateFilter", {"name": "f", "action": "ARCHIVE"}),
    Called("detectors", "guardduty", "CreateIPSet", {"name": "trusted", "activate": True}),
    Called("detectors", "guardduty", "DisassociateMembers", {"accountIds": [ACCOUNT]}),
    Called("detectors", "securityhub", "DisableSecurityHub", {}),
    Called("detectors", "securityhub", "DisassociateMembers", {"AccountIds": [ACCOUNT]}),
    Called("detectors", "securityhub", "CreateAutomationRule", {"RuleName": "quiet"}),
    Called("detectors", "access-analyzer", "DeleteAnalyzer", {"analyzerName": "org"}),
    Called("", "guardduty", "CreateFilter", {"name": "f", "action": "NOOP"}),
    Called("", "guardduty", "ArchiveFindings", {"detectorId": "d1"}),
    Called("", "securityhub", "BatchUpdateFindings", {"Workflow": {"Status": "NOTIFIED"}}),
    Called("trails", "cloudtrail", "StopLogging", {"name": "org"}),
    Called("trails", "cloudtrail", "PutEventSelectors", {"trailName": "org"}),
    Called("trails", "config", "StopConfigurationRecorder", {}),
    Called("trails", "config", "DeleteDeliveryChannel", {"deliveryChannelName": "default"}),
    Called("trails", "s3", "DeleteAccountPublicAccessBlock", {"accountId": ACCOUNT}),
    Called("trails", "s3", "PutAccountPublicAccessBlock", block(BlockPublicAcls=False)),
    Called("trails", "s3", "PutAccountPublicAccessBlock", block(BlockPublicPolicy=False), SOMEBODY),
    Called("", "s3", "PutAccountPublicAccessBlock", block()),
    Called("", "s3", "PutAccountPublicAccessBlock", block(BlockPublicAcls=False), RELEASE),
    Called("", "cloudtrail", "CreateTrail", {"name": "second"}),
    Called("tags-ec2", "ec2", "CreateTags", tagged("Name", "secbot:protected")),
    Called("tags-ec2", "ec2", "DeleteTags", tagged("secbot:isolated"), SOMEBODY),
    Called("tags-ec2", "ec2", "DeleteTags", tagged("secbot:isolated"), CONTAIN),
    Called("", "ec2", "CreateTags", tagged("secbot:isolated"), CONTAIN),
    Called("", "ec2", "DeleteTags", tagged("secbot:isolated"), RELEASE),
    Called("", "ec2", "CreateTags", tagged("Name", "owner")),
    Called("tags-s3", "s3", "PutBucketTagging", bucket_tags({"Key": "secbot:drill", "Value": "1"})),
    Called(
        "tags-s3",
        "s3",
        "PutBucketTagging",
        bucket_tags([{"Key": "a", "Value": "1"}, {"Key": "secbot:protected", "Value": "1"}]),
        CONTAIN,
    ),
    Called("", "s3", "PutBucketTagging", bucket_tags({"Key": "owner", "Value": "secbot:x"})),
    Called("tags-iam", "iam", "TagUser", {"userName": "eve", "tags": [{"key": "secbot:drill"}]}),
    Called("tags-iam", "iam", "UntagRole", {"roleName": "web", "tagKeys": ["a", "secbot:x"]}),
    Called("", "iam", "TagRole", {"roleName": "web", "tags": [{"key": "a", "value": "secbot:"}]}),
    Called("", "ec2", "RunInstances", {"instanceType": "t3.micro"}),
    Called("", "sts", "AssumeRole", {"roleArn": f"arn:aws:iam::{ACCOUNT}:role/web"}),
)
