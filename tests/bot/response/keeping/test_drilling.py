"""A drill is earned by a change and an undo that both went well, and proves its own calls."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest

from bot.domain.drill import Drilled, Proved
from bot.domain.execution import Execution, Kind, Outcome, Proposal, Stage
from bot.domain.policy import Account
from bot.domain.record import What
from practice.aws.faults import Failing, Fault
from runbooks.kit.shield import DRILL, PROTECTED, SET
from runbooks.kit.values import RiskClass
from tests.bot.domain.makers import BOB, NOW, RYO, a_policy
from tests.bot.response.two_buckets import PUT, Grave
from tests.bot.response.works import REGION, Works

REFUSED = "Class D, and no drill has proved grave in prod-payments"


def tag(works: Works, *keys: str, bucket: int = 0) -> None:
    """Tag a bucket, as whoever may tag."""
    tags = [{"Key": key, "Value": "true"} for key in keys]
    s3 = works.aws.client("s3", works.account, REGION)
    s3.put_bucket_tagging(Bucket=works.buckets[bucket], Tagging={"TagSet": tags})


async def carried_out(works: Works, runbook: str = "grave", **changes: Any) -> Execution:
    """Ask, plan, have as many approve as it needs, and run."""
    number = await works.ask(runbook, **changes)
    await works.work()
    people = (BOB, RYO)[: (await plan_of(works, number)).needs]
    await works.approve(number, *people)
    await works.work()
    return await works.execution(number)


async def drilled(works: Works, runbook: str = "grave") -> None:
    """Contain the first bucket and put it back."""
    done = await carried_out(works, runbook)
    assert done.outcome is Outcome.SUCCESS
    back = await carried_out(works, runbook, kind=Kind.UNDO, undo_of=done.number)
    assert back.outcome is Outcome.SUCCESS


async def plan_of(works: Works, number: int) -> Proposal:
    found = await works.store.read(lambda unit: unit.executions.proposal(number, 1))
    assert found is not None
    return found


async def drills(works: Works, runbook: str = "grave") -> tuple[Drilled, ...]:
    return await works.store.read(lambda unit: unit.drills.of(runbook, works.account))


async def stage_of(works: Works, runbook: str = "grave", **changes: Any) -> Stage:
    """Ask and plan, and return where that has led."""
    number = await works.ask(runbook, **changes)
    await works.work()
    return (await works.execution(number)).stage


async def test_class_d_is_refused_at_planning_until_a_drill_here_went_well(works: Works) -> None:
    assert await stage_of(works) is Stage.REFUSED
    assert (await works.why()).startswith(REFUSED)
    assert await works.records(What.PLANNED) == []

    tag(works, DRILL)
    await drilled(works)
    tag(works, "owner")

    assert await stage_of(works) is Stage.WAITING
    plan = await plan_of(works, 4)
    assert (plan.is_drill, plan.needs) == (False, 2)
    assert plan.proved == Proved(at=NOW, execution=2)


async def test_what_a_drill_proves_is_written_down_with_its_code_and_its_calls(
    works: Works,
) -> None:
    tag(works, DRILL)
    await drilled(works)

    (kept,) = await drills(works)
    (record,) = await works.records(What.PROVED)
    plan = await plan_of(works, 1)
    assert (kept.execution, kept.undo, kept.at) == (1, 2, NOW)
    assert (kept.code_hash, kept.actions) == (plan.code_hash, frozenset({PUT}))
    assert record.execution == 2
    assert record.body == {
        "runbook": "grave",
        "account": works.account,
        "drill": "A-1",
        "code_hash": plan.code_hash,
        "actions": [PUT],
    }
    assert record.hash


async def test_a_look_at_class_d_is_never_refused_for_want_of_a_proof(works: Works) -> None:
    assert await stage_of(works, plan_only=True) is Stage.PLANNED
    assert (await plan_of(works, 1)).proved == Proved()


async def test_a_change_without_its_undo_proves_nothing(works: Works) -> None:
    tag(works, DRILL)
    await carried_out(works)

    assert await drills(works) == ()


async def test_what_did_not_go_well_proves_nothing(works: Works) -> None:
    tag(works, DRILL)
    works.aws.faults.place(
        Fault(Failing.DENIED, account=works.account, operation="PutPublicAccessBlock", times=1)
    )
    done = await carried_out(works)
    assert done.outcome is not Outcome.SUCCESS

    assert await drills(works) == ()
    assert await works.records(What.PROVED) == []


async def test_what_is_put_back_on_a_thing_that_is_no_drill_target_proves_nothing(
    works: Works,
) -> None:
    await drilled(works, "tagged")

    assert await drills(works, "tagged") == ()


async def test_a_proof_of_another_runbook_proves_nothing(
    works: Works,
) -> None:
    tag(works, DRILL)
    await drilled(works, "tagged")
    tag(works, "owner")

    assert len(await drills(works, "tagged")) == 1
    assert await stage_of(works) is Stage.REFUSED


async def test_a_proof_of_other_code_proves_nothing(works: Works) -> None:
    tag(works, DRILL)
    await drilled(works)
    tag(works, "owner")
    with closing(sqlite3.connect(works.folder / "secbot.db")) as database, database:
        database.execute("DROP TRIGGER drill_refuses_update")
        database.execute("UPDATE drill SET code_hash = 'other'")

    assert await stage_of(works) is Stage.REFUSED


async def test_a_proof_that_stands_in_its_table_alone_was_not_earned(works: Works) -> None:
    await stage_of(works, "tagged")
    code = (await plan_of(works, 1)).code_hash
    forged = Drilled(1, 1, "grave", works.account, code, frozenset({PUT}), NOW)
    await works.store.write(lambda unit: unit.drills.keep(forged))

    assert await stage_of(works) is Stage.REFUSED
    assert (await works.why()).startswith(REFUSED)


async def test_a_tag_that_comes_between_plan_and_run_is_drift(works: Works) -> None:
    number = await works.ask("tagged")
    await works.work()
    await works.approve(number)
    tag(works, DRILL)
    await works.work()

    assert (await works.execution(number)).stage is Stage.ASKED
    (superseded,) = await works.records(What.SUPERSEDED)
    assert "marks is_drill: false → true" in superseded.body["differences"]


async def test_a_drill_tag_that_goes_between_plan_and_run_leaves_class_d_refused(
    works: Works,
) -> None:
    tag(works, DRILL)
    number = await works.ask("grave")
    await works.work()
    await works.approve(number, BOB, RYO)
    tag(works, "owner")
    await works.work()
    await works.work()

    assert (await works.execution(number)).stage is Stage.REFUSED
    assert works.closed() == [False, False]


async def test_whoever_can_tag_gains_a_plan_that_two_must_read_and_nothing_else(
    works: Works,
) -> None:
    """An intruder calls production a drill target: the class, the number and the card stay."""
    tag(works, DRILL)
    number = await works.ask("grave")
    await works.work()

    plan = await plan_of(works, number)
    assert (plan.risk, plan.needs, plan.is_drill) == (RiskClass.D, 2, True)
    assert plan.set_by[DRILL].text == SET
    await works.approve(number, BOB)
    assert (await works.execution(number)).stage is Stage.WAITING
    assert works.closed() == [False, False]


async def test_a_protected_tag_takes_two_and_shuts_secbot_out_of_nothing(works: Works) -> None:
    tag(works, PROTECTED)
    number = await works.ask("tagged")
    await works.work()

    plan = await plan_of(works, number)
    assert (plan.risk, plan.needs, plan.is_raised) == (RiskClass.D, 2, True)
    assert f":{works.account}:" in str(plan.set_by[PROTECTED].fields["who"])
    await works.approve(number, BOB, RYO)
    await works.work()
    assert await works.outcome(number) is Outcome.SUCCESS


async def test_a_protected_tag_asks_for_no_less_proof_of_what_is_class_d_itself(
    works: Works,
) -> None:
    tag(works, PROTECTED)

    assert await stage_of(works) is Stage.REFUSED


class WholeAccount(Grave):
    """Works on the account itself."""

    def target(self, inputs: Any) -> str:
        return f"arn:aws:iam::{self.aws.account}:root"


@pytest.mark.parametrize("drill", [True, False])
async def test_an_account_can_be_drilled_on_only_where_the_policy_file_says_so(
    works: Works, *, drill: bool
) -> None:
    known: Account = replace(works.policy.accounts[works.account], drill=drill)
    catalogue = {**works.bench.catalogue, "grave": WholeAccount}
    works.under(policy=a_policy(accounts={works.account: known}), catalogue=catalogue)

    assert await stage_of(works) is (Stage.WAITING if drill else Stage.REFUSED)


async def test_an_account_to_drill_on_makes_no_drill_target_of_what_is_in_it(
    works: Works,
) -> None:
    known: Account = replace(works.policy.accounts[works.account], drill=True)
    works.under(policy=a_policy(accounts={works.account: known}))

    assert await stage_of(works) is Stage.REFUSED


async def test_what_a_measured_radius_alone_makes_stricter_needs_more_people_and_no_drill(
    works: Works,
) -> None:
    number = await works.ask("wide")
    await works.work()

    plan = await plan_of(works, number)
    assert (plan.risk, plan.is_raised, plan.needs) == (RiskClass.C, True, 1)
    assert (await works.execution(number)).stage is Stage.WAITING
