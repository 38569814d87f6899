"""What is severe in a storm and nobody takes calls as one, in the storm's thread, until it is taken."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.domain.cards import Look, WordCard
from bot.domain.finding import Finding, Resource, Severity
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.posting import Sheet
from bot.domain.record import What, Written
from bot.domain.rota import OnCall
from bot.domain.routes import Match, Mode, Route
from bot.domain.run import Run, Work
from bot.domain.storm import QUIET
from bot.ports.incidents import Change
from bot.ports.unit import Unit
from bot.response.incidents.escalating import Paging
from bot.response.incidents.storm_calling import call
from bot.response.incidents.storming import go_on
from handlers.views.word import word
from tests.bot.domain.makers import a_policy
from tests.bot.response.incidents.test_escalating import POLICY, Pages
from tests.bot.triage.examples import CUSTOM, a_finding, minutes
from tests.bot.triage.sorted_store import Triage, a_triage

MANY = 18
QUIETLY = Route(Match(severities=frozenset({Severity.HIGH})), mode=Mode.THREAD)


def storming(many: int, prefix: str = "c", **changes: Any) -> list[Finding]:
    return [
        a_finding(
            key=f"guardduty:{prefix}{number}",
            native_id=f"{prefix}{number}",
            resources=(Resource("AwsEc2Instance", f"i-{prefix}{number}"),),
            **changes,
        )
        for number in range(many)
    ]


async def blow(
    triage: Triage, many: int = MANY, prefix: str = "c", *, at: float = 1, **changes: Any
) -> tuple[int, ...]:
    findings = storming(many, prefix, **changes)
    return (await triage.sort(*findings, at=minutes(at))).opened


async def tick(triage: Triage, *ats: float, policy: Policy = POLICY) -> list[Written]:
    """Look at these minutes; return every call that there was."""
    for at in ats:
        await triage.store.write(partial(call, policy=policy, now=minutes(at)))
    records = await triage.store.read(lambda unit: unit.records.since(0, 999))
    return [each for each in records if each.what is What.STORM_ESCALATED]


async def take(triage: Triage, *numbers: int) -> None:
    for number in numbers:
        await triage.change(number, Change(owner=("U0ANN", "Ann")), minutes(2))


async def test_who_is_on_call_is_called_then_the_next_then_all_in_the_storm_s_thread(
    tmp_path: Path,
) -> None:
    async with a_triage(tmp_path) as triage:
        opened = await blow(triage)
        seen = [len(await tick(triage, at)) for at in (15, 16, 30, 31, 46, 61, 90)]
        calls = await tick(triage)
        assert seen == [0, 1, 1, 2, 3, 3, 3]
        assert [each.body["whom"] for each in calls] == [["U0ANN"], ["U0RYO"], ["U0ANN", "U0RYO"]]
        assert {each.body["count"] for each in calls} == {len(opened)}
        spoken = word(WordCard(calls[0]), Look()).text
        assert f"{MANY} incidents of HIGH or CRITICAL" in spoken
        first = await triage.incident(opened[0])
        assert f"Begin with {first.id}, " in spoken
        brought = await triage.deliver(minutes(99))
        assert [sheet for sheet, _, _ in brought].count(Sheet.WORD) == 3


async def test_what_is_taken_or_has_a_card_of_its_own_is_not_called_for(tmp_path: Path) -> None:
    async with a_triage(tmp_path) as triage:
        opened = await blow(triage)
        await take(triage, *opened[:10])
        for number in opened[10:-1]:
            await triage.change(number, Change(has_card=True), minutes(2))
        (only,) = await tick(triage, 16)
        assert only.body["count"] == 1
        await take(triage, opened[-1])
        assert len(await tick(triage, 31, 46)) == 1


async def test_after_the_storm_it_calls_while_any_is_left_and_then_it_is_looked_at_no_more(
    tmp_path: Path,
) -> None:
    async with a_triage(tmp_path) as triage:
        opened = await blow(triage)
        over = minutes(1) + QUIET
        assert await triage.store.write(lambda unit: go_on(unit, 1, over)) is None
        (call_,) = await tick(triage, 16)
        left = [each for each in opened if not (await triage.incident(each)).has_card]
        assert call_.body["count"] == len(left) > 0
        await take(triage, *left)
        await tick(triage, 31)
        assert await triage.store.read(lambda unit: unit.storms.left_alone(minutes(999))) == ()


async def test_what_comes_after_the_last_call_begins_it_anew(tmp_path: Path) -> None:
    async with a_triage(tmp_path) as triage:
        await blow(triage)
        assert len(await tick(triage, 16, 31, 46, 61)) == 3
        await blow(triage, 3, "late", at=62)
        assert [each.body["whom"] for each in await tick(triage, 62)][3:] == [["U0ANN"]]


async def test_what_is_less_than_high_and_the_day_of_a_route_call_nobody(tmp_path: Path) -> None:
    async with a_triage(tmp_path) as triage:
        await blow(triage, severity=Severity.MEDIUM)
        file = Policy(digest="", routes=(QUIETLY,))
        quiet = a_finding(key="guardduty:q", native_id="q", resources=())
        await triage.sort(quiet, at=minutes(1), policy=file)
        assert await tick(triage, 16, 31, 46) == []


async def test_a_storm_of_claims_calls_as_well(tmp_path: Path) -> None:
    async with a_triage(tmp_path) as triage:
        await blow(triage, producer=CUSTOM)
        assert len(await tick(triage, 16)) == 1


async def know(triage: Triage, *names: str) -> None:
    for name in names:
        person = Person(f"U0{name.upper()}", "T0", f"{name}@example.com", name.title())
        await triage.store.write(partial(_know, person))


def _know(person: Person, unit: Unit) -> None:
    unit.people.know(person)


@pytest.mark.parametrize(
    ("named", "whom", "passed"),
    [(("ann",), ["U0RYO"], "Ann"), (("ann", "ryo"), ["S0APPROVE"], "Ann")],
)
async def test_whom_a_finding_names_is_passed_over_and_where_it_names_all_approvers_are_called(
    tmp_path: Path, named: tuple[str, ...], whom: list[str], passed: str
) -> None:
    principals = tuple(f"{each}@example.com" for each in named)
    async with a_triage(tmp_path) as triage:
        first = a_finding(key="guardduty:n", native_id="n", principals=principals)
        await triage.sort(first, *storming(MANY), at=minutes(1))
        await know(triage, *named)
        (only,) = await tick(triage, 16)
        assert (only.body["whom"], only.body["passed"]) == (whom, passed)


async def test_a_group_is_called_once_and_without_a_time_nobody_is(tmp_path: Path) -> None:
    grouped = a_policy(on_call=OnCall(group="S0ALL", escalate_after=timedelta(minutes=15)))
    async with a_triage(tmp_path) as triage:
        await blow(triage)
        assert await tick(triage, 16, policy=a_policy()) == []
        (only,) = await tick(triage, 16, 31, 46, policy=grouped)
        assert only.body["whom"] == ["S0ALL"]


async def test_it_pages_beyond_slack_unless_all_is_taken_by_then(tmp_path: Path) -> None:
    pages = Pages()
    async with a_triage(tmp_path) as triage:
        opened = await blow(triage)
        (only,) = await tick(triage, 16)
        paging, run = Paging(triage.store, pages), Run(1, Work.PAGE, only.number, 1, 1)
        await paging(run)
        first, second = [(await triage.incident(each)).id for each in opened[:2]]
        assert f"a storm has {MANY} incidents of HIGH or CRITICAL" in pages.texts[0]
        assert f": {first}, {second}, " in pages.texts[0]
        await take(triage, *opened)
        await paging(run)
        assert len(pages.texts) == 1
