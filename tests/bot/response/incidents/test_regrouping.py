"""Findings are split off and incidents merged: nothing is lost, and nothing is silenced by it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.cards import Why
from bot.domain.execution import Stage
from bot.domain.finding import Resource, Severity
from bot.domain.ids import Prefix
from bot.domain.incident import Contained, Incident, Status
from bot.domain.people import WISH_GOOD_FOR
from bot.domain.posting import Sheet
from bot.domain.record import What
from bot.domain.restriction import Named, Restriction
from bot.domain.silencing import Act
from bot.domain.words import deciding, restricting
from bot.domain.words import regrouping as words
from bot.domain.words import silencing as silences
from bot.durable.bell import LocalBell
from bot.ports.incidents import Change
from bot.response.explaining.explaining import WhyDesk
from bot.response.incidents.regrouping import RegroupDesk
from bot.response.people.replies import Reply
from bot.triage.sorting import sort
from tests.bot.domain.makers import ANN, BOB, EVE
from tests.bot.response.office import CHANNEL, Office, a_finding
from tests.bot.store.held import a_hold, begin

WHY = "another intruder"
MEDIUM = Severity.MEDIUM
CAT = replace(ANN, slack_id="U0CAT", email="cat@example.com", name="Cat")
KEY = (Resource("AwsIamAccessKey", "AKIAIOSFODNN7EXAMPLE"),)
ONE, TWO, THREE = (
    a_finding(key=f"guardduty:{n}", native_id=n, resources=KEY, severity=MEDIUM)
    for n in ("one", "two", "three")
)


def desk(office: Office) -> RegroupDesk:
    return RegroupDesk(office.store, LocalBell(), office.clock, policy=office.policy)


async def incident(office: Office, number: int) -> Incident:
    found = await office.store.read(lambda unit: unit.incidents.get(number))
    assert found is not None
    return found


async def keys(office: Office, number: int) -> list[str]:
    found = await office.store.read(lambda unit: unit.findings.numbered(number))
    return [each.finding.native_id for each in found]


async def two(office: Office, **changes: Any) -> None:
    """Open two incidents of MEDIUM, the second with these fields."""
    await office.incident(ONE, severity=MEDIUM)
    await office.incident(TWO, **{"severity": MEDIUM, **changes})


async def change(office: Office, number: int, change: Change) -> None:
    now = office.clock.now()
    await office.store.write(lambda unit: unit.incidents.change(number, change, now))


async def test_a_finding_leaves_into_an_incident_of_its_own_and_stays_there(office: Office) -> None:
    await office.incident(ONE, TWO, THREE, severity=MEDIUM, owner="U0CAT")
    reply = await desk(office).split(ANN, 1, [2], WHY)

    assert reply == Reply(words.SPLIT.fill(into="I-2", findings="F-2"), done=True)
    assert (await keys(office, 1), await keys(office, 2)) == (["one", "three"], ["two"])
    new = await incident(office, 2)
    assert (new.status, new.owner, new.severity, new.has_card) == (Status.NEW, "", MEDIUM, True)
    assert (await incident(office, 1)).owner == "U0CAT"
    records = await office.records(What.SPLIT)
    assert [(each.incident, each.body["keys"]) for each in records] == [
        (1, ["guardduty:two"]),
        (2, ["guardduty:two"]),
    ]
    again = replace(TWO, count=9, updated_at=office.clock.now() + timedelta(minutes=1))
    await office.store.write(lambda unit: sort(unit, [again], CHANNEL, office.clock.now()))
    assert await keys(office, 2) == ["two"]


async def test_all_but_what_the_card_speaks_of_leave_where_none_is_named(office: Office) -> None:
    await office.incident(ONE, replace(TWO, severity=Severity.HIGH), THREE)
    await desk(office).split(ANN, 1, [], WHY)

    assert (await keys(office, 1), await keys(office, 2)) == (["two"], ["one", "three"])


@pytest.mark.parametrize(
    ("numbers", "reason", "why"),
    [([9], WHY, words.NOT_OF_ONE), ([1, 2], WHY, words.ONE_STAYS), ([2], "no", silences.NO_REASON)],
)
async def test_a_split_that_can_not_be_changes_nothing(
    office: Office, numbers: list[int], reason: str, why: object
) -> None:
    await office.incident(ONE, TWO)
    reply = await desk(office).split(ANN, 1, numbers, reason)

    assert (reply.done, reply.says.text) == (False, why)
    assert await keys(office, 1) == ["one", "two"]


async def test_what_leaves_a_restricted_incident_is_for_the_same_people(office: Office) -> None:
    await office.incident(ONE, TWO)
    named = (Named(ANN.slack_id, ANN.identity, "Ann"), Named(BOB.slack_id, BOB.identity, "Bob"))
    kept = Restriction(1, named, CHANNEL, ANN.identity, "Ann", office.clock.now(), "why")
    await office.store.write(lambda unit: unit.restrictions.keep(kept))
    await change(office, 1, Change(channel=kept.place))

    barred = await desk(office).split(CAT, 1, [2], WHY)
    assert barred.says.text is restricting.BARRED
    assert (await desk(office).split(ANN, 1, [2], WHY)).done
    found = await office.store.read(lambda unit: unit.restrictions.of(2))
    assert found == replace(kept, incident=2)
    assert (await incident(office, 2)).channel == kept.place


async def test_the_younger_goes_into_the_older_which_nobody_has_then(office: Office) -> None:
    await two(office, owner="U0CAT", status=Status.IN_PROGRESS)
    await change(office, 1, Change(status=Status.IN_PROGRESS, owner=("U0BOB", "Bob")))
    reply = await desk(office).merge(ANN, 2, 1, WHY)

    assert reply == Reply(words.MERGED.fill(gone="I-2", into="I-1"), done=True)
    assert (await keys(office, 1), await keys(office, 2)) == (["one", "two"], [])
    into, gone = await incident(office, 1), await incident(office, 2)
    assert (into.status, into.owner) == (Status.NEW, "")
    assert (gone.status, gone.merged_into) == (Status.CLOSED, 1)
    told = await office.records(What.MERGED)
    assert [each.incident for each in told] == [1, 2]
    assert told[0].body["who"] == ["U0BOB", "U0CAT"]
    about = await office.store.read(lambda unit: unit.outbox.about(1))
    assert (Sheet.WORD, str(told[0].number)) in {(each.sheet, each.subject) for each in about}

    explained = await WhyDesk(office.store, office.clock, policy=office.policy).why(
        ANN, Prefix.INCIDENT, 2
    )
    assert isinstance(explained, Why)
    assert explained.lines == (words.WHY_MERGED.fill(incident="I-2", into="I-1"),)


async def test_what_was_asked_for_stays_with_its_incident_and_is_held_on(office: Office) -> None:
    await two(office)
    plan = await office.waiting(2)
    execution = await office.asked(2)
    await office.store.write(
        lambda unit: unit.executions.move(execution, (Stage.ASKED,), Stage.DONE, office.clock.now())
    )
    await begin(office.store, a_hold(execution, incident=2))
    await desk(office).merge(ANN, 1, 2, WHY)
    assert (await desk(office).merge(BOB, 1, 2, "")).done

    assert (await keys(office, 1), await keys(office, 2)) == ([], ["one", "two"])
    kept = await office.store.read(lambda unit: unit.executions.of_incident(2))
    assert [each.number for each in kept] == [plan.execution, execution]
    assert await office.stage(plan.execution) is Stage.WAITING
    holds = await office.store.read(lambda unit: unit.holds.of_incident(2))
    assert all(each.state.is_live for each in holds)
    assert not await office.store.read(lambda unit: unit.holds.closed(9))


@pytest.mark.parametrize("changes", [{"severity": Severity.HIGH}, {"severity": Severity.CRITICAL}])
async def test_a_merge_of_what_is_severe_takes_two(office: Office, changes: dict[str, Any]) -> None:
    await two(office, **changes)
    asked = await desk(office).merge(ANN, 2, 1, WHY)
    assert (asked.done, asked.says.text) == (True, words.ASKED)
    assert await keys(office, 2) == ["two"]
    again = await desk(office).merge(ANN, 2, 1, WHY)
    assert again.says.text is silences.ASKED_TWICE
    refused = await desk(office).merge(CAT, 2, 1, WHY)
    assert refused.says.text is silences.NEEDS_APPROVER
    assert (await desk(office).merge(BOB, 1, 2, "")).done
    assert (await incident(office, 1)).severity is changes["severity"]
    assert (await office.records(What.MERGED))[0].body["asked_by"] == "Ann"


async def test_a_wish_is_over_after_a_while_and_is_for_that_merge_alone(office: Office) -> None:
    await two(office, severity=Severity.HIGH)
    await office.incident(THREE, severity=Severity.HIGH)
    await desk(office).merge(ANN, 3, 2, WHY)
    other = await desk(office).merge(BOB, 3, 1, WHY)
    assert other.says.text is words.OTHER_WISH
    office.clock.advance(WISH_GOOD_FOR)
    late = await desk(office).merge(BOB, 3, 2, WHY)
    assert late.says.text is words.ASKED
    assert await keys(office, 3) == ["three"]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"status": Status.CLOSED}, silences.ENDED),
        ({"has_card": False}, words.SNOOZED),
        ({"account": "444455556666"}, words.TWO_ACCOUNTS),
    ],
)
async def test_a_merge_that_can_not_be_changes_nothing(
    office: Office, changes: dict[str, Any], why: object
) -> None:
    await two(office, **changes)
    reply = await desk(office).merge(ANN, 2, 1, WHY)

    assert (reply.done, reply.says.text) == (False, why)
    assert (await keys(office, 1), await keys(office, 2)) == (["one"], ["two"])


async def test_nobody_whom_a_finding_names_splits_or_merges(office: Office) -> None:
    named = replace(TWO, principals=(ANN.email,))
    await office.incident(ONE, named, severity=MEDIUM)
    await office.incident(THREE, severity=MEDIUM)

    for reply in (
        await desk(office).split(ANN, 1, [2], WHY),
        await desk(office).merge(ANN, 1, 2, WHY),
        await desk(office).merge(ANN, 2, 1, WHY),
    ):
        assert reply.says.text is deciding.IMPLICATED
    assert not (await desk(office).merge(EVE, 1, 2, WHY)).done


async def test_what_was_merged_is_not_opened_again(office: Office) -> None:
    await two(office)
    await desk(office).merge(ANN, 2, 1, WHY)
    reply = await office.silencing.reopen(ANN, 2, WHY)

    assert reply.says.text is silences.MERGED
    wish = await office.store.write(lambda unit: unit.silences.wish(2, Act.MERGE))
    assert wish is None
    assert (await incident(office, 1)).contained is Contained.NO
