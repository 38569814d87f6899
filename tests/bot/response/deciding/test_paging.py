"""A plan that waits calls an approver by name, then the next, then all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.domain.people import Role
from bot.domain.policy import Grant, Policy
from bot.domain.record import What
from bot.domain.restriction import Named, Restriction
from bot.response.deciding.paging import PATIENCE, page
from tests.bot.domain.makers import BOB
from tests.bot.response.office import Office, decide

TEN = PATIENCE


async def paged(office: Office, policy: Policy | None = None) -> Sequence[list[str]]:
    """Let the job run once, and return who was called by now."""
    now, rules = office.clock.now(), policy or office.policy
    await office.store.write(lambda unit: page(unit, rules, now))
    return [list(record.body["whom"]) for record in await office.records(What.PAGED)]


async def members(office: Office, *slack_ids: str) -> None:
    """Let these have been in the approvers' group for ever."""
    await office.store.write(
        lambda unit: unit.memberships.read("S0APPROVE", slack_ids, office.clock.now())
    )


async def test_a_fresh_plan_calls_nobody(office: Office) -> None:
    await members(office, "U0BOB", "U0RYO")
    await office.waiting()
    office.clock.advance(TEN - timedelta(seconds=1))

    assert await paged(office) == []


async def test_one_is_called_after_the_other_and_then_the_whole_group_and_then_no_more(
    office: Office,
) -> None:
    await members(office, "U0BOB", "U0RYO")
    await office.waiting(expires_at=office.clock.now() + timedelta(hours=3))
    called: Sequence[list[str]] = []
    for _ in range(6):
        office.clock.advance(TEN)
        called = await paged(office)
        called = await paged(office)

    assert called == [["U0RYO"], ["U0BOB"], ["S0APPROVE"]]


async def test_another_is_called_first_for_another_plan(office: Office) -> None:
    await members(office, "U0BOB", "U0RYO")
    await office.waiting()
    await office.waiting()
    office.clock.advance(TEN)

    assert sorted(await paged(office)) == [["U0BOB"], ["U0RYO"]]


async def test_who_asked_or_voted_or_is_new_is_not_called(office: Office) -> None:
    await members(office, "U0ANN", "U0BOB", "U0RYO")
    plan = await office.waiting(needs=2)
    await office.store.write(
        lambda unit: unit.memberships.read(
            "S0APPROVE", ["U0ANN", "U0BOB", "U0RYO", "U0NEW"], office.clock.now()
        )
    )
    await office.store.write(lambda unit: decide(unit, plan, BOB))
    office.clock.advance(TEN)

    assert await paged(office) == [["U0RYO"]]


async def test_an_approver_whom_the_policy_names_is_called_too(office: Office) -> None:
    policy = replace(office.policy, grants=(Grant(Role.APPROVER, frozenset({"U0LEAD"})),))
    await office.waiting()
    office.clock.advance(TEN)

    assert await paged(office, policy) == [["U0LEAD"]]


async def test_the_decided_and_the_expired_call_nobody(office: Office) -> None:
    await members(office, "U0BOB", "U0RYO")
    plan = await office.waiting()
    await office.waiting(expires_at=office.clock.now() + TEN)
    await office.deciding.approve(BOB, 1, plan.short, "click")
    office.clock.advance(TEN)

    assert await paged(office) == []


async def test_of_a_restricted_incident_only_the_named_are_called(office: Office) -> None:
    await members(office, "U0BOB", "U0RYO")
    incident = await office.incident()
    await office.waiting(incident, expires_at=office.clock.now() + timedelta(hours=3))
    bob = Named(BOB.slack_id, BOB.identity, BOB.name)
    kept = Restriction(incident, (bob,), "C0SEC", "a@x", "Ann", office.clock.now(), "why")
    await office.store.write(lambda unit: unit.restrictions.keep(kept))
    called: Sequence[list[str]] = []
    for _ in range(3):
        office.clock.advance(TEN)
        called = await paged(office)

    assert called == [["U0BOB"]]
