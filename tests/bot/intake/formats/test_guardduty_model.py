"""Whatever GuardDuty's own model can say is read, in both of its spellings."""

from __future__ import annotations

import json
from typing import Any

import botocore.session
from botocore.model import ListShape, MapShape, Shape, StructureShape

from bot.domain.finding import Finding
from bot.intake.formats.sources import read
from tests.bot.intake.formats.examples import ACCOUNT, ARN, REGION

DEEPEST = 14
STATED = {
    "AccountId": ACCOUNT,
    "Arn": ARN,
    "Region": REGION,
    "Partition": "aws",
    "Type": "Impact:EC2/MaliciousDomainRequest.Reputation",
    "UserType": "IAMUser",
    "ResourceType": "ACCESS_KEY",
    "CreatedAt": "2026-11-22T08:00:00.000Z",
    "UpdatedAt": "2026-11-22T08:30:00.000Z",
    "Archived": False,
}
OF_SCALARS: dict[str, Any] = {
    "boolean": True,
    "integer": 7,
    "long": 7,
    "double": 7.5,
    "timestamp": 1795336200,
}


def filled(shape: Shape, name: str, depth: int, *, on_the_wire: bool) -> Any:
    """Return a value of a shape with every field in it, by its name in the model or on the wire."""
    if isinstance(shape, StructureShape):
        fields: dict[str, Any] = {}
        for key, member in shape.members.items():
            if depth < DEEPEST:
                spelled = member.serialization.get("name", key) if on_the_wire else key
                fields[spelled] = filled(member, key, depth + 1, on_the_wire=on_the_wire)
        return fields
    if isinstance(shape, ListShape):
        return [filled(shape.member, name, depth + 1, on_the_wire=on_the_wire)]
    if isinstance(shape, MapShape):
        return {}
    if name in STATED:
        return STATED[name]
    return f"{name}-text" if shape.type_name == "string" else OF_SCALARS[shape.type_name]


def a_whole_finding(*, on_the_wire: bool) -> Finding:
    model = botocore.session.get_session().get_service_model("guardduty")
    value = filled(model.shape_for("Finding"), "", 0, on_the_wire=on_the_wire)
    (finding,) = read(json.dumps(value)).findings
    return finding


def test_a_finding_with_every_field_reads_alike_in_both_spellings() -> None:
    finding = a_whole_finding(on_the_wire=True)
    assert finding == a_whole_finding(on_the_wire=False)
    types = {one.type for one in finding.resources}
    assert types >= {
        "AwsEc2Instance",
        "AwsIamAccessKey",
        "AwsIamUser",
        "AwsS3Bucket",
        "AwsS3Object",
        "AwsEksCluster",
        "AwsEcsCluster",
        "AwsEcsTask",
        "Container",
        "AwsLambdaFunction",
        "AwsRdsDbInstance",
        "AwsRdsDbShardGroup",
        "AwsEc2Volume",
        "AwsEc2Snapshot",
        "AwsEc2Image",
        "AwsBackupRecoveryPoint",
    }
    assert finding.process == "ExecutablePath-text"
    assert finding.threats == ("Name-text", "ThreatName-text")
    assert "IpAddressV4-text" in finding.remote
    assert "Domain-text" in finding.remote
    assert finding.principals == ("UserName-text", "Name-text")
