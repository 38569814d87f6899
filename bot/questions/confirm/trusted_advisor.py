"""Asks Trusted Advisor whether a check still flags what it was told to flag."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.domain.finding import Finding
from bot.domain.sources import TRUSTED_ADVISOR
from bot.domain.words import confirming as words
from bot.domain.words.alert import SERVICES
from bot.questions.confirm.comparing import tail, unknown
from bot.questions.confirm.contract import Source, home_of
from runbooks.kit.aws import Aws
from runbooks.kit.text import Said

OK = "ok"
PASSED = "PASSED"


class TrustedAdvisor(Source):
    """Trusted Advisor, in the finding's own account, by the API of AWS Support.

    That API answers only accounts with a Support plan that includes it.
    https://docs.aws.amazon.com/awssupport/latest/APIReference/API_DescribeTrustedAdvisorCheckResult.html
    """

    name = SERVICES[TRUSTED_ADVISOR]
    actions = (
        "support:DescribeTrustedAdvisorChecks",
        "support:DescribeTrustedAdvisorCheckResult",
    )

    def why_not(self, aws: Aws, finding: Finding) -> Said | None:
        """Return why not; what it names as `Other` may be only its own id of the item."""
        client = aws.read("support", home_of(finding.partition))
        checks = client.describe_trusted_advisor_checks(language="en")["checks"]
        found = next((one["id"] for one in checks if one["name"] == finding.type), None)
        if found is None:
            return unknown(self.name)
        result = client.describe_trusted_advisor_check_result(checkId=found, language="en")
        flagged = result.get("result", {}).get("flaggedResources", ())
        return self._compare([one for one in flagged if _names(one, finding)], finding)

    def _compare(self, items: list[Mapping[str, Any]], finding: Finding) -> Said | None:
        """Hold what the check says of these resources against what the finding says of them."""
        if not finding.resources:
            return unknown(self.name)
        if not items:
            resource = tail(finding.resources[0].id)
            return words.OTHER_RESOURCE.fill(service=self.name, resource=resource)
        is_ok = all(one.get("status") == OK for one in items)
        if is_ok is not (finding.compliance == PASSED):
            state = ", ".join(sorted({str(one.get("status")) for one in items}))
            return words.OTHER_STATE.fill(service=self.name, state=state)
        return None


def _names(item: Mapping[str, Any], finding: Finding) -> bool:
    """Say whether an item names every resource of the finding, and whoever it says has acted."""
    told = [str(value) for value in item.get("metadata", ()) if value]
    known = {part for value in told for part in (value, tail(value))}
    wanted = {tail(one.id) for one in finding.resources}
    return wanted | set(finding.principals) <= known
