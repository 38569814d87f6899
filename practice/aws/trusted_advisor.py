"""Trusted Advisor's checks and what they flag, by the API of AWS Support.

https://docs.aws.amazon.com/awssupport/latest/APIReference/API_DescribeTrustedAdvisorCheckResult.html
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from practice.aws.call import Answers, Call, Proceed
from practice.aws.plans import SupportPlans


class TrustedAdvisor:
    """What each check flags in an account; a check's id is made of its name."""

    def __init__(self, plans: SupportPlans) -> None:
        """Begin with nothing flagged; `plans` tells which accounts have the API."""
        self._plans = plans
        self._flagged: dict[tuple[str, str], list[tuple[str, tuple[str, ...]]]] = {}

    def answers(self) -> Answers:
        """Return the operations that are answered here."""
        return {
            ("support", "DescribeTrustedAdvisorChecks"): self.describe_checks,
            ("support", "DescribeTrustedAdvisorCheckResult"): self.describe_result,
        }

    def flag(self, account: str, check: str, status: str, told: Sequence[str]) -> None:
        """Let a check flag an item: `told` are its columns, as the console shows them."""
        self._flagged.setdefault((account, check), []).append((status, tuple(told)))

    def describe_checks(self, call: Call, proceed: Proceed) -> dict[str, Any]:
        """Answer the checks that have ever flagged anything in the account."""
        self._plans.check(call)
        names = [name for account, name in self._flagged if account == call.account]
        return {"checks": [_check(name) for name in names]}

    def describe_result(self, call: Call, proceed: Proceed) -> dict[str, Any]:
        """Answer what a check flags."""
        self._plans.check(call)
        asked = call.parameters["checkId"]
        items = [
            item
            for (account, name), held in self._flagged.items()
            if account == call.account and _id(name) == asked
            for item in held
        ]
        flagged = [
            {
                "status": status,
                "resourceId": f"item-{number}",
                "isSuppressed": False,
                "metadata": list(told),
            }
            for number, (status, told) in enumerate(items)
        ]
        return {
            "result": {
                "checkId": asked,
                "timestamp": "2026-01-01T00:00:00Z",
                "status": "error",
                "resourcesSummary": _summary(len(flagged)),
                "categorySpecificSummary": {},
                "flaggedResources": flagged,
            }
        }


def _check(name: str) -> dict[str, Any]:
    told = {"id": _id(name), "name": name, "description": name}
    return {**told, "category": "security", "metadata": []}


def _id(name: str) -> str:
    return name.replace(" ", "-")


def _summary(many: int) -> dict[str, int]:
    counts = {"resourcesIgnored": 0, "resourcesSuppressed": 0}
    return {"resourcesProcessed": many, "resourcesFlagged": many, **counts}
