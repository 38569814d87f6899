"""Deletes the raw messages that are older than the policy file has them kept."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.ports.unit import Unit

MOST = 200
"""How many are looked at in one transaction: POSTs wait for a thousand five times as long."""


def forget(unit: Unit, age: timedelta, now: datetime) -> int:
    """Delete the oldest messages that are read and older than this; return how many."""
    return unit.inbox.forget(now - age, MOST)
