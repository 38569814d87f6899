"""What the policy file does not let anybody change stays as it is, and people are told why."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.domain.execution import Stage
from bot.domain.record import What
from bot.domain.words import alert, approval, deciding, offering, responding
from practice.aws.estate import Estate
from practice.aws.record import CallRecord
from practice.aws.server import SimulatedAws
from practice.spoken import controls
from runbooks.kit.text import Text
from tests.journeys.findings import public_bucket
from tests.journeys.messages import has
from tests.journeys.policies import PolicyText, changed, policy, written
from tests.journeys.stage import ANN, BOB
from tests.journeys.world import World, a_world

LOOK = "runbook.ask:detective_context"
READS = ("Describe", "Get", "List", "Lookup", "Head", "Assume")


def written_by_the_bot(world: World) -> list[CallRecord]:
    """Return every call in the prod account that a session of the bot made to change something."""
    made = world.aws.calls(account=world.estate.prod.account)
    return [
        each
        for each in made
        if each.session.startswith("secbot") and not each.operation.startswith(READS)
    ]


def nobody_can_run_or_approve(world: World) -> bool:
    """Say whether no message of the channel has a control that asks for or approves a change."""
    names = {name for message in world.everything() for name in controls(message)} - {LOOK}
    return not any(name.startswith(("plan.approve", "runbook.")) for name in names)


def protecting_bucket(built: Estate) -> str:
    resources = [f"arn:aws:s3:::{built.prod.buckets[-1]}"]
    return changed(protected={"resources": resources})(built)


def protecting_all_buckets(built: Estate) -> str:
    return changed(protected={"resources": ["arn:aws:s3:::pay-*"]})(built)


def protecting_account(built: Estate) -> str:
    return changed(protected={"accounts": [built.prod.account]})(built)


@pytest.mark.parametrize("rules", [protecting_bucket, protecting_all_buckets, protecting_account])
async def test_what_the_policy_protects_is_not_on_offer_and_gets_no_plan_when_it_is_typed(
    aws: SimulatedAws, account_numbers: Iterator[str], tmp_path: Path, rules: PolicyText
) -> None:
    async with a_world(aws, account_numbers, tmp_path, policy=rules) as world:
        card = await world.find_open_bucket()
        await world.until_says(card, alert.NO_OFFER, deciding.PROTECTED)
        assert nobody_can_run_or_approve(world)

        assert "A-1" in await world.type(ANN, "/sec run block_public_s3 I-1 it leaks")
        assert (await world.ended()).stage is Stage.REFUSED
        await world.reply_that_says(card, deciding.PROTECTED)
        assert nobody_can_run_or_approve(world)

        await world.open_modal(ANN, card, LOOK)
        await world.submit(ANN, "who opened it")
        assert (await world.ended(2)).stage is Stage.DONE, "what is protected may be looked into"
        assert nobody_can_run_or_approve(world)
        assert written_by_the_bot(world) == []


def acting_elsewhere(built: Estate) -> str:
    made = policy(built)
    made["accounts"]["defaults"]["act_regions"] = ["eu-central-1"]
    return written(made)


def without_the_account(built: Estate) -> str:
    made = policy(built)
    del made["accounts"][built.prod.account]
    return written(made)


@pytest.mark.parametrize(
    ("rules", "offered", "typed"),
    [
        (acting_elsewhere, responding.OTHER_REGION, responding.OTHER_REGION),
        (without_the_account, offering.OFFER_NONE_ACCOUNT, deciding.UNKNOWN_ACCOUNT),
    ],
)
async def test_where_the_policy_does_not_let_the_bot_act_nothing_can_be_asked_for(
    aws: SimulatedAws,
    account_numbers: Iterator[str],
    tmp_path: Path,
    rules: PolicyText,
    offered: Text,
    typed: Text,
) -> None:
    async with a_world(aws, account_numbers, tmp_path, policy=rules) as world:
        card = await world.find_open_bucket()
        await world.until_says(card, alert.NO_OFFER, offered)
        assert nobody_can_run_or_approve(world)
        assert has(await world.type(ANN, "/sec run block_public_s3 I-1 it leaks"), typed)
        assert await world.read(lambda unit: unit.executions.get(1)) is None
        assert written_by_the_bot(world) == []


async def test_a_machine_of_which_only_a_part_is_protected_is_refused_as_a_whole(
    aws: SimulatedAws, account_numbers: Iterator[str], tmp_path: Path
) -> None:
    def protecting_interface(built: Estate) -> str:
        interface = built.prod.interfaces["web-7"][1]
        pattern = f"arn:aws:ec2:*:*:network-interface/{interface}"
        return changed(protected={"resources": [pattern]})(built)

    async with a_world(aws, account_numbers, tmp_path, policy=protecting_interface) as world:
        as_it_was = world.groups()
        card = await world.find_threat("web-7")
        await world.open_modal(ANN, card, "runbook.ask:isolate_instance")
        await world.submit(ANN, "it mines")

        assert (await world.ended()).stage is Stage.REFUSED
        await world.reply_that_says(card, deciding.PROTECTED)
        assert written_by_the_bot(world) == []
        assert world.groups() == as_it_was


async def test_without_a_policy_file_cards_come_and_say_that_nothing_can_be_changed(
    aws: SimulatedAws, account_numbers: Iterator[str], tmp_path: Path
) -> None:
    async with a_world(aws, account_numbers, tmp_path, policy=None) as world:
        card = await world.find_open_bucket()
        await world.until_says(card, alert.NO_OFFER, offering.OFFER_NONE_ACCOUNT)
        assert nobody_can_run_or_approve(world)

        account = world.estate.prod.account
        place = f"account={account} region={world.estate.region}"
        command = f"/sec run block_public_s3 {world.bucket} {place} because it leaks"
        for who in (ANN, BOB):
            assert has(await world.type(who, command), deciding.UNKNOWN_ACCOUNT)
        assert await world.read(lambda unit: unit.executions.get(1)) is None
        assert written_by_the_bot(world) == []


async def test_a_sample_finding_says_what_it_is_and_offers_no_runbook(world: World) -> None:
    finding = public_bucket(world.bucket)
    finding["service"]["additionalInfo"] = {"sample": True}
    card = await world.raise_finding(finding)
    await world.until_says(card, alert.SAMPLE)
    assert nobody_can_run_or_approve(world)

    told = await world.type(ANN, "/sec run block_public_s3 I-1 because it leaks")
    assert has(told, responding.IS_SAMPLE)
    assert await world.read(lambda unit: unit.executions.get(1)) is None
    assert written_by_the_bot(world) == []


async def test_a_look_shows_the_plan_and_nobody_can_approve_it(world: World) -> None:
    account = world.estate.prod.account
    told = await world.type(ANN, f"/sec run block_public_s3 {world.bucket} account={account} plan")
    assert has(told, responding.LOOKED_HERE)

    assert (await world.ended()).stage is Stage.PLANNED
    await world.until(
        lambda: any(has(world.card(each.ts), approval.CHANGES) for each in world.cards())
    )
    shown = world.cards()[-1]
    await world.until_says(shown.ts, approval.PLANNED_ONLY, world.bucket)
    assert nobody_can_run_or_approve(world)

    short = (await world.proposal()).short
    answer = await world.type(BOB, f"/sec approve A-1 {short}")
    assert has(answer, responding.NOT_WAITING)
    assert (await world.execution()).stage is Stage.PLANNED
    assert await world.records(1, What.DECIDED, What.STARTED) == ()
    assert written_by_the_bot(world) == []
