"""Checks of what is beyond accounts: the ways of paging, who reads the channels, and the logs."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.domain import paging, proving, readers
from bot.domain.policy import Policy
from bot.domain.posture import Checked, Standing
from bot.domain.readers import Readers
from bot.domain.words import logs as words
from bot.ports.unit import Unit

READERS = readers.CHECK


def pages(unit: Unit, policy: Policy, now: datetime) -> tuple[Checked, ...]:
    """Return how each way of paging beyond Slack stands."""
    webhook = policy.page_webhook
    places = {paging.SNS: policy.page_topic, paging.WEBHOOK: webhook.host if webhook else ""}
    named = {way: place for way, place in places.items() if place}
    kept = {way: found for way in named if (found := unit.coverage.noted(way))}
    return paging.checked(named, kept, now)


def channels(unit: Unit, now: datetime) -> tuple[Checked, ...]:
    """Return the channels whose cards leave names out, since too many may read there."""
    found = unit.coverage.noted_under(readers.CHECK)
    return tuple(
        replace(each, check=readers.CHECK)
        for each in found
        if readers.of(each, now) is not Readers.FEW and now - each.at < readers.TOLD_FOR
    )


def logs(policy: Policy, now: datetime) -> tuple[Checked, ...]:
    """Return that the logs are asked by nothing; the quiet never rested on them, so it passes."""
    if policy.logs is None:
        return ()
    says = words.UNUSED.fill(named=policy.logs.told)
    return (Checked(proving.LOGS, "", "", Standing.PASSED, says, now),)
