"""The daily check tells how long findings are kept, and what the last night has deleted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.retention import Kept, Purge
from bot.domain.status import Picture
from handlers.views.rich import rich, shown
from handlers.views.status_retained import retained
from tests.bot.domain.pictures import WHY, a_picture
from tests.clocks import MORNING

DONE = Purge("2026-11-22", 400, MORNING, MORNING, 1204, 900, ended_at=MORNING)
WHEN = "2026-11-22 09:00 UTC"


def said(picture: Picture) -> str:
    (only,) = retained(picture)
    return "".join(shown(element) for element in rich(only, "en").elements)


@pytest.mark.parametrize(
    ("last", "told"),
    [
        (None, "no night has come yet"),
        (replace(DONE, ended_at=None, findings=7), f"begun {WHEN}, 7 deleted so far"),
        (replace(DONE, findings=0), f"none was old enough {WHEN}"),
        (DONE, f"1204 deleted {WHEN}, last seen before {WHEN}"),
        (replace(DONE, is_cut=True), "more are left for the next night"),
        (replace(DONE, ignored=2), "2 more were found upstream, older than that, and left there"),
    ],
)
def test_the_rule_and_the_last_night_are_told(last: Purge | None, told: str) -> None:
    line = said(a_picture(kept=Kept(400, last)))

    assert line.startswith("Old findings deleted 400 days after they were last seen · ")
    assert told in line


def test_where_all_is_kept_nothing_is_said_and_what_is_not_known_says_why() -> None:
    assert retained(a_picture()) == ()
    assert "NOT_AVAILABLE" in said(a_picture(kept=WHY))
