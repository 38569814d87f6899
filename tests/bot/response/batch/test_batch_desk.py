"""One wish over several targets: each is named once, and none is dropped silently."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.domain.execution import Kind, Outcome, Stage
from bot.domain.finding import Resource
from bot.domain.policy import Account, Limits
from bot.domain.record import What
from bot.domain.words import batch as words
from bot.domain.words import deciding, responding
from bot.ports.unit import Unit
from bot.response.bench.prefill import key_of
from bot.response.planning.aiming import Wish
from runbooks.kit.values import RiskClass
from tests.bot.domain.makers import ACCOUNT, ANN, BOB, NOW, a_policy
from tests.bot.response.batch_office import Several
from tests.bot.response.office import Office, a_finding, an_office, called

BUCKETS = tuple(Resource("AwsS3Bucket", f"arn:aws:s3:::bucket-{one}") for one in "abc")


async def test_each_target_is_asked_for_once_however_it_is_spelled(office: Office) -> None:
    several = Several(office)
    reply = await several.ask("bucket-a", "arn:aws:s3:::bucket-a", "bucket-b", "bucket-b")

    assert reply.says.text is words.ASKED
    assert [each.ask.inputs["bucket"] for each in await several.members()] == [
        "bucket-a",
        "bucket-b",
    ]
    asked = await office.records(What.ASKED)
    assert {each.body["batch"] for each in asked} == {"B-1"}


async def test_what_comes_down_to_one_target_is_asked_for_as_one(office: Office) -> None:
    reply = await Several(office).ask("bucket-a", "arn:aws:s3:::bucket-a")

    assert reply.execution == 1
    assert (await office.execution(1)).ask.batch == 0


async def test_what_can_not_be_asked_for_is_named_with_its_reason(office: Office) -> None:
    several = Several(office)
    reply = await several.ask("bucket-a", "Not_A_Bucket!", "arn:aws:s3:::bucket-b/key")

    assert reply.says.text is words.ASKED_LEFT_OUT
    left_out = (await several.batch()).left_out
    assert [each.target for each in left_out] == ["Not_A_Bucket!", "arn:aws:s3:::bucket-b/key"]
    assert all(each.target in reply.says.plain() for each in left_out)
    assert len(await several.members()) == 1


async def test_where_not_one_can_be_asked_for_nothing_is(office: Office) -> None:
    reply = await Several(office).ask("Not_One!", "Not_Two!")

    assert (reply.done, reply.says.text) == (False, words.NONE_LEFT)
    assert await office.records() == []


@pytest.mark.parametrize(("count", "done"), [(3, True), (4, False)])
async def test_more_targets_than_one_wish_may_have_are_refused_by_the_limits_name(
    tmp_path: Path, count: int, *, done: bool
) -> None:
    policy = a_policy(limits=Limits(targets_per_execution=3))
    async with an_office(tmp_path, policy) as office:
        named = [f"bucket-{number}" for number in range(count)]
        reply = await Several(office).ask(*named, *named)

        assert reply.done is done
        if not done:
            assert "limits.targets_per_execution" in reply.says.plain()
            assert await office.records() == []


async def test_who_may_ask_in_one_account_only_asks_for_nothing_at_all(tmp_path: Path) -> None:
    other = "444455556666"
    accounts = {ACCOUNT: Account(ACCOUNT, "prod"), other: Account(other, "dev")}
    grants = tuple(
        replace(each, accounts=frozenset({ACCOUNT})) for each in a_policy().grants
    ) + tuple(
        replace(each, accounts=frozenset({other}), members=frozenset({"S0OTHERS"}))
        for each in a_policy().grants
    )
    policy = a_policy(accounts=accounts, grants=grants)
    async with an_office(tmp_path, policy) as office:
        machine = "arn:aws:ec2:eu-west-1:{}:instance/i-0abc1234"
        reply = await Several(office).ask(
            machine.format(ACCOUNT), machine.format(other), runbook="isolate_instance", region=""
        )

        assert (reply.done, reply.says.text) == (False, deciding.NEEDS_RESPONDER)
        assert [each.what for each in await office.records()] == [What.CLICK_REFUSED]


async def test_an_incident_is_asked_for_with_all_that_it_names(office: Office) -> None:
    incident = await office.incident(a_finding(resources=BUCKETS))
    several = Several(office)
    reply = await several.ask(incident=incident, region="")

    assert reply.done, reply.says.plain()
    assert [each.ask.incident for each in await several.members()] == [incident] * 3


async def test_of_what_an_incident_names_some_can_be_chosen_and_nothing_else(
    office: Office,
) -> None:
    incident = await office.incident(a_finding(resources=BUCKETS))
    wish = Wish("block_public_s3", incident, reason="they hold payment data")
    desk = Several(office).desk
    foreign = await desk.ask(ANN, wish, chosen=[key_of(BUCKETS[0].id), key_of("another")])
    nothing = await desk.ask(ANN, wish, chosen=[""])
    assert {foreign.says.text, nothing.says.text} == {words.NOT_NAMED}

    await desk.ask(ANN, wish, chosen=[key_of(each.id) for each in BUCKETS[1:]])
    members = await Several(office).members()
    assert [each.ask.inputs["bucket"] for each in members] == ["bucket-b", "bucket-c"]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"reason": "hm"}, responding.NO_REASON),
        ({"runbook": "nothing"}, words.NONE_LEFT),
    ],
)
async def test_a_wish_that_does_not_do_is_refused_as_a_whole(
    office: Office, changes: dict[str, Any], why: object
) -> None:
    reply = await Several(office).ask("bucket-a", "bucket-b", **changes)

    assert (reply.done, reply.says.text) == (False, why)


async def test_one_delivery_that_comes_twice_asks_once(office: Office) -> None:
    several = Several(office)
    await several.ask("bucket-a", "bucket-b", key="trigger-1")
    again = await several.ask("bucket-a", "bucket-b", key="trigger-1")

    assert again.says.text is responding.ASKED_ALREADY
    assert len(await office.records(What.ASKED)) == 2


async def test_the_undo_of_a_batch_is_a_batch_of_what_has_changed(office: Office) -> None:
    several = Several(office)
    await several.sealed(RiskClass.B, RiskClass.B, RiskClass.B)
    await several.approve()

    def ran(unit: Unit) -> None:
        for number in (1, 2):
            unit.executions.begin(number, {})
            called(unit, number)
            unit.executions.end(number, Outcome.SUCCESS, {}, NOW)
        unit.executions.move(3, (Stage.APPROVED,), Stage.REFUSED, NOW)

    await office.store.write(ran)
    reply = await several.desk.undo(ANN, 1, "it was a false alarm", "", {})

    assert reply.says.text is words.UNDO_ASKED
    undos = await several.members(2)
    assert [(each.ask.kind, each.ask.undo_of) for each in undos] == [
        (Kind.UNDO, 1),
        (Kind.UNDO, 2),
    ]
    again = await several.desk.undo(BOB, 1, "it was a false alarm", "", {})
    assert (again.done, again.says.text) == (False, words.NOTHING_BACK)
    unknown = await several.desk.undo(BOB, 9, "it was a false alarm", "", {})
    assert unknown.says.text is words.NO_BATCH


async def test_whoever_may_not_ask_for_one_asks_for_none_and_it_is_written_down(
    office: Office,
) -> None:
    several = Several(office)
    viewer = replace(ANN, groups=frozenset[str]())

    reply = await several.ask("bucket-a", "bucket-b", person=viewer)

    assert "needs responder" in reply.says.plain()
    assert len(await office.records(What.CLICK_REFUSED)) == 1
    assert await office.store.read(lambda unit: unit.batches.get(1)) is None
