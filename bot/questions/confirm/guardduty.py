"""Reads a finding again at GuardDuty."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.domain.finding import Finding
from bot.questions.confirm.contract import Source
from bot.questions.confirm.words import OTHER_RESOURCE, OTHER_TYPE, UNKNOWN_THERE
from runbooks.kit.aws import Aws
from runbooks.kit.text import Said

OWN = "guardduty"
STRANGERS = frozenset({"tags"})
"""Fields whose words anybody in the account may have written: they bear nothing out."""


class GuardDuty(Source):
    """GuardDuty, in the finding's own account and Region.

    https://docs.aws.amazon.com/guardduty/latest/APIReference/API_GetFindings.html
    """

    name = "GuardDuty"
    actions = ("guardduty:ListDetectors", "guardduty:GetFindings")

    def why_not(self, aws: Aws, finding: Finding) -> Said | None:
        """Return why not; what Security Hub has passed on bears a type of another spelling."""
        client = aws.read("guardduty")
        for detector in client.list_detectors()["DetectorIds"]:
            answer = client.get_findings(DetectorId=detector, FindingIds=[finding.native_id])
            for kept in answer["Findings"]:
                if kept.get("AccountId") == finding.account:
                    return self._compare(kept, finding)
        return UNKNOWN_THERE.fill(service=self.name)

    def _compare(self, kept: Mapping[str, Any], finding: Finding) -> Said | None:
        if finding.producer.service == OWN and kept.get("Type") != finding.type:
            return OTHER_TYPE.fill(service=self.name, type=str(kept.get("Type")))
        named = set(_words(kept.get("Resource", {})))
        named |= set(_words(kept.get("Service", {}).get("Detection", {})))
        for resource in finding.resources:
            tail = resource.id.rpartition(":")[2].rpartition("/")[2]
            if not {resource.id.casefold(), tail.casefold()} & named:
                return OTHER_RESOURCE.fill(service=self.name, resource=tail)
        return None


def _words(value: object) -> Iterator[str]:
    """Yield every text in a part of a finding, in lower case, but for strangers' words."""
    if isinstance(value, str):
        yield value.casefold()
    elif isinstance(value, Mapping):
        for name, item in value.items():
            if str(name).casefold() not in STRANGERS:
                yield from _words(item)
    elif isinstance(value, list):
        for item in value:
            yield from _words(item)
