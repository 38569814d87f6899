from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.hold import Grasp
from bot.domain.review import Review, ReviewKind
from bot.domain.status import Brake, Lifted, StatusCard, Unknown
from bot.domain.words import status as words
from handlers.views.status import LATE, status, terminal
from tests.bot.domain.pictures import BRAKE, NIGHT, PROD, UNDO, WAITS, WHY, a_picture
from tests.bot.triage.examples import an_incident
from tests.clocks import MORNING
from tests.handlers.views.checking import faults, live, written
from tests.handlers.views.examples import HUGE, LOOK


def said(card: StatusCard) -> list[str]:
    shown = status(card, LOOK)
    assert faults(shown) == []
    return written(shown.blocks).splitlines()


def test_a_quiet_morning_is_short() -> None:
    assert said(StatusCard(a_picture())) == [
        "🟢 Quiet, and proved: nothing is open, and all 2 checks passed.",
        "All accounts, as of 2026-11-22 09:00 UTC",
        "Needs an owner nothing",
        "Waiting for approval nothing",
        "Open nothing",
        "Undo on offer nothing",
        "Since yesterday nothing new · nothing executed",
        "Can the quiet be trusted? 2 PASSED · AWS looked at 2026-11-22 09:00 UTC",
        "Detectors that reached secbot last GuardDuty never · Security Hub never",
    ]


def test_a_busy_night_is_told_with_what_to_type() -> None:
    told = said(StatusCard(a_picture(**NIGHT)))

    assert told[2:-2] == [
        (
            "Needs an owner 🔴 I-1 HIGH EC2 instance talking to a known C2 server · prod · "
            "2026-11-22 09:00 UTC"
        ),
        (
            "Waiting for approval A-1.1 isolate_instance on i-0abc · prod · asked by Ann · "
            "0 of 1 said yes · expires 2026-11-22 09:00 UTC"
        ),
        "Open LOW 1",
        (
            "Undo on offer A-2 block_public_s3 on pay · prod · Success 2026-11-22 09:00 UTC · "
            "/sec undo A-2 reason"
        ),
        "Since yesterday new: HIGH 2 · LOW 1 · executed: 1 Partial",
    ]


def test_a_lifted_ceiling_is_told_with_until_when_and_by_whom() -> None:
    lifts = (Lifted("", "Bob", MORNING), Lifted(PROD, "Ryo", MORNING))
    told = "\n".join(said(StatusCard(a_picture(lifts=lifts, names={PROD: "prod"}))))

    assert "Ceiling lifted" in told
    assert "everywhere until" in told
    assert "in prod until" in told
    assert "as Ryo agreed" in told
    assert "Ceiling lifted" not in "\n".join(said(StatusCard(a_picture())))


def test_what_ran_on_one_word_needs_somebody_and_a_night_says_since_when() -> None:
    glass = Review(1, 1, "bob@example.com", "Bob", MORNING, "nobody answers")
    alone = replace(glass, execution=2, opened_by_name="Ann", kind=ReviewKind.NIGHT)
    told = said(StatusCard(a_picture(reviews=(glass, alone))))

    assert "2 runs on one person's word are not reviewed" in told[0]
    assert told[3].startswith("• 🚨 A-1 Bob broke the glass")
    assert told[4].startswith("• 🌙 A-2 Ann ran it alone at 09:00 UTC, ")
    assert "confirmed by nobody: “nobody answers” · /sec review A-2 …" in told[4]


def test_pulled_brakes_are_told_with_how_to_let_them_go() -> None:
    brakes = (BRAKE, Brake(PROD, "Bob", MORNING))
    told = said(StatusCard(a_picture(brakes=brakes, names={PROD: "prod"})))

    assert told[2:5] == [
        "Brakes",
        "• 🛑 pulled everywhere by Ann 2026-11-22 09:00 UTC · /sec start",
        f"• 🛑 pulled in prod by Bob 2026-11-22 09:00 UTC · /sec start {PROD}",
    ]


@pytest.mark.parametrize(
    ("part", "head"),
    [
        ("unowned", "Needs an owner"),
        ("waiting", "Waiting for approval"),
        ("open", "Open"),
        ("undo", "Undo on offer"),
        ("brakes", "Brakes"),
        ("day", "Since yesterday"),
    ],
)
def test_a_part_that_is_not_known_says_why_in_its_place(part: str, head: str) -> None:
    changes: dict[str, Any] = {part: WHY}
    told = said(StatusCard(a_picture(**changes)))

    assert f"{head} NOT_AVAILABLE {words.PART_BROKE.en}" in told


def test_what_nobody_has_and_is_not_named_is_counted_with_the_rest() -> None:
    many = tuple(replace(an_incident(), number=number) for number in range(1, 8))
    card = StatusCard(a_picture(unowned=many, more_unowned=990))

    assert "… and 992 more: /sec list owner=none" in said(card)


def test_long_lists_are_cut_with_a_count_and_the_way_to_see_all() -> None:
    many = tuple(replace(an_incident(), number=number, title=HUGE) for number in range(1, 40))
    card = StatusCard(a_picture(unowned=many, waiting=(WAITS,) * 9, undo=(UNDO,) * 8))
    told = said(card)

    assert sum(each.startswith("• 🔴") for each in told) == 5
    assert "… and 34 more: /sec list owner=none" in told
    assert "… and 4 more: python -m bot status shows all of them" in told
    whole = terminal(card, "en")
    assert sum(each.startswith("• 🔴") for each in whole) == 39
    assert not any("more" in each for each in whole)


def test_the_terminal_shows_the_very_lines_of_the_message() -> None:
    card = StatusCard(a_picture(**NIGHT), is_refreshing=True)

    assert list(terminal(card, "en")) == said(card)


def test_a_post_that_is_late_says_when_it_was_due() -> None:
    in_time = said(StatusCard(a_picture(), due_at=MORNING - LATE + timedelta(seconds=1)))
    late = said(StatusCard(a_picture(), due_at=MORNING - timedelta(hours=2)))

    assert "Due 2026" not in "\n".join(in_time)
    assert late[2].startswith("Due 2026-11-22 07:00 UTC, and late")


def test_nobody_is_mentioned_and_nothing_can_be_followed() -> None:
    shown = status(StatusCard(a_picture(**NIGHT, brakes=(BRAKE,))), LOOK)

    assert live(shown.blocks) == set()


def test_what_was_undone_without_outcome_or_end_is_shown_all_the_same() -> None:
    bare = replace(UNDO, outcome=None, ended_at=None)

    assert said(StatusCard(a_picture(undo=(bare,))))
    assert Unknown(words.PART_BROKE.fill()) == WHY


@pytest.mark.parametrize(
    ("holds", "told"),
    [
        (
            Grasp(held=3, slipped=1, unknown=2, oldest=MORNING),
            ("Holds 3 held · 1 slipped · 2 not known · oldest check 2026-11-22 09:00 UTC"),
        ),
        (Grasp(held=1), "Holds 1 held · 0 slipped · 0 not known · one was never checked"),
        (Unknown(words.PART_BROKE.fill()), "Holds NOT_AVAILABLE this could not be read"),
    ],
)
def test_how_what_was_contained_holds_is_one_line(holds: Grasp | Unknown, told: str) -> None:
    assert any(line.startswith(told) for line in said(StatusCard(a_picture(holds=holds))))


def test_what_has_slipped_needs_somebody() -> None:
    picture = a_picture(holds=Grasp(held=1, slipped=1, oldest=MORNING))
    assert "1 containment has slipped" in said(StatusCard(picture))[0]
