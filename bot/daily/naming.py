"""Checks of what the policy file names beyond accounts: the ways of paging."""

from __future__ import annotations

from datetime import datetime

from bot.domain import paging
from bot.domain.policy import Policy
from bot.domain.posture import Checked
from bot.ports.unit import Unit


def pages(unit: Unit, policy: Policy, now: datetime) -> tuple[Checked, ...]:
    """Return how each way of paging beyond Slack stands."""
    webhook = policy.page_webhook
    places = {paging.SNS: policy.page_topic, paging.WEBHOOK: webhook.host if webhook else ""}
    named = {way: place for way, place in places.items() if place}
    kept = {way: found for way in named if (found := unit.coverage.noted(way))}
    return paging.checked(named, kept, now)
