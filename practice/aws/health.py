"""AWS Health's events and what they affect; answered only where the Support plan has the API.

https://docs.aws.amazon.com/health/latest/APIReference/Welcome.html
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from practice.aws.call import Answers, Call, Proceed
from practice.aws.plans import SupportPlans
from practice.aws.shelf import Shelf

HOME = "us-east-1"


class Health:
    """The events of every account, in the API's shapes, and the values of what each affects."""

    def __init__(self, plans: SupportPlans) -> None:
        """Begin without events; `plans` tells which accounts have the API."""
        self._plans = plans
        self._events = Shelf("arn")
        self._affected: dict[str, tuple[str, ...]] = {}

    def answers(self) -> Answers:
        """Return the operations that are answered here."""
        return {
            ("health", "DescribeEventDetails"): self.describe_details,
            ("health", "DescribeAffectedEntities"): self.describe_entities,
        }

    def tell(self, account: str, event: Mapping[str, Any], affected: Sequence[str]) -> None:
        """Tell an account of an event that affects these."""
        self._events.put(account, HOME, event)
        self._affected[str(event["arn"])] = tuple(affected)

    def describe_details(self, call: Call, proceed: Proceed) -> dict[str, Any]:
        """Answer the events of these ARNs, and which of the ARNs name none."""
        self._plans.check(call)
        done, failed = [], []
        for arn in call.parameters["eventArns"]:
            event = self._events.one(call, arn)
            if event is None:
                failed.append({"eventArn": arn, "errorName": "EventNotFound"})
            else:
                done.append({"event": event, "eventDescription": {"latestDescription": "-"}})
        return {"successfulSet": done, "failedSet": failed}

    def describe_entities(self, call: Call, proceed: Proceed) -> dict[str, Any]:
        """Answer what the events affect in the caller's account."""
        self._plans.check(call)
        asked = call.parameters["filter"]["eventArns"]
        known = [one["arn"] for one in self._events.of(call) if one["arn"] in asked]
        return {
            "entities": [
                {"eventArn": arn, "entityValue": value, "awsAccountId": call.account}
                for arn in known
                for value in self._affected[arn]
            ]
        }
