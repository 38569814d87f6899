"""Which Regions an account has enabled, as DescribeRegions tells it.

Moto answers with the Regions of every partition, enabled or not:
https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeRegions.html
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import boto3

from practice.aws.call import Answers, Call, Proceed, RefusedError
from practice.aws.callers import PARTITION

BY_DEFAULT = (
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-northeast-3",
    "ap-south-1",
    "ap-southeast-1",
    "ap-southeast-2",
    "ca-central-1",
    "eu-central-1",
    "eu-north-1",
    "eu-west-1",
    "eu-west-2",
    "eu-west-3",
    "sa-east-1",
    "us-east-1",
    "us-east-2",
    "us-west-1",
    "us-west-2",
)
"""https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html"""


class Regions:
    """The Regions of every account."""

    def __init__(self) -> None:
        """Begin with the Regions that every new account has."""
        self._enabled: dict[str, frozenset[str]] = {}
        self._all = boto3.Session().get_available_regions("ec2", partition_name=PARTITION)

    def answers(self) -> Answers:
        """Return the operation that is answered here."""
        return {("ec2", "DescribeRegions"): self.describe_regions}

    def enable(self, account: str, regions: Iterable[str]) -> None:
        """Let an account have these Regions and no others.

        AWS does not let those of `BY_DEFAULT` be disabled; the range may, to be read at a glance.
        """
        self._enabled[account] = frozenset(regions)

    def describe_regions(self, call: Call, proceed: Proceed) -> dict[str, Any]:
        """Answer the Regions that are enabled, or all with `AllRegions`; filters are not served."""
        if call.parameters.get("Filters"):
            message = "The simulated AWS does not filter Regions."
            raise RefusedError(code="NotImplemented", message=message, status=501)
        enabled = self._enabled.get(call.account, frozenset(BY_DEFAULT))
        named = call.parameters.get("RegionNames") or self._all
        is_for_all = bool(call.parameters.get("AllRegions"))
        return {
            "Regions": [
                {
                    "RegionName": name,
                    "Endpoint": f"ec2.{name}.amazonaws.com",
                    "OptInStatus": _status(name, enabled),
                }
                for name in self._all
                if name in named and (is_for_all or name in enabled)
            ]
        }


def _status(name: str, enabled: frozenset[str]) -> str:
    if name in BY_DEFAULT:
        return "opt-in-not-required"
    return "opted-in" if name in enabled else "not-opted-in"
