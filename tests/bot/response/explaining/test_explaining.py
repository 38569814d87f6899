"""`/sec why`: every rule that weighed, everyone who decided, and everyone who tried."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.cards import Why
from bot.domain.ids import Prefix
from bot.domain.people import Person
from bot.domain.syncing import Fate, Tell
from bot.domain.words import weighing as words
from bot.response.explaining.explaining import WhyDesk
from bot.response.people.replies import Reply
from runbooks.kit.values import RiskClass
from tests.bot.domain.makers import ACCOUNT, ANN, BOB, EVE, RYO
from tests.bot.domain.test_alone import a_night
from tests.bot.domain.test_syncing import a_telling
from tests.bot.response.batch_office import Several
from tests.bot.response.office import Office, an_office


def desk(office: Office) -> WhyDesk:
    return WhyDesk(office.store, office.clock, policy=office.policy)


async def told(office: Office, prefix: Prefix = Prefix.EXECUTION, number: int = 1) -> list[str]:
    found = await desk(office).why(ANN, prefix, number)
    assert isinstance(found, Why), found
    return [said.bare() for said in found.lines]


async def test_a_waiting_plan_tells_what_it_needs_whose_yes_counts_and_who_may(
    office: Office,
) -> None:
    plan = await office.waiting(
        risk=RiskClass.D, is_drill=True, weighed=(words.OWN.fill(risk=RiskClass.D),)
    )
    await office.deciding.approve(BOB, 1, plan.short, "click")

    found = await desk(office).why(ANN, Prefix.EXECUTION, 1)
    assert isinstance(found, Why)
    lines = "\n".join(said.bare() for said in found.lines)
    assert found.id == "A-1"
    assert found.who == {"S0APPROVE"}
    for said in (
        f"plan A-1.1 with the digest {plan.short}",
        "the runbook says that this is class D",
        "class D: 2 must say yes, the requester not counted",
        "it is a drill itself",
        f"✔ Bob said yes to {plan.short}, and counts",
        "1 of 2: Bob",
        "It waits for 1 more",
    ):
        assert said in lines, lines


async def test_whoever_tried_and_was_refused_is_told_with_the_reason(office: Office) -> None:
    plan = await office.waiting()
    await office.deciding.approve(ANN, 1, plan.short, "click")

    lines = await told(office)

    assert any(
        line.startswith("✘ Ann tried and was refused") and "You asked for A-1" in line
        for line in lines
    ), lines


async def test_what_was_decided_is_told_with_who_said_what_and_how_it_stands(
    office: Office,
) -> None:
    plan = await office.waiting()
    await office.deciding.approve(BOB, 1, plan.short, "click")

    lines = await told(office)

    assert any(line.startswith(f"✔ Bob said yes to {plan.short} (click) at ") for line in lines)
    assert lines[-1] == "A-1 is approved and about to run"


async def test_a_no_is_told_with_its_reason(office: Office) -> None:
    await office.waiting()
    await office.deciding.reject(BOB, 1, "the wrong bucket", "typed")

    lines = await told(office)

    assert any("Bob said no (typed)" in line and "the wrong bucket" in line for line in lines)
    assert "was rejected" in lines[-1]


async def test_what_forbids_a_waiting_plan_now_is_told(office: Office) -> None:
    await office.waiting()
    strict = replace(office.policy, protected_resources=("arn:aws:s3:::*",))
    found = await WhyDesk(office.store, office.clock, policy=strict).why(ANN, Prefix.EXECUTION, 1)

    assert isinstance(found, Why)
    assert any("🛑" in said.bare() and "protects" in said.bare() for said in found.lines)
    assert found.who == frozenset()


@pytest.mark.parametrize("prefix", [Prefix.EXECUTION, Prefix.INCIDENT])
async def test_what_is_not_there_is_said_so(office: Office, prefix: Prefix) -> None:
    found = await desk(office).why(ANN, prefix, 4_711)

    assert isinstance(found, Reply)
    assert not found.done


@pytest.mark.parametrize("person", [EVE, replace(RYO, team="T0OTHER")])
async def test_nobody_of_another_team_is_told_anything(office: Office, person: Person) -> None:
    await office.waiting()

    found = await desk(office).why(person, Prefix.EXECUTION, 1)

    assert isinstance(found, Reply)


async def test_an_incident_tells_its_severity_its_source_and_what_was_asked_for_it(
    office: Office,
) -> None:
    incident = await office.incident()
    await office.waiting(incident)

    lines = await told(office, Prefix.INCIDENT, incident)

    assert lines[0].startswith("HIGH, as the most severe of its findings is: ")
    assert any("claim of" in line or "read again at" in line for line in lines)
    assert lines[-1].startswith("What was asked for it: A-1")


async def test_an_incident_tells_what_was_told_upstream_and_what_waits(office: Office) -> None:
    await office.incident()
    done, waits = a_telling(1, Tell.NOTIFIED), a_telling(2, Tell.RESOLVED)
    await office.store.write(lambda unit: unit.tellings.want([done, waits]))
    now = office.clock.now()
    await office.store.write(lambda unit: unit.tellings.end([1], Fate.DONE, "", now))

    lines = await told(office, Prefix.INCIDENT)
    where = f"securityhub:{ACCOUNT}:eu-west-1"
    assert f"{where}: NOTIFIED, done 2026-11-22 03:00" in lines
    assert f"{where}: RESOLVED, waits since 2026-11-22 03:00, 0 tries" in lines

    await office.store.write(lambda unit: unit.tellings.tried([2], "AWS refused it: Throttling"))
    lines = await told(office, Prefix.INCIDENT)
    assert lines[-1].endswith("1 tries: AWS refused it: Throttling")
    await office.store.write(lambda unit: unit.tellings.end([2], Fate.DRIFTED, "carol", now))
    assert (await told(office, Prefix.INCIDENT))[-1].endswith("drifted 2026-11-22 03:00: carol")


async def test_of_a_member_that_waits_with_its_batch_nothing_is_said_of_alone_at_night(
    tmp_path: Path,
) -> None:
    async with an_office(tmp_path, a_night()) as office:
        await Several(office).sealed(RiskClass.C, RiskClass.C)
        desk = WhyDesk(office.store, office.clock, policy=office.policy)
        told = await desk.why(ANN, Prefix.EXECUTION, 1)

    assert isinstance(told, Why)
    assert {words.ALONE_OPEN, words.ALONE_SHUT}.isdisjoint(line.text for line in told.lines)
