"""Gathers what a storm's messages show: its card, and the posts of its thread."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.storm import DAY_TOP, LINES, TOP, StormCard, StormPage, page_of
from bot.ports.unit import Unit


def storm_sheet(unit: Unit, subject: str, names: Mapping[str, str]) -> StormCard | StormPage | None:
    """Return the card of a storm, or a post of its thread, by what it goes by in the outbox.

    `names` are the accounts' by number. What is restricted is named nowhere. Raises ValueError
    where the subject is none of a storm.
    """
    number, page = page_of(subject)
    found = unit.storms.get(number)
    if found is None:
        return None
    restricted = frozenset(unit.restrictions.all())
    if page:
        groups = unit.storms.lines(number, (page - 1) * LINES + 1, page * LINES)
        counted = found.is_a_day
        return StormPage(groups, names, restricted, is_counted=counted) if groups else None
    extent = unit.storms.extent(number, DAY_TOP if found.is_a_day else TOP)
    top = tuple(each for each in extent.top if each.incident not in restricted)
    opens = unit.storms.gathered([each.incident for each in top])
    return StormCard(found, extent, top, names, opens)
