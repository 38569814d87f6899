"""Fixtures: one simulated AWS a test process, and an account of its own for each test."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest

from practice.aws.server import SimulatedAws


@pytest.fixture(scope="session")
def aws() -> Iterator[SimulatedAws]:
    with SimulatedAws() as simulated:
        yield simulated


@pytest.fixture(scope="session")
def account_numbers() -> Iterator[str]:
    """Hand out account numbers that no test has seen."""
    return (f"{number:012}" for number in itertools.count(200_000_000_001))


@pytest.fixture
def account(account_numbers: Iterator[str]) -> str:
    return next(account_numbers)
