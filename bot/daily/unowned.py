"""What nobody has, for the sheet: the worst by name, and how many others there are."""

from __future__ import annotations

from bot.domain.finding import Severity
from bot.domain.incident import Incident
from bot.ports.unit import Unit

MOST = 1000
"""Who has more than that counts them by severity."""
NAMED = 10
"""So many by name for Slack, which shows fewer."""


def unowned(unit: Unit, account: str, most: int) -> tuple[tuple[Incident, ...], int]:
    """Return the worst so many of an account, or (empty) of all, and how many more; an index counts."""
    hidden, every = unit.restrictions.all(), Severity.INFORMATIONAL
    found = unit.incidents.listed(
        floor=every, owner="", limit=most, offset=0, besides=hidden, account=account
    )
    if len(found) < most:
        return found, 0
    many = unit.incidents.count_listed(
        floor=every, owner="", most=MOST, besides=hidden, account=account
    )
    return found, many - len(found)
