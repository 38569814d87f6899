"""Reads a finding again at Amazon Inspector."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.domain.finding import Finding
from bot.domain.sources import INSPECTOR, SOURCES
from bot.domain.words.alert import SERVICES
from bot.questions.confirm.comparing import Kept, unknown, unlike
from bot.questions.confirm.contract import Source, answered
from runbooks.kit.aws import Aws
from runbooks.kit.text import Said

KINDS = {
    "AWS_EC2_INSTANCE": "AwsEc2Instance",
    "AWS_ECR_CONTAINER_IMAGE": "AwsEcrContainerImage",
    "AWS_ECR_REPOSITORY": "AwsEcrRepository",
    "AWS_LAMBDA_FUNCTION": "AwsLambdaFunction",
}


class Inspector(Source):
    """Inspector, in the finding's own account and Region.

    https://docs.aws.amazon.com/inspector/v2/APIReference/API_ListFindings.html
    """

    name = SERVICES[INSPECTOR]
    actions = ("inspector2:ListFindings",)

    def why_not(self, aws: Aws, finding: Finding) -> Said | None:
        client = aws.read("inspector2")
        answer = answered(
            lambda: client.list_findings(
                filterCriteria={
                    "findingArn": [{"comparison": "EQUALS", "value": finding.native_id}],
                    "awsAccountId": [{"comparison": "EQUALS", "value": finding.account}],
                }
            ),
            "ValidationException",
        )
        for kept in (answer or {}).get("findings", ()):
            return unlike(self.name, _kept(kept), finding)
        return unknown(self.name)


def _kept(kept: Mapping[str, Any]) -> Kept:
    vulnerability = kept.get("packageVulnerabilityDetails", {}).get("vulnerabilityId")
    return Kept(
        types=frozenset({str(vulnerability or kept.get("type"))}),
        severity=SOURCES[INSPECTOR].severity(str(kept.get("severity"))),
        things=tuple(
            (KINDS.get(str(one.get("type")), "Other"), str(one.get("id")))
            for one in kept.get("resources", ())
        ),
    )
