"""An insider with a stolen approver's session tries, through Slack alone, all that comes to mind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.execution import Outcome, Stage
from bot.domain.hold import Grip
from bot.domain.incident import Status
from bot.domain.record import What
from bot.domain.words import (
    braking,
    deciding,
    drilling,
    glass,
    holding,
    members,
    responding,
    silencing,
    stopping,
)
from handlers.slack import pace
from practice.aws.server import SimulatedAws
from runbooks.kit import holders
from tests.journeys.insider import BOTH_TAGS, CEILING, HIDDEN, MAL, NED, Night, called, strict
from tests.journeys.messages import elements, has, says
from tests.journeys.stage import ANN, BOB, EVE, RYO
from tests.journeys.world import a_world

WHY = "exfiltration goes on and nobody answers"


async def test_an_insider_with_a_stolen_session_frees_nobody_and_is_heard(
    aws: SimulatedAws,
    account_numbers: Iterator[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # A whole night is played in a minute or two.
    monkeypatch.setattr(pace, "MOST_QUESTIONS", 1000)
    async with a_world(aws, account_numbers, tmp_path, policy=strict) as world:
        night = Night(world)
        await an_intruder_was_contained(night)
        await one_session_talks_no_incident_away(night)
        await nobody_approves_what_they_asked_for(night)
        await a_guessed_digest_and_a_forged_team_count_for_nothing(night)
        await a_plan_that_aws_has_left_behind_is_refused_and_so_is_an_old_request(night)
        await two_sessions_are_two_people_and_it_is_recorded_and_can_be_put_back(night)
        await two_sessions_do_not_free_the_intruder(night)
        await class_d_without_its_drill_is_refused(night)
        await what_is_secbots_own_protected_or_unknown_is_refused(night)
        await tags_raise_and_are_told_and_a_colleagues_plan_can_be_vetoed(night)
        await a_stop_is_heard_and_one_session_does_not_end_it(night)
        await what_is_asked_for_in_a_hidden_room_is_told_in_the_channel(night)
        await the_broken_glass_is_heard_and_not_reviewed_by_its_friends(night)
        await an_accomplice_counts_as_one_with_the_admin_who_vouched(night)
        await the_ceiling_holds_until_two_have_lifted_it_aloud(night)
        await looks_are_capped_and_an_owner_silences_no_hold(night)
        await the_end_of_a_hold_takes_two_and_is_heard(night)
        await a_plan_that_has_expired_is_dead(night)


async def an_intruder_was_contained(night: Night) -> None:
    night.card = await night.world.find_threat("web-7")
    approval = await night.world.ask(RYO, night.card, "isolate_instance")
    await night.world.approve(BOB, approval)
    assert (await night.world.ended()).outcome is Outcome.SUCCESS
    night.made = 1
    night.changed_nothing()


async def one_session_talks_no_incident_away(night: Night) -> None:
    ways = (
        ("fp I-1", silencing.ASKED_TWICE),
        ("close I-1", silencing.ASKED_TWICE),
        ("snooze I-1 4h scope=type", silencing.ASKED),
    )
    for verb, twice in ways:
        assert has(await night.type(ANN, f"/sec {verb} a test of ours"), silencing.ASKED)
        assert has(await night.type(ANN, f"/sec {verb} a test of ours"), twice)
    assert (await night.world.incident()).status is not Status.CLOSED
    night.changed_nothing()


async def nobody_approves_what_they_asked_for(night: Night) -> None:
    number = await night.isolate(ANN, "ledger-1")
    assert number == 2
    await night.refuses(await night.approve(ANN, number), deciding.OWN_REQUEST, number)
    await night.world.approve(ANN, await night.plan_card(number))
    await night.world.told(ANN, deciding.OWN_REQUEST)
    await night.waits(number)


async def a_guessed_digest_and_a_forged_team_count_for_nothing(night: Night) -> None:
    short = (await night.world.proposal(2)).short
    for guess in ("000000" if short[0] != "0" else "111111", short[:5], "not-hex"):
        told = await night.type(BOB, f"/sec approve A-2 {guess}")
        await night.refuses(told, deciding.OTHER_PLAN, 2)
    await night.forge(await night.plan_card(2))
    await night.world.told(EVE, deciding.GUEST)
    await night.waits(2)


async def a_plan_that_aws_has_left_behind_is_refused_and_so_is_an_old_request(
    night: Night,
) -> None:
    old = await night.plan_card(2)
    await night.move("ledger-1")
    await night.world.approve(BOB, old)
    click = night.world.slack.sender.sent[-1]
    await night.world.reaches(2, lambda one: one.plan_number == 2)
    await night.plan_card(2, 2)
    await night.waits(2)
    await night.world.slack.sender.again(click)
    await night.world.told(BOB, deciding.OTHER_PLAN)
    assert await night.replay_old(click) == 401
    await night.waits(2)


async def two_sessions_are_two_people_and_it_is_recorded_and_can_be_put_back(
    night: Night,
) -> None:
    fresh = await night.plan_card(2, 2)
    await night.world.approve(BOB, fresh)
    assert (await night.world.ended(2)).outcome is Outcome.SUCCESS
    night.made += 1
    night.changed_nothing()
    assert night.world.groups("ledger-1") == [["secbot-quarantine"]]
    await night.world.until_says(fresh.ts, "asked by Ann", "Approved by Bob")
    assert fresh.ts in {each.ts for each in night.world.cards()}
    assert [each.actor_name for each in await night.recorded(2, What.DECIDED)][-1:] == ["Bob"]
    await night.world.until(
        lambda: any("/sec undo A-2" in night.world.card(each.ts) for each in night.world.cards())
    )


async def two_sessions_do_not_free_the_intruder(night: Night) -> None:
    assert "A-3" in await night.type(ANN, "/sec undo A-1 it was a false alarm")
    night.undo = 3
    await night.world.reaches(3, lambda one: one.stage is Stage.WAITING)
    assert (await night.world.proposal(3)).needs == 2
    assert has(await night.approve(BOB, 3), responding.COUNTED)
    assert has(await night.approve(BOB, 3), responding.VOTED_ALREADY)
    await night.refuses(await night.approve(ANN, 3), deciding.OWN_REQUEST, 3)
    told = await night.type(BOB, f"/sec break-glass A-3 {WHY}")
    await night.refuses(told, deciding.GLASS_OPENS, 3)


async def class_d_without_its_drill_is_refused(night: Night) -> None:
    number = await night.ask(ANN, "block_public_s3_account", night.prod.account)
    assert (await night.world.execution(number)).stage is Stage.REFUSED
    await night.told_aloud(deciding.UNPROVED)
    told = await night.type(BOB, f"/sec break-glass {called(number)} {WHY}")
    assert has(told, responding.NOT_WAITING)
    night.changed_nothing()


async def what_is_secbots_own_protected_or_unknown_is_refused(night: Night) -> None:
    account, staging = night.prod.account, night.world.estate.staging
    own = f"arn:aws:iam::{account}:role/secbot-read"
    number = await night.ask(ANN, "revoke_iam", own)
    assert (await night.world.execution(number)).stage is Stage.REFUSED
    await night.told_aloud(holders.IS_OURS)
    bucket = staging.buckets[-1]
    number = await night.ask(ANN, "block_public_s3", bucket, account=staging.account)
    assert (await night.world.execution(number)).stage is Stage.REFUSED
    await night.told_aloud(deciding.PROTECTED)
    told = await night.type(ANN, "/sec run block_public_s3 b-1 account=123456789012 it leaks")
    assert has(told, deciding.UNKNOWN_ACCOUNT)
    night.changed_nothing()


async def tags_raise_and_are_told_and_a_colleagues_plan_can_be_vetoed(night: Night) -> None:
    await night.tag("web-8", *BOTH_TAGS)
    number = await night.isolate(RYO, "web-8")
    card = await night.plan_card(number)
    said = night.world.card(card.ts)
    assert has(said, drilling.PROTECTED)
    assert has(said, drilling.DRILL)
    assert ":user/deploy-payments" in said
    assert (await night.world.proposal(number)).needs == 2
    assert has(await night.approve(BOB, number), responding.COUNTED)
    await night.waits(number)

    told = await night.type(ANN, f"/sec reject {called(number)} no")
    await night.refuses(told, responding.MAY_NOT_REJECT, number)
    assert has(await night.type(BOB, f"/sec reject {called(number)} not now"), responding.REJECTED)
    await night.world.until_says(card.ts, "Rejected by Bob: “not now”")
    assert await night.recorded(number, What.REJECTED)
    night.changed_nothing()


async def a_stop_is_heard_and_one_session_does_not_end_it(night: Night) -> None:
    assert has(await night.type(ANN, "/sec stop"), responding.STOP_DONE_ALL)
    await night.told_aloud("Ann pulled the brake for all accounts")
    number = await night.isolate(RYO, "web-8")
    assert has(await night.approve(BOB, number), responding.STOPPED_ALL)
    await night.waits(number)
    assert has(await night.type(ANN, "/sec start"), responding.START_ASKED_ALL)
    assert has(await night.type(ANN, "/sec start"), responding.START_TWICE)
    await night.told_aloud("Ann asked to release the brake")
    assert has(await night.type(BOB, "/sec start"), responding.START_DONE)
    await night.told_aloud("Bob released the brake")
    assert has(await night.type(RYO, f"/sec reject {called(number)} later"), responding.REJECTED)
    night.changed_nothing()


async def what_is_asked_for_in_a_hidden_room_is_told_in_the_channel(night: Night) -> None:
    night.open_room()
    number = await night.ask(ANN, "block_public_s3", night.world.bucket, channel=HIDDEN)
    card = await night.plan_card(number)
    assert card.channel == "C0SEC"
    assert has(await night.approve(BOB, number), responding.APPROVED)
    assert (await night.world.ended(number)).outcome is Outcome.SUCCESS
    night.made += 1
    await night.world.until_says(card.ts, "Approved by Bob")
    night.changed_nothing()


async def the_broken_glass_is_heard_and_not_reviewed_by_its_friends(night: Night) -> None:
    staging = night.world.estate.staging
    web, room = staging.instances["web-1"], {"account": staging.account, "channel": HIDDEN}
    number = await night.ask(BOB, "isolate_instance", web, **room)
    told = await night.type(ANN, f"/sec break-glass {called(number)} {WHY}")
    await night.refuses(told, deciding.GLASS_NEEDS_ADMIN, number)
    assert has(
        await night.type(BOB, f"/sec break-glass {called(number)} {WHY}", HIDDEN), glass.BROKEN
    )
    assert (await night.world.ended(number)).outcome is Outcome.SUCCESS
    night.made += 1
    loud = await night.told_aloud(glass.GLASS_BROKEN, "Bob")
    assert [each["usergroup_id"] for each in elements(loud, "usergroup")] == ["S0APPROVE"]

    second = await night.isolate(ANN, "web-8", "mode=stop")
    told = await night.type(BOB, f"/sec break-glass {called(second)} {WHY}")
    await night.refuses(told, glass.ONE_AT_A_TIME, second)
    night.hire(MAL, "S0RESPOND", "S0APPROVE")
    says = f"/sec review {called(number)} it was right, I looked"
    assert has(await night.type(BOB, says), glass.OWN_REVIEW)
    assert has(await night.type(ANN, says), glass.REVIEW_NEEDS_APPROVER)
    assert has(await night.type(MAL.id, says), deciding.TOO_NEW)
    await night.told_aloud(members.GROUP_JOINED, "Mal")
    assert not await night.recorded(number, What.REVIEWED)


async def an_accomplice_counts_as_one_with_the_admin_who_vouched(night: Night) -> None:
    await night.refuses(await night.approve(MAL.id, night.undo), deciding.TOO_NEW, night.undo)
    assert has(await night.type(ANN, "/sec confirm @mal"), deciding.NEEDS_ADMIN)
    assert has(await night.type(MAL.id, "/sec confirm @mal"), deciding.OWN_MEMBERSHIP)
    assert has(await night.type(BOB, "/sec confirm @mal"), responding.CONFIRMED)
    await night.told_aloud(members.MEMBER_CONFIRMED, "Bob", MAL.id)

    assert has(await night.approve(MAL.id, night.undo), responding.COUNTED)
    await night.waits(night.undo)
    night.hire(NED, "S0APPROVE")
    assert has(await night.type(MAL.id, "/sec confirm @ned"), deciding.NEEDS_ADMIN)
    found = await night.world.read(lambda unit: unit.reviews.still_open())
    (review,) = found
    says = f"/sec review {called(review.execution)} it was right, I looked"
    assert has(await night.type(MAL.id, says), glass.OWN_REVIEW)
    assert has(await night.type(RYO, says), glass.REVIEWED)
    await night.told_aloud(glass.REVIEW_CLOSED, "Ryo")
    night.changed_nothing()


async def the_ceiling_holds_until_two_have_lifted_it_aloud(night: Night) -> None:
    users = f"arn:aws:iam::{night.prod.account}:user"
    last = await night.ask(ANN, "revoke_iam", f"{users}/carol")
    assert has(await night.approve(BOB, last), responding.APPROVED)
    await night.world.ended(last)
    night.made += 1
    assert night.made == CEILING

    number = await night.ask(ANN, "revoke_iam", f"{users}/deploy-payments")
    await night.refuses(await night.approve(BOB, number), braking.CEILING_ALL, number)
    assert has(await night.type(ANN, "/sec lift prod-payments 1h a worm"), braking.LIFT_ASKED)
    assert has(await night.type(ANN, "/sec lift prod-payments"), braking.LIFT_TWICE)
    await night.told_aloud(stopping.LIFT_ASKED, "Ann")
    assert has(await night.type(BOB, "/sec lift prod-payments"), braking.LIFT_DONE)
    await night.told_aloud(stopping.LIFTED, "Bob")
    assert "as Bob agreed" in await night.type(RYO, "/sec status")
    assert has(await night.approve(BOB, number), responding.APPROVED)
    assert (await night.world.ended(number)).outcome is Outcome.SUCCESS
    night.made += 1
    night.changed_nothing()


async def looks_are_capped_and_an_owner_silences_no_hold(night: Night) -> None:
    account = night.prod.account
    look = f"/sec run detective_context user/carol account={account} who is carol"
    told = [await night.type(ANN, look) for _ in range(11)]
    assert has(told[-1], responding.MANY_LOOKS)
    assert not any(has(each, responding.MANY_LOOKS) for each in told[:-1])
    assert has(await night.type(ANN, "/sec ack I-1"), responding.TAKEN)
    await night.world.until_says(night.card, "Ann", holding.HELD)
    assert has(await night.type(BOB, "/sec ack I-1"), responding.TAKEN_ALREADY)
    night.changed_nothing()


async def the_end_of_a_hold_takes_two_and_is_heard(night: Night) -> None:
    assert "Guests" in await night.type(EVE, "/sec release I-1")
    assert has(await night.type(ANN, "/sec release I-1 rebuilt"), holding.ASKED)
    assert has(await night.type(ANN, "/sec release I-1 rebuilt"), holding.ASKED_TWICE)
    hold = await night.world.read(lambda unit: unit.holds.get(1))
    assert hold is not None
    assert hold.state is Grip.HELD
    assert has(await night.type(BOB, "/sec release I-1"), holding.ENDED)
    await night.told_aloud(holding.HOLD_RELEASED, "Bob ended the hold, as Ann had asked")
    assert await night.recorded(1, What.HOLD_RELEASED)
    night.changed_nothing()


def is_told_that_it_is_over(night: Night) -> bool:
    """Say whether Ryo is told that it has expired, or that the schedule has ended it already."""
    own = (each for each in night.world.everything() if each.only_for == RYO)
    over = (deciding.PLAN_EXPIRED, responding.NOT_WAITING)
    return any(says(each, text) for each in own for text in over)


async def a_plan_that_has_expired_is_dead(night: Night) -> None:
    card = await night.plan_card(night.undo)
    night.world.clock.advance(timedelta(minutes=31))
    await night.world.approve(RYO, card)
    await night.world.until(lambda: is_told_that_it_is_over(night))
    night.changed_nothing()
