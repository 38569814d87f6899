"""The calls by which findings are read again at the services that report them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

REGION = "us-east-1"
AT = datetime(2026, 1, 1, tzinfo=UTC)
BUCKET = ("AWS::S3::Bucket", "payroll")
RESOURCE = {"type": "AWS_EC2_INSTANCE", "id": "i-0123456789abcdef0"}
EVENT = "arn:aws:health:us-east-1::event/RISK/X/1"


def reporters(checked: Any) -> None:
    """Let each of them have found something, and read it."""
    analyzers(checked)
    hub_v2(checked)
    config(checked)
    health(checked)
    others(checked)


def analyzers(checked: Any) -> None:
    times = {"createdAt": AT, "updatedAt": AT, "analyzedAt": AT}
    kept = {"id": "a-1", "resource": "arn:aws:s3:::b", "resourceType": BUCKET[0], **times}
    more = {"resourceOwnerAccount": checked.account, "status": "ACTIVE", "findingDetails": []}
    checked.aws.reporters.analyzers.findings.put(checked.account, REGION, kept | more)
    (analyzer,) = checked("accessanalyzer", "list_analyzers")["analyzers"]
    found = checked("accessanalyzer", "get_finding_v2", analyzerArn=analyzer["arn"], id="a-1")
    assert found["status"] == "ACTIVE"


def hub_v2(checked: Any) -> None:
    document = {"metadata": {"uid": "hash"}, "finding_info": {"uid": "1"}}
    checked.aws.reporters.hub_v2.keep(checked.account, REGION, document)
    assert checked("securityhub", "get_findings_v2")["Findings"]
    told = checked("securityhub", "batch_update_findings_v2", MetadataUids=["hash"], StatusId=2)
    assert told["ProcessedFindings"]


def config(checked: Any) -> None:
    judge = checked.aws.reporters.compliance.judge
    judge(checked.account, REGION, BUCKET, "first", "COMPLIANT")
    resource = {"ResourceType": BUCKET[0], "ResourceId": BUCKET[1]}
    assert checked("config", "get_compliance_details_by_resource", **resource)["EvaluationResults"]
    assert checked("config", "describe_config_rules", ConfigRuleNames=["first"])["ConfigRules"]


def health(checked: Any) -> None:
    event = {"arn": EVENT, "service": "RISK", "eventTypeCode": "AWS_RISK_X"}
    checked.aws.reporters.health.tell(checked.account, event, ["AKIA1"])
    assert checked("health", "describe_event_details", eventArns=[EVENT])["successfulSet"]
    assert checked("health", "describe_affected_entities", filter={"eventArns": [EVENT]})[
        "entities"
    ]


def others(checked: Any) -> None:
    account, found = checked.account, checked.aws.reporters
    finding = {"findingArn": "arn:1", "awsAccountId": account, "type": "PACKAGE_VULNERABILITY"}
    times = {"firstObservedAt": AT, "lastObservedAt": AT}
    told = {"description": "x", "severity": "HIGH", "status": "ACTIVE", "resources": [RESOURCE]}
    remediation = {"recommendation": {"text": "upgrade"}}
    whole = finding | times | told | {"remediation": remediation}
    found.inspector.findings.put(account, REGION, whole)
    assert checked("inspector2", "list_findings")["findings"]
    found.macie.findings.put(account, REGION, {"id": "1", "accountId": account})
    assert checked("macie2", "get_findings", findingIds=["1"])["findings"]
    found.trusted_advisor.flag(account, "Exposed Access Keys", "error", ["AKIA1"])
    (check,) = checked("support", "describe_trusted_advisor_checks", language="en")["checks"]
    asked = checked("support", "describe_trusted_advisor_check_result", checkId=check["id"])
    assert asked["result"]["flaggedResources"]
