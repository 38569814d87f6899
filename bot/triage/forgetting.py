"""Forgets what the findings of incidents name, once nothing can join those any more."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.ports.unit import Unit
from bot.triage.tying import WINDOW

MOST = 100
"""How many incidents are forgotten in one transaction, so that POSTs do not wait."""
LOOKED_BACK = timedelta(days=7)
"""What ended earlier was forgotten long ago, and to look at all of it again would hold up POSTs.

After a downtime of more than a week, what is left over from before only takes room.
"""


def forget(unit: Unit, now: datetime) -> int:
    """Forget those that have ended, and have not changed for as long as a finding may join."""
    before = now - WINDOW
    return unit.observables.forget(before - LOOKED_BACK, before, MOST)
