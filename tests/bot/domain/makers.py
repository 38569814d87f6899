"""Values for tests of decisions: people, a policy, a plan that waits."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.domain.execution import Proposal
from bot.domain.people import Person, Role
from bot.domain.policy import SAFE_RULES, Account, Grant, Policy, Rule
from runbooks.kit.text import Text
from runbooks.kit.values import Plan, Reach, RiskClass

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
ACCOUNT = "111122223333"
TEAM = "T0RANGE"
TARGET = "arn:aws:s3:::pay-exports"
DIGEST = "9f31c2" + "0" * 58

ANN = Person("U0ANN", TEAM, "ann@example.com", "Ann", groups=frozenset({"S0RESPOND"}))
BOB = Person("U0BOB", TEAM, "bob@example.com", "Bob", groups=frozenset({"S0APPROVE"}))
RYO = Person("U0RYO", TEAM, "ryo@example.com", "Ryo", groups=frozenset({"S0APPROVE"}))
EVE = Person("U0EVE", "T0OTHER", "eve@other.example", "Eve", guest=True, groups=frozenset())


def a_policy(**more: object) -> Policy:
    """Return the range's policy, with what differs."""
    rules: dict[RiskClass, Rule] = dict(SAFE_RULES)
    given: dict[str, object] = {
        "digest": "p1",
        "teams": frozenset({TEAM}),
        "email_domain": "example.com",
        "grants": (
            Grant(Role.RESPONDER, frozenset({"S0RESPOND"})),
            Grant(Role.ADMIN, frozenset({"S0APPROVE"})),
        ),
        "accounts": {ACCOUNT: Account(ACCOUNT, "prod-payments", environment="prod")},
        "rules": rules,
    }
    return Policy(**(given | more))  # type: ignore[arg-type]  # the tests name real fields only


def a_proposal(
    risk: RiskClass = RiskClass.B, *, reopens: bool = False, is_cut: bool = False, **more: object
) -> Proposal:
    """Return a plan that waits for half an hour from NOW."""
    plan = Plan(
        changes=(),
        steps=(),
        undo=Reach.FULL,
        undo_says=Text("as it was").fill(),
        reopens=reopens,
    )
    given: dict[str, object] = {
        "execution": 1,
        "number": 1,
        "digest": DIGEST,
        "plan": plan,
        "risk": risk,
        "target": TARGET,
        "state": {},
        "code_hash": "c1",
        "policy_digest": "p1",
        "rendered_hash": "r1",
        "is_cut": is_cut,
        "needs": 1,
        "created_at": NOW,
        "expires_at": NOW + timedelta(minutes=30),
    }
    return Proposal(**(given | more))  # type: ignore[arg-type]  # the tests name real fields only
