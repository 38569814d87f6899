"""What may run unasked: class A, class B by name, never in production, never what is stricter."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.finding import Severity
from bot.domain.policy import Account, StandingRule
from bot.domain.unasked import Wished, covering, is_production, wished
from runbooks.kit.values import RiskClass
from tests.bot.domain.makers import a_policy

NUMBER = "444455556666"
STAGING = Account(NUMBER, "staging", environment="staging")
BUCKET = "arn:aws:s3:::tmp-exports"
RULE = StandingRule(
    "block_public_s3",
    frozenset({"staging"}),
    ("arn:aws:s3:::tmp-*",),
    floor=Severity.HIGH,
)


def covers(
    rule: StandingRule = RULE,
    risk: RiskClass = RiskClass.B,
    account: Account = STAGING,
    target: str = BUCKET,
) -> bool:
    policy = a_policy(standing=(rule,))
    return covering(policy, "block_public_s3", account, target, risk) is not None


def test_class_b_on_a_target_that_the_rule_names_needs_nobody() -> None:
    assert covers()


@pytest.mark.parametrize("risk", [RiskClass.C, RiskClass.D])
def test_what_is_stricter_always_needs_somebody(risk: RiskClass) -> None:
    assert not covers(risk=risk)


def test_class_b_needs_its_target_named_and_class_a_does_not() -> None:
    anything = replace(RULE, resources=())

    assert not covers(anything)
    assert covers(anything, RiskClass.A)


@pytest.mark.parametrize(
    ("account", "target"),
    [
        (STAGING, "arn:aws:s3:::pay-exports"),
        (replace(STAGING, environment="test"), BUCKET),
        (replace(STAGING, environment=""), BUCKET),
    ],
)
def test_elsewhere_and_on_anything_else_it_waits(account: Account, target: str) -> None:
    assert not covers(account=account, target=target)


def test_a_rule_may_name_accounts() -> None:
    assert covers(replace(RULE, accounts=frozenset({NUMBER})))
    assert not covers(replace(RULE, accounts=frozenset({"111122223333"})))


@pytest.mark.parametrize("name", ["prod", "Prod", "production", "live", "PROD-eu", ""])
def test_nothing_of_production_is_ever_covered_whatever_a_rule_says(name: str) -> None:
    assert is_production(name)
    account = replace(STAGING, environment=name)
    assert not covers(replace(RULE, environments=frozenset({name})), account=account)


def test_secbot_asks_from_the_severity_of_the_rule_on() -> None:
    policy = a_policy(standing=(RULE,))
    wish = Wished("block_public_s3", BUCKET, STAGING, Severity.HIGH)

    assert wished(wish, policy) is RULE
    assert wished(replace(wish, severity=Severity.CRITICAL), policy) is RULE
    assert wished(replace(wish, severity=Severity.MEDIUM), policy) is None
    assert wished(replace(wish, runbook="isolate_instance"), policy) is None


@given(
    st.sampled_from(RiskClass),
    st.sampled_from(["prod", "staging", ""]),
    st.sampled_from([BUCKET, "arn:aws:s3:::pay", "tmp-exports", "*"]),
)
def test_without_a_rule_nothing_is_covered(risk: RiskClass, environment: str, target: str) -> None:
    account = replace(STAGING, environment=environment)

    assert covering(a_policy(), "block_public_s3", account, target, risk) is None
