"""Values for views to show: typical ones, whose fields a test changes with `replace`."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.domain.answer import Answer, Sensitivity
from bot.domain.cards import (
    AlertCard,
    ApprovalCard,
    HoldCard,
    Look,
    Offer,
    ProgressCard,
    Ruled,
    Voice,
)
from bot.domain.execution import Ask, Execution, Kind, Outcome, Proposal, Stage
from bot.domain.finding import Finding, Producer, Resource, Severity
from bot.domain.hold import Grip, Hold
from bot.domain.incident import Case, Incident, Status, Verdict
from bot.domain.record import What, Written
from runbooks.kit.text import Said, Text
from runbooks.kit.values import Plan, Power, Reach, RiskClass, Step

NINE = datetime(2026, 11, 22, 9, 12, tzinfo=UTC)
LOOK = Look()
MINIMAL = Look(detail=Sensitivity.MINIMAL)
FULL = Look(detail=Sensitivity.FULL)
INSTANCE = "arn:aws:ec2:ap-northeast-1:111122223333:instance/i-0abc123"
DIGEST = "9f31c2" + "0" * 58
CARRIED = f"A-19X.1:{DIGEST}"
ISOLATE = Offer("isolate_instance", Text("Isolate instance"))
BLOCK = Offer("block_public_s3", Text("Block public S3"))
HOSTILE = (
    "<!channel> <@U0ANN> <!subteam^S0PAY> <http://evil.com|click> @here *bold* _it_ `code` "
    "```fence``` \u202egnp.exe\u2066 \u200bzero\u200d \x00\x1b[31m\ud800 :skull: & {brace} {0}\n\r"
    "second line \U0001f468\u200d\U0001f469 e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301"
)
HUGE = "x" * 5_000 + "\N{GRINNING FACE}" * 2_500


def finding(**changes: Any) -> Finding:
    values: dict[str, Any] = {
        "key": "guardduty:aws:111122223333:ap-northeast-1:detector/d/finding/f1",
        "native_id": "arn:aws:guardduty:ap-northeast-1:111122223333:detector/d/finding/f1",
        "producer": Producer("guardduty", "", verified=True),
        "partition": "aws",
        "account": "111122223333",
        "region": "ap-northeast-1",
        "type": "Backdoor:EC2/C&CActivity.B!DNS",
        "title": "EC2 instance talking to 198.51.100.7",
        "description": "i-0abc123 asks for a domain of a known command server.",
        "severity": Severity.HIGH,
        "score": 8.0,
        "created_at": NINE,
        "updated_at": NINE + timedelta(minutes=19),
        "first_seen": NINE,
        "last_seen": NINE + timedelta(minutes=19),
        "count": 4,
        "resources": (Resource("AwsEc2Instance", INSTANCE, "ap-northeast-1", "web-7"),),
        "remote": ("198.51.100.7", "evil.com"),
    }
    return Finding(**(values | changes))


def incident(**changes: Any) -> Incident:
    values: dict[str, Any] = {
        "number": 118067,
        "status": Status.NEW,
        "verdict": Verdict.UNKNOWN,
        "severity": Severity.HIGH,
        "title": "EC2 instance talking to 198.51.100.7",
        "account": "111122223333",
        "region": "ap-northeast-1",
        "owner": "",
        "owner_name": "",
        "opened_at": NINE,
        "updated_at": NINE,
        "revision": 4,
        "channel": "C0SEC",
    }
    return Incident(**(values | changes))


def answer(question: str, value: str | None, **changes: Any) -> Answer:
    values: dict[str, Any] = {
        "question": question,
        "value": value,
        "reason": None,
        "source": "ec2:DescribeInstances",
        "read_at": NINE,
    }
    return Answer(**(values | changes))


def alert_card(**changes: Any) -> AlertCard:
    values: dict[str, Any] = {
        "case": Case(incident(), (finding(),)),
        "account_name": "prod-payments",
        "answers": {
            "name": answer("name", "web-7"),
            "owner": answer("owner", "payments"),
            "exposure": answer("exposure", "public: 203.0.113.9, port 22 open to the world"),
        },
        "offers": (ISOLATE, BLOCK),
        "no_offer": None,
        "executions": (),
        "ruled": Ruled(is_trusted=True),
    }
    return AlertCard(**(values | changes))


def execution(**changes: Any) -> Execution:
    values: dict[str, Any] = {
        "number": 1341,
        "ask": ask(),
        "requester": "ann@example.com",
        "requester_name": "Ann",
        "asked_at": NINE,
        "stage": Stage.WAITING,
        "plan_number": 1,
        "outcome": None,
        "why": None,
        "before": None,
        "after": None,
        "ended_at": None,
        "channel": "C0SEC",
    }
    return Execution(**(values | changes))


def ask(**changes: Any) -> Ask:
    values: dict[str, Any] = {
        "kind": Kind.APPLY,
        "incident": 118067,
        "runbook": "isolate_instance",
        "account": "111122223333",
        "region": "ap-northeast-1",
        "inputs": {"instance": INSTANCE},
        "reason": "C2 beacon confirmed in flow logs",
    }
    return Ask(**(values | changes))


def said(sentence: str, **fields: object) -> Said:
    return Text(sentence).fill(**fields)


def step(number: int = 1, **changes: Any) -> Step:
    values: dict[str, Any] = {
        "key": f"move_{number}",
        "action": "ec2:ModifyNetworkInterfaceAttribute",
        "resources": (f"arn:aws:ec2:ap-northeast-1:111122223333:network-interface/eni-{number}",),
        "power": Power.CONTAIN,
        "parameters": {"NetworkInterfaceId": f"eni-{number}", "Groups": ["sg-quarantine"]},
        "says": said("move {eni} to the quarantine group", eni=f"eni-{number}"),
    }
    return Step(**(values | changes))


def plan(**changes: Any) -> Plan:
    values: dict[str, Any] = {
        "changes": (
            said("groups {old} become {new}", old="sg-web, sg-base", new="sg-quarantine"),
            said("{asg} puts it on standby", asg="web"),
        ),
        "steps": (step(1), step(2)),
        "breaks": (said("1 of 6 targets behind {alb}", alb="alb-pay"),),
        "unproved": (said("connections that are open already are not cut"),),
        "evidence": (said("a snapshot of {count} volumes", count=2),),
        "warnings": (said("tag {tag} says that it is protected", tag="protected=yes"),),
        "undo": Reach.FULL,
        "undo_says": said("the groups are restored"),
    }
    return Plan(**(values | changes))


def proposal(**changes: Any) -> Proposal:
    values: dict[str, Any] = {
        "execution": 1341,
        "number": 1,
        "digest": DIGEST,
        "plan": plan(),
        "risk": RiskClass.C,
        "target": INSTANCE,
        "state": {},
        "code_hash": "c0de",
        "policy_digest": "9011c7",
        "rendered_hash": "",
        "is_cut": False,
        "needs": 1,
        "created_at": NINE,
        "expires_at": NINE + timedelta(minutes=30),
    }
    return Proposal(**(values | changes))


def approval_card(**changes: Any) -> ApprovalCard:
    values: dict[str, Any] = {
        "execution": execution(),
        "proposal": proposal(),
        "title": Text("Isolate instance"),
        "incident_id": "I-3K9K",
        "account_name": "prod-payments",
        "who": frozenset({"S0APPROVE", "U0LEAD"}),
        "voices": (),
    }
    return ApprovalCard(**(values | changes))


def voice(name: str = "Bob", *, approved: bool = True, reason: str = "") -> Voice:
    return Voice(name, approved, NINE, reason)


def record(what: What, number: int = 1, **body: Any) -> Written:
    return Written(number, what, NINE, "p1", "Ann", 118067, 1341, body, "", "")


def done(**changes: Any) -> Execution:
    return execution(**{"stage": Stage.DONE, "outcome": Outcome.SUCCESS, **changes})


def progress_card(**changes: Any) -> ProgressCard:
    says = {"text": {"en": "{eni} is in the quarantine group only"}, "fields": {"eni": "eni-1"}}
    moved = {"text": {"en": "moved {eni}"}, "fields": {"eni": "eni-1"}}
    api = "ec2:ModifyNetworkInterfaceAttribute"
    values: dict[str, Any] = {
        "execution": done(before={"groups": ["sg-web"]}, after={"groups": ["sg-quarantine"]}),
        "proposal": proposal(),
        "title": Text("Isolate instance"),
        "incident_id": "I-3K9K",
        "account_name": "prod-payments",
        "records": (
            record(What.STARTED, plan="A-19X.1", power="contain", digest="9f31c2"),
            record(What.INTENT, step="move_1", action=api, resources=["eni-1"], parameters={}),
            record(What.RESULT, step="move_1", action=api, request_id="req-1", code=""),
            record(What.STEP, step="move_1", says=moved, already=False, values={"group": "sg-q"}),
            record(What.STEP, step="move_2", says=moved, already=True, values={}),
            record(What.CLAIM, key="groups", proof="PASSED", says=says, evidence="sg-quarantine"),
            record(What.ENDED, outcome="Success"),
        ),
        "may_undo": True,
    }
    return ProgressCard(**(values | changes))


def hold(**changes: Any) -> Hold:
    values: dict[str, Any] = {
        "execution": 1341,
        "incident": 118067,
        "account": "111122223333",
        "region": "ap-northeast-1",
        "runbook": "isolate_instance",
        "target": INSTANCE,
        "state": Grip.HELD,
        "since": NINE,
        "next_check_at": NINE + timedelta(hours=4),
        "held_at": NINE + timedelta(hours=3, minutes=12),
        "checked_at": NINE + timedelta(hours=3, minutes=12),
    }
    return Hold(**(values | changes))


def hold_card(what: What = What.SLIPPED, *, held: Hold | None = None, **body: Any) -> HoldCard:
    """Return a message about a record of a hold; of a slip, that with all that can be told."""
    says = {"text": {"en": "{eni} is in the quarantine group only"}, "fields": {"eni": "eni-1"}}
    change = {
        "event": "ModifyNetworkInterfaceAttribute",
        "actor": "arn:aws:sts::111122223333:assumed-role/ci-deploy/run-7",
        "address": "198.51.100.7",
        "agent": "APN/1.0 HashiCorp/1.0 Terraform/1.9.5",
        "at": NINE.isoformat(),
    }
    slip: dict[str, Any] = {"says": says, "claims": [says], "changes": [change]}
    return HoldCard(
        record=record(what, **(body or (slip if what is What.SLIPPED else {}))),
        execution=done(),
        hold=held or hold(state=Grip.SLIPPED, slipped_at=NINE),
        title=Text("Isolate instance"),
        account_name="prod-payments",
        who=("U0ANN",),
    )
