"""Incidents are given away, closed, cleared and opened again; what blinds others takes two."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.execution import Outcome, Stage
from bot.domain.finding import Severity
from bot.domain.incident import Contained, Incident, Status, Verdict
from bot.domain.people import WISH_GOOD_FOR, Person
from bot.domain.record import What
from bot.domain.silencing import Act
from bot.domain.words import deciding
from bot.domain.words import silencing as words
from bot.ports.incidents import Change
from bot.ports.unit import Unit
from bot.response.keeping import holding_life
from bot.response.people.replies import Reply
from tests.bot.domain.makers import ACCOUNT, ANN, BOB, EVE, RYO
from tests.bot.response.office import Office, a_finding
from tests.bot.store.held import a_hold

WHY = "rebuilt from a clean image"
FP = Act.FALSE_POSITIVE
CAT = replace(ANN, slack_id="U0CAT", email="cat@example.com", name="Cat")


async def end(
    office: Office, person: Person, act: Act = Act.CLOSE, reason: str = WHY, key: str = ""
) -> Reply:
    return await office.silencing.end(person, 1, act, reason, key)


async def stands(office: Office) -> Incident:
    found = await office.store.read(lambda unit: unit.incidents.get(1))
    assert found is not None
    return found


async def ran(office: Office, outcome: Outcome, **ask: Any) -> None:
    """Let an execution on the first incident end with this outcome."""
    now, number = office.clock.now(), await office.asked(1, **ask)

    def run(unit: Unit) -> bool:
        assert unit.executions.move(number, (Stage.ASKED,), Stage.RUNNING, now)
        return unit.executions.end(number, outcome, None, now)

    assert await office.store.write(run)


async def held(office: Office) -> None:
    """Open an incident with a containment that is held."""
    execution = await office.asked(await office.incident())
    await office.store.write(
        lambda unit: unit.executions.move(execution, (Stage.ASKED,), Stage.DONE, office.clock.now())
    )
    await office.store.write(lambda unit: unit.holds.begin(a_hold(execution), []))


async def test_it_is_given_to_somebody_who_is_called(office: Office) -> None:
    await office.incident()

    assert (await office.silencing.assign(ANN, 1, BOB)).done

    kept = await stands(office)
    assert (kept.status, kept.owner, kept.owner_name) == (Status.IN_PROGRESS, "U0BOB", "Bob")
    (record,) = await office.records(What.INCIDENT_ASSIGNED)
    assert (record.actor_name, record.body["whom"]) == ("Ann", ["U0BOB"])
    assert await office.wanted() == 3
    assert (await office.silencing.assign(CAT, 1, BOB)).says.text is words.ASSIGNED_ALREADY
    assert (await office.silencing.assign(CAT, 1, ANN)).done


async def test_nobody_outside_and_nobody_whom_it_names_is_given_it(office: Office) -> None:
    await office.incident(a_finding(principals=("ryo@example.com",)))

    assert (await office.silencing.assign(ANN, 1, EVE)).says.text is words.NOT_OURS
    assert (await office.silencing.assign(ANN, 1, RYO)).says.text is words.NAMED
    assert (await office.silencing.assign(RYO, 1, ANN)).says.text is deciding.IMPLICATED
    assert (await stands(office)).owner == ""
    assert [record.actor_name for record in await office.records(What.CLICK_REFUSED)] == ["Ryo"]


async def test_a_responder_closes_alone_what_is_not_contained(office: Office) -> None:
    await office.incident(severity=Severity.CRITICAL)

    assert (await end(office, ANN)).says.plain() == "I-1 is closed."

    kept = await stands(office)
    assert (kept.status, kept.verdict) == (Status.CLOSED, Verdict.UNKNOWN)
    (record,) = await office.records(What.INCIDENT_CLOSED)
    assert record.body == {"reason": WHY, "verdict": ""}
    assert record.hash
    assert (await end(office, ANN)).says.text is words.ENDED


async def test_what_is_held_is_closed_by_two_and_its_holds_end_with_it(office: Office) -> None:
    await held(office)

    assert (await end(office, ANN)).says.text is words.ASKED
    assert (await end(office, ANN)).says.text is words.ASKED_TWICE
    assert (await end(office, replace(ANN, slack_id="U1"))).says.text is words.ASKED_TWICE
    assert (await end(office, CAT)).says.text is words.NEEDS_APPROVER
    assert (await stands(office)).status is Status.NEW
    assert (await end(office, BOB, reason="")).says.text is words.CLOSED

    assert (await stands(office)).status is Status.CLOSED
    (record,) = await office.records(What.INCIDENT_CLOSED)
    assert record.body == {"reason": WHY, "verdict": "", "asked_by": "Ann"}
    ended = await office.store.write(lambda unit: holding_life.close(unit, office.clock.now()))
    assert ended == 1


async def test_a_wish_is_good_for_half_an_hour_and_for_this_act_alone(office: Office) -> None:
    await held(office)
    await end(office, ANN)

    assert (await end(office, BOB, FP)).says.text is words.ASKED
    office.clock.advance(WISH_GOOD_FOR)
    assert (await end(office, BOB)).says.text is words.ASKED
    assert (await stands(office)).status is Status.NEW


async def test_who_has_just_joined_the_approvers_agrees_to_nothing(office: Office) -> None:
    await held(office)
    now = office.clock.now() - timedelta(hours=1)
    await office.store.write(lambda unit: unit.memberships.read("S0APPROVE", frozenset(), now))
    await end(office, ANN)

    assert (await end(office, BOB)).says.text is words.NEEDS_APPROVER
    assert (await stands(office)).status is Status.NEW


@pytest.mark.parametrize("severity", [Severity.LOW, Severity.MEDIUM])
async def test_below_high_one_person_calls_it_a_false_positive(
    office: Office, severity: Severity
) -> None:
    await office.incident(severity=severity)

    assert (await end(office, ANN, FP)).says.text is words.CLEARED

    kept = await stands(office)
    assert (kept.status, kept.verdict) == (Status.CLOSED, Verdict.FALSE_POSITIVE)


@pytest.mark.parametrize(
    ("severity", "outcomes"),
    [
        (Severity.HIGH, ()),
        (Severity.LOW, (Outcome.SUCCESS,)),
        (Severity.LOW, (Outcome.FAILURE, Outcome.PARTIAL)),
    ],
)
async def test_from_high_up_or_after_a_containment_it_takes_another(
    office: Office, severity: Severity, outcomes: tuple[Outcome, ...]
) -> None:
    await office.incident(severity=severity)
    for outcome in outcomes:
        await ran(office, outcome)

    assert (await end(office, ANN, FP)).says.text is words.ASKED
    assert (await stands(office)).verdict is Verdict.UNKNOWN
    assert (await end(office, BOB, FP, "")).says.text is words.CLEARED
    assert (await stands(office)).verdict is Verdict.FALSE_POSITIVE
    asked, cleared = await office.records(What.CLOSE_ASKED, What.INCIDENT_CLOSED)
    assert (asked.actor_name, cleared.actor_name) == ("Ann", "Bob")


async def test_a_look_that_goes_on_hides_no_containment_and_one_that_ended_is_none(
    office: Office,
) -> None:
    await office.incident(severity=Severity.LOW)
    await ran(office, Outcome.SUCCESS, contains=False, runbook="detective_context")
    await ran(office, Outcome.SUCCESS)
    await office.asked(1, contains=False, runbook="detective_context")
    waits = Change(contained=Contained.WAITING)
    await office.store.write(lambda unit: unit.incidents.change(1, waits, office.clock.now()))

    assert (await end(office, ANN, FP)).says.text is words.ASKED


async def test_what_was_only_looked_at_or_failed_is_called_so_by_one(office: Office) -> None:
    await office.incident(severity=Severity.LOW)
    await ran(office, Outcome.SUCCESS, contains=False, runbook="detective_context")
    await ran(office, Outcome.FAILURE)

    assert (await end(office, ANN, FP)).says.text is words.CLEARED


async def test_whose_own_user_was_contained_frees_it_by_no_way(office: Office) -> None:
    await office.incident(severity=Severity.LOW)
    own = f"arn:aws:iam::{ACCOUNT}:user/ryo@example.com"
    plan = await office.proposed(await office.asked(1, runbook="revoke_iam"), target=own)
    now = office.clock.now()
    await office.store.write(
        lambda unit: unit.executions.move(plan.execution, (Stage.WAITING,), Stage.DONE, now)
    )

    for act in (Act.CLOSE, FP):
        assert (await end(office, RYO, act)).says.text is deciding.IMPLICATED
    assert (await office.silencing.assign(ANN, 1, RYO)).says.text is words.NAMED
    assert (await stands(office)).status is Status.NEW


async def test_while_something_may_still_contain_nobody_closes(office: Office) -> None:
    await office.waiting(await office.incident())

    told = await end(office, ANN)

    assert told.says.plain().startswith("A-1 is under way on I-1")
    assert (await stands(office)).status is Status.NEW


@pytest.mark.parametrize(
    ("person", "says"),
    [(EVE, deciding.GUEST), (replace(ANN, groups=frozenset()), words.NEEDS_RESPONDER)],
)
async def test_who_is_no_responder_ends_nothing_and_opens_nothing(
    office: Office, person: Person, says: object
) -> None:
    await office.incident()

    for act in (Act.CLOSE, FP):
        assert (await end(office, person, act)).says.text is says
    assert (await office.silencing.reopen(person, 1, "")).says.text is says
    assert (await stands(office)).status is Status.NEW


@pytest.mark.parametrize(
    ("reason", "says"), [("", words.NO_REASON), ("x" * 501, words.LONG_REASON)]
)
async def test_it_takes_a_reason(office: Office, reason: str, says: object) -> None:
    await office.incident()

    assert (await end(office, ANN, reason=reason)).says.text is says
    assert (await end(office, ANN, FP, reason=reason)).says.text is says
    assert await office.records() == []


async def test_an_unknown_incident_and_a_second_delivery_change_nothing(office: Office) -> None:
    assert (await end(office, ANN)).says.plain().startswith("I don't know I-1.")
    await held(office)
    await end(office, ANN, key="one")
    assert (await end(office, BOB, key="one")).says.plain() == "That is taken up already."


async def test_a_closed_incident_is_opened_again_and_nobody_has_it(office: Office) -> None:
    await office.incident(severity=Severity.LOW)
    assert (await office.silencing.reopen(ANN, 1, "")).says.text is words.NOT_ENDED
    await office.silencing.assign(ANN, 1, ANN)
    await end(office, ANN, FP)

    assert (await office.silencing.reopen(CAT, 1, "it beacons again")).done

    kept = await stands(office)
    assert (kept.status, kept.verdict, kept.owner) == (Status.NEW, Verdict.UNKNOWN, "")
    (record,) = await office.records(What.INCIDENT_REOPENED)
    assert record.body == {"reason": "it beacons again"}


async def test_whom_the_asker_has_let_in_today_agrees_to_nothing_of_theirs(office: Office) -> None:
    await held(office)
    await office.vouched(RYO, by=BOB)
    await end(office, BOB)

    assert (await end(office, RYO)).says.text is deciding.VOUCHED_FOR_ASKER
    assert (await stands(office)).status is Status.NEW
