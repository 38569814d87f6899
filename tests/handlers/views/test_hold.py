from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.cards import AlertCard
from bot.domain.execution import Stage
from bot.domain.hold import Grip
from bot.domain.incident import Case, Contained
from handlers.views.alert import alert
from handlers.views.hold import SHOWN, has_slipped, many, one, spoken
from handlers.views.progress import progress
from handlers.views.rich import rich, shown
from tests.handlers.views.checking import faults, live, written
from tests.handlers.views.examples import (
    HOSTILE,
    HUGE,
    LOOK,
    NINE,
    alert_card,
    done,
    execution,
    finding,
    hold,
    incident,
    progress_card,
    said,
)

NOON = NINE + timedelta(hours=3)
DENIED = said("AWS answered {code}", code="AccessDenied")


def lines(**changes: Any) -> list[str]:
    """Return the lines that tell of a hold."""
    return [
        "".join(shown(each) for each in rich(line, "en").elements) for line in one(hold(**changes))
    ]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, ["🔒 A-19X held 3 h 12 m, checked 2026-11-22 12:24 UTC"]),
        (
            {"state": Grip.SLIPPED, "slipped_at": NOON},
            ["🔓 A-19X has slipped 2026-11-22 12:12 UTC: see its message"],
        ),
        (
            {"state": Grip.UNKNOWN, "why": DENIED},
            ["❔ A-19X not checked since 2026-11-22 12:24 UTC because AWS answered AccessDenied"],
        ),
        (
            {"state": Grip.UNKNOWN, "held_at": None},
            ["❔ A-19X never checked yet because it was not read yet"],
        ),
        (
            {"state": Grip.RELEASED, "why": said("{name} ended the hold", name="Bob")},
            ["🔓 A-19X is not held any more: Bob ended the hold"],
        ),
        ({"state": Grip.OVER, "why": DENIED, "revert_at": NOON}, []),
        (
            {"revert_at": NOON},
            [
                "🔒 A-19X held 3 h 12 m, checked 2026-11-22 12:24 UTC",
                "⏰ A-19X: somebody is asked 2026-11-22 12:12 UTC whether to put it back",
            ],
        ),
        (
            {"revert_at": NOON, "revert_asked_at": NOON},
            ["🔒 A-19X held 3 h 12 m, checked 2026-11-22 12:24 UTC"],
        ),
    ],
)
def test_a_hold_is_told_as_it_was_last_seen(changes: dict[str, Any], told: list[str]) -> None:
    assert lines(**changes) == told


@pytest.mark.parametrize("state", [Grip.UNKNOWN, Grip.SLIPPED, Grip.RELEASED, Grip.OVER])
@pytest.mark.parametrize("held_at", [None, NOON])
def test_what_was_not_seen_to_hold_is_never_told_as_held(state: Grip, held_at: Any) -> None:
    told = "".join(lines(state=state, held_at=held_at, slipped_at=NOON, why=DENIED))
    assert "🔒" not in told
    assert "held 3" not in told


@pytest.mark.parametrize(
    ("span", "told"),
    [
        (timedelta(seconds=-5), "0 m"),
        (timedelta(seconds=59), "0 m"),
        (timedelta(minutes=59), "59 m"),
        (timedelta(hours=23, minutes=59), "23 h 59 m"),
        (timedelta(days=2, hours=3, minutes=59), "2 d 3 h"),
    ],
)
def test_a_span_is_told_by_its_two_greatest_units(span: timedelta, told: str) -> None:
    assert "".join(shown(each) for each in rich(spoken(span), "en").elements) == told


def contained_card(contained: Contained = Contained.YES, **changes: Any) -> AlertCard:
    case = Case(incident(contained=contained), (finding(),))
    return alert_card(**({"case": case, "executions": (done(),), "holds": (hold(),)} | changes))


def test_the_card_and_the_thread_say_how_long_it_held_and_when_it_was_checked() -> None:
    card, reply = alert(contained_card(), LOOK), progress(progress_card(hold=hold()), LOOK)
    for message in (card, reply):
        assert faults(message) == []
        assert "🔒 A-19X held 3 h 12 m, checked" in written(message.blocks)


def test_what_waits_beside_a_slip_is_told_beside_what_is_contained_in_part() -> None:
    slipped = hold(state=Grip.SLIPPED, slipped_at=NOON)
    waits = execution(number=1342, stage=Stage.WAITING)
    card = contained_card(Contained.WAITING, executions=(done(), waits), holds=(slipped,))
    told = written(alert(card, LOOK).blocks)

    assert "Partly contained by A-19X" in told
    assert has_slipped(card.holds)
    assert "Contained by A-19X · Waiting" in written(
        alert(contained_card(Contained.WAITING, executions=(done(), waits)), LOOK).blocks
    )


def test_of_many_holds_the_newest_are_told_and_how_many_more_there_are() -> None:
    told = many([hold(execution=number) for number in range(1, SHOWN + 4)])
    assert len(told) == SHOWN + 1
    assert told[-1].fields == {"count": 3}


def test_a_strange_reason_neither_mentions_nor_links_nor_breaks_out() -> None:
    why = said("{words}", words=HOSTILE + HUGE)
    holds = tuple(hold(state=state, why=why) for state in (Grip.UNKNOWN, Grip.RELEASED))
    message = alert(contained_card(holds=holds), LOOK)
    assert faults(message) == []
    plain = alert(contained_card(holds=()), LOOK)
    assert live(message.blocks) == live(plain.blocks)
