"""Who reaches which role, computed; the simulated AWS bears it out in `test_deployed`."""

from __future__ import annotations

from bot.deploying.landscape import landscape
from tests.bot.deploying.examples import WIDE

ALL = ("secbot-read", "secbot-contain", "secbot-release", "secbot-sync")


def test_run_and_worker_reach_every_role_and_web_none() -> None:
    found = landscape(WIDE)

    assert found.reached(found.run) == found.reached(found.worker) == ALL
    assert found.reached(found.web) == ()


def test_without_the_external_ids_no_role_is_reached() -> None:
    found = landscape(WIDE)

    assert found.reached(found.run, knows_id=False) == ()


def test_where_another_releases_the_bot_reaches_the_others() -> None:
    found = landscape(WIDE, is_released_by_another=True)

    assert found.reached(found.run) == ("secbot-read", "secbot-contain", "secbot-sync")


def test_each_roles_policy_is_at_hand_by_its_name() -> None:
    found = landscape(WIDE)

    named = [found.read, found.contain, found.release, found.sync]
    assert named == [found.held[name] for name in ALL]
