"""What may run unasked, by the policy file's `standing`: small things, by name, never in production."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase

from bot.domain.finding import Finding, Severity
from bot.domain.policy import Account, Policy, StandingRule
from runbooks.kit.values import RiskClass

PRODUCTION = ("prod", "live")
"""How the names of environments begin in which nothing runs unasked."""


@dataclass(frozen=True, slots=True)
class Wished:
    """A runbook that fits a finding, on the target that the finding names (an ARN or a name)."""

    runbook: str
    target: str
    account: Account
    severity: Severity


def is_production(environment: str) -> bool:
    """Say whether an environment is one of production, or may be since it has no name."""
    return not environment or environment.casefold().startswith(PRODUCTION)


def wished(wish: Wished, policy: Policy) -> StandingRule | None:
    """Return the rule under which secbot asks by itself, or None."""
    rules = (rule for rule in policy.standing if wish.severity.rank >= rule.floor.rank)
    return _first(rules, wish.runbook, wish.account, wish.target, is_named=False)


def covering(
    policy: Policy, runbook: str, account: Account, target: str, risk: RiskClass
) -> StandingRule | None:
    """Return the rule under which a plan needs nobody's yes, or None: then it waits as any other.

    Class B needs a rule that names its very target; what is stricter always needs a person.
    """
    if risk not in {RiskClass.A, RiskClass.B}:
        return None
    return _first(policy.standing, runbook, account, target, is_named=risk is RiskClass.B)


def is_about(finding: Finding, policy: Policy) -> bool:
    """Say whether a rule that names resources names one of a finding's, and may run for it."""
    account = policy.accounts.get(finding.account)
    if account is None:
        return False
    return any(
        finding.severity.rank >= rule.floor.rank
        and _is_there(rule, account)
        and any(_is_of(rule, resource.id, is_named=True) for resource in finding.resources)
        for rule in policy.standing
    )


def _first(
    rules: Iterable[StandingRule], runbook: str, account: Account, target: str, *, is_named: bool
) -> StandingRule | None:
    for rule in rules:
        if (
            rule.runbook == runbook
            and _is_there(rule, account)
            and _is_of(rule, target, is_named=is_named)
        ):
            return rule
    return None


def _is_there(rule: StandingRule, account: Account) -> bool:
    if is_production(account.environment) or account.environment not in rule.environments:
        return False
    return not rule.accounts or account.number in rule.accounts


def _is_of(rule: StandingRule, target: str, *, is_named: bool) -> bool:
    if not rule.resources:
        return not is_named
    return any(fnmatchcase(target, pattern) for pattern in rule.resources)
