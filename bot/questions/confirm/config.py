"""Asks AWS Config how a resource stands under the rule now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from bot.domain.finding import Finding
from bot.domain.sources import CONFIG
from bot.domain.words import confirming as words
from bot.domain.words.alert import SERVICES
from bot.questions.confirm.comparing import tail, unknown
from bot.questions.confirm.contract import Source, answered
from runbooks.kit.aws import Aws
from runbooks.kit.text import Said

MOST_PAGES = 10
STANDINGS = {"COMPLIANT": "PASSED", "NON_COMPLIANT": "FAILED"}
OTHERWISE = "NOT_AVAILABLE"


AWS = "AWS"
"""Whose a rule is that AWS wrote; of any other, whoever made it chooses what it finds."""


class Config(Source):
    """AWS Config, in the finding's own account and Region; only AWS's managed rules are believed.

    https://docs.aws.amazon.com/config/latest/APIReference/API_DescribeConfigRules.html
    https://docs.aws.amazon.com/config/latest/APIReference/API_GetComplianceDetailsByResource.html
    """

    name = SERVICES[CONFIG]
    actions = ("config:DescribeConfigRules", "config:GetComplianceDetailsByResource")

    def why_not(self, aws: Aws, finding: Finding) -> Said | None:
        rule, _, about = finding.native_id.partition("|")
        kind, _, resource = about.partition("|")
        for one in _results(aws, kind, resource):
            qualifier = one.get("EvaluationResultIdentifier", {}).get(
                "EvaluationResultQualifier", {}
            )
            if qualifier.get("ConfigRuleName") == rule:
                why = self._compare(one, finding, rule, resource)
                return why or self._check_owner(aws, rule)
        return unknown(self.name)

    def _check_owner(self, aws: Aws, rule: str) -> Said | None:
        client = aws.read("config")
        answer = answered(
            lambda: client.describe_config_rules(ConfigRuleNames=[rule]),
            "NoSuchConfigRuleException",
            "ValidationException",
        )
        found = (answer or {}).get("ConfigRules", ())
        if not found:
            return unknown(self.name)
        is_of_aws = all(one.get("Source", {}).get("Owner") == AWS for one in found)
        return None if is_of_aws else words.CUSTOM_RULE.fill(rule=rule)

    def _compare(
        self, result: Mapping[str, Any], finding: Finding, rule: str, resource: str
    ) -> Said | None:
        """Hold the result against the finding, which names by its id what it was asked about."""
        if finding.type != rule:
            return words.OTHER_TYPE.fill(service=self.name, type=rule)
        state = str(result.get("ComplianceType"))
        if STANDINGS.get(state, OTHERWISE) != finding.compliance:
            return words.OTHER_STATE.fill(service=self.name, state=state)
        for named in finding.resources:
            if tail(named.id) != tail(resource):
                return words.OTHER_RESOURCE.fill(service=self.name, resource=tail(named.id))
        return None


def _results(aws: Aws, kind: str, resource: str) -> Iterator[Mapping[str, Any]]:
    """Yield how the resource stands under each rule."""
    client, token = aws.read("config"), ""
    for _ in range(MOST_PAGES):
        more = {"NextToken": token} if token else {}
        answer = answered(
            partial(
                client.get_compliance_details_by_resource,
                ResourceType=kind,
                ResourceId=resource,
                **more,
            ),
            "InvalidParameterValueException",
            "ValidationException",
        )
        yield from (answer or {}).get("EvaluationResults", ())
        token = (answer or {}).get("NextToken", "")
        if not token:
            return
