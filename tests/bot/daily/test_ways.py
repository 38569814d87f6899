"""The sheet leaves out what is asked of a closed account, and says that it is closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.domain.organization import CHECK, Member
from bot.domain.posture import Standing
from runbooks.kit.values import Special
from tests.bot.daily.sheets import OTHER, all_is_well, gathering_of, the_policy
from tests.bot.domain.makers import ACCOUNT
from tests.clocks import FrozenClock
from tests.stores import a_store

MEMBERS = (Member(ACCOUNT, "prod", "ACTIVE"), Member(OTHER, "sandbox", "CLOSED"))
POLICY = replace(
    the_policy(),
    special={Special.MANAGEMENT: ACCOUNT},
    discover=True,
    canary=timedelta(hours=6),
)


async def test_a_closed_account_has_one_line_in_place_of_all_that_is_looked_at(
    tmp_path: Path,
) -> None:
    async with a_store(tmp_path) as store:
        await store.write(all_is_well)
        before = await gathering_of(store, FrozenClock(), POLICY).picture()
        await store.write(lambda unit: unit.organization.keep(MEMBERS))
        after = await gathering_of(store, FrozenClock(), POLICY).picture()
        alone = await gathering_of(store, FrozenClock(), POLICY).picture(OTHER)

    looks = {"guardduty", "last_finding", "swept", "canary"}
    assert {one.check for one in before.proof if one.account == OTHER} == {*looks, "role_use"}
    for picture in (after, alone):
        lines = [one for one in picture.proof if one.account == OTHER]
        assert {one.check for one in lines} == {CHECK, "role_use"}
        assert [one.standing for one in lines if one.check == CHECK] == [Standing.WARNING]
    assert {one.check for one in after.proof if one.account == ACCOUNT} == {*looks, "role_use"}
