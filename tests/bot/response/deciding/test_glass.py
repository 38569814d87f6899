"""An admin may contain alone, loudly; nobody may open, undo or go unreviewed that way."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from bot.domain.execution import Kind, Stage
from bot.domain.people import Person, Role
from bot.domain.policy import Grant
from bot.domain.record import What
from bot.domain.restriction import Named, Restriction
from bot.domain.review import Review
from bot.domain.words import deciding
from bot.domain.words import glass as words
from bot.durable.bell import LocalBell
from bot.response.deciding.glass import GlassDesk
from bot.response.deciding.reviewing import ReviewDesk
from bot.response.people import voting
from bot.response.people.memberships import MemberDesk
from bot.response.people.replies import Reply
from runbooks.kit.text import Text
from runbooks.kit.values import RiskClass
from tests.bot.domain.makers import ANN, BOB, EVE, RYO
from tests.bot.response.office import CHANNEL, Office

WHY = "exfiltration goes on and nobody answers"


def desk(office: Office) -> GlassDesk:
    return GlassDesk(office.store, LocalBell(), office.clock, policy=office.policy)


def reviews(office: Office) -> ReviewDesk:
    return ReviewDesk(office.store, LocalBell(), office.clock, policy=office.policy)


async def broken(office: Office, person: Person = BOB, number: int = 1, reason: str = WHY) -> Reply:
    return await desk(office).break_glass(person, number, reason)


async def why(office: Office, person: Person = BOB, number: int = 1, reason: str = WHY) -> Text:
    reply = await broken(office, person, number, reason)
    assert not reply.done
    return reply.says.text


async def test_an_admin_s_word_alone_runs_the_plan_and_everybody_hears_of_it(
    office: Office,
) -> None:
    plan = await office.waiting()
    before = await office.wanted()

    assert (await broken(office)).says.text is words.BROKEN

    assert await office.stage(1) is Stage.APPROVED
    (told,) = await office.records(What.GLASS_BROKEN)
    assert (told.actor_name, told.body["reason"]) == ("Bob", WHY)
    assert told.body["who"] == ["S0APPROVE"]
    assert await office.wanted() > before
    (vote,) = await office.store.read(lambda unit: voting.votes(unit, plan))
    assert vote.breaks_glass


async def test_about_a_restricted_incident_nobody_is_called_who_may_not_look(
    office: Office,
) -> None:
    incident = await office.incident()
    named = tuple(Named(one.slack_id, one.identity, one.name) for one in (ANN, BOB, RYO))
    kept = Restriction(
        incident, named, CHANNEL, ANN.identity, ANN.name, office.clock.now(), "it may be one of us"
    )
    await office.store.write(lambda unit: unit.restrictions.keep(kept))
    await office.waiting(incident)

    assert (await broken(office)).done

    (told,) = await office.records(What.GLASS_BROKEN)
    assert told.body["who"] == ["U0ANN", "U0RYO"]


async def test_an_admin_may_do_so_for_what_they_asked_for_themself(office: Office) -> None:
    policy = replace(
        office.policy, grants=(*office.policy.grants, Grant(Role.ADMIN, frozenset({"U0ANN"})))
    )
    await office.waiting()
    ours = GlassDesk(office.store, LocalBell(), office.clock, policy=policy)

    assert (await ours.break_glass(ANN, 1, WHY)).done


@pytest.mark.parametrize(
    ("person", "told"),
    [
        (ANN, deciding.GLASS_NEEDS_ADMIN),
        (EVE, deciding.GUEST),
        (replace(BOB, groups=None), deciding.NO_ANSWER),
        (replace(BOB, team="T0OTHER"), deciding.NOT_OURS),
    ],
)
async def test_nobody_else_can(office: Office, person: Person, told: Text) -> None:
    await office.waiting()

    assert await why(office, person) is told
    assert await office.stage(1) is Stage.WAITING
    assert len(await office.records(What.CLICK_REFUSED)) == 1


async def test_an_admin_of_this_hour_can_not(office: Office) -> None:
    await office.store.write(
        lambda unit: unit.memberships.read("S0APPROVE", ["U0RYO"], office.clock.now())
    )
    await office.waiting()

    assert await why(office) is deciding.GLASS_NEEDS_ADMIN


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"reopens": True, "is_drill": True}, deciding.GLASS_OPENS),
        ({"risk": RiskClass.D, "is_drill": True}, deciding.GLASS_TOO_WIDE),
        ({"is_cut": True}, deciding.NOT_OPENED),
        ({"policy_digest": "older"}, deciding.OTHER_POLICY),
    ],
)
async def test_what_waits_for_two_or_was_not_read_waits_on(
    office: Office, changes: dict[str, Any], told: Text
) -> None:
    await office.waiting(**changes)

    assert await why(office) is told


async def test_an_undo_is_never_without_a_second_person(office: Office) -> None:
    undo = await office.asked(kind=Kind.UNDO)
    await office.proposed(undo)

    assert await why(office) is deciding.GLASS_OPENS


async def test_a_plan_that_a_tag_alone_made_class_d_may_run(office: Office) -> None:
    """Or whoever may tag could make each containment wait for two at night."""
    await office.waiting(risk=RiskClass.D, is_raised=True)

    assert (await broken(office)).done


@pytest.mark.parametrize(
    ("reason", "told"),
    [("", words.REASON), ("now", words.REASON), ("x" * 2_001, words.LONG_REASON)],
)
async def test_a_reason_that_says_nothing_or_too_much_is_no_reason(
    office: Office, reason: str, told: Text
) -> None:
    await office.waiting()

    assert await why(office, reason=reason) is told
    assert await office.store.read(lambda unit: unit.reviews.still_open()) == ()


async def test_whoever_the_plan_is_about_can_not(office: Office) -> None:
    policy = replace(office.policy, principals={"pay-exports": "bob@example.com"})
    user = f"arn:aws:iam::{'1' * 4}22223333:user/bob@example.com"
    await office.waiting(target=user)
    ours = GlassDesk(office.store, LocalBell(), office.clock, policy=policy)

    reply = await ours.break_glass(BOB, 1, WHY)

    assert reply.says.text is deciding.IMPLICATED


async def test_one_glass_at_a_time_until_somebody_else_has_reviewed_it(office: Office) -> None:
    await office.waiting()
    await office.waiting()
    await broken(office)

    assert await why(office, RYO, 2) is words.ONE_AT_A_TIME
    assert await why_not_reviewed(office, BOB) is words.OWN_REVIEW
    assert await why_not_reviewed(office, ANN) is words.REVIEW_NEEDS_APPROVER
    assert await why_not_reviewed(office, RYO, "ok") is words.REASON
    assert await why_not_reviewed(office, RYO, "x" * 2_001) is words.LONG_REASON
    reply = await reviews(office).review(RYO, 1, "the beacon was real, isolated rightly")
    assert reply.says.text is words.REVIEWED
    assert (await broken(office, RYO, 2)).done
    (reviewed,) = await office.records(What.REVIEWED)
    assert reviewed.actor_name == "Ryo"


async def test_a_newcomer_reviews_nothing_and_one_who_was_vouched_for_not_their_friend_s_glass(
    office: Office,
) -> None:
    new = Person("U0NEW", "T0RANGE", "new@example.com", "New", groups=BOB.groups)
    known = frozenset({"U0BOB", "U0RYO"})
    await office.store.write(
        lambda unit: unit.memberships.read("S0APPROVE", known, office.clock.now())
    )
    await office.waiting()
    await broken(office)

    assert await why_not_reviewed(office, new) is deciding.TOO_NEW
    members = MemberDesk(
        office.store, LocalBell(), office.clock, policy=office.policy, channel=CHANNEL
    )
    assert (await members.confirm(BOB, new)).done
    assert await why_not_reviewed(office, new) is words.OWN_REVIEW
    assert (await reviews(office).review(RYO, 1, "it was right, I looked")).done


async def why_not_reviewed(
    office: Office, person: Person, says: str = "it was right, I looked"
) -> Text:
    reply = await reviews(office).review(person, 1, says)
    assert not reply.done
    return reply.says.text


async def test_two_admins_at_once_break_one_glass(office: Office) -> None:
    await office.waiting()
    await office.waiting()

    replies = await asyncio.gather(broken(office, BOB, 1), broken(office, RYO, 2))

    assert sorted(reply.done for reply in replies) == [False, True]


async def test_a_pulled_brake_holds_an_admin_too(office: Office) -> None:
    await office.waiting()
    await office.braking.stop(ANN, "")

    assert not (await broken(office)).done
    assert await office.stage(1) is Stage.WAITING


async def test_a_review_that_was_written_past_the_desk_lets_nothing_run(office: Office) -> None:

    plan = await office.waiting(risk=RiskClass.D, is_raised=True)
    await office.deciding.approve(BOB, 1, plan.short, "click")
    review = Review(1, 1, BOB.identity, "Bob", office.clock.now(), WHY)
    await office.store.write(lambda unit: unit.reviews.open(review))

    (vote,) = await office.store.read(lambda unit: voting.votes(unit, plan))

    assert not vote.breaks_glass


async def test_a_review_is_not_closed_by_who_joined_the_approvers_today(office: Office) -> None:
    await office.store.write(
        lambda unit: unit.memberships.read("S0APPROVE", ["U0BOB"], office.clock.now())
    )
    await office.waiting()
    await broken(office)

    assert await why_not_reviewed(office, RYO) is deciding.TOO_NEW
    (joined,) = await office.records(What.GROUP_JOINED)
    assert joined.actor_name == "Ryo"


async def test_a_review_is_not_closed_by_whom_it_was_about_or_whose_groups_are_not_known(
    office: Office,
) -> None:
    user = f"arn:aws:iam::{'1' * 4}22223333:user/ryo@example.com"
    await office.waiting(target=user)
    await broken(office)

    assert await why_not_reviewed(office, RYO) is deciding.IMPLICATED
    assert await why_not_reviewed(office, replace(RYO, groups=None)) is deciding.NO_ANSWER
    assert len(await office.records(What.REVIEWED)) == 0
