"""Forgets what the findings of incidents name, once nothing can join those any more."""

from __future__ import annotations

from datetime import datetime

from bot.ports.unit import Unit
from bot.triage.tying import WINDOW

MOST = 500
"""How many incidents are forgotten in one transaction, so that POSTs do not wait."""


def forget(unit: Unit, now: datetime) -> int:
    """Forget those that have ended, and have not changed for as long as a finding may join."""
    return unit.observables.forget(now - WINDOW, MOST)
