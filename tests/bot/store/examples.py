"""Values to put in a store, each right in itself and easy to vary."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.execution import Ask, Kind, Proposal
from bot.domain.finding import Finding, Producer, Resource, Severity
from bot.domain.incident import Incident, Status, Verdict
from bot.domain.message import Message
from bot.ports.executions import Decision
from runbooks.kit.text import Text
from runbooks.kit.values import Plan, Power, Reach, RiskClass, Step
from tests.clocks import MORNING

TOPIC = "arn:aws:sns:ap-northeast-1:111122223333:findings"
HOSTILE = "nul \0, half a pair \ud800, <!channel> \x1a0000 \x1b[2J 危険 \U0001f525"
"""What JSON can carry and a database may not like."""

LATER = timedelta(minutes=1)


def a_message(number: int = 1, body: str = "{}") -> Message:
    return Message("sns", TOPIC, f"id-{number:04}", MORNING, MORNING, body)


def a_finding(
    key: str = "guardduty:aws:111122223333:ap-northeast-1:f1",
    title: str = "EC2 instance talking to a known C2 server",
) -> Finding:
    return Finding(
        key=key,
        native_id="f1",
        producer=Producer("guardduty", "", verified=True),
        partition="aws",
        account="111122223333",
        region="ap-northeast-1",
        type="Backdoor:EC2/C&CActivity.B!DNS",
        title=title,
        description="",
        severity=Severity.HIGH,
        score=8.0,
        created_at=MORNING,
        updated_at=MORNING + timedelta(microseconds=1),
        first_seen=None,
        last_seen=MORNING,
        count=4,
        resources=(Resource("AwsEc2Instance", "i-0abc", tags=(("Name", "web-7"),)),),
        remote=("198.51.100.7",),
    )


def an_incident(
    severity: Severity = Severity.HIGH,
    title: str = "EC2 instance talking to a known C2 server",
    minutes: int = 0,
    owner: str = "",
    status: Status = Status.NEW,
) -> Incident:
    return Incident(
        number=0,
        status=status,
        verdict=Verdict.UNKNOWN,
        severity=severity,
        title=title,
        account="111122223333",
        region="ap-northeast-1",
        owner=owner,
        owner_name="",
        opened_at=MORNING + timedelta(minutes=minutes),
        updated_at=MORNING,
        revision=1,
        channel="C0PROD",
    )


def an_ask(incident: int | None = None, undo_of: int | None = None, **changes: bool) -> Ask:
    return Ask(
        kind=Kind.APPLY if undo_of is None else Kind.UNDO,
        incident=incident,
        runbook="isolate_instance",
        account="111122223333",
        region="ap-northeast-1",
        inputs={"instance": "i-0abc", "modes": ["two_step"], "wait": 1.5},
        reason=HOSTILE,
        undo_of=undo_of,
        plan_only=changes.get("plan_only", False),
    )


def a_proposal(execution: int, number: int = 1, expires_in: timedelta = LATER) -> Proposal:
    says = Text("Move {groups}", "{groups} を移す").fill(groups=HOSTILE)
    step = Step(
        key="move",
        action="ec2:ModifyNetworkInterfaceAttribute",
        resources=("arn:aws:ec2:ap-northeast-1:111122223333:network-interface/eni-1",),
        power=Power.CONTAIN,
        parameters={"Groups": [{"made": "group.id"}], "DryRun": False, "Count": 2, "Note": None},
        says=says,
    )
    plan = Plan(changes=(says,), steps=(step,), undo=Reach.FULL, undo_says=says, reopens=True)
    return Proposal(
        execution=execution,
        number=number,
        digest="9f31c2" + "0" * 58,
        plan=plan,
        risk=RiskClass.C,
        target="arn:aws:ec2:ap-northeast-1:111122223333:instance/i-0abc",
        state={"groups": {"eni-1": ["sg-web", "sg-base"]}, "standby": None, "weight": 0.1},
        code_hash="c0de",
        policy_digest="p01",
        rendered_hash="4e4d",
        is_cut=False,
        needs=1,
        created_at=MORNING,
        expires_at=MORNING + expires_in,
        differences=("sg-base has left",),
    )


def a_decision(
    execution: int, identity: str = "bob@example.com", plan: int = 1, *, approved: bool = True
) -> Decision:
    return Decision(
        execution=execution,
        plan=plan,
        digest="9f31c2" + "0" * 58,
        approved=approved,
        identity=identity,
        slack_id="U0BOB",
        team="T0OURS",
        name="Bob",
        at=MORNING,
        via="click",
        reason="",
        code_hash="c0de",
        rendered_hash="4e4d",
        policy_digest="p01",
        groups=frozenset({"S0LEAD", "S0APPROVE"}),
    )
