"""Fixtures of questions: an estate, and an account that it may enter."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest

from bot.aws.access import AwsEstate
from bot.aws.limiter import Rank
from bot.aws.threads import AwsThreads
from bot.domain.policy import Account
from practice.aws.server import SimulatedAws
from tests.bot.aws.estates import an_estate, seeded


@pytest.fixture
def estate(aws: SimulatedAws) -> Iterator[AwsEstate]:
    with an_estate(aws, rank=Rank.QUESTION) as estate:
        yield estate


@pytest.fixture
def prod(aws: SimulatedAws, account: str) -> Account:
    return seeded(aws, account, owner="S0PAY")


@pytest.fixture
async def threads() -> AsyncIterator[AwsThreads]:
    threads = AwsThreads("questions", 8)
    yield threads
    await threads.close()
