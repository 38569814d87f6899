"""What people do with an incident that is no runbook: take, list, audit."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.finding import Severity
from bot.domain.ids import Prefix
from bot.domain.incident import Status
from bot.domain.record import Record, What
from bot.domain.words import deciding
from bot.response.incidents.incidents import AUDIT_ROWS, Page
from bot.response.people.replies import Reply
from tests.bot.domain.makers import ANN, BOB, EVE, NOW
from tests.bot.response.office import Office, a_finding


async def told(office: Office, **given: Any) -> str:
    found = await office.incidents.audit(
        ANN, **{"prefix": Prefix.INCIDENT, "number": 1, "actor": "", **given}
    )
    assert isinstance(found, Reply)
    return found.says.plain()


async def page(office: Office, number: int = 1, **given: Any) -> Page | Reply:
    values = {"floor": Severity.INFORMATIONAL, "owner": None, **given}
    return await office.incidents.listed(ANN, page=number, **values)


async def test_who_takes_an_incident_has_it_and_it_is_shown(office: Office) -> None:
    number = await office.incident()

    reply = await office.incidents.take(ANN, number)

    assert reply.says.plain() == "You have I-1."
    kept = await office.store.read(lambda unit: unit.incidents.get(number))
    assert kept is not None
    assert (kept.owner, kept.owner_name, kept.status) == ("U0ANN", "Ann", Status.IN_PROGRESS)
    assert [record.what for record in await office.records()] == [What.INCIDENT_TAKEN]
    assert await office.wanted() == 2


async def test_whom_the_finding_names_does_not_take_it(office: Office) -> None:
    number = await office.incident(a_finding(principals=("Ann@example.com",)))

    refused = await office.incidents.take(ANN, number)

    assert not refused.done
    assert refused.says.text is deciding.IMPLICATED
    assert (await office.incidents.take(BOB, number)).done


async def test_taking_it_twice_is_taking_it_once(office: Office) -> None:
    number = await office.incident()
    await office.incidents.take(ANN, number)

    again = await office.incidents.take(ANN, number)
    other = await office.incidents.take(BOB, number)

    assert again.done
    assert other.says.plain() == "Ann has I-1 already. Nothing was changed."
    assert not other.done
    assert len(await office.records(What.INCIDENT_TAKEN)) == 1


async def test_whoever_has_it_says_by_taking_it_that_they_are_on_it_and_fills_no_trail(
    office: Office,
) -> None:
    number = await office.incident()
    await office.incidents.take(ANN, number)
    for minutes, count in ((0, 1), (9, 1), (2, 2)):
        office.clock.advance(timedelta(minutes=minutes))
        assert (await office.incidents.take(ANN, number)).done
        assert len(await office.records(What.STILL_ON)) == count
    assert (await office.records(What.STILL_ON))[0].actor_name == "Ann"


async def test_a_closed_or_unknown_incident_is_not_taken(office: Office) -> None:
    number = await office.incident(status=Status.CLOSED)

    closed = await office.incidents.take(ANN, number)
    unknown = await office.incidents.take(ANN, 99)

    assert closed.says.plain() == "I-1 is closed. Nothing was changed."
    assert unknown.says.plain().startswith("I don't know I-33.")


async def test_strangers_take_and_see_nothing(office: Office) -> None:
    number = await office.incident()
    refused = [
        await office.incidents.take(EVE, number),
        await office.incidents.listed(EVE, floor=Severity.LOW, owner=None, page=1),
        await office.incidents.audit(EVE, prefix=Prefix.INCIDENT, number=1, actor=""),
    ]
    for reply in refused:
        assert isinstance(reply, Reply)
        assert reply.says.plain() == "Guests can't do that here. Nothing was changed."


async def test_a_page_tells_which_it_is_and_of_how_many(office: Office) -> None:
    for number in range(21):
        await office.incident(a_finding(key=f"guardduty:{number}"))

    first, last = await page(office), await page(office, 3)

    assert isinstance(first, Page)
    assert isinstance(last, Page)
    assert (len(first.rows), first.number, first.pages) == (10, 1, 3)
    assert (len(last.rows), last.number, last.pages) == (1, 3, 3)


@pytest.mark.parametrize("number", [2, 9999])
async def test_a_page_beyond_the_end_says_so(office: Office, number: int) -> None:
    reply = await page(office, number)
    assert isinstance(reply, Reply)
    assert reply.says.plain() == (
        f"There is no page {number}: there are 1. `/sec list` shows the first."
    )


async def test_a_list_keeps_to_severity_and_owner(office: Office) -> None:
    low = await office.incident(a_finding(key="guardduty:low"), severity=Severity.LOW)
    high = await office.incident()
    await office.incidents.take(ANN, high)

    async def numbers(**given: Any) -> list[int]:
        found = await page(office, **given)
        assert isinstance(found, Page)
        return [incident.number for incident in found.rows]

    assert await numbers() == [high, low]
    assert await numbers(floor=Severity.MEDIUM) == [high]
    assert await numbers(owner="") == [low]
    assert await numbers(owner="U0ANN") == [high]
    assert await numbers(owner="U0BOB") == []


async def test_the_audit_finds_by_incident_finding_execution_and_person(office: Office) -> None:
    number = await office.incident()
    await office.incidents.take(ANN, number)
    plan = await office.waiting(number)
    await office.deciding.approve(BOB, 1, plan.short, "click")

    async def kinds(prefix: Prefix | None, actor: str = "") -> list[What]:
        found = await office.incidents.audit(ANN, prefix=prefix, number=1, actor=actor)
        assert not isinstance(found, Reply)
        assert not found.has_earlier
        return [row.what for row in found.rows]

    assert await kinds(Prefix.INCIDENT) == [What.INCIDENT_TAKEN, What.DECIDED]
    assert await kinds(Prefix.FINDING) == [What.INCIDENT_TAKEN, What.DECIDED]
    assert await kinds(Prefix.EXECUTION) == [What.DECIDED]
    assert await kinds(None, actor="U0ANN") == [What.INCIDENT_TAKEN]
    assert await kinds(None, actor="U0NOBODY") == []


@pytest.mark.parametrize(("more", "has_earlier"), [(0, False), (1, True)])
@pytest.mark.parametrize(
    ("prefix", "actor"), [(Prefix.INCIDENT, ""), (Prefix.EXECUTION, ""), (None, "U0ANN")]
)
async def test_the_audit_knows_whether_there_is_more_than_it_brings(
    office: Office, prefix: Prefix | None, actor: str, more: int, *, has_earlier: bool
) -> None:
    incident = await office.incident()
    execution = await office.asked(incident)
    await office.store.write(lambda unit: unit.people.know(ANN))
    record = Record(What.PLAN_OPENED, NOW, ANN.identity, incident, execution)
    await office.store.write(lambda unit: unit.records.write([record] * (AUDIT_ROWS + more)))

    found = await office.incidents.audit(ANN, prefix=prefix, number=1, actor=actor)

    assert not isinstance(found, Reply)
    assert (len(found.rows), found.has_earlier) == (AUDIT_ROWS, has_earlier)
    assert found.rows[-1].number == AUDIT_ROWS + more
    assert found.name == ("Ann" if actor else "")


async def test_the_audit_of_what_there_is_not_says_so(office: Office) -> None:
    assert (await told(office)).startswith("I don't know I-1.")
    assert (await told(office, prefix=Prefix.EXECUTION)).startswith("I don't know A-1.")
    assert (await told(office, prefix=Prefix.FINDING)).startswith("I don't know F-1.")


async def test_a_finding_leads_to_its_incident(office: Office) -> None:
    number = await office.incident()
    assert await office.incidents.incident_of(1) == number
    assert await office.incidents.incident_of(2) is None
