"""Reads a finding again at Security Hub."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from bot.domain.finding import Finding
from bot.domain.words import confirming as words
from bot.questions.confirm import security_hub_v2
from bot.questions.confirm.comparing import other_control, unknown
from bot.questions.confirm.contract import Source, answered
from runbooks.kit.aws import Aws
from runbooks.kit.refusals import DENIED, code_of
from runbooks.kit.text import Said

ACCESS_KEY_PREFIX = "AWS::IAM::AccessKey:"
NOT_ENABLED = ("InvalidAccessException", "ResourceNotFoundException")
"""What the older Security Hub answers where an account has not enabled it."""


class SecurityHub(Source):
    """Security Hub, in the finding's own account and Region: the older one, else V2.

    That a finding stands there says only that its product has imported it; whether the product
    is one of AWS's own is told by its ARN. IAM lets GetFindingsV2 by the action of GetFindings.
    https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_GetFindings.html
    """

    name = "Security Hub"
    actions = ("securityhub:GetFindings",)

    def why_not(self, aws: Aws, finding: Finding) -> Said | None:
        client = aws.read("securityhub")
        answer = answered(
            lambda: client.get_findings(
                Filters={
                    "Id": [{"Value": finding.native_id, "Comparison": "EQUALS"}],
                    "ProductArn": [{"Value": finding.producer.product, "Comparison": "EQUALS"}],
                    "AwsAccountId": [{"Value": finding.account, "Comparison": "EQUALS"}],
                },
                MaxResults=1,
            ),
            *NOT_ENABLED,
        )
        if answer is None or not answer["Findings"]:
            return self._at_v2(aws, finding, is_known_off=answer is None)
        kept = answer["Findings"][0]
        why = other_control(self.name, _control(kept), finding)
        if why is not None:
            return why
        named = {
            str(each.get("Id")).removeprefix(ACCESS_KEY_PREFIX)
            for each in kept.get("Resources", [])
        }
        for resource in finding.resources:
            if resource.id not in named:
                return words.OTHER_RESOURCE.fill(service=self.name, resource=resource.id)
        return None

    def _at_v2(self, aws: Aws, finding: Finding, *, is_known_off: bool) -> Said | None:
        """Ask V2 for what the older one does not keep, or where that one is off."""
        client: Any = aws.read("securityhub")
        try:
            answer = answered(
                lambda: client.get_findings_v2(Filters=security_hub_v2.asked_for(finding)),
                "ResourceNotFoundException",
                "ValidationException",
            )
        except ClientError as error:
            if is_known_off or code_of(error) not in DENIED:
                raise
            call = error.operation_name
            return words.HUB_ONLY.fill(call=call, account=finding.account)
        for kept in (answer or {}).get("Findings", ()):
            if security_hub_v2.is_of(finding.producer.product, kept):
                return security_hub_v2.unlike(self.name, kept, finding)
        return unknown(self.name)


def _control(kept: Mapping[str, Any]) -> str:
    """Return the id of the control that a finding is of, or an empty string."""
    stated = kept.get("Compliance", {}).get("SecurityControlId")
    return str(stated or kept.get("ProductFields", {}).get("ControlId") or "")
