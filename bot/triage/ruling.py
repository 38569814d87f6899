"""Tells what the policy file says of a finding, for its card."""

from __future__ import annotations

from bot.domain.cards import Ruled
from bot.domain.finding import Finding
from bot.domain.policy import Policy
from bot.triage.routing import route


def ruled(finding: Finding, policy: Policy) -> Ruled:
    """Return whom its card calls, whether it is trusted, and what it is about."""
    networks = policy.networks
    whose = {one: networks.whose(one) for one in finding.remote} if networks else {}
    return Ruled(
        mentions=route(finding, policy, "").mentions,
        is_trusted=policy.trusts(finding.producer),
        whose={address: found for address, found in whose.items() if found is not None},
        precious=tuple(
            one.id for one in finding.resources if policy.is_precious(one.id, finding.account)
        ),
        special=policy.parts_of(finding.account),
    )
