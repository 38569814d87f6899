"""From a target as it is now to the plan, or to a reason why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from bot.domain.execution import Execution, Kind, Outcome, Stage
from bot.domain.policy import Account
from bot.ports.unit import Unit
from bot.response.bench.reading import RefusedError
from bot.response.bench.seeing import Seen, TargetReader
from tests.bot.domain.makers import NOW, a_policy
from tests.bot.response.office import a_finding, open_incident
from tests.bot.response.two_buckets import NO_MARKS
from tests.bot.response.works import Works


async def see(works: Works, execution: Execution) -> Seen:
    return await TargetReader(works.bench).see(execution, is_last_try=False)


async def refused(works: Works, execution: Execution) -> str:
    with pytest.raises(RefusedError) as caught:
        await see(works, execution)
    return caught.value.says.plain()


async def asked(works: Works, **changes: Any) -> Execution:
    return await works.execution(await works.ask(**changes))


async def done(works: Works, after: Mapping[str, Any] | None) -> Execution:
    """Let an execution have closed both buckets, and return the wish to undo that."""
    await works.ask()
    before = {"closed": dict.fromkeys(works.buckets, False)}

    def end(unit: Unit) -> None:
        unit.executions.move(1, [Stage.ASKED], Stage.APPROVED, NOW)
        unit.executions.begin(1, before)
        unit.executions.end(1, Outcome.PARTIAL, after, NOW)

    await works.store.write(end)
    for bucket in works.buckets:
        works.set(bucket, closed=True)
    return await asked(works, kind=Kind.UNDO, undo_of=1)


async def test_a_wish_becomes_a_plan_of_what_is_not_so_yet(works: Works) -> None:
    works.set(works.buckets[0], closed=True)

    seen = await see(works, await asked(works))

    assert [step.key for step in seen.plan.steps] == [works.buckets[1]]
    assert seen.state == {
        "closed": {works.buckets[0]: True, works.buckets[1]: False},
        "marks": NO_MARKS,
    }


async def test_what_the_policy_forbids_is_refused_before_anything_is_read(works: Works) -> None:
    execution = await asked(works)
    account = works.account
    elsewhere = Account(account, "prod-payments", act_regions=("eu-west-1",))

    works.under(policy=a_policy())
    assert (await refused(works, execution)).startswith(f"Account {account} is not in the policy")
    works.under(policy=a_policy(accounts={account: elsewhere}))
    assert "does not let me act in us-east-1" in await refused(works, execution)
    assert [call for call in works.aws.calls(account=account) if call.session] == []


@pytest.mark.parametrize("place", [0, 1])
async def test_a_plan_that_touches_what_the_file_protects_is_refused(
    works: Works, place: int
) -> None:
    execution = await asked(works)
    arn = f"arn:aws:s3:::{works.buckets[place]}"
    works.under(policy=a_policy(accounts=works.policy.accounts, protected_resources=(arn,)))

    says = await refused(works, execution)

    assert says == f"The policy file protects {arn}: nobody can change it from here."


async def test_an_undo_leads_back_to_what_the_original_had_found(works: Works) -> None:
    after = {"closed": dict.fromkeys(works.buckets, True)}
    seen = await see(works, await done(works, after))

    assert [step.key for step in seen.plan.steps] == list(works.buckets)
    assert seen.plan.reopens
    assert seen.plan.warnings == ()


async def test_an_undo_of_what_somebody_has_changed_since_is_refused(works: Works) -> None:
    after = {"closed": dict.fromkeys(works.buckets, True)}
    undo = await done(works, after)
    works.set(works.buckets[0], closed=False)

    says = await refused(works, undo)

    assert says == f"Somebody has changed {works.buckets[0]} since. ({works.buckets[0]})"


async def test_an_undo_of_what_was_never_read_back_is_planned_with_a_warning(
    works: Works,
) -> None:
    seen = await see(works, await done(works, None))

    (warning,) = seen.plan.warnings
    assert warning.plain().startswith("What A-1 left behind was never read")
    assert [step.key for step in seen.plan.steps] == list(works.buckets)


async def test_a_plan_tells_of_the_other_side_as_the_incidents_findings_name_it(
    works: Works,
) -> None:
    finding = a_finding(account=works.account, remote=("198.51.100.7",))
    incident = await works.store.write(lambda unit: open_incident(unit, finding))

    seen = await see(works, await asked(works, runbook="wide", incident=incident))
    assert [each.plain() for each in seen.plan.record] == ["seen: 198.51.100.7"]
    alone = await see(works, await asked(works, runbook="wide"))
    assert [each.plain() for each in alone.plan.record] == ["seen: "]


async def test_an_undo_and_what_is_so_already_ask_the_record_nothing(works: Works) -> None:
    await works.ask("wide")
    execution = await works.execution(1)
    for bucket in works.buckets:
        works.set(bucket, closed=True)

    assert (await see(works, execution)).plan.record == ()
