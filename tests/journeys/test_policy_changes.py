"""A policy file that changes while a plan waits: nothing runs by the rules of before."""

from __future__ import annotations

from bot.domain.execution import Outcome, Stage
from bot.domain.record import What
from bot.domain.words import approval as words
from bot.domain.words import deciding, endings
from practice.slack.messages import Message
from practice.spoken import controls
from tests.journeys.messages import said
from tests.journeys.policies import PolicyText, changed, policy, usual, written
from tests.journeys.stage import ANN, BOB, RYO
from tests.journeys.world import World

LOADED = "a changed policy file was loaded"


async def begin_anew(world: World, text: PolicyText) -> None:
    """Restart the bot with another policy file."""
    world.policy_path.write_text(text(world.estate), encoding="utf-8")
    await world.restart()


def tellings(world: World) -> list[Message]:
    """Return what the channel was told of changed policies."""
    return [each for each in world.cards() if LOADED in said(each)]


async def test_a_plan_of_the_old_policy_can_not_be_approved_and_is_made_again_under_the_new(
    world: World,
) -> None:
    card = await world.find_open_bucket()
    approval = await world.ask(ANN, card, "block_public_s3")
    old = await world.proposal()
    before = frozenset(message.ts for message in world.thread(card))
    await begin_anew(world, changed(approvals={"B": {"ttl": "10m"}, "C": {"approvals": 2}}))

    await world.approve(BOB, approval)
    await world.told(BOB, deciding.OTHER_POLICY, old.id)
    fresh = await world.reply_with(card, "plan.approve", before)
    await world.until_says(fresh.ts, "A-1.2")
    await world.until_says(approval.ts, words.SUPERSEDED)
    assert "plan.approve" not in controls(world.message(approval.ts))
    assert world.changes() == ()
    new = await world.proposal(1, 2)
    assert new.policy_digest != old.policy_digest
    assert await world.records(1, What.DECIDED, What.STARTED) == ()
    superseded = await world.records(1, What.SUPERSEDED)
    assert [each.body["why"] for each in superseded] == [endings.PLAN_CHANGED_POLICY.en]

    await world.approve(BOB, fresh)
    assert (await world.ended()).outcome is Outcome.SUCCESS


async def test_the_channel_is_told_once_what_has_changed_in_the_policy(world: World) -> None:
    await world.restart()
    assert tellings(world) == []

    await begin_anew(world, changed(approvals={"C": {"approvals": 2}}))
    await world.until(lambda: bool(tellings(world)))
    (told,) = tellings(world)
    await world.until_says(told.ts, "approvals.C.approvals", "2")

    await world.restart()
    await begin_anew(world, usual)
    await world.until(lambda: len(tellings(world)) > 1)
    assert len(tellings(world)) == 2


async def test_who_is_no_approver_any_more_after_the_change_can_approve_nothing(
    world: World,
) -> None:
    card = await world.find_open_bucket()
    approval = await world.ask(ANN, card, "block_public_s3")
    before = frozenset(message.ts for message in world.thread(card))
    roles = [
        {"role": "responder", "members": ["S0RESPOND"]},
        {"role": "admin", "members": [RYO]},
    ]
    await begin_anew(world, changed(roles=roles))

    await world.approve(BOB, approval)
    await world.told(BOB, "Nothing was changed")
    fresh = await world.reply_with(card, "plan.approve", before)
    await world.approve(BOB, fresh)
    await world.told(BOB, deciding.NEEDS_APPROVER)
    assert world.changes() == ()
    assert (await world.execution()).stage is Stage.WAITING

    await world.approve(RYO, fresh)
    assert (await world.ended()).outcome is Outcome.SUCCESS


async def test_a_plan_for_what_the_new_policy_protects_is_refused(world: World) -> None:
    card = await world.find_open_bucket()
    approval = await world.ask(ANN, card, "block_public_s3")
    resources = [f"arn:aws:s3:::{world.bucket}"]
    await begin_anew(world, changed(protected={"resources": resources}))

    await world.approve(BOB, approval)
    await world.told(BOB, deciding.PROTECTED)
    assert world.changes() == ()
    assert await world.records(1, What.DECIDED, What.STARTED) == ()


async def test_a_plan_in_an_account_that_the_new_policy_does_not_name_is_refused(
    world: World,
) -> None:
    card = await world.find_open_bucket()
    approval = await world.ask(ANN, card, "block_public_s3")
    without = policy(world.estate)
    del without["accounts"][world.estate.prod.account]
    await begin_anew(world, lambda _: written(without))

    await world.approve(BOB, approval)
    await world.told(BOB, deciding.UNKNOWN_ACCOUNT)
    assert world.changes() == ()
    assert await world.records(1, What.DECIDED, What.STARTED) == ()


async def test_a_restart_with_the_same_policy_leaves_a_waiting_plan_to_be_approved(
    world: World,
) -> None:
    card = await world.find_open_bucket()
    approval = await world.ask(ANN, card, "block_public_s3")
    await world.restart()
    await world.approve(BOB, approval)
    assert (await world.ended()).outcome is Outcome.SUCCESS
    assert await world.records(1, What.SUPERSEDED) == ()
