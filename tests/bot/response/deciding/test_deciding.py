"""Decisions: counted one by one, bound to what was read, and never swallowed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.execution import Stage
from bot.domain.incident import Contained
from bot.domain.people import Person
from bot.domain.record import What
from bot.ports.incidents import Change
from bot.response.deciding.deciding import DecisionDesk
from runbooks.kit.values import RiskClass
from tests.bot.domain.makers import ANN, BOB, EVE, NOW, RYO, a_policy
from tests.bot.response.office import Office, an_office
from tests.bot.response.two_offices import two_offices


async def approve(office: Office, person: Person, digest: str | None = None) -> str:
    given = await office.short(1) if digest is None else digest
    return (await office.deciding.approve(person, 1, given, "typed")).says.plain()


async def reject(office: Office, person: Person, reason: str = "", digest: str = "") -> str:
    return (await office.deciding.reject(person, 1, reason, "typed", digest)).says.plain()


async def test_one_approval_is_enough_for_class_b_and_starts_the_run(office: Office) -> None:
    plan = await office.waiting()

    assert await approve(office, BOB) == "A-1 is approved and runs now."
    assert await office.stage(1) is Stage.APPROVED
    (record,) = await office.records(What.DECIDED)
    assert (record.body["digest"], record.body["via"]) == (plan.digest, "typed")
    (run,) = await office.store.write(lambda unit: unit.runs.due("me", 9, timedelta(minutes=1)))
    assert (run.work, run.subject) == ("execute", 1)


async def test_class_d_counts_two_and_says_how_many_are_missing(office: Office) -> None:
    await office.waiting(risk=RiskClass.D, is_drill=True)

    assert await approve(office, BOB) == "Your approval of A-1 counts. 1 more needed."
    assert await office.stage(1) is Stage.WAITING
    assert "1 more needed, from somebody else" in await approve(office, BOB)
    assert await office.stage(1) is Stage.WAITING
    assert await approve(office, RYO) == "A-1 is approved and runs now."


async def test_whoever_may_not_approve_any_more_does_not_count_any_more(office: Office) -> None:
    plan = await office.waiting(risk=RiskClass.D, is_drill=True)
    await approve(office, BOB)
    assert await office.deciding.voters(1) == (("U0BOB", "T0RANGE"),)
    left = replace(BOB, groups=frozenset[str]())

    reply = await office.deciding.approve(RYO, 1, plan.short, "click", (left,))

    assert reply.says.plain() == "Your approval of A-1 counts. 1 more needed."
    assert await office.stage(1) is Stage.WAITING


async def test_a_vote_that_slack_was_silent_about_counts_again_when_it_is_given_again(
    office: Office,
) -> None:
    plan = await office.waiting(risk=RiskClass.D, is_drill=True)
    await approve(office, BOB)
    silent = replace(BOB, groups=None, email="")
    await office.deciding.approve(RYO, 1, plan.short, "click", (silent,))
    assert await office.stage(1) is Stage.WAITING

    reply = await office.deciding.approve(BOB, 1, plan.short, "click", (BOB, RYO))

    assert reply.done
    assert await office.stage(1) is Stage.APPROVED
    assert len(await office.records(What.DECIDED)) == 2


async def test_nobody_has_voted_on_what_there_is_not(office: Office) -> None:
    assert await office.deciding.voters(99) == ()


async def test_one_person_with_two_slack_accounts_counts_once(office: Office) -> None:
    await office.waiting(risk=RiskClass.D, is_drill=True)
    await approve(office, BOB)

    twin = replace(BOB, slack_id="U1BOB", email="BOB@example.com")

    assert "You have approved A-1.1 already" in await approve(office, twin)
    assert await office.stage(1) is Stage.WAITING


async def test_whoever_asked_is_told_that_somebody_else_must_approve_and_who(
    tmp_path: Path,
) -> None:
    async with an_office(tmp_path) as office:
        await office.waiting()
        chief = replace(ANN, groups=frozenset({"S0APPROVE"}))

        reply = await office.deciding.approve(chief, 1, await office.short(1), "click")

    assert "somebody else must approve it" in reply.says.plain()
    assert reply.who == {"S0APPROVE"}
    assert not reply.done


@pytest.mark.parametrize(
    ("person", "says"),
    [
        (replace(ANN, email="cy@example.com"), "needs approver"),
        (EVE, "Guests can't do that here"),
        (replace(BOB, team="T0OTHER"), "not of one of this bot's own teams"),
        (replace(BOB, groups=None), "Slack did not tell in time which groups"),
        (replace(BOB, groups=None, email=""), "Slack did not tell in time which groups"),
    ],
)
async def test_whoever_may_not_approve_is_told_why_and_it_is_written_down(
    office: Office, person: Person, says: str
) -> None:
    await office.waiting()

    told = await approve(office, person)

    assert says in told
    assert "Nothing was changed" in told
    assert await office.stage(1) is Stage.WAITING
    (record,) = await office.records(What.CLICK_REFUSED)
    assert says in record.body["why"]
    assert "*" not in record.body["why"]


async def test_a_stranger_does_not_learn_which_executions_there_are(office: Office) -> None:
    says = await approve(office, EVE)

    assert says == "Guests can't do that here. Nothing was changed."
    assert await reject(office, EVE) == says


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: "",
        lambda digest: digest[:5],
        lambda digest: digest[6:12],
        lambda digest: digest[:6] + "x",
        lambda digest: digest + "0",
        lambda _: "%",
        lambda _: "_" * 6,
    ],
)
async def test_a_digest_that_is_not_the_plans_approves_nothing(
    office: Office, spoil: Callable[[str], str]
) -> None:
    plan = await office.waiting()

    says = await approve(office, BOB, spoil(plan.digest))

    assert f"That is not the plan that waits now ({plan.short})" in says
    assert await office.stage(1) is Stage.WAITING


@pytest.mark.parametrize(
    "typed", [lambda digest: digest[:6], lambda digest: digest[:9].upper(), lambda digest: digest]
)
async def test_a_digest_may_be_typed_in_any_case_and_length_from_six(
    office: Office, typed: Callable[[str], str]
) -> None:
    plan = await office.waiting()
    await approve(office, BOB, typed(plan.digest))
    assert await office.stage(1) is Stage.APPROVED


async def test_a_plan_that_is_not_stored_as_it_was_digested_is_not_approved(
    office: Office,
) -> None:
    plan = await office.waiting(digest="9f31c2" + "0" * 58)

    says = await approve(office, BOB, plan.short)

    assert says.startswith("A-1.1 is not stored as it was shown, so it can't be approved.")
    assert await office.stage(1) is Stage.WAITING


async def test_what_is_decided_or_unknown_says_so(office: Office) -> None:
    assert await approve(office, BOB) == (
        "I don't know A-1. Nothing was changed. Its card bears the right id."
    )
    await office.waiting()
    await approve(office, BOB)

    assert "it is approved. Nothing was changed" in await approve(office, RYO)
    assert "it is approved. Nothing was changed" in await reject(office, RYO)


async def test_nothing_is_approved_while_the_brake_is_pulled(office: Office) -> None:
    await office.waiting()
    await office.braking.stop(RYO, "")

    assert await approve(office, BOB) == (
        "All accounts are stopped by Ryo: nothing runs until two people have said "
        "`/sec start`. Nothing was changed."
    )
    assert await office.stage(1) is Stage.WAITING


async def test_an_expired_plan_is_refused_to_the_second(office: Office) -> None:
    plan = await office.waiting()
    office.clock.set(plan.expires_at)

    assert "A-1.1 has expired" in await approve(office, BOB)


async def test_a_plan_under_another_policy_is_made_anew(office: Office) -> None:
    await office.waiting(policy_digest="p0")

    assert "The policy file has changed" in await approve(office, BOB)
    assert await office.stage(1) is Stage.ASKED
    assert len(await office.records(What.SUPERSEDED)) == 1


async def test_a_plan_that_its_card_could_not_show_must_be_opened_first(office: Office) -> None:
    await office.waiting(is_cut=True)

    assert "Open the whole plan first" in await approve(office, BOB)
    await office.deciding.open_plan(BOB, 1, 1)
    await office.deciding.open_plan(BOB, 1, 1)
    assert await approve(office, BOB) == "A-1 is approved and runs now."
    assert len(await office.records(What.PLAN_OPENED)) == 1


async def test_opening_a_plan_counts_for_nobody_else_and_for_no_stranger(office: Office) -> None:
    await office.waiting(is_cut=True)
    await office.deciding.open_plan(EVE, 1, 1)
    await office.deciding.open_plan(RYO, 1, 1)
    await office.deciding.open_plan(BOB, 1, 2)
    await office.deciding.open_plan(BOB, 2, 1)

    assert "Open the whole plan first" in await approve(office, BOB)


async def test_an_approver_or_whoever_asked_may_reject_with_a_reason(office: Office) -> None:
    await office.waiting()

    assert await reject(office, BOB, "  the wrong bucket ") == "A-1 is rejected. Nothing ran."
    execution = await office.execution(1)
    assert execution.stage is Stage.REJECTED
    assert execution.why is not None
    assert execution.why.plain() == "rejected by Bob: the wrong bucket"
    (record,) = await office.records(What.REJECTED)
    assert record.body["approved"] is False


async def test_whoever_asked_may_take_it_back(office: Office) -> None:
    await office.waiting()
    assert "is rejected" in await reject(office, ANN)


async def test_a_no_takes_the_place_of_ones_own_yes(office: Office) -> None:
    await office.waiting(risk=RiskClass.D, is_drill=True)
    assert "1 more needed" in await approve(office, BOB)

    await reject(office, BOB, "the wrong bucket")

    (no,) = await office.store.read(lambda unit: unit.executions.decisions(1, 1))
    assert (no.name, no.approved, no.reason) == ("Bob", False, "the wrong bucket")


async def test_nobody_else_may_reject(office: Office) -> None:
    await office.waiting()
    cy = replace(ANN, slack_id="U0CY", email="cy@example.com")

    assert await reject(office, cy) == (
        "Only an approver or whoever asked can reject A-1. Nothing was changed."
    )
    assert "Slack did not tell" in await reject(office, replace(cy, groups=None))
    assert await office.stage(1) is Stage.WAITING


async def test_a_no_to_an_older_plan_does_not_reject_the_newer_one(office: Office) -> None:
    plan = await office.waiting()

    assert "That is not the plan that waits now" in await reject(office, BOB, "", "no digest")
    assert await office.stage(1) is Stage.WAITING
    assert "is rejected" in await reject(office, BOB, "", plan.short.upper())


async def test_a_reason_without_end_is_refused_and_rejects_nothing(office: Office) -> None:
    await office.waiting()

    assert "longer than 2000 letters" in await reject(office, BOB, "x" * 2001)
    assert await office.stage(1) is Stage.WAITING
    assert "is rejected" in await reject(office, BOB, "<!channel> " * 100)


async def test_a_rejected_undo_leaves_the_incident_as_contained_as_it_was(
    office: Office,
) -> None:
    incident = await office.incident()
    await office.waiting(incident)
    await office.store.write(
        lambda unit: unit.incidents.change(incident, Change(contained=Contained.WAITING), NOW)
    )

    await reject(office, BOB)

    kept = await office.store.read(lambda unit: unit.incidents.get(incident))
    assert kept is not None
    assert kept.contained is Contained.NO


async def test_every_decision_is_counted(tmp_path: Path) -> None:
    counted: list[str] = []
    async with an_office(tmp_path) as office:
        desk = DecisionDesk(
            office.store, office.asking.bell, office.clock, policy=a_policy(), count=counted.append
        )
        plan = await office.waiting()
        await desk.approve(EVE, 1, plan.short, "click")
        await desk.approve(BOB, 1, plan.short, "click")
        await desk.reject(BOB, 1, "", "click")

    assert counted == ["refused", "approved", "refused"]


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
async def test_two_second_approvers_at_once_never_leave_an_approved_plan_waiting(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    async with two_offices(tmp_path, kind, request, a_policy()) as (here, there):
        for number in range(1, 9):
            assert await here.asked() == number
            plan = await here.proposed(number, risk=RiskClass.D, is_drill=True)
            await asyncio.gather(
                here.deciding.approve(BOB, number, plan.short, "click"),
                there.deciding.approve(RYO, number, plan.short, "click"),
            )
            assert await here.stage(number) is Stage.APPROVED


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
async def test_a_yes_and_a_no_at_once_end_in_one_of_the_two(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    async with two_offices(tmp_path, kind, request, a_policy()) as (here, there):
        plan = await here.waiting()
        yes, no = await asyncio.gather(
            here.deciding.approve(BOB, 1, plan.short, "click"),
            there.deciding.reject(RYO, 1, "no", "click"),
        )
        assert yes.done is not no.done
        wanted = Stage.APPROVED if yes.done else Stage.REJECTED
        assert await here.stage(1) is wanted


@pytest.mark.parametrize("target", ["user/bob@example.com", "role/ci/bobs-role"])
async def test_whoever_is_the_target_can_neither_approve_nor_reject_without_any_finding(
    tmp_path: Path, target: str
) -> None:
    policy = a_policy(principals={"bobs-role": "bob@example.com"})
    async with an_office(tmp_path, policy) as office:
        await office.waiting(target=f"arn:aws:iam::111122223333:{target}")

        assert "names you" in await approve(office, BOB)
        assert "names you" in await reject(office, BOB)
        assert await office.stage(1) is Stage.WAITING
        assert await approve(office, RYO) == "A-1 is approved and runs now."
