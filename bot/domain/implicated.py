"""Whose own doing a finding may be: they decide nothing about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.domain.finding import Finding
from bot.domain.people import identity_of
from bot.domain.policy import Policy

IAM = ":iam:"
"""In the ARN of a user or a role."""


def matched(findings: Iterable[Finding], policy: Policy) -> Mapping[str, str]:
    """Return each principal that the findings name, with whose it is; empty for nobody of ours.

    A principal is a person's where the policy file says so, or where it is named as their
    address is, as users of Identity Center and the sessions of their roles are. Tags say
    nothing: whoever is in the account may write them.
    """
    names = dict.fromkeys(name for finding in findings for name in finding.principals)
    return {name: _whose(name, policy) for name in names}


def implicated(findings: Iterable[Finding], policy: Policy) -> frozenset[str]:
    """Return the identities of those whose principals the findings name."""
    return frozenset(whose for whose in matched(findings, policy).values() if whose)


def owners(arns: Iterable[str], policy: Policy) -> frozenset[str]:
    """Return the identities of those whose users or roles these ARNs name."""
    names = (arn.rpartition("/")[2] for arn in arns if IAM in arn)
    return frozenset(whose for name in names if (whose := _whose(name, policy)))


def _whose(name: str, policy: Policy) -> str:
    known = {each.casefold(): address for each, address in policy.principals.items()}
    address = known.get(name.casefold(), name)
    domain = address.rpartition("@")[2].casefold()
    is_ours = "@" in address and policy.email_domain.casefold() in {"", domain}
    return identity_of(address) if is_ours else ""
