"""What routes of the policy file kept from having a card, route by route."""

from __future__ import annotations

from collections import Counter

from bot.domain.finding import Severity
from bot.domain.status import Picture, Unknown
from bot.domain.words import routes
from bot.domain.words import status as words
from handlers.views.marks import Line, Many, Words, line
from handlers.views.rows import DOT, rows
from handlers.views.status_proof import short


def aside(picture: Picture, most: int) -> tuple[Words, ...]:
    """Return the counts by route; where there is nothing, nothing is said of it."""
    head, found = routes.STATUS_HEAD, picture.asides
    if isinstance(found, Unknown):
        return (line(words.UNKNOWN, head=head, why=found.says),)
    by_route: dict[str, Counter[Severity]] = {}
    for each in found:
        by_route.setdefault(each.route, Counter())[each.severity] += each.many
    told = [_row(route, counts) for route, counts in by_route.items()]
    return rows(head, told, most, words.MORE)


def _row(route: str, counts: Counter[Severity]) -> Line:
    worst_first = sorted(counts, key=lambda severity: -severity.rank)
    told = tuple(line(words.SEVERITY, severity=one, count=counts[one]) for one in worst_first)
    return line(routes.STATUS_ROW, count=counts.total(), route=short(route), counts=Many(told, DOT))
