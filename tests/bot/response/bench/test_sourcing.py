"""Nothing is planned or run for a finding that its source does not bear out."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.execution import Stage
from bot.domain.finding import Severity
from bot.domain.retention import Rule
from bot.ports.confirming import SilentError
from bot.response.planning.planning import LAST_TRY
from practice.aws.server import SimulatedAws
from runbooks.kit.text import Text
from tests.bot.response.office import a_finding
from tests.bot.response.works import at_work

DENIES = Text("GuardDuty knows no such finding").fill()


async def test_what_its_source_denies_is_not_planned(
    aws: SimulatedAws, account: str, tmp_path: Path
) -> None:
    async with at_work(aws, account, tmp_path) as works:
        works.source.why = DENIES
        number = await works.ask(incident=await works.incident())
        await works.work()
        execution = await works.execution(number)
        assert execution.stage is Stage.REFUSED
        assert works.source.asked
        why = await works.why()
        assert why.startswith("I-1 is not confirmed at its source: GuardDuty knows no such finding")


async def test_what_its_source_denies_by_the_time_of_the_approval_is_not_run(
    aws: SimulatedAws, account: str, tmp_path: Path
) -> None:
    async with at_work(aws, account, tmp_path) as works:
        number = await works.ask(incident=await works.incident())
        await works.work()
        await works.approve(number)
        works.source.why = DENIES
        await works.work()
        assert (await works.execution(number)).stage is Stage.REFUSED
        assert works.closed() == [False, False]


async def test_a_forged_graver_finding_of_the_same_target_keeps_nobody_from_containing_it(
    aws: SimulatedAws, account: str, tmp_path: Path
) -> None:
    async with at_work(aws, account, tmp_path) as works:
        forged = works.finding(
            key="guardduty:forged", severity=Severity.CRITICAL, confirmed_at=None
        )
        works.source.forged = frozenset({forged.key})
        number = await works.ask(incident=await works.incident(forged))
        await works.work()
        assert (await works.execution(number)).stage is Stage.WAITING


async def test_what_no_finding_names_any_more_is_not_run_on_another_finding_s_word(
    aws: SimulatedAws, account: str, tmp_path: Path
) -> None:
    async with at_work(aws, account, tmp_path) as works:
        number = await works.ask(incident=await works.incident())
        await works.work()
        await works.approve(number)
        other = replace(works.finding(), resources=a_finding().resources)
        await works.store.write(lambda unit: unit.findings.replace([other], works.clock.now()))
        await works.work()
        assert (await works.execution(number)).stage is Stage.REFUSED
        assert works.closed() == [False, False]
        assert "names the target" in await works.why()


async def test_a_look_and_a_target_that_a_person_named_need_no_source(
    aws: SimulatedAws, account: str, tmp_path: Path
) -> None:
    async with at_work(aws, account, tmp_path) as works:
        works.source.why = DENIES
        look = await works.ask(incident=await works.incident(), plan_only=True)
        named = await works.ask()
        await works.work()
        assert (await works.execution(look)).stage is Stage.PLANNED
        assert (await works.execution(named)).stage is Stage.WAITING
        assert works.source.asked == []


async def test_a_source_that_says_nothing_is_asked_again(
    aws: SimulatedAws, account: str, tmp_path: Path
) -> None:
    async with at_work(aws, account, tmp_path) as works:
        works.source.silences = 1
        number = await works.ask(incident=await works.incident())
        with pytest.raises(SilentError):
            await works.work()
        assert (await works.execution(number)).stage is Stage.ASKED
        await works.crash()
        await works.work()
        assert (await works.execution(number)).stage is Stage.WAITING


async def test_a_source_that_never_answers_is_given_up_and_nothing_is_planned(
    aws: SimulatedAws, account: str, tmp_path: Path
) -> None:
    async with at_work(aws, account, tmp_path) as works:
        works.source.silences = LAST_TRY
        number = await works.ask(incident=await works.incident())
        for _ in range(LAST_TRY - 1):
            with pytest.raises(SilentError):
                await works.work()
            await works.crash()
        await works.work()
        assert (await works.execution(number)).stage is Stage.REFUSED
        assert "no answer within 3 s" in await works.why()


async def test_what_was_asked_for_while_its_findings_were_deleted_is_not_planned(
    aws: SimulatedAws, account: str, tmp_path: Path
) -> None:
    async with at_work(aws, account, tmp_path) as works:
        number = await works.ask(incident=await works.incident())
        rule = Rule(timedelta(days=400), works.clock.now())
        await works.store.write(lambda unit: unit.purges.delete(unit.purges.remains([1], rule)))
        await works.work()
        assert (await works.execution(number)).stage is Stage.REFUSED
        assert "were deleted" in await works.why()
        assert works.source.asked == []
