"""Amazon Macie's findings, read by their ids.

https://docs.aws.amazon.com/macie/latest/APIReference/findings-describe.html
"""

from __future__ import annotations

from typing import Any

from practice.aws.call import Answers, Call, Proceed
from practice.aws.shelf import Shelf


class Macie:
    """The findings of every account and Region, in the API's shapes."""

    def __init__(self) -> None:
        """Begin without findings."""
        self.findings = Shelf("id")

    def answers(self) -> Answers:
        """Return the operation that is answered here."""
        return {("macie2", "GetFindings"): self.get_findings}

    def get_findings(self, call: Call, proceed: Proceed) -> dict[str, Any]:
        """Answer those of the ids that are known."""
        asked = call.parameters["findingIds"]
        return {"findings": [one for one in self.findings.of(call) if one["id"] in asked]}
