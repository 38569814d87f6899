"""Decisions: the processor time of one, of the pure function and of the whole transaction."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from functools import partial
from pathlib import Path
from time import process_time

from benchmarks.figures import Goal, Report, percentile
from benchmarks.scale import Scale
from bot.domain.decide import decide
from bot.domain.execution import Ask, Execution, Kind, Proposal
from bot.domain.matter import Allowed, Matter, Vote
from bot.domain.people import Person, Role
from bot.domain.policy import (
    SAFE_RULES,
    Account,
    Grant,
    Hours,
    Limits,
    Policy,
    Raise,
    Rule,
    StandingRule,
)
from bot.durable.bell import LocalBell
from bot.ports.unit import Unit
from bot.response.deciding.deciding import DecisionDesk
from bot.response.keeping.digest import plan_digest
from bot.store.migrate import upgrade
from bot.store.store import open_store
from runbooks.kit.text import Text
from runbooks.kit.values import Plan, Power, Reach, RiskClass, Step

CHEAP = Goal(most=5)
TEAM, CHANNEL, REGION = "T0OURS", "C0SEC", "ap-northeast-1"
PAUSE = timedelta(hours=2)
ROLES, ACCOUNTS, RAISES, STANDING = 50, 200, 30, 50
TARGETS, STEPS, VOTES = 10, 60, 5
NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
ACCOUNT = f"{ACCOUNTS - 1:012d}"
SAYS = Text("move {interface} to the quarantine group")
ANN = Person("U0ANN", TEAM, "ann@example.com", "Ann", groups=frozenset({"S0RESPOND"}))
VOTERS = tuple(
    Person(
        f"U0V{each}",
        TEAM,
        f"voter{each}@example.com",
        f"Voter {each}",
        groups=frozenset({f"S0APPROVE{ROLES - 1}"}),
    )
    for each in range(VOTES)
)


@dataclass(slots=True)
class SlowClock:
    """A clock that stands still for each plan, and goes on by two hours to the next."""

    at: datetime = NOW

    def now(self) -> datetime:
        """Return the moment."""
        return self.at


def measure(scale: Scale, report: Report) -> None:
    """Decide on a large plan under a large policy, again and again."""
    policy = _policy()
    report.title(
        f"decisions: {scale.decisions} on {STEPS} steps on {TARGETS} targets, {VOTES} votes, under "
        f"{ROLES} roles, {ACCOUNTS} accounts, {RAISES} raises and {STANDING} standing rules"
    )
    _tell(report, "decide", _pure(scale.decisions, policy, report), CHEAP)
    spent = asyncio.run(_desk(scale.decisions, policy, report))
    _tell(report, "the last vote's whole transaction", spent, None)


def _tell(report: Report, what: str, spent: list[float], goal: Goal | None) -> None:
    report.figure(f"{what}, processor time, p50", percentile(spent, 0.5) * 1000, "ms")
    report.figure(f"{what}, processor time, p99", percentile(spent, 0.99) * 1000, "ms", goal)


def _pure(count: int, policy: Policy, report: Report) -> list[float]:
    proposal = _proposal(1)
    matter = Matter(proposal, ACCOUNT, ANN.identity, ANN.slack_id, runbook="isolate_instance")
    votes = [Vote(voter, NOW, proposal.digest, has_opened=True) for voter in VOTERS]
    spent, verdict = _spent(count, lambda: decide(matter, votes, policy, NOW))
    report.check("the votes allow it", holds=isinstance(verdict, Allowed))
    return spent


def _spent(count: int, work: Callable[[], object]) -> tuple[list[float], object]:
    """Return the seconds of processor time of each go after a first, and what the last returned."""
    spent, result = [], work()
    for _ in range(count):
        began = process_time()
        result = work()
        spent.append(process_time() - began)
    return spent, result


async def _desk(count: int, policy: Policy, report: Report) -> list[float]:
    """Return what the last vote on each of so many plans costs, with all that it writes down."""
    with tempfile.TemporaryDirectory(prefix="secbot-bench-") as folder:
        path = Path(folder) / "secbot.db"
        path.touch(mode=0o600)
        upgrade(f"sqlite:///{path}")
        async with open_store(f"sqlite:///{path}") as store:
            clock = SlowClock()
            desk = DecisionDesk(store, LocalBell(), clock, policy=policy)
            spent, done = [], 0
            for _ in range(count):
                clock.at += PAUSE
                execution, digest = await store.write(partial(_waiting, at=clock.at))
                for index, voter in enumerate(VOTERS[:-1]):
                    await desk.approve(voter, execution, digest, "click", VOTERS[:index])
                began = process_time()
                reply = await desk.approve(VOTERS[-1], execution, digest, "click", VOTERS[:-1])
                spent.append(process_time() - began)
                done += "approved" in reply.says.plain()
    report.check("each plan was approved", holds=done == count, detail=f"{done} of {count}")
    return spent


def _waiting(unit: Unit, at: datetime) -> tuple[int, str]:
    """Let one more plan wait, and return the execution's number and the plan's digest."""
    unit.people.know(ANN)
    number = unit.executions.ask(
        _ask(),
        requester=ANN.identity,
        requester_name=ANN.name,
        requester_slack_id=ANN.slack_id,
        at=at,
        channel=CHANNEL,
    )
    execution = unit.executions.get(number)
    if execution is None:
        raise LookupError(number)
    made = _digested(execution, _proposal(number, at))
    unit.executions.propose(made)
    return number, made.digest


def _digested(execution: Execution, proposal: Proposal) -> Proposal:
    return replace(proposal, digest=plan_digest(execution, proposal))


def _ask() -> Ask:
    inputs = {"instance": _target(0)}
    return Ask(
        Kind.APPLY, None, "isolate_instance", ACCOUNT, REGION, inputs, "a beacon in the flow logs"
    )


def _target(number: int) -> str:
    return f"arn:aws:ec2:{REGION}:{ACCOUNT}:instance/i-{number:017x}"


def _proposal(execution: int, at: datetime = NOW) -> Proposal:
    steps = tuple(_step(number) for number in range(STEPS))
    plan = Plan(
        changes=tuple(step.says for step in steps),
        steps=steps,
        undo=Reach.FULL,
        undo_says=Text("the groups are restored").fill(),
    )
    return Proposal(
        execution=execution,
        number=1,
        digest="9f31c2" + "0" * 58,
        plan=plan,
        risk=RiskClass.C,
        target=_target(0),
        state={f"eni-{number}": ["sg-web", "sg-base"] for number in range(STEPS)},
        code_hash="c0de",
        policy_digest="p1",
        rendered_hash="",
        is_cut=False,
        needs=VOTES,
        created_at=at,
        expires_at=at + timedelta(minutes=30),
    )


def _step(number: int) -> Step:
    interface = f"eni-{number:017x}"
    arn = f"arn:aws:ec2:{REGION}:{ACCOUNT}:network-interface/{interface}"
    return Step(
        key=f"move_{number}",
        action="ec2:ModifyNetworkInterfaceAttribute",
        resources=(arn, _target(number % TARGETS)),
        power=Power.CONTAIN,
        parameters={"NetworkInterfaceId": interface, "Groups": ["sg-quarantine"]},
        says=SAYS.fill(interface=interface),
    )


def _policy() -> Policy:
    """Return a policy in which everything that decides stands last."""
    numbers = [f"{each:012d}" for each in range(ACCOUNTS)]
    grants = [
        Grant(
            Role.APPROVER,
            frozenset({f"S0APPROVE{each}"}),
            accounts=frozenset(numbers[each :: ROLES - 1]),
        )
        for each in range(ROLES - 1)
    ]
    rules = {**SAFE_RULES, RiskClass.C: Rule(approvals=VOTES, ttl=timedelta(minutes=30))}
    night = Hours(time(22), time(7), "Asia/Tokyo")
    return Policy(
        digest="p1",
        teams=frozenset({TEAM}),
        email_domain="example.com",
        grants=(*grants, Grant(Role.APPROVER, frozenset({f"S0APPROVE{ROLES - 1}"}))),
        accounts={each: Account(each, f"account-{each}", environment="prod") for each in numbers},
        rules=rules,
        protected_resources=tuple(f"arn:aws:s3:::kept-{each}-*" for each in range(ROLES)),
        limits=Limits(targets_per_execution=TARGETS),
        raises=tuple(
            Raise(frozenset({RiskClass.B}), accounts=frozenset({each}), hours=night)
            for each in numbers[:RAISES]
        ),
        standing=tuple(
            StandingRule("block_public_s3", frozenset({"prod"}), (f"arn:aws:s3:::b-{each}-*",))
            for each in range(STANDING)
        ),
    )
