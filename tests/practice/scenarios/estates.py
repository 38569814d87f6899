"""An estate of its own for each test of a scenario."""

from __future__ import annotations

from collections.abc import Iterator

from practice.aws import estate
from practice.aws.estate import Accounts, Estate, Plan
from practice.aws.server import SimulatedAws


def an_estate(aws: SimulatedAws, numbers: Iterator[str]) -> Estate:
    """Build the range's estate in three fresh accounts."""
    return estate.build(aws, Plan(Accounts(*(next(numbers) for _ in range(3)))))
