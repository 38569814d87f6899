"""One yes to all of a batch: never where a member alone would need more."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.batch import Seal
from bot.domain.execution import Stage
from bot.domain.finding import Resource
from bot.domain.ids import Prefix
from bot.domain.policy import Limits
from bot.domain.record import What
from bot.domain.run import Work
from bot.domain.words import batch as words
from bot.domain.words import deciding, responding, restricting
from bot.durable.bell import LocalBell
from bot.ports.unit import Unit
from bot.response.deciding.expiring import expire
from bot.response.deciding.paging import PATIENCE, page
from bot.response.explaining.explaining import WhyDesk
from bot.response.incidents.restricting import Few, RestrictDesk
from bot.response.keeping import batches
from bot.response.people.replies import Reply
from bot.response.planning.aiming import Wish
from runbooks.kit.values import RiskClass
from tests.bot.domain.makers import ANN, BOB, EVE, NOW, RYO, a_policy
from tests.bot.response.batch_office import Several
from tests.bot.response.office import Office, a_finding, an_office
from tests.bot.response.works import DiedError, DyingStore
from tests.journeys.messages import has

B, D = RiskClass.B, RiskClass.D
MINUTE = timedelta(minutes=1)


async def test_one_yes_starts_each_member_on_its_own(office: Office) -> None:
    several = Several(office)
    seal = await several.sealed(B, B, B)

    assert has(await several.approve(), words.APPROVED)
    assert await several.stages() == [Stage.APPROVED] * 3
    due = await office.store.write(lambda unit: unit.runs.due("me", 99, MINUTE))
    assert sorted(one.subject for one in due if one.work is Work.EXECUTE) == [1, 2, 3]
    decided = await office.records(What.DECIDED)
    assert [each.execution for each in decided] == [1, 2, 3]
    assert {each.body["batch_digest"] for each in decided} == {seal.digest}
    assert [each.body["digest"] for each in decided] == [one.digest for one in seal.members]
    assert has(await several.approve(RYO), words.NOT_WAITING)


async def test_the_strictest_member_decides_how_many_must_say_yes(office: Office) -> None:
    several = Several(office)
    await several.sealed(B, D)

    assert has(await several.approve(), responding.COUNTED)
    assert await several.stages() == [Stage.WAITING] * 2
    assert has(await several.approve(), responding.VOTED_ALREADY)
    assert has(await several.approve(RYO), words.APPROVED)


async def test_a_member_is_never_decided_on_alone_while_its_batch_waits(office: Office) -> None:
    several = Several(office)
    seal = await several.sealed(B, D)
    await several.approve()
    for number, member in enumerate(seal.members, start=1):
        alone = await office.deciding.approve(RYO, number, member.digest, "click")
        no = await office.deciding.reject(RYO, number, "", "click")
        assert {alone.says.text, no.says.text} == {words.PART_OF}
    assert await several.stages() == [Stage.WAITING] * 2


async def test_who_may_not_decide_on_one_decides_on_none(office: Office) -> None:
    several = Several(office)
    await several.sealed(B, B)

    assert has(await several.approve(ANN), deciding.OWN_REQUEST)
    assert has(await several.approve(EVE), deciding.GUEST)
    assert has(await several.approve(BOB, "0" * 5), deciding.OTHER_PLAN)
    unsure = replace(BOB, groups=None)
    assert has(await several.approve(unsure), deciding.NO_ANSWER)
    assert await several.stages() == [Stage.WAITING] * 2
    refused = await office.records(What.CLICK_REFUSED)
    assert {each.execution for each in refused} == {1, 2}


async def test_a_card_that_was_cut_counts_only_once_every_plan_was_opened(office: Office) -> None:
    several = Several(office, is_cut=True)
    seal = await several.sealed(B, B)

    assert has(await several.approve(), deciding.NOT_OPENED)
    await office.deciding.open_plan(BOB, 1, 1)
    assert has(await several.approve(), deciding.NOT_OPENED)
    await several.deciding.open_plans(BOB, 1, "another digest")
    assert has(await several.approve(), deciding.NOT_OPENED)
    await several.deciding.open_plans(BOB, 1, seal.digest)
    assert has(await several.approve(), words.APPROVED)


async def test_what_is_not_stored_as_it_was_shown_is_not_approved(office: Office) -> None:
    several = Several(office)
    seal = await several.sealed(B, D)
    forged = replace(seal, needs=1, members=seal.members[:1])
    await reseal(office, forged)

    assert has(await several.approve(), responding.TAMPERED)
    assert await several.stages() == [Stage.WAITING] * 2


async def reseal(office: Office, seal: Seal) -> None:
    """Put another seal in the place of the batch's own, as whoever can write to the table."""

    def work(unit: Unit) -> None:
        batch = unit.batches.get(1)
        assert batch is not None
        unit.batches.unseal(1, batch.round, NOW)
        unit.batches.seal(1, batch.round + 1, seal)

    await office.store.write(work)


async def test_the_hourly_ceiling_has_a_place_for_each_or_for_none(tmp_path: Path) -> None:
    policy = a_policy(limits=Limits(targets_per_hour=2))
    async with an_office(tmp_path, policy) as office:
        several = Several(office)
        await several.sealed(B, B, B)
        assert "targets" in await several.approve()
        assert await several.stages() == [Stage.WAITING] * 3
        assert await office.store.read(lambda unit: unit.places.since(NOW - MINUTE)) == ()


async def test_what_is_stopped_for_one_is_stopped_for_all(office: Office) -> None:
    several = Several(office)
    await several.sealed(B, B)
    await office.braking.stop(ANN, "", "look first")

    assert has(await several.approve(), responding.STOPPED_ALL)
    assert await several.stages() == [Stage.WAITING] * 2


async def test_under_a_changed_policy_file_all_of_it_is_planned_anew_and_asks_as_one(
    office: Office,
) -> None:
    several = Several(office)
    await several.sealed(B, B)
    office.policy = replace(office.policy, digest="p2")

    assert has(await several.approve(), deciding.OTHER_POLICY)
    assert await several.stages() == [Stage.ASKED] * 2
    for number in (1, 2):
        target = f"arn:aws:s3:::bucket-{number}"
        await office.proposed(number, number=2, policy_digest="p2", target=target)
    seal = await several.seal()
    assert [(one.execution, one.plan) for one in seal.members] == [(1, 2), (2, 2)]
    assert (await several.batch()).plan_id == "B-1.2"
    assert has(await several.approve(), words.APPROVED)


async def test_a_no_is_a_no_to_all_of_it(office: Office) -> None:
    several = Several(office)
    seal = await several.sealed(B, B)
    desk = several.deciding
    other = await desk.reject(BOB, 1, "", "click", "0" * 64)
    stranger = await desk.reject(replace(RYO, groups=frozenset()), 1, "", "click")
    assert (other.says.text, stranger.says.text) == (
        deciding.OTHER_PLAN,
        responding.MAY_NOT_REJECT,
    )

    reply = await desk.reject(BOB, 1, "the wrong buckets", "click", seal.digest)
    assert reply.done
    assert await several.stages() == [Stage.REJECTED] * 2
    assert len(await office.records(What.REJECTED)) == 2


async def test_a_batch_expires_with_the_first_of_its_plans_and_calls_an_approver_once(
    office: Office,
) -> None:
    several = Several(office)
    await several.ask("bucket-1", "bucket-2")
    await several.plan(1, expires_at=NOW + 40 * MINUTE)
    await several.plan(2, expires_at=NOW + 20 * MINUTE)
    await several.seal()
    await office.store.write(lambda unit: unit.memberships.read("S0APPROVE", ["U0BOB"], NOW))
    late = NOW + PATIENCE
    assert await office.store.write(lambda unit: page(unit, office.policy, late)) == 1

    ends = NOW + 20 * MINUTE
    office.clock.advance(20 * MINUTE)
    assert has(await several.approve(), deciding.PLAN_EXPIRED)
    assert await office.store.write(lambda unit: expire(unit, ends)) == 2
    assert await several.stages() == [Stage.EXPIRED] * 2


async def test_two_at_once_are_counted_one_by_one(office: Office) -> None:
    several = Several(office)
    await several.sealed(D, D)
    told = await asyncio.gather(several.approve(BOB), several.approve(RYO))

    assert sorted(has(one, words.APPROVED) for one in told) == [False, True]
    assert await several.stages() == [Stage.APPROVED] * 2


async def test_what_does_not_wait_says_so(office: Office) -> None:
    several = Several(office)
    assert has(await several.approve(digest="0" * 6), words.NO_BATCH)
    await several.ask("bucket-1", "bucket-2")
    assert has(await several.approve(digest="0" * 6), words.PLANNING)
    assert await several.deciding.voters(1) == ()


@pytest.mark.parametrize("before", [True, False])
async def test_a_process_that_dies_at_a_yes_has_counted_it_for_all_or_for_none(
    office: Office, *, before: bool
) -> None:
    several, dying = Several(office), DyingStore(office.store)
    seal = await several.sealed(B, B, B)
    dying.die(What.DECIDED, at=2, before=before)
    desk = several.deciding
    desk.store = dying
    with pytest.raises(DiedError):
        await desk.approve(BOB, 1, seal.digest, "click")

    decided = Stage.WAITING if before else Stage.APPROVED
    assert await several.stages() == [decided] * 3
    assert has(await several.approve(), words.APPROVED if before else words.NOT_WAITING)
    assert len(await office.records(What.DECIDED)) == 3
    due = await office.store.write(lambda unit: unit.runs.due("me", 99, MINUTE))
    assert sorted(run.subject for run in due if run.work is Work.EXECUTE) == [1, 2, 3]


async def test_of_a_restricted_incident_only_the_named_decide_and_the_card_moves_with_it(
    office: Office,
) -> None:
    buckets = tuple(Resource("AwsS3Bucket", f"arn:aws:s3:::bucket-{one}") for one in (1, 2))
    incident = await office.incident(a_finding(resources=buckets))
    several = Several(office)
    await several.ask(incident=incident, region="")
    await several.plan(1)
    await several.plan(2)
    seal = await several.seal()
    desk = RestrictDesk(office.store, LocalBell(), office.clock, policy=office.policy)
    told = await desk.restrict(ANN, Few(incident, (BOB,), "an insider may read along"))
    assert told.done, told.says.plain()

    batch = await several.batch()
    card = await office.store.read(lambda unit: batches.sheet(unit, batch))
    assert (card.destination, card.subject) == ("people:U0ANN,U0BOB", "B-1.1")
    assert has(await several.approve(RYO), restricting.BARRED)
    await several.deciding.open_plans(RYO, 1, seal.digest)
    assert await office.records(What.PLAN_OPENED) == []
    for reply in (
        await several.deciding.reject(RYO, 1, "", "click"),
        await several.desk.undo(RYO, 1, "it was a false alarm", "", {}),
        await several.desk.ask(RYO, Wish("block_public_s3", incident, reason="they leak")),
        await WhyDesk(office.store, office.clock, policy=office.policy).why(RYO, Prefix.BATCH, 1),
        await office.incidents.audit(RYO, prefix=Prefix.BATCH, number=1, actor=""),
    ):
        assert isinstance(reply, Reply)
        assert reply.says.text is restricting.BARRED
    assert has(await several.approve(BOB), words.APPROVED)
