"""What the messages of these tests are about: findings, incidents, executions, plans."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.domain.cards import Offer
from bot.domain.execution import Ask, Kind, Proposal
from bot.domain.finding import Finding, Producer, Resource, Severity
from bot.domain.incident import Case, Incident, Status, Verdict
from bot.domain.people import Role
from bot.domain.policy import Account, Grant, Policy
from bot.domain.posting import Due, Sheet
from bot.domain.retention import Rule
from bot.ports.executions import Decision
from bot.ports.unit import Unit
from handlers.slack.sheets import Sources
from runbooks.kit.text import Said, Text
from runbooks.kit.values import Plan, Power, Reach, RiskClass, Step
from tests.clocks import MORNING

ACCOUNT = "111122223333"
REGION = "eu-west-1"
CHANNEL = "C0SEC"
INSTANCE = f"arn:aws:ec2:{REGION}:{ACCOUNT}:instance/i-0abc1234"
ISOLATE = Offer("isolate_instance", Text("Isolate instance"))
POLICY = Policy(
    digest="p1",
    teams=frozenset({"T0OURS"}),
    grants=(Grant(Role.APPROVER, frozenset({"S0APPROVE"})),),
    accounts={ACCOUNT: Account(ACCOUNT, "prod-payments")},
)
NONE_FOR_SAMPLES = Text("A sample finding: it offers no runbook.")


def offers(case: Case) -> tuple[tuple[Offer, ...], Said | None]:
    """Offer one runbook for whatever is no sample."""
    return ((), NONE_FOR_SAMPLES.fill()) if case.lead.sample else ((ISOLATE,), None)


SOURCES = Sources(
    offers=offers, title=lambda _: ISOLATE.title, policy=lambda: POLICY, now=lambda: MORNING
)


def a_finding(number: int = 1, **more: Any) -> Finding:
    """Return a finding of which only the number tells it from another."""
    values: dict[str, Any] = {
        "key": f"guardduty:aws:{ACCOUNT}:{REGION}:detector/d/finding/{number}",
        "native_id": f"finding-{number}",
        "producer": Producer("guardduty", "", verified=True),
        "partition": "aws",
        "account": ACCOUNT,
        "region": REGION,
        "type": "Backdoor:EC2/C&CActivity.B!DNS",
        "title": f"Finding {number}",
        "description": "An instance asks for the address of a command and control server.",
        "severity": Severity.HIGH,
        "score": 8.0,
        "created_at": MORNING,
        "updated_at": MORNING,
        "first_seen": MORNING,
        "last_seen": MORNING,
        "count": 1,
        "resources": (Resource("AwsEc2Instance", INSTANCE, REGION),),
        "confirmed_at": MORNING,
    }
    return Finding(**{**values, **more})


def open_incidents(unit: Unit, count: int = 1, *, channel: str = CHANNEL) -> tuple[int, ...]:
    """Open incidents of one finding each and return their numbers."""
    incident = Incident(
        number=0,
        status=Status.NEW,
        verdict=Verdict.UNKNOWN,
        severity=Severity.HIGH,
        title="An instance talks to a known server",
        account=ACCOUNT,
        region=REGION,
        owner="",
        owner_name="",
        opened_at=MORNING,
        updated_at=MORNING,
        revision=1,
        channel=channel,
    )
    numbers = unit.incidents.open([incident] * count)
    unit.findings.add([(a_finding(number), number) for number in numbers], MORNING)
    return numbers


def empty(unit: Unit, at: datetime) -> None:
    """Let the findings of the first incident have been deleted after 400 days."""
    unit.purges.delete(unit.purges.remains([1], Rule(timedelta(days=400), at)))


def ask(unit: Unit, incident: int | None, **more: Any) -> int:
    """Ask for the isolation of the instance and return the execution's number."""
    values: dict[str, Any] = {
        "kind": Kind.APPLY,
        "incident": incident,
        "runbook": ISOLATE.name,
        "account": ACCOUNT,
        "region": REGION,
        "inputs": {"instance": "i-0abc1234"},
        "reason": "the beacon is confirmed",
    }
    return unit.executions.ask(
        Ask(**{**values, **more}),
        requester="ann@example.com",
        requester_name="Ann",
        at=MORNING,
        channel=CHANNEL,
    )


def a_proposal(execution: int, number: int = 1, *, undo: Reach = Reach.FULL) -> Proposal:
    """Return a plan of one step."""
    says = Text("Put {instance} into quarantine").fill(instance="i-0abc1234")
    step = Step(
        key="isolate",
        action="ec2:ModifyNetworkInterfaceAttribute",
        resources=(INSTANCE,),
        power=Power.CONTAIN,
        parameters={"Groups": ["sg-quarantine"]},
        says=says,
    )
    plan = Plan(changes=(says,), steps=(step,), undo=undo, undo_says=says)
    return Proposal(
        execution=execution,
        number=number,
        digest=f"{number}f31c2" * 8,
        plan=plan,
        risk=RiskClass.C,
        target=INSTANCE,
        state={"groups": ["sg-web"]},
        code_hash="c0de",
        policy_digest=POLICY.digest,
        rendered_hash="beef",
        is_cut=False,
        needs=1,
        created_at=MORNING,
        expires_at=MORNING + timedelta(minutes=30),
    )


def a_decision(proposal: Proposal, *, approved: bool = True) -> Decision:
    """Return Bob's decision on a plan."""
    return Decision(
        execution=proposal.execution,
        plan=proposal.number,
        digest=proposal.digest,
        approved=approved,
        identity="bob@example.com",
        slack_id="U0BOB",
        team="T0OURS",
        name="Bob",
        at=MORNING,
        via="click",
        reason="" if approved else "not now",
        code_hash=proposal.code_hash,
        rendered_hash=proposal.rendered_hash,
        policy_digest=proposal.policy_digest,
    )


def a_due(sheet: Sheet, subject: str, *, at: datetime = MORNING, **more: Any) -> Due:
    """Return a message that was leased a first time."""
    values: Mapping[str, Any] = {
        "number": 1,
        "destination": CHANNEL,
        "under": "",
        "under_ts": "",
        "wanted": 1,
        "ts": "",
        "nonce": "n0nce",
        "attempts": 1,
        "uncertain": False,
        "fence": 1,
        "wanted_at": at,
    }
    return Due(sheet=sheet, subject=subject, **{**values, **more})
