from __future__ import annotations

from practice.aws.server import SimulatedAws

REGION = "us-east-1"
BUCKET = ("AWS::S3::Bucket", "payroll")


def test_each_rule_says_how_a_resource_stands(aws: SimulatedAws, account: str) -> None:
    aws.reporters.compliance.judge(account, REGION, BUCKET, "first", "NON_COMPLIANT")
    aws.reporters.compliance.judge(account, REGION, BUCKET, "first", "COMPLIANT")
    aws.reporters.compliance.judge(account, REGION, BUCKET, "second", "NON_COMPLIANT")
    client = aws.client("config", account, REGION)

    def states(resource: str) -> dict[str, str]:
        answer = client.get_compliance_details_by_resource(
            ResourceType=BUCKET[0], ResourceId=resource
        )
        return {
            one["EvaluationResultIdentifier"]["EvaluationResultQualifier"]["ConfigRuleName"]: one[
                "ComplianceType"
            ]
            for one in answer["EvaluationResults"]
        }

    assert states("payroll") == {"first": "COMPLIANT", "second": "NON_COMPLIANT"}
    assert states("other") == {}
