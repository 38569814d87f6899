"""A store, a clock that stands still, a policy, and the desks that people are served at."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import runbooks
from bot.domain.execution import Ask, Execution, Kind, Proposal, Stage
from bot.domain.finding import Finding, Producer, Resource, Severity
from bot.domain.incident import Incident, Status, Verdict
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.record import Record, What, Written
from bot.durable.bell import LocalBell
from bot.ports.store import Store
from bot.ports.unit import Unit
from bot.response.brakes.braking import BrakeDesk
from bot.response.brakes.lifting import LiftDesk
from bot.response.deciding.deciding import DecisionDesk
from bot.response.incidents.incidents import IncidentDesk
from bot.response.incidents.silencing import SilenceDesk
from bot.response.incidents.snoozing import SnoozeDesk
from bot.response.keeping.digest import plan_digest
from bot.response.people import voting
from bot.response.planning.asking import AskDesk
from bot.store.store import open_store
from runbooks.kit import catalog
from tests.bot.domain.makers import ACCOUNT, ANN, BOB, NOW, a_policy, a_proposal
from tests.clocks import FrozenClock
from tests.stores import a_store

REGION = "eu-west-1"
CHANNEL = "C0SEC"
BUCKET = "pay-exports"
OPENED = "Policy:S3/BucketAnonymousAccessGranted"
CATALOGUE = catalog.load(runbooks)


@dataclass
class Office:
    """The desks, and ways to put things before them."""

    store: Store
    clock: FrozenClock
    policy: Policy
    asking: AskDesk
    deciding: DecisionDesk
    braking: BrakeDesk
    incidents: IncidentDesk
    lifting: LiftDesk
    silencing: SilenceDesk
    snoozing: SnoozeDesk

    async def incident(self, *findings: Finding, **changes: Any) -> int:
        """Open an incident of these findings, or of an open bucket's, and return its number."""
        return await self.store.write(
            lambda unit: open_incident(unit, *(findings or (a_finding(),)), **changes)
        )

    async def asked(self, incident: int | None = None, **changes: Any) -> int:
        """Ask for a runbook as Ann and return the execution's number."""
        return await self.store.write(lambda unit: ask(unit, incident, **changes))

    async def waiting(self, incident: int | None = None, **changes: Any) -> Proposal:
        """Let a plan of Ann's wait for approval and return it; `changes` are the proposal's."""
        return await self.proposed(await self.asked(incident), **changes)

    async def proposed(self, execution: int, **changes: Any) -> Proposal:
        """Keep a plan of an execution, with its true digest unless one is given, and return it."""
        made = a_proposal(**{"execution": execution, **changes})
        digest = plan_digest(await self.execution(execution), made)
        plan = made if "digest" in changes else replace(made, digest=digest)
        assert await self.store.write(lambda unit: unit.executions.propose(plan))
        return plan

    async def vouched(self, newcomer: Person, by: Person) -> None:
        """Let somebody have joined the approvers' group just now, and `by` have confirmed that."""
        now, group = self.clock.now(), "S0APPROVE"

        def work(unit: Unit) -> None:
            unit.memberships.read(group, [by.slack_id], now)
            unit.memberships.read(group, [by.slack_id, newcomer.slack_id], now)
            unit.memberships.confirm(newcomer.slack_id, (group,), by.identity, now)

        await self.store.write(work)

    async def short(self, number: int) -> str:
        """Return what a typed approval of the current plan carries; anything where there is none."""
        found = await self.store.read(lambda unit: unit.executions.get(number))
        if found is None:
            return "0" * 6
        plan = await self.store.read(
            lambda unit: unit.executions.proposal(number, found.plan_number)
        )
        return plan.short if plan else "0" * 6

    async def stage(self, number: int) -> Stage:
        """Return where an execution is."""
        return (await self.execution(number)).stage

    async def execution(self, number: int) -> Execution:
        """Return an execution."""
        found = await self.store.read(lambda unit: unit.executions.get(number))
        assert found is not None
        return found

    async def records(self, *kinds: What) -> list[Written]:
        """Return what was written down, of these kinds or of all."""
        found = await self.store.read(lambda unit: unit.records.since(0, 1000))
        return [record for record in found if not kinds or record.what in kinds]

    async def wanted(self) -> int:
        """Return how many messages wait to be brought out."""
        return (await self.store.read(lambda unit: unit.outbox.depth())).count


def desks(store: Store, clock: FrozenClock, policy: Policy) -> Office:
    """Return the desks of one process on a store."""
    bell = LocalBell()
    return Office(
        store,
        clock,
        policy,
        AskDesk(store, bell, clock, catalogue=CATALOGUE, policy=policy),
        DecisionDesk(store, bell, clock, policy=policy),
        BrakeDesk(store, bell, clock, policy=policy, channel=CHANNEL),
        IncidentDesk(store, bell, clock, policy=policy),
        LiftDesk(store, bell, clock, policy=policy, channel=CHANNEL),
        SilenceDesk(store, bell, clock, policy=policy),
        SnoozeDesk(store, bell, clock, policy=policy),
    )


@asynccontextmanager
async def an_office(folder: Path, policy: Policy | None = None) -> AsyncIterator[Office]:
    """Yield the desks on an SQLite file, at the moment of `makers.NOW`."""
    async with a_store(folder) as store:
        yield desks(store, FrozenClock(NOW), policy or a_policy())


@asynccontextmanager
async def an_office_on(address: str, policy: Policy | None = None) -> AsyncIterator[Office]:
    """Yield the desks on a database that is there already."""
    async with open_store(address) as store:
        yield desks(store, FrozenClock(NOW), policy or a_policy())


def a_finding(**changes: Any) -> Finding:
    """Return GuardDuty's finding of a bucket that was opened to everybody."""
    values: dict[str, Any] = {
        "key": f"guardduty:aws:{ACCOUNT}:{REGION}:f1",
        "native_id": "f1",
        "producer": Producer("guardduty", "", verified=True),
        "partition": "aws",
        "account": ACCOUNT,
        "region": REGION,
        "type": OPENED,
        "title": "Anonymous access was granted",
        "description": "",
        "severity": Severity.HIGH,
        "score": 8.0,
        "created_at": NOW,
        "updated_at": NOW,
        "first_seen": NOW,
        "last_seen": NOW,
        "count": 1,
        "resources": (Resource("AwsS3Bucket", f"arn:aws:s3:::{BUCKET}"),),
        "confirmed_at": NOW,
    }
    return Finding(**{**values, **changes})


def open_incident(unit: Unit, *findings: Finding, **changes: Any) -> int:
    """Open an incident of these findings and return its number."""
    values: dict[str, Any] = {
        "number": 0,
        "status": Status.NEW,
        "verdict": Verdict.UNKNOWN,
        "severity": Severity.HIGH,
        "title": findings[0].title,
        "account": findings[0].account,
        "region": findings[0].region,
        "owner": "",
        "owner_name": "",
        "opened_at": NOW,
        "updated_at": NOW,
        "revision": 1,
        "channel": CHANNEL,
    }
    (number,) = unit.incidents.open([Incident(**{**values, **changes})])
    unit.findings.add([(finding, number) for finding in findings], NOW)
    return number


def ask(unit: Unit, incident: int | None = None, **changes: Any) -> int:
    """Keep what Ann asks for and return the execution's number."""
    values: dict[str, Any] = {
        "kind": Kind.APPLY,
        "incident": incident,
        "runbook": "block_public_s3",
        "account": ACCOUNT,
        "region": REGION,
        "inputs": {"bucket": BUCKET},
        "reason": "it holds payment data",
    }
    return unit.executions.ask(
        Ask(**{**values, **changes}),
        requester=ANN.identity,
        requester_name=ANN.name,
        at=NOW,
        channel=CHANNEL,
    )


def decide(unit: Unit, plan: Proposal, person: Person = BOB) -> bool:
    """Keep a person's yes to a plan."""
    return unit.executions.decide(voting.decision(plan, person, "click", NOW))


def called(unit: Unit, number: int, code: str = "", step: str = "settings") -> None:
    """Write down that an execution has called AWS, and what AWS answered."""
    body = {"step": step, "action": "s3:PutBucketPublicAccessBlock"}
    unit.records.write(
        [
            Record(What.INTENT, NOW, "", None, number, body),
            Record(What.RESULT, NOW, "", None, number, {**body, "request_id": "r", "code": code}),
        ]
    )
