"""The hourly ceiling: who gets the last place, and that nobody gets one more."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.execution import Kind, Proposal, Stage
from bot.domain.policy import Limits
from bot.ports.unit import Unit
from bot.response.brakes.lifting import LiftWish
from bot.response.limits import ceiling
from runbooks.kit.values import RiskClass
from tests.bot.domain.makers import ACCOUNT, ANN, BOB, NOW, RYO, a_policy
from tests.bot.response.office import Office, an_office
from tests.bot.response.two_offices import two_offices

MOST = 3
TIGHT = a_policy(limits=Limits(targets_per_hour=MOST))
MINUTE = timedelta(minutes=1)


async def plan_for(office: Office, target: str, **changes: object) -> Proposal:
    """Let a plan on a target of this name wait for approval."""
    number = await office.asked()
    return await office.proposed(number, target=f"arn:aws:s3:::{target}", **changes)


async def approve(office: Office, plan: Proposal) -> str:
    reply = await office.deciding.approve(BOB, plan.execution, plan.short, "click")
    return reply.says.plain()


async def begin(office: Office, plan: Proposal) -> bool:
    """Begin an execution as the worker does, where a place is left."""

    def work(unit: Unit) -> bool:
        execution = unit.executions.get(plan.execution)
        assert execution is not None
        now = office.clock.now()
        if execution.stage is not Stage.APPROVED:
            return False
        if ceiling.take(unit, execution, plan, office.policy, now, is_begun=True):
            return False
        return unit.executions.begin(plan.execution, {})

    return await office.store.write(work)


async def fill(office: Office, *targets: str) -> None:
    """Begin a change on each of these targets."""
    for target in targets:
        plan = await plan_for(office, target)
        assert "is approved" in await approve(office, plan)
        assert await begin(office, plan)


async def test_planning_goes_on_and_the_approval_is_refused_in_words(tmp_path: Path) -> None:
    async with an_office(tmp_path, TIGHT) as office:
        await fill(office, "a", "b", "c")
        plan = await plan_for(office, "d")

        says = await approve(office, plan)

        assert says.startswith("In prod-payments 3 targets were changed since 2026-11-22 03:00 UTC")
        assert await office.stage(plan.execution) is Stage.WAITING
        assert "is approved" in await approve(office, await plan_for(office, "a"))


async def test_a_place_is_free_again_when_its_change_is_an_hour_old(tmp_path: Path) -> None:
    async with an_office(tmp_path, TIGHT) as office:
        await fill(office, "a", "b", "c")
        office.clock.advance(timedelta(minutes=59))
        fresh = {"expires_at": NOW + timedelta(hours=2)}
        plan = await plan_for(office, "d", **fresh)

        assert "the next may be changed at 2026-11-22 04:00 UTC" in await approve(office, plan)
        office.clock.advance(MINUTE)
        assert "is approved" in await approve(office, plan)


async def test_what_is_approved_and_has_not_begun_has_its_place_already(tmp_path: Path) -> None:
    async with an_office(tmp_path, TIGHT) as office:
        plans = [await plan_for(office, target) for target in "abcd"]
        said = [await approve(office, plan) for plan in plans]

        assert [says.startswith("In prod-payments") for says in said] == [False] * MOST + [True]
        await office.store.write(
            lambda unit: unit.executions.move(1, (Stage.APPROVED,), Stage.REFUSED, NOW)
        )
        assert "is approved" in await approve(office, plans[-1])


@pytest.mark.parametrize(
    "changes", [{"risk": RiskClass.A}, {"risk": RiskClass.D, "is_drill": True, "kind": Kind.UNDO}]
)
async def test_neither_a_look_nor_an_undo_needs_a_place(
    tmp_path: Path, changes: dict[str, object]
) -> None:
    async with an_office(tmp_path, TIGHT) as office:
        await fill(office, "a", "b", "c")
        kind = changes.pop("kind", Kind.APPLY)
        plan = await office.proposed(await office.asked(kind=kind), target="d", **changes)

        for person in (BOB, RYO):
            await office.deciding.approve(person, plan.execution, plan.short, "click")

        assert await office.stage(plan.execution) is Stage.APPROVED
        assert await begin(office, plan)
        assert len(await office.store.read(lambda unit: unit.places.since(NOW - MINUTE))) == MOST


async def test_lifted_by_two_it_holds_nobody_until_the_lift_ends(tmp_path: Path) -> None:
    async with an_office(tmp_path, TIGHT) as office:
        await fill(office, "a", "b", "c")
        await office.lifting.lift(ANN, LiftWish(ACCOUNT, 5 * MINUTE, "a worm"))
        await office.lifting.lift(BOB, LiftWish(ACCOUNT))

        await fill(office, "d", "e")
        office.clock.advance(5 * MINUTE)
        assert "5 targets were changed" in await approve(office, await plan_for(office, "f"))


async def test_a_restart_forgets_no_place(tmp_path: Path) -> None:
    async with an_office(tmp_path, TIGHT) as office:
        await fill(office, "a", "b", "c")
    async with an_office(tmp_path, TIGHT) as office:
        assert "3 targets" in await approve(office, await plan_for(office, "d"))


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
async def test_of_many_approved_at_once_as_many_as_there_are_places_are(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    async with two_offices(tmp_path, kind, request, TIGHT) as (here, there):
        plans = [await plan_for(here, f"t{number}") for number in range(9)]

        said = await asyncio.gather(
            *(approve((here, there)[plan.execution % 2], plan) for plan in plans)
        )

        assert sum("is approved" in says for says in said) == MOST
        begun = await asyncio.gather(
            *(begin((here, there)[plan.execution % 2], plan) for plan in plans)
        )
        assert sum(begun) == MOST


ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("approve"), st.integers(0, 6)),
        st.tuples(st.just("begin"), st.integers(0, 9)),
        st.tuples(st.just("pass"), st.integers(1, 40)),
        st.tuples(st.just("turn back"), st.integers(1, 30)),
        st.tuples(st.just("refuse"), st.integers(0, 9)),
    ),
    max_size=20,
)


MANY = [(act, target) for target in range(MOST + 2) for act in ("approve", "begin")]
"""More than the ceiling lets through, before anything else happens."""


@settings(max_examples=8)
@given(ACTS)
def test_with_any_interleaving_no_hour_has_more_targets_begun_than_the_ceiling(
    acts: list[tuple[str, int]],
) -> None:
    with TemporaryDirectory() as folder:
        begun = asyncio.run(play(Path(folder), acts))
    for end, _ in begun:
        within = {target for at, target in begun if end - timedelta(hours=1) < at <= end}
        assert len(within) <= MOST


async def play(folder: Path, acts: list[tuple[str, int]]) -> list[tuple[datetime, str]]:
    """Do all this, and return when, by true time, which target was begun; clocks may go back."""
    begun: list[tuple[datetime, str]] = []
    plans: list[Proposal] = []
    true = NOW
    async with an_office(folder, TIGHT) as office:
        for act, count in (*MANY, *acts):
            if act == "approve":
                now = office.clock.now()
                fresh = {"created_at": now, "expires_at": now + timedelta(days=1)}
                plans.append(await plan_for(office, f"t{count}", **fresh))
                await approve(office, plans[-1])
            elif act == "pass":
                true += count * MINUTE
                office.clock.advance(count * MINUTE)
            elif act == "turn back":
                office.clock.advance(-count * MINUTE)
            elif act == "begin":
                targets = await begin_one(office, [*plans[count:], *plans[:count]])
                begun += [(true, target) for target in targets]
            elif plans:
                number = plans[count % len(plans)].execution
                await office.store.write(partial(refuse, number=number))
    return begun


async def begin_one(office: Office, plans: list[Proposal]) -> list[str]:
    """Begin the first of these that can be, and return its target, or nothing."""
    for plan in plans:
        if await begin(office, plan):
            return [plan.target]
    return []


def refuse(unit: Unit, number: int) -> bool:
    return unit.executions.move(number, (Stage.APPROVED,), Stage.REFUSED, NOW)
