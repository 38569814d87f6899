"""Security Hub V2's findings, OCSF documents, read by filters of exact text.

https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_GetFindingsV2.html
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from practice.aws.call import Answers, Call, Proceed, RefusedError
from practice.aws.shelf import Shelf


class SecurityHubV2:
    """The findings of every account and Region, as they travel."""

    def __init__(self) -> None:
        """Begin without findings."""
        self.findings = Shelf("uid")

    def answers(self) -> Answers:
        """Return the operation that is answered here."""
        return {("securityhub", "GetFindingsV2"): self.get_findings}

    def keep(self, account: str, region: str, finding: Mapping[str, Any]) -> None:
        """Keep a finding under its `metadata.uid`, or under its own id where it has none."""
        name = finding["metadata"].get("uid") or finding["finding_info"]["uid"]
        self.findings.put(account, region, {"uid": name, "document": finding})

    def get_findings(self, call: Call, proceed: Proceed) -> dict[str, Any]:
        """Answer the findings that meet every filter asked for."""
        groups = (call.parameters.get("Filters") or {}).get("CompositeFilters") or []
        asked = [one for group in groups for one in group.get("StringFilters") or []]
        if any(one["Filter"]["Comparison"] != "EQUALS" for one in asked):
            raise RefusedError(code="ValidationException", message="Only EQUALS is simulated")
        kept = [one["document"] for one in self.findings.of(call)]
        return {"Findings": [one for one in kept if all(_meets(one, each) for each in asked)]}


def _meets(document: Mapping[str, Any], asked: Mapping[str, Any]) -> bool:
    value: Any = document
    for part in asked["FieldName"].split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return bool(value == asked["Filter"]["Value"])
