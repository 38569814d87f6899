"""What the policy file names beyond accounts is on the sheet: where pages go, and the logs."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from bot.domain import paging
from bot.domain.policy import Logs, Policy
from bot.domain.posture import Checked, Standing
from bot.domain.proving import LOGS
from bot.domain.status import Picture
from bot.domain.words import logs
from bot.ports.store import Store
from bot.ports.unit import Unit
from tests.bot.daily.sheets import gathering_of
from tests.bot.domain.makers import a_policy
from tests.clocks import MORNING, FrozenClock
from tests.stores import a_store


async def pictured(store: Store, policy: Policy) -> Picture:
    return await gathering_of(store, FrozenClock(), policy).picture()


def _note(unit: Unit, check: Checked) -> None:
    unit.coverage.note(check)


async def test_each_way_of_paging_is_told_with_how_the_last_page_went(tmp_path: Path) -> None:
    policy = a_policy(
        page_topic="arn:aws:sns:eu-west-1:111122223333:pages",
        page_webhook=paging.Webhook("https://pages.example.com/T0KEN"),
    )
    failed = paging.sent(paging.WEBHOOK, "pages.example.com", MORNING, taken=False)
    took = paging.sent(paging.SNS, policy.page_topic, MORNING, taken=True)
    async with a_store(tmp_path) as store:
        for each in (failed, took):
            await store.write(partial(_note, check=each))

        picture = await pictured(store, policy)

    standing = {each.check: each.standing for each in picture.proof}
    assert (standing[paging.SNS], standing[paging.WEBHOOK]) == (Standing.PASSED, Standing.WARNING)
    assert "T0KEN" not in repr(picture)
    assert {paging.SNS, paging.WEBHOOK, LOGS} <= set(picture.titles)


async def test_logs_that_nothing_asks_are_told_and_no_fault(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        named = await pictured(store, a_policy(logs=Logs(flow="vpc-flow-*")))
        silent = await pictured(store, a_policy())

    (told,) = [each for each in named.proof if each.check == LOGS]
    assert (told.standing, told.says) == (Standing.PASSED, logs.UNUSED.fill(named="flow"))
    assert not {LOGS, paging.SNS, paging.WEBHOOK} & {each.check for each in silent.proof}
