"""The daily check tells what routes keep from having a card, route by route."""

from __future__ import annotations

from typing import Any

from bot.domain.finding import Severity
from bot.domain.routes import Aside, Mode
from bot.domain.status import Unknown
from bot.domain.words import status as words
from handlers.views.rich import rich, shown
from handlers.views.status_routes import aside
from tests.bot.domain.pictures import a_picture

RECON, OTHER = "type Recon:* → digest", "severity LOW → drop"


def said(**changes: Any) -> list[str]:
    return [
        "".join(shown(each) for each in rich(one, "en").elements)
        for one in aside(a_picture(**changes), 2)
    ]


def counted(route: str, severity: Severity, many: int, day: str = "2026-11-22") -> Aside:
    return Aside(day, route, "C0NOISE", Mode.DIGEST, severity, many)


def test_where_nothing_is_kept_aside_nothing_is_said() -> None:
    assert said() == []


def test_each_route_is_told_with_its_counts_over_both_days_the_worst_first() -> None:
    found = (
        counted(RECON, Severity.LOW, 30),
        counted(RECON, Severity.LOW, 3, "2026-11-21"),
        counted(RECON, Severity.MEDIUM, 11),
        counted(OTHER, Severity.LOW, 1),
    )

    told = said(asides=found)
    assert told[0] == "No card, by a route (since yesterday, UTC)"
    assert told[1].endswith("44 by “type Recon:* → digest”: MEDIUM 11 · LOW 33")
    assert told[2].endswith("1 by “severity LOW → drop”: LOW 1")


def test_what_is_left_out_is_counted() -> None:
    told = said(asides=tuple(counted(f"type {name} → drop", Severity.LOW, 1) for name in "abcd"))

    assert "2 more" in told[-1]


def test_counts_that_could_not_be_read_say_why() -> None:
    (told,) = said(asides=Unknown(words.PART_BROKE.fill()))

    assert "NOT_AVAILABLE" in told
