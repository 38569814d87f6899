"""The head of a drill's thread says first that it is one, and the list names who proved what."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.drill import Round
from bot.domain.drill_cards import DrillCard, DrillListing, DrillStanding
from bot.domain.execution import Stage
from bot.domain.words import drills as words
from handlers.views.approval import approval
from handlers.views.approval_body import approval_content
from handlers.views.drill import drill, drills
from handlers.views.kit import Message
from handlers.views.progress import progress
from runbooks.kit.text import Text
from tests.handlers.views.checking import faults, written
from tests.handlers.views.examples import (
    LOOK,
    NINE,
    approval_card,
    ask,
    execution,
    progress_card,
)

BANNER = words.BANNER.en.replace("*", "")
CHANGE = execution(ask=ask(incident=None, drill=True))
UNDO = replace(CHANGE, number=1342)
RESULT = Text("proved: {runbook}").fill(runbook="isolate_instance")


def card(change: Stage = Stage.WAITING, **round_: Any) -> DrillCard:
    rounds = Round(CHANGE.number, **round_)
    undo = UNDO if rounds.undo else None
    title = Text("Isolate instance")
    return DrillCard(rounds, replace(CHANGE, stage=change), undo, title, "prod-payments")


def lines(message: Message) -> list[str]:
    assert faults(message) == []
    assert faults(message) == []
    return written(message.blocks).splitlines()


@pytest.mark.parametrize(
    ("shown", "says"),
    [
        (card(), "1 of 4"),
        (card(Stage.DONE), "2 of 4"),
        (card(Stage.DONE, undo=1342), "3 of 4"),
        (card(stopped_at=NINE), "Stopped: it ends once all is put back"),
        (card(ended_at=NINE, is_proved=True, result=RESULT), "✅ proved: isolate_instance"),
        (card(ended_at=NINE, result=RESULT), "⚠️ proved: isolate_instance"),
    ],
)
def test_it_says_first_that_it_is_a_drill_and_then_where_it_is(shown: DrillCard, says: str) -> None:
    told = lines(drill(shown, LOOK))

    assert told[0] == BANNER
    assert any(says in line for line in told)


def test_every_card_of_a_drill_says_so_on_its_first_line_and_in_what_is_pushed() -> None:
    real = approval(approval_card(), LOOK)
    drilled = approval_card(execution=CHANGE, incident_id="")
    for message in (
        approval(drilled, LOOK),
        progress(progress_card(execution=CHANGE, incident_id=""), LOOK),
    ):
        assert lines(message)[0] == BANNER
        assert message.text.startswith("DRILL: ")
    assert BANNER not in written(real.blocks)
    assert approval_content(drilled) != approval_content(approval_card(incident_id=""))


def test_the_list_names_what_runs_what_was_proved_and_what_never_was() -> None:
    proved = DrillStanding("isolate_instance", "1111", NINE, 7, "Ann", is_current=False)
    listing = DrillListing((CHANGE,), (proved,), {"revoke_iam": ("1111", "2222"), "x": ()})

    told = lines(drills(listing, {"1111": "prod-payments"}, LOOK))
    assert any(line.startswith(f"• {CHANGE.id} isolate_instance in") for line in told)
    assert any("isolate_instance in prod-payments: " in line for line in told)
    assert any(line.endswith("by Ann (A-7), with other code than runs now") for line in told)
    assert "• revoke_iam never in prod-payments, 2222" in told


def test_where_no_drill_runs_that_is_said() -> None:
    assert lines(drills(DrillListing((), (), {}), {}, LOOK))[0] == "No drill runs"
