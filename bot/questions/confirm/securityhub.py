"""Reads a finding again at Security Hub."""

from __future__ import annotations

from bot.domain.finding import Finding
from bot.questions.confirm.contract import Source
from bot.questions.confirm.words import OTHER_RESOURCE, UNKNOWN_THERE
from runbooks.kit.aws import Aws
from runbooks.kit.text import Said

ACCESS_KEY_PREFIX = "AWS::IAM::AccessKey:"


class SecurityHub(Source):
    """Security Hub, in the finding's own account and Region.

    That a finding stands there says only that its product has imported it; whether the product
    is one of AWS's own is told by its ARN.
    https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_GetFindings.html
    """

    name = "Security Hub"
    actions = ("securityhub:GetFindings",)

    def why_not(self, aws: Aws, finding: Finding) -> Said | None:
        answer = aws.read("securityhub").get_findings(
            Filters={
                "Id": [{"Value": finding.native_id, "Comparison": "EQUALS"}],
                "ProductArn": [{"Value": finding.producer.product, "Comparison": "EQUALS"}],
                "AwsAccountId": [{"Value": finding.account, "Comparison": "EQUALS"}],
            },
            MaxResults=1,
        )
        if not answer["Findings"]:
            return UNKNOWN_THERE.fill(service=self.name)
        kept = answer["Findings"][0].get("Resources", [])
        named = {str(each.get("Id")).removeprefix(ACCESS_KEY_PREFIX) for each in kept}
        for resource in finding.resources:
            if resource.id not in named:
                return OTHER_RESOURCE.fill(service=self.name, resource=resource.id)
        return None
