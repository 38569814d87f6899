"""A changed policy is told with its difference."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from bot.domain.policy import Policy
from bot.domain.record import What
from bot.policy import file as policy_file
from bot.response.people import loading
from tests.bot.domain.makers import NOW
from tests.stores import a_store

FIRST = """
roles:
  - {role: approver, members: [U0BOB]}
accounts:
  "111122223333": {name: prod, environment: prod}
"""
OLDEST = frozenset({"own_team", "teams", "roles", "accounts", "people"})
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
            'roles.0.members: ["U0BOB"] → ["U0BOB", "U0EVE"]',
            "accounts.111122223333.name: prod → payments",
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


def test_an_entry_that_came_into_a_list_moves_no_other() -> None:
    first, second = {"role": "viewer", "members": ["S0A"]}, {"role": "admin", "members": ["U0B"]}
    new = {"role": "approver", "members": ["U0EVE"]}

    assert loading.differences({"roles": [first, second]}, {"roles": [new, first, second]}) == (
        'roles.0.members: nothing → ["U0EVE"]',
        "roles.0.role: nothing → approver",
    )
    assert loading.differences({"roles": [first, second]}, {"roles": [second]}) == (
        'roles.0.members: ["S0A"] → nothing',
        "roles.0.role: viewer → nothing",
    )


def test_what_makes_it_looser_is_told_before_a_flood_of_names_and_nothing_is_left_out() -> None:
    was = {"accounts": {str(each): {"name": "a"} for each in range(200)}, "roles": []}
    now = {
        "accounts": {str(each): {"name": "b"} for each in range(200)},
        "roles": [{"role": "admin", "members": ["U0EVE"]}],
        "protected": {"resources": []},
    }

    told = loading.differences(was, now)
    assert told[1] == "roles.0.role: nothing → admin"
    assert len(told) == 202


@pytest.mark.parametrize("part", ["sync", "on_call", "networks", "retention"])
def test_who_is_called_and_what_is_hidden_is_told_before_a_flood_of_names(part: str) -> None:
    was = {"accounts": {"1": {"name": "a"}}, part: {"any": "a"}}

    told = loading.differences(was, {"accounts": {"1": {"name": "b"}}})
    assert told[0] == f"{part}.any: a → nothing"


def test_of_a_long_list_only_what_came_and_what_went_is_told() -> None:
    was = {"protected": {"accounts": list("abcdef")}}

    assert loading.differences(was, {"protected": {"accounts": list("fbcdex")}}) == (
        "protected.accounts: + x, - a",
    )
    assert loading.differences(was, {"protected": {"accounts": list("bacdef")}}) == (
        "protected.accounts: another order",
    )


@pytest.mark.parametrize(
    "part",
    [
        "producers: {trusted: [aws]}",
        'networks: {own: [203.0.113.0/24], allowed: ["2001:db8::/32"]}',
        "routes: [{match: {severity: LOW}, mode: drop}]",
        'organization: {log_archive: "111122223333"}',
    ],
)
def test_each_part_changes_the_digest_and_is_told_with_its_name(part: str) -> None:
    first, second = policy(FIRST), policy(f"{FIRST}{part}\n")

    assert first.digest != second.digest
    told = loading.differences(first.parts, second.parts)
    assert told
    assert all(line.startswith(part.partition(":")[0]) for line in told)


def test_a_part_with_its_defaults_is_no_difference_for_a_file_that_does_not_name_it() -> None:
    before = {name: part for name, part in policy(FIRST).parts.items() if name in OLDEST}

    assert loading.differences(before, policy(FIRST).parts) == ()
