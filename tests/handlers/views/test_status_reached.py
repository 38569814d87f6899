"""Each detector is told with when it last reached us; those that can be asked even where never."""

from __future__ import annotations

from bot.domain.status import Picture
from bot.domain.sweeping import Reached
from handlers.views.rich import rich, shown
from handlers.views.status_reached import reached
from tests.bot.domain.pictures import WHY, a_picture
from tests.clocks import MORNING


def said(picture: Picture) -> str:
    (only,) = reached(picture)
    return "".join(shown(element) for element in rich(only, "en").elements)


def test_a_real_finding_a_sample_and_none_are_told_apart() -> None:
    found = (Reached("guardduty", MORNING, sample=True), Reached("macie", MORNING))
    told = said(a_picture(reached=found))

    assert told == (
        "Detectors that reached secbot last GuardDuty 2026-11-22 09:00 UTC (a sample) · "
        "Security Hub never · Macie 2026-11-22 09:00 UTC"
    )


def test_what_could_not_be_read_says_why() -> None:
    assert "NOT_AVAILABLE" in said(a_picture(reached=WHY))
