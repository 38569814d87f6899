"""Asking: who may, for what, with which reason, and what can be put back."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain.execution import Kind, Outcome, Stage
from bot.domain.people import Person, Role
from bot.domain.policy import Account, Grant
from bot.domain.record import What
from bot.domain.run import Work
from bot.domain.words import responding as words
from bot.ports.unit import Unit
from bot.response.bench.admission import MOST_LOOKS
from bot.response.people.replies import Reply
from bot.response.planning.aiming import Wish
from bot.response.planning.asking import can_undo
from runbooks.kit.values import Plan, Reach, Special
from tests.bot.domain.makers import ACCOUNT, ANN, BOB, EVE, NOW, a_policy, a_proposal
from tests.bot.response.office import (
    BUCKET,
    REGION,
    Office,
    an_office,
    an_office_on,
    called,
)
from tests.bot.store.conftest import PostgresServer

REASON = "it holds payment data"
WISH = Wish("block_public_s3", target=BUCKET, region=REGION, reason=REASON, channel="C0HERE")


async def told(office: Office, person: Person, **changes: Any) -> str:
    return (await office.asking.ask(person, replace(WISH, **changes))).says.plain()


async def undo(office: Office, number: int = 1, reason: str = "false alarm") -> Reply:
    return await office.asking.undo(ANN, number, reason)


async def run_to(
    office: Office, outcome: Outcome, *, number: int = 1, reach: Reach = Reach.FULL, code: str = ""
) -> None:
    """Let an execution run and end; with an error's code nothing was changed."""
    says = a_proposal().plan.undo_says
    plan = Plan(changes=(), steps=(), undo=reach, undo_says=says)
    await office.proposed(number, plan=plan)

    def work(unit: Unit) -> None:
        unit.executions.move(number, [Stage.WAITING], Stage.APPROVED, NOW)
        unit.executions.begin(number, {"settings": None})
        called(unit, number, code)
        unit.executions.end(number, outcome, {"settings": {}}, NOW)

    await office.store.write(work)


async def test_a_wish_is_kept_recorded_and_planned(office: Office) -> None:
    incident = await office.incident()

    says = await told(office, ANN, incident=incident, target="", channel="")

    assert says == ("A-1: I am planning *block_public_s3*. The plan comes in the thread of I-1.")
    execution = await office.execution(1)
    assert (execution.ask.account, execution.ask.inputs) == (ACCOUNT, {"bucket": BUCKET})
    assert (execution.requester, execution.channel) == ("ann@example.com", "C0SEC")
    (record,) = await office.records(What.ASKED)
    assert record.body["reason"] == REASON
    (run,) = await office.store.write(lambda unit: unit.runs.due("me", 9, timedelta(minutes=1)))
    assert (run.work, run.subject) == (Work.PLAN, 1)


async def test_a_wish_without_an_incident_is_answered_where_it_was_made(office: Office) -> None:
    says = await told(office, ANN)

    assert says == "A-1: I am planning *block_public_s3*. The plan comes in this channel."
    assert (await office.execution(1)).channel == "C0HERE"


async def test_a_change_that_is_asked_for_in_another_room_is_told_in_the_channel_of_the_alerts(
    office: Office,
) -> None:
    office.asking.channel = "C0SEC"

    says = await told(office, ANN)
    assert "in the channel of the alerts" in says
    assert (await office.execution(1)).channel == "C0SEC"
    await told(office, ANN, plan_only=True)
    assert (await office.execution(2)).channel == "C0HERE"


async def test_a_look_needs_no_responder_and_no_reason_and_says_that_it_is_one(
    tmp_path: Path,
) -> None:
    async with an_office(tmp_path) as office:
        viewer = replace(ANN, groups=frozenset())

        says = await told(office, viewer, plan_only=True, reason="")

        assert "nobody can approve it: leave `plan` out to ask for the change" in says
        assert (await office.execution(1)).ask.plan_only


@pytest.mark.parametrize(
    ("person", "says"),
    [
        (replace(ANN, groups=frozenset()), "needs responder"),
        (replace(ANN, groups=None), "Slack did not tell in time"),
        (EVE, "Guests can't do that here"),
        (replace(ANN, team="T0OTHER"), "not of one of this bot's own teams"),
    ],
)
async def test_whoever_may_not_ask_is_told_why_and_nothing_is_kept(
    office: Office, person: Person, says: str
) -> None:
    answer = await told(office, person)

    assert says in answer
    assert "Nothing was changed" in answer
    assert await office.records(What.ASKED) == []
    assert len(await office.records(What.CLICK_REFUSED)) == 1


async def test_whoever_lacks_the_role_is_told_who_has_it(office: Office) -> None:
    reply = await office.asking.ask(replace(ANN, groups=frozenset()), WISH)
    assert reply.who == {"S0RESPOND", "S0APPROVE"}


async def test_strangers_learn_nothing_of_runbooks_accounts_or_incidents(office: Office) -> None:
    for wish in (replace(WISH, runbook="nope"), replace(WISH, incident=7), WISH):
        reply = await office.asking.ask(EVE, wish)
        assert reply.says.plain() == "Guests can't do that here. Nothing was changed."
    assert (await office.asking.undo(EVE, 7, REASON)).says.plain().startswith("Guests can't")


async def test_who_is_not_known_by_an_address_can_t_ask_for_what_they_could_approve(
    tmp_path: Path,
) -> None:
    grants = (Grant(Role.ADMIN, frozenset({"U0ANN"})),)
    async with an_office(tmp_path, a_policy(email_domain="", grants=grants)) as office:
        says = await told(office, replace(ANN, email=""))
        assert says.startswith("Slack did not tell your e-mail address")


@pytest.mark.parametrize("reason", ["", "    ", "abcd", " ab c "])
async def test_a_reason_has_five_letters_at_least(office: Office, reason: str) -> None:
    says = await told(office, ANN, reason=reason)
    assert says.startswith("Say why, in at least 5 letters")


async def test_a_reason_of_ten_kilobytes_is_refused_in_words(office: Office) -> None:
    assert "longer than 2000 letters" in await told(office, ANN, reason="x" * 10_000)
    assert "longer than 2000" in await told(office, ANN, reason="x" * 2001, plan_only=True)


async def test_a_hostile_reason_is_kept_to_the_letter(office: Office) -> None:
    hostile = "<!channel> *bold* `code` \u202e <http://evil.example|ok>"
    await told(office, ANN, reason=f"  {hostile} ")
    assert (await office.execution(1)).ask.reason == hostile


async def test_one_wish_delivered_twice_is_one_execution(office: Office) -> None:
    first = await told(office, ANN, key="view-1")
    second = await told(office, ANN, key="view-1")
    third = await told(office, ANN, key="view-2")

    assert first.startswith("A-1:")
    assert second == "That is taken up already."
    assert third.startswith("A-2:")


async def test_a_refused_wish_can_be_mended_and_sent_again_from_the_same_modal(
    office: Office,
) -> None:
    await told(office, ANN, key="view-1", reason="no")
    assert (await told(office, ANN, key="view-1")).startswith("A-1:")


@pytest.mark.parametrize("outcome", [Outcome.SUCCESS, Outcome.PARTIAL, Outcome.FAILURE])
async def test_what_was_changed_can_be_put_back_verified_or_not(
    office: Office, outcome: Outcome
) -> None:
    await office.asked()
    await run_to(office, outcome)

    reply = await undo(office)

    assert reply.done
    execution = await office.execution(2)
    assert (execution.ask.kind, execution.ask.undo_of) == (Kind.UNDO, 1)
    assert execution.ask.inputs == {"bucket": BUCKET}


async def test_what_changed_nothing_is_not_put_back(office: Office) -> None:
    await office.asked()
    await run_to(office, Outcome.ERROR, code="AccessDenied")
    assert (await undo(office)).says.plain() == (
        "A-1 changed nothing, so there is nothing to put back: it is done."
    )


async def test_a_call_that_met_a_server_fault_may_have_changed_something(office: Office) -> None:
    await office.asked()
    await run_to(office, Outcome.PARTIAL, code="InternalError")
    assert (await undo(office)).done


async def test_what_runs_or_waits_is_not_said_to_have_changed_nothing(office: Office) -> None:
    await office.waiting()
    says = (await undo(office)).says.plain()
    assert says.startswith("A-1 has not ended, it is waiting, so it can't be put back yet")


async def test_what_has_no_way_back_says_so(office: Office) -> None:
    await office.asked()
    await run_to(office, Outcome.SUCCESS, reach=Reach.NONE)
    assert (await undo(office)).says.plain() == (
        "A-1 can't be put back: as it was. Nothing was changed."
    )


async def test_an_undo_is_not_undone_and_one_is_enough(office: Office) -> None:
    await office.asked()
    await run_to(office, Outcome.SUCCESS)
    assert (await undo(office)).done

    again = await undo(office)
    of_undo = await undo(office, 2)

    assert again.says.plain().startswith("A-1 is being put back by A-2 already")
    assert not again.done
    assert of_undo.says.plain().startswith("A-2 is an undo itself")


async def test_what_was_put_back_already_is_not_put_back_again(office: Office) -> None:
    await office.asked()
    await run_to(office, Outcome.SUCCESS)
    await undo(office)
    await run_to(office, Outcome.SUCCESS, number=2)
    assert (await undo(office)).says.plain() == (
        "A-1 was put back by A-2 already, so nothing was changed: to make the change once more, "
        "ask for `block_public_s3` anew."
    )


async def test_a_look_is_not_undone(office: Office) -> None:
    await office.asked(plan_only=True)
    assert (await undo(office)).says.plain() == (
        "A-1 only looked, so there is nothing to put back: leave `plan` out of "
        "`/sec run block_public_s3` to ask for the change."
    )


async def test_an_undo_that_was_done_in_part_or_failed_can_be_asked_for_again(
    office: Office,
) -> None:
    await office.asked()
    await run_to(office, Outcome.SUCCESS)
    for number, outcome in ((2, Outcome.PARTIAL), (3, Outcome.FAILURE)):
        assert (await undo(office)).done
        await run_to(office, outcome, number=number)
    assert (await undo(office)).done


async def test_an_execution_whose_beginning_is_not_kept_is_not_put_back(office: Office) -> None:
    await office.asked()
    await run_to(office, Outcome.SUCCESS)
    execution = replace(await office.execution(1), before=None)
    assert not await office.store.read(lambda unit: can_undo(unit, execution))


async def test_a_wish_that_can_t_be_aimed_is_answered_in_words(office: Office) -> None:
    says = await told(office, ANN, target="x")
    assert says.startswith("bucket: it should have at least 3 characters")


async def test_whether_something_can_be_put_back_is_told_for_its_card(office: Office) -> None:
    await office.asked()
    await run_to(office, Outcome.SUCCESS)
    execution = await office.execution(1)

    assert await office.store.read(lambda unit: can_undo(unit, execution))
    await undo(office)
    assert not await office.store.read(lambda unit: can_undo(unit, execution))


async def test_an_undo_needs_a_responder_a_reason_and_something_to_undo(office: Office) -> None:
    await office.asked()
    await run_to(office, Outcome.SUCCESS)

    viewer = await office.asking.undo(replace(BOB, groups=frozenset()), 1, REASON)
    short = await undo(office, reason="oops")
    unknown = await undo(office, 99)

    assert "needs responder" in viewer.says.plain()
    assert "at least 5 letters" in short.says.plain()
    assert unknown.says.plain().startswith("I don't know A-33")


@pytest.mark.parametrize(("typed", "chosen"), [({}, False), ({"reactivate": "true"}, True)])
async def test_an_undo_takes_what_is_chosen_at_an_undo_from_whoever_asks_for_it(
    office: Office,
    typed: dict[str, str],
    chosen: bool,  # noqa: FBT001  # a case of the test
) -> None:
    inputs = {"principal": "user/carol", "mode": "deny", "console": "keep", "reactivate": True}
    await office.asked(runbook="revoke_iam", inputs=inputs)
    await run_to(office, Outcome.SUCCESS)

    more = {**typed, "load": "high"}
    reply = await office.asking.undo(ANN, 1, "carol has a new key", more=more)
    assert reply.done
    assert (await office.execution(2)).ask.inputs == {**inputs, "reactivate": chosen}


async def test_a_choice_is_no_reason(office: Office) -> None:
    await office.asked(runbook="revoke_iam", inputs={"principal": "user/carol"})
    await run_to(office, Outcome.SUCCESS)

    more = {"reactivate": "true"}
    reply = await office.asking.undo(ANN, 1, "reactivate=true", more=more)
    assert "at least 5 letters" in reply.says.plain()


async def test_an_undo_whose_choice_makes_no_sense_is_answered_in_words(office: Office) -> None:
    inputs = {"principal": "user/carol"}
    await office.asked(runbook="revoke_iam", inputs=inputs)
    await run_to(office, Outcome.SUCCESS)

    more = {"reactivate": "perhaps"}
    reply = await office.asking.undo(ANN, 1, "carol has a new key", more=more)
    assert not reply.done
    assert reply.says.plain().startswith("reactivate: ")


async def test_an_undo_in_an_account_that_has_left_the_policy_is_refused(tmp_path: Path) -> None:
    other = a_policy(accounts={"444455556666": Account("444455556666", "staging")})
    async with an_office(tmp_path) as before:
        await before.asked()
        await run_to(before, Outcome.SUCCESS)
    async with an_office(tmp_path, other) as after:
        says = (await undo(after)).says.plain()
    assert says.startswith(f"Account {ACCOUNT} is not in the policy file")


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
async def test_two_undos_at_once_are_one(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    async with AsyncExitStack() as stack:
        here = there = None
        if kind == "sqlite":
            here = there = await stack.enter_async_context(an_office(tmp_path))
        else:
            server: PostgresServer = request.getfixturevalue("postgres")
            address = server.migrated()
            here = await stack.enter_async_context(an_office_on(address))
            there = await stack.enter_async_context(an_office_on(address))
        await here.asked()
        await run_to(here, Outcome.SUCCESS)

        replies = await asyncio.gather(undo(here), undo(there), undo(here), undo(there))

        assert [reply.done for reply in replies].count(True) == 1
        assert len(await here.records(What.ASKED)) == 1


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
async def test_nobody_starts_investigations_without_end_however_fast_they_ask(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    look = replace(WISH, runbook="detective_context", target="role/web-prod", reason="who is it?")
    policy = a_policy(special={Special.SECURITY_ADMIN: ACCOUNT})
    async with AsyncExitStack() as stack:
        if kind == "sqlite":
            here = there = await stack.enter_async_context(an_office(tmp_path, policy))
        else:
            address = request.getfixturevalue("postgres").migrated()
            here = await stack.enter_async_context(an_office_on(address, policy))
            there = await stack.enter_async_context(an_office_on(address, policy))
        replies = await asyncio.gather(
            *(office.asking.ask(ANN, look) for office in (here, there) for _ in range(MOST_LOOKS))
        )

        assert [reply.done for reply in replies].count(True) == MOST_LOOKS
        refused = next(reply.says for reply in replies if not reply.done)
        assert refused.text is words.MANY_LOOKS
        assert (await here.asking.ask(BOB, look)).done
        assert (await here.asking.ask(ANN, replace(look, plan_only=True))).done
        assert (await here.asking.ask(ANN, WISH)).done
