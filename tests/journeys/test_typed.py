"""The same decisions by keyboard: a typed approval carries the digest of the plan that was read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.domain.execution import Execution, Outcome, Stage
from bot.domain.record import What
from bot.domain.words import approval as words
from bot.domain.words import deciding, reply, responding
from practice.aws.server import SimulatedAws
from tests.journeys.messages import has
from tests.journeys.policies import drilling
from tests.journeys.stage import ANN, BOB, EVE, RYO
from tests.journeys.world import World, a_world


def waits(execution: Execution) -> bool:
    """Say whether an execution waits for a decision."""
    return execution.stage is Stage.WAITING


async def asked(world: World, number: int) -> str:
    """Let Ann ask for I-1's runbook by keyboard; return the short digest once it is planned."""
    told = await world.type(ANN, "/sec run block-public-s3 I-1 “anybody can read it”")
    assert f"A-{number}" in told
    await world.reaches(number, waits)
    return (await world.proposal(number)).short


async def test_a_runbook_is_asked_for_approved_and_put_back_by_keyboard_alone(
    world: World,
) -> None:
    await world.find_open_bucket()
    assert "I-1" in await world.type(ANN, "/sec ack i-1")
    digest = await asked(world, 1)
    wrong = "0" * 6 if digest[0] != "0" else "1" * 6

    assert has(await world.type(BOB, "/sec approve A-1"), reply.WRONG_USE)
    whole = (await world.proposal(1)).digest
    longer = digest + ("0" if whole[len(digest)] != "0" else "1")
    for typed in (wrong, digest[:5], longer, "not-hex"):
        assert has(await world.type(BOB, f"/sec approve A-1 {typed}"), deciding.OTHER_PLAN)
    assert has(await world.type(ANN, f"/sec approve A-1 {digest}"), deciding.OWN_REQUEST)
    assert has(await world.type(EVE, f"/sec approve A-1 {digest}"), deciding.GUEST)
    assert has(await world.type(BOB, f"/sec approve A-2 {digest}"), responding.NO_EXECUTION)
    assert (await world.execution()).stage is Stage.WAITING

    told = await world.type(BOB, f"/SEC APPROVE a-1 {digest.upper()}".replace("/SEC", "/sec"))
    assert has(told, responding.APPROVED)
    assert (await world.ended()).outcome is Outcome.SUCCESS
    decided = await world.records(1, What.DECIDED)
    assert [each.body["via"] for each in decided] == ["typed"]

    assert "A-2" in await world.type(ANN, "/sec undo 1 it was a false alarm")
    await world.reaches(2, waits)
    back = (await world.proposal(2)).short
    assert has(await world.type(BOB, f"/sec approve 2 {back}"), responding.COUNTED)
    assert has(await world.type(RYO, f"/sec approve A-2.1 {back}"), responding.APPROVED)
    assert (await world.ended(2)).outcome is Outcome.SUCCESS


async def test_a_typed_rejection_ends_it_with_its_reason_on_the_card(world: World) -> None:
    card = await world.find_open_bucket()
    approval = await world.ask(ANN, card, "block_public_s3")
    assert has(await world.type(EVE, "/sec reject A-1 no"), deciding.GUEST)
    told = await world.type(BOB, "/sec reject A-1 the bucket serves the shop's pictures")
    assert has(told, responding.REJECTED)
    await world.until_says(approval.ts, words.REJECTED_BECAUSE, "the shop's pictures")
    assert (await world.execution()).stage is Stage.REJECTED

    digest = (await world.proposal()).short
    assert has(await world.type(RYO, f"/sec approve A-1 {digest}"), responding.NOT_WAITING)
    assert has(await world.type(RYO, "/sec reject A-1"), responding.NOT_WAITING)
    assert world.changes() == ()


async def test_what_was_asked_for_and_decided_can_be_read_by_keyboard(world: World) -> None:
    await world.find_open_bucket()
    digest = await asked(world, 1)
    await world.type(BOB, f"/sec approve A-1 {digest}")
    await world.ended()

    assert "I-1" in await world.type(RYO, "/sec list sev>=high")
    assert world.bucket in await world.type(RYO, "/sec show I-1")
    assert "PASSED" in await world.type(RYO, "/sec show A-1")
    audit = await world.type(RYO, "/sec audit A-1")
    assert "Ann asked for A-1" in audit
    assert "Bob approved A-1" in audit
    assert "s3:PutBucketPublicAccessBlock" in audit
    assert "Bob approved A-1" in await world.type(RYO, "/sec audit @bob")
    for verb in ("list", "show I-1", "audit A-1"):
        answer = await world.type(EVE, f"/sec {verb}")
        assert has(answer, deciding.GUEST)
        assert world.bucket not in answer


async def test_a_whole_account_is_blocked_by_its_number_and_needs_two(
    aws: SimulatedAws, account_numbers: Iterator[str], tmp_path: Path
) -> None:
    async with a_world(aws, account_numbers, tmp_path, policy=drilling) as world:
        await block_the_account(world)


async def block_the_account(world: World) -> None:
    """Let Ann ask for the account, as a drill, and two approve."""
    account = world.estate.prod.account
    told = await world.type(
        ANN, f"/sec run block_public_s3 {account} scope=account receipts leak somewhere"
    )
    assert "A-1" in told
    await world.reaches(1, waits)
    proposal = await world.proposal(1)
    assert (proposal.target, proposal.needs) == (f"arn:aws:iam::{account}:root", 2)
    assert (await world.execution()).ask.runbook == "block_public_s3_account"

    told = await world.type(BOB, f"/sec approve A-1 {proposal.short}")
    assert has(told, responding.COUNTED)
    await world.type(RYO, f"/sec approve A-1 {proposal.short}")
    assert (await world.ended()).outcome is Outcome.SUCCESS
    control = world.aws.client("s3control", account)
    held = control.get_public_access_block(AccountId=account)
    assert set(held["PublicAccessBlockConfiguration"].values()) == {True}
