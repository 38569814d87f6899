"""`/sec status`: answered at once, of all accounts or of one that there is."""

from __future__ import annotations

import pytest

from bot.domain.run import Work
from bot.domain.words import reply
from bot.domain.words import status as words
from tests.bot.daily.sheets import FRESH_LEASE
from tests.bot.domain.makers import ACCOUNT
from tests.handlers.slack.front import ANN, Front
from tests.journeys.messages import has


async def test_it_tells_what_needs_somebody_and_what_is_not_proved(front: Front) -> None:
    await front.incidents(2)
    told = await front.type(ANN, "status")

    assert "2 incidents need an owner" in told
    assert has(told, words.NEEDS_ROW)
    assert has(told, words.PROOF_HEAD_NEVER)
    assert "NOT_AVAILABLE" in told
    assert has(told, words.REFRESHING)
    runs = await front.store.write(lambda unit: unit.runs.due("w1", 9, FRESH_LEASE))
    assert [run.work for run in runs if run.work is Work.LOOK] == [Work.LOOK]


@pytest.mark.parametrize("typed", ["prod-payments", "PROD-payments", ACCOUNT, f"account={ACCOUNT}"])
async def test_one_account_is_told_alone(front: Front, typed: str) -> None:
    told = await front.type(ANN, f"status {typed}")

    assert has(told, words.AS_OF_ONE)
    assert "prod-payments alone" in told


@pytest.mark.parametrize("typed", ["all", "everywhere"])
async def test_all_accounts_may_be_asked_for_by_name(front: Front, typed: str) -> None:
    assert has(await front.type(ANN, f"status {typed}"), words.AS_OF)


@pytest.mark.parametrize("typed", ["999988887777", "nowhere", "<!channel>", "sev=high"])
async def test_an_account_that_is_none_is_never_taken_for_all(front: Front, typed: str) -> None:
    told = await front.type(ANN, f"status {typed}")

    assert has(told, words.NO_ACCOUNT)
    assert not has(told, words.AS_OF)
    assert front.slack.workspace.notified == []


async def test_more_than_an_account_is_not_understood(front: Front) -> None:
    assert has(await front.type(ANN, f"status {ACCOUNT} public"), reply.WRONG_USE)


async def test_a_button_may_ask_for_it(front: Front) -> None:
    (message,) = (await front.typed(ANN, "statsu")).messages

    assert has(await front.click(ANN, message, "verb.run"), words.AS_OF)
