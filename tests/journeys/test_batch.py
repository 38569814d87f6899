"""Four instances at 3 a.m., one yes: each is contained by its own rules, and put back by them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

from bot.domain.batch import Batch
from bot.domain.execution import Execution, Outcome, Stage
from bot.domain.record import What
from bot.domain.words import approval, deciding, responding
from bot.domain.words import batch as words
from practice import disposable
from practice.aws.estate import Estate
from practice.aws.server import SimulatedAws
from practice.slack.messages import Message
from practice.spoken import controls
from tests.journeys.messages import has
from tests.journeys.policies import changed
from tests.journeys.stage import ANN, BOB, RYO
from tests.journeys.waiting import eventually
from tests.journeys.world import World, a_world

APPROVE = "batch.approve"


def ledger_is_protected(built: Estate) -> str:
    prod, region = built.prod, built.region
    ledger = f"arn:aws:ec2:{region}:{prod.account}:instance/{prod.instances['ledger-1']}"
    return changed(protected={"resources": [ledger]})(built)


async def test_one_yes_contains_several_and_what_is_protected_or_moves_is_never_run_unseen(
    aws: SimulatedAws, account_numbers: Iterator[str], tmp_path: Path
) -> None:
    async with a_world(aws, account_numbers, tmp_path, policy=ledger_is_protected) as world:
        card = await four_are_asked_for_and_shown_on_one_card(world)
        await nobody_decides_on_one_of_them_alone_or_on_another_digest(world)
        await web_8_moves(world)
        await world.slack.acting.click(BOB, card.ts, APPROVE)
        await the_others_run_and_web_8_asks_by_itself(world, card)
        await all_of_it_is_put_back_with_two_approvals(world)


async def four_are_asked_for_and_shown_on_one_card(world: World) -> Message:
    prod = world.estate.prod
    third = await asyncio.to_thread(disposable.machine, world.aws, prod, world.estate.region)
    web_7, web_8, ledger = (prod.instances[name] for name in ("web-7", "web-8", "ledger-1"))
    place = f"account={prod.account} region={world.estate.region}"
    typed = f"{web_7},{web_8}, {web_7} {third} {ledger} {place} they mine"
    told = await world.type(ANN, f"/sec run isolate_instance {typed}")
    assert "B-1" in told
    assert "4 targets" in told

    await world.until(lambda: any(APPROVE in controls(each) for each in world.cards()))
    card = next(each for each in world.cards() if APPROVE in controls(each))
    said = world.card(card.ts)
    for machine in (web_7, web_8, third):
        assert machine in said
    assert said.count("Will change") == 3
    assert has(said, words.NOT_IN)
    assert has(said, deciding.PROTECTED)
    assert ledger in said
    assert not any("plan.approve" in controls(each) for each in world.everything())
    return card


async def nobody_decides_on_one_of_them_alone_or_on_another_digest(world: World) -> None:
    own = (await world.proposal(1)).short
    assert has(await world.type(BOB, f"/sec approve A-1 {own}"), deciding.OTHER_PLAN)
    digest = await sealed(world)
    assert has(await world.type(ANN, f"/sec approve B-1 {digest}"), deciding.OWN_REQUEST)
    assert [each.stage for each in await members(world)] == [Stage.WAITING] * 3 + [Stage.REFUSED]


async def web_8_moves(world: World) -> None:
    place = world.estate.prod
    ec2 = world.aws.client("ec2", place.account, world.estate.region)
    await asyncio.to_thread(
        ec2.modify_network_interface_attribute,
        NetworkInterfaceId=place.interfaces["web-8"][0],
        Groups=[place.groups["base"]],
    )


async def the_others_run_and_web_8_asks_by_itself(world: World, card: Message) -> None:
    for number in (1, 3):
        assert (await world.ended(number)).outcome is Outcome.SUCCESS
    await world.reaches(2, lambda one: (one.plan_number, one.stage) == (2, Stage.WAITING))
    assert world.changes("secbot-A-2") == ()
    assert world.changes("secbot-A-4") == ()
    await world.until_says(card.ts, words.PART_ALONE, words.DECIDED_BY, "A-1", "A-3")
    decided = await world.records(1, What.DECIDED)
    assert [each.body["batch"] for each in decided] == ["B-1.1"]
    assert (await world.records(3, What.BATCHED))[-1].body["batch"] == "B-1.1"
    assert "B-1" in await world.type(RYO, "/sec why A-3")
    assert has(await world.type(RYO, "/sec why A-2"), words.WHY_ALONE)

    await world.until(lambda: any("plan.approve" in controls(each) for each in world.cards()))
    alone = next(each for each in world.cards() if "plan.approve" in controls(each))
    assert has(world.card(alone.ts), approval.DIFFERENCES)
    await world.approve(BOB, alone)
    assert (await world.ended(2)).outcome is Outcome.SUCCESS
    await world.until_says(card.ts, words.OUTCOME, "Partial")


async def all_of_it_is_put_back_with_two_approvals(world: World) -> None:
    told = await world.type(ANN, "/sec undo B-1 it was a false alarm")
    assert has(told, words.UNDO_ASKED)
    digest = await sealed(world, 2)
    assert has(await world.type(BOB, f"/sec approve B-2 {digest}"), responding.COUNTED)
    assert has(await world.type(RYO, f"/sec approve A-5 {digest}"), words.APPROVED)
    for number in (5, 6, 7):
        assert (await world.ended(number)).outcome is Outcome.SUCCESS
    assert world.groups("web-7") == [["base", "web"], ["base"]]
    assert world.groups("web-8") == [["base"]]
    audited = await world.type(ANN, "/sec audit B-2")
    assert all(f"A-{number}" in audited for number in (5, 6, 7))


async def sealed(world: World, number: int = 1) -> str:
    """Wait until a batch is sealed and return its short digest."""

    async def ask() -> Batch | None:
        found = await world.read(lambda unit: unit.batches.get(number))
        return found if found and found.seal else None

    found = await eventually(ask)
    assert found.seal is not None
    return found.seal.short


async def members(world: World) -> list[Execution]:
    """Return the members of the first batch."""
    return [await world.execution(number) for number in (1, 2, 3, 4)]
