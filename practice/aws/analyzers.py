"""IAM Access Analyzer: the analyzers of an account and Region, and what they have found.

https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_GetFindingV2.html
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from practice.aws.call import Answers, Call, Proceed, RefusedError
from practice.aws.shelf import Shelf


class Analyzers:
    """One analyzer in each account and Region where something was found; findings by their id."""

    def __init__(self) -> None:
        """Begin without findings."""
        self.findings = Shelf("id")

    def answers(self) -> Answers:
        """Return the operations that are answered here."""
        return {
            ("accessanalyzer", "ListAnalyzers"): self.list_analyzers,
            ("accessanalyzer", "GetFindingV2"): self.get_finding,
        }

    def list_analyzers(self, call: Call, proceed: Proceed) -> dict[str, Any]:
        """Answer the analyzer, where anything was found by it."""
        analyzer = {
            "arn": arn(call.account, call.region),
            "name": "range",
            "type": "ACCOUNT",
            "createdAt": datetime(2024, 1, 1, tzinfo=UTC),
            "status": "ACTIVE",
        }
        return {"analyzers": [analyzer] if self.findings.of(call) else []}

    def get_finding(self, call: Call, proceed: Proceed) -> dict[str, Any]:
        """Answer a finding of this analyzer."""
        found = self.findings.one(call, str(call.parameters["id"]))
        if found is None or call.parameters["analyzerArn"] != arn(call.account, call.region):
            raise RefusedError(
                code="ResourceNotFoundException", message="Finding not found", status=404
            )
        return found


def arn(account: str, region: str) -> str:
    """Return the ARN of an account's analyzer."""
    return f"arn:aws:access-analyzer:{region}:{account}:analyzer/range"
