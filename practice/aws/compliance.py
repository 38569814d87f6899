"""How resources stand under AWS Config's rules.

https://docs.aws.amazon.com/config/latest/APIReference/API_GetComplianceDetailsByResource.html
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from practice.aws.call import Answers, Call, Proceed

AT = datetime(2026, 1, 1, tzinfo=UTC)

Key = tuple[str, str, str, str]


class Compliance:
    """The last result of each rule for each resource, by account, Region, type and id."""

    def __init__(self) -> None:
        """Begin without results; every rule is a managed one of AWS's but those of `owners`."""
        self._results: dict[Key, dict[str, str]] = {}
        self.owners: dict[str, str] = {}

    def answers(self) -> Answers:
        """Return the operation that is answered here."""
        return {
            ("config", "GetComplianceDetailsByResource"): self.get_details,
            ("config", "DescribeConfigRules"): self.describe,
        }

    def judge(
        self, account: str, region: str, resource: tuple[str, str], rule: str, is_: str
    ) -> None:
        """Let a rule say of a resource, told by its type and id, what it is."""
        self._results.setdefault((account, region, *resource), {})[rule] = is_

    def get_details(self, call: Call, proceed: Proceed) -> dict[str, Any]:
        """Answer how a resource stands under each of the rules that look at it."""
        kind, resource = call.parameters["ResourceType"], call.parameters["ResourceId"]
        found = self._results.get((call.account, call.region, kind, resource), {})
        return {
            "EvaluationResults": [
                {
                    "EvaluationResultIdentifier": {
                        "EvaluationResultQualifier": {
                            "ConfigRuleName": rule,
                            "ResourceType": kind,
                            "ResourceId": resource,
                        },
                        "OrderingTimestamp": AT,
                    },
                    "ComplianceType": state,
                    "ResultRecordedTime": AT,
                }
                for rule, state in found.items()
            ]
        }

    def describe(self, call: Call, proceed: Proceed) -> dict[str, Any]:
        """Answer whose the rules are that are asked for by name.

        https://docs.aws.amazon.com/config/latest/APIReference/API_Source.html
        """
        rules = [
            {
                "ConfigRuleName": name,
                "Source": {"Owner": self.owners.get(name, "AWS"), "SourceIdentifier": name},
            }
            for name in call.parameters["ConfigRuleNames"]
        ]
        return {"ConfigRules": rules}
