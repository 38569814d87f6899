"""A changed policy is told with its difference."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from bot.domain.policy import Policy
from bot.domain.record import What
from bot.policy import file as policy_file
from bot.response import loading
from tests.bot.domain.makers import NOW
from tests.stores import a_store

FIRST = """
roles:
  - {role: approver, members: [U0BOB]}
accounts:
  "111122223333": {name: prod, environment: prod}
"""
SECOND = FIRST.replace("[U0BOB]", "[U0BOB, U0EVE]").replace("name: prod,", "name: payments,")


def policy(text: str) -> Policy:
    return policy_file.to_policy(policy_file.parse(text, "policy.yaml"), own_team="T0OURS")


async def test_the_first_policy_is_written_down_and_nobody_is_told(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        await store.write(lambda unit: loading.audit(unit, policy(FIRST), "C0SEC", NOW))
        record = await store.read(lambda unit: unit.records.latest(What.POLICY_LOADED))
        pending = await store.read(lambda unit: unit.outbox.depth())

    assert record is not None
    assert record.body["digest"] == policy(FIRST).digest
    assert record.body["differences"] == []
    assert pending.count == 0


async def test_a_changed_policy_is_written_with_its_difference_and_the_channel_is_told(
    tmp_path: Path,
) -> None:
    async with a_store(tmp_path) as store:
        for text in (FIRST, SECOND, SECOND):
            audit = partial(loading.audit, policy=policy(text), channel="C0SEC", now=NOW)
            await store.write(audit)
        records = await store.read(lambda unit: unit.records.since(0, 9))
        due = await store.read(lambda unit: unit.outbox.depth())
        verified = await store.read(lambda unit: unit.records.verify())

    assert [record.body["differences"] for record in records] == [
        [],
        [
            "accounts.111122223333.name: prod → payments",
            'roles.0.members: ["U0BOB"] → ["U0BOB", "U0EVE"]',
        ],
        [],
    ]
    assert due.count == 1
    assert verified.broken_at is None


def test_what_came_and_what_went_is_told_as_such() -> None:
    assert loading.differences({"a": {"b": "1"}, "c": []}, {"c": [{"d": 2}]}) == (
        "a.b: 1 → nothing",
        "c.0.d: nothing → 2",
    )


def test_equal_policies_do_not_differ() -> None:
    known = policy(FIRST)

    assert loading.differences(known.parts, replace(known, digest="other").parts) == ()
