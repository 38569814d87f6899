"""secbot asks by itself for what a rule names, once, and only for what its source has confirmed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.domain.execution import Execution
from bot.domain.finding import Producer, Severity
from bot.domain.policy import Account, Policy, StandingRule
from bot.domain.record import What
from bot.domain.run import Run, Work
from bot.durable.bell import LocalBell
from bot.response.planning.standing import Stander
from runbooks.kit.values import Special
from tests.bot.domain.makers import ACCOUNT, a_policy
from tests.bot.response.office import CATALOGUE, Office, a_finding, an_office

RULE = StandingRule(
    "block_public_s3", frozenset({"staging"}), ("arn:aws:s3:::pay-*",), floor=Severity.HIGH
)
STAGING = Account(ACCOUNT, "staging", environment="staging")


def rules(**changes: Any) -> Policy:
    return a_policy(accounts={ACCOUNT: STAGING}, standing=(replace(RULE, **changes),))


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with an_office(tmp_path, rules()) as opened:
        yield opened


async def stood(office: Office, incident: int, policy: Policy | None = None) -> list[Execution]:
    """Let the rules be looked at, and return what is asked for the incident by now."""
    stander = Stander(office.store, LocalBell(), office.clock, CATALOGUE, policy or office.policy)
    await stander(Run(1, Work.STAND, incident, 1, 1))
    found = await office.store.read(lambda unit: unit.executions.of_incident(incident))
    return list(found)


async def test_what_a_rule_names_is_asked_for_once_and_by_nobody(office: Office) -> None:
    incident = await office.incident()

    (asked,) = await stood(office, incident)
    assert await stood(office, incident) == [asked]

    assert (asked.ask.runbook, asked.ask.is_automatic) == ("block_public_s3", True)
    assert (asked.requester, asked.requester_name) == ("", "secbot")
    (record,) = await office.records(What.ASKED)
    assert record.actor == ""


@pytest.mark.parametrize(
    "changes",
    [
        {"confirmed_at": None},
        {"sample": True},
        {"severity": Severity.MEDIUM},
        {"producer": Producer("securityhub", "arn:a:b", verified=False)},
        {"type": "UnauthorizedAccess:EC2/SSHBruteForce"},
    ],
)
async def test_what_is_not_confirmed_or_not_meant_is_not_asked_for(
    office: Office, changes: dict[str, Any]
) -> None:
    incident = await office.incident(a_finding(**changes))

    assert await stood(office, incident) == []


@pytest.mark.parametrize(
    "policy",
    [
        rules(resources=("arn:aws:s3:::tmp-*",)),
        rules(environments=frozenset({"test"})),
        rules(runbook="isolate_instance"),
        replace(rules(), standing=()),
        replace(rules(), accounts={ACCOUNT: replace(STAGING, environment="prod")}),
        replace(rules(), protected_resources=("arn:aws:s3:::pay-*",)),
    ],
)
async def test_elsewhere_secbot_asks_for_nothing(office: Office, policy: Policy) -> None:
    incident = await office.incident()

    assert await stood(office, incident, policy) == []


async def test_what_a_person_has_asked_for_already_is_left_to_them(office: Office) -> None:
    incident = await office.incident()
    number = await office.asked(incident)

    assert [one.number for one in await stood(office, incident)] == [number]


async def test_a_look_that_anyone_may_ask_for_keeps_no_rule_from_its_work(office: Office) -> None:
    incident = await office.incident()
    look = await office.asked(incident, plan_only=True)

    _, asked = await stood(office, incident)

    assert asked.number != look
    assert asked.ask.is_automatic


async def test_what_acts_in_another_account_is_asked_for_by_people_alone(office: Office) -> None:
    admin = Account("444455556666", "security", environment="prod")
    here = rules(runbook="detective_context", resources=())
    there = replace(
        here,
        accounts={**here.accounts, admin.number: admin},
        special={Special.SECURITY_ADMIN: admin.number},
    )
    incident = await office.incident()

    assert await stood(office, incident, there) == []
    assert len(await stood(office, incident, here)) == 1


async def test_an_incident_that_is_gone_asks_for_nothing(office: Office) -> None:
    assert await stood(office, 4_711) == []
