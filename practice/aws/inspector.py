"""Amazon Inspector's findings, read by ListFindings with its filters of exact text.

https://docs.aws.amazon.com/inspector/v2/APIReference/API_ListFindings.html
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from practice.aws.call import Answers, Call, Proceed
from practice.aws.shelf import Shelf

FILTERED = ("findingArn", "awsAccountId")


class Inspector:
    """The findings of every account and Region, in the API's shapes."""

    def __init__(self) -> None:
        """Begin without findings."""
        self.findings = Shelf("findingArn")

    def answers(self) -> Answers:
        """Return the operation that is answered here."""
        return {("inspector2", "ListFindings"): self.list_findings}

    def list_findings(self, call: Call, proceed: Proceed) -> dict[str, Any]:
        """Answer the findings that have one of the texts asked for in each field asked about."""
        asked: Mapping[str, Any] = call.parameters.get("filterCriteria") or {}
        held = self.findings.of(call)
        for field in FILTERED:
            if asked.get(field):
                wanted = {one["value"] for one in asked[field]}
                held = [one for one in held if one.get(field) in wanted]
        return {"findings": held}
