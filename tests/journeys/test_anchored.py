"""A bot with an anchor: nothing is changed before it is anchored, and no restart cries wolf."""

from __future__ import annotations

import asyncio

import pytest

from bot.aws.anchors.opening import open_anchor
from bot.domain.execution import Outcome
from bot.domain.record import What
from practice.aws.faults import Failing, Fault
from practice.aws.server import SimulatedAws
from tests.anchors import a_locked_bucket
from tests.journeys.stage import BOB
from tests.journeys.waiting import eventually
from tests.journeys.world import World

ISOLATED = [["secbot-quarantine"], ["secbot-quarantine"]]


def a_bucket(aws: SimulatedAws, world: World) -> str:
    """Make a locked bucket in the bot's home account, and return the anchor in it."""
    name = a_locked_bucket(aws, f"anchors-{world.estate.home}", account=world.estate.home)
    return f"s3://{name}/prod"


def a_key(aws: SimulatedAws, world: World) -> str:
    """Make a signing key in the bot's home account, and return it as an anchor."""
    kms = aws.client("kms", world.estate.home, world.estate.region)
    made = kms.create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")
    return f"kms:{made['KeyMetadata']['Arn']}"


@pytest.fixture(params=[a_bucket, a_key], ids=["s3", "kms"])
async def anchored(request: pytest.FixtureRequest, world: World) -> World:
    """Set an anchor up and start the bot anew with it."""
    world.anchor = request.param(world.aws, world)
    await world.restart()
    return world


async def whole(world: World) -> bool:
    """Say whether chain and anchors hold and nothing waits for its anchor."""
    sessions = world._sessions()
    anchor = open_anchor(world.anchor, sessions, world.clock)
    assert anchor is not None
    receipts = await world.read(lambda unit: unit.anchors.of(anchor.target))
    found = await asyncio.to_thread(anchor.check, receipts)
    held = await world.read(lambda unit: unit.records.hold(found.marks))
    anchor.close()
    sessions.close()
    assert (held.verified.broken_at, held.verified.cut_after, held.wrong_at) == (None, None, None)
    assert (held.bare, held.beyond, held.is_foreign, found.unproved) == ((), None, False, ())
    return bool(found.marks) and held.open_ends == 0


async def test_an_isolation_is_anchored_call_by_call_and_a_restart_changes_nothing_of_that(
    anchored: World,
) -> None:
    card = await anchored.find_threat("web-7")
    approval = await anchored.ask_isolation(card)
    await anchored.approve(BOB, approval)

    assert (await anchored.ended()).outcome is Outcome.SUCCESS
    assert anchored.groups() == ISOLATED
    assert await eventually(lambda: whole(anchored))
    sent = [
        record for record in await anchored.records(1, What.RESULT) if record.body["code"] == ""
    ]
    kept = await anchored.read(lambda unit: list(unit.anchors.all()))
    assert len(kept) == 1 + len(sent) + 1

    await anchored.restart()
    assert await eventually(lambda: whole(anchored))


async def test_where_the_anchor_refuses_nothing_is_changed_and_the_thread_says_why(
    anchored: World,
) -> None:
    as_it_was = anchored.groups()
    card = await anchored.find_threat("web-7")
    approval = await anchored.ask_isolation(card)
    for operation in ("PutObject", "Sign"):
        refused = Fault(Failing.DENIED, account=anchored.estate.home, operation=operation)
        anchored.aws.faults.place(refused)
    await anchored.approve(BOB, approval)

    assert (await anchored.ended()).outcome is Outcome.ERROR
    assert anchored.changes() == ()
    assert anchored.groups() == as_it_was
    shown = await anchored.reply_that_says(card, "could not be anchored at")
    await anchored.until_says(shown.ts, anchored.anchor, "AccessDenied", "was not called")

    anchored.aws.faults.clear(anchored.estate.home)
    again = await anchored.ask_isolation(card)
    await anchored.approve(BOB, again)
    assert (await anchored.ended(2)).outcome is Outcome.SUCCESS
    assert anchored.groups() == ISOLATED
    assert await eventually(lambda: whole(anchored))
