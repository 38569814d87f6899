"""Taking and ending an incident wants what is told upstream; what hides it there takes two."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.finding import Severity
from bot.domain.incident import Status
from bot.domain.policy import Sync
from bot.domain.record import What
from bot.domain.run import Work
from bot.domain.silencing import Act
from bot.domain.syncing import Fate, Telling
from bot.domain.words import silencing as words
from bot.domain.words import syncing as sync_words
from bot.response.upstream import syncing
from tests.bot.domain.makers import ACCOUNT, ANN, BOB, a_policy
from tests.bot.response.office import Office, a_finding, an_office

WHY = "our own scanner"
LEASE = timedelta(minutes=1)
KEY = f"guardduty:aws:{ACCOUNT}:eu-west-1:detector/d1/finding/f1"
EVERYTHING = Sync(
    frozenset({"notified", "resolved", "suppressed"}), frozenset({"archive", "feedback"})
)
HARMLESS = Sync(frozenset({"notified", "note"}), frozenset({"feedback"}))


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with an_office(tmp_path, a_policy(sync=EVERYTHING)) as opened:
        yield opened


async def rows(office: Office) -> tuple[Telling, ...]:
    return await office.store.read(lambda unit: unit.tellings.of_incident(1))


async def runs(office: Office) -> list[int]:
    found = await office.store.write(lambda unit: unit.runs.due("me", 9, LEASE))
    return [run.subject for run in found if run.work is Work.SYNC]


async def test_taking_it_tells_that_somebody_was_told_once(office: Office) -> None:
    await office.incident(a_finding(key=KEY))
    assert (await office.incidents.take(ANN, 1)).done
    assert (await office.incidents.take(ANN, 1)).done

    (told,) = await rows(office)
    assert (told.tell.value, told.by, told.asked_by) == ("NOTIFIED", ANN.identity, "")
    assert told.destination == f"securityhub:{ACCOUNT}:eu-west-1"
    assert await runs(office) == [1]


@pytest.mark.parametrize(
    ("act", "hidden", "told"),
    [
        (Act.CLOSE, "RESOLVED, ARCHIVED", ["RESOLVED", "ARCHIVED"]),
        (
            Act.FALSE_POSITIVE,
            "SUPPRESSED, ARCHIVED",
            ["SUPPRESSED", "ARCHIVED", "NOT_USEFUL"],
        ),
    ],
)
async def test_what_hides_it_upstream_takes_two_and_says_why(
    office: Office, act: Act, hidden: str, told: list[str]
) -> None:
    await office.incident(a_finding(key=KEY), severity=Severity.LOW)

    reply = await office.silencing.end(ANN, 1, act, WHY)
    assert reply.says.text is sync_words.ASKED_SILENCES
    assert reply.says.fields["tells"] == hidden
    assert (await office.silencing.end(ANN, 1, act, WHY)).says.text is words.ASKED_TWICE
    assert await rows(office) == ()
    (asked,) = await office.records(What.CLOSE_ASKED)
    assert asked.body["tells"] == hidden

    assert (await office.silencing.end(BOB, 1, act, "")).done
    found = await rows(office)
    assert [each.tell.value for each in found] == told
    assert {(each.by, each.asked_by) for each in found} == {(BOB.identity, ANN.identity)}


async def test_what_hides_nothing_upstream_takes_no_more_people_than_before(
    tmp_path: Path,
) -> None:
    async with an_office(tmp_path, a_policy(sync=HARMLESS)) as office:
        await office.incident(a_finding(key=KEY), severity=Severity.LOW)
        reply = await office.silencing.end(ANN, 1, Act.FALSE_POSITIVE, WHY)

        assert reply.says.text is words.CLEARED
        assert [each.tell.value for each in await rows(office)] == ["NOTE", "NOT_USEFUL"]


async def test_with_no_sync_in_the_policy_nothing_is_told(tmp_path: Path) -> None:
    async with an_office(tmp_path) as office:
        await office.incident(a_finding(key=KEY), severity=Severity.LOW)
        await office.incidents.take(ANN, 1)
        assert (await office.silencing.end(ANN, 1, Act.FALSE_POSITIVE, WHY)).done

        assert await rows(office) == ()
        assert await runs(office) == []


async def test_an_incident_that_is_opened_again_is_not_told_as_ended(office: Office) -> None:
    await office.incident(a_finding(key=KEY))
    await office.silencing.end(ANN, 1, Act.CLOSE, WHY)
    await office.silencing.end(BOB, 1, Act.CLOSE, WHY)
    assert (await office.silencing.reopen(ANN, 1, "it came back")).done

    assert {each.fate for each in await rows(office)} == {Fate.DROPPED}
    found = await office.store.read(lambda unit: unit.incidents.get(1))
    assert found is not None
    assert found.status is Status.NEW


async def test_what_waits_without_a_run_is_begun_anew(office: Office) -> None:
    await office.incident(a_finding(key=KEY))
    await office.incidents.take(ANN, 1)
    (run,) = await office.store.write(lambda unit: unit.runs.due("me", 9, LEASE))
    await office.store.write(lambda unit: unit.runs.finish(run))

    await office.store.write(syncing.go_on)
    assert await runs(office) == [1]
