from __future__ import annotations

from datetime import timedelta

from bot.domain.cards import OutageCard
from bot.domain.finding import Severity
from bot.domain.outage import Bad, Concerned, News, Outage
from handlers.views.outage import outage
from tests.handlers.views.checking import faults, written
from tests.handlers.views.examples import LOOK, NINE

ACCOUNT = "111122223333"
UNTIL = NINE + timedelta(minutes=62)
OUTAGE = Outage(1, since=NINE, failed_at=UNTIL, mark=0, declared=True, ended_at=UNTIL)
NEWS = News(
    findings=41,
    incidents={Severity.HIGH: 2, Severity.LOW: 5},
    worst=(Bad("I-1", Severity.HIGH, ACCOUNT), Bad("I-4", Severity.HIGH, ACCOUNT)),
    waiting=(Concerned("A-3", ACCOUNT),),
    expired=(Concerned("A-1", ACCOUNT), Concerned("A-9", ACCOUNT)),
    slipped=(Concerned("A-2", ACCOUNT),),
    restricted=frozenset({"A-9"}),
)
COUNTS = (
    "Meanwhile 41 findings came and 7 incidents were opened. Their cards follow, the worst first."
)


def test_one_post_tells_how_long_it_was_and_what_came_and_nothing_of_what_is_restricted() -> None:
    shown = outage(OutageCard(OUTAGE, UNTIL, NEWS), LOOK)

    assert faults(shown) == []
    assert written(shown.blocks).splitlines() == [
        "📵 Slack took nothing from 2026-11-22 09:12 UTC to 2026-11-22 10:14 UTC (62 min)",
        COUNTS,
        "2 of them HIGH or CRITICAL: I-1, I-4",
        "One plan waits for a yes: A-3",
        "One approval expired: A-1. Nothing of that ran.",
        "One hold slipped: A-2",
    ]


def test_it_calls_nobody() -> None:
    assert "<@" not in str(outage(OutageCard(OUTAGE, UNTIL, NEWS), LOOK).blocks)


def test_where_nothing_came_that_is_said_and_more_than_are_named_are_marked() -> None:
    quiet = written(outage(OutageCard(OUTAGE, UNTIL, News()), LOOK).blocks)
    many = News(1, {Severity.HIGH: 9}, (Bad("I-1", Severity.HIGH, ACCOUNT),))
    told = written(outage(OutageCard(OUTAGE, UNTIL, many), LOOK).blocks)

    assert quiet.endswith("Nothing new came meanwhile. What has changed follows.")
    assert "9 of them HIGH or CRITICAL: I-1, …" in told
