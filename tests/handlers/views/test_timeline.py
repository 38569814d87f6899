from __future__ import annotations

from bot.domain.cards import TimelineCard
from bot.domain.record import What
from handlers.views.timeline import timeline
from tests.handlers.views.checking import faults, written
from tests.handlers.views.examples import LOOK, record

TAKEN = record(What.INCIDENT_TAKEN, name="Ann")


def test_each_row_has_its_moment_and_a_sentence() -> None:
    card = TimelineCard("I-3K9K", (record(What.FINDING_OPENED), TAKEN))
    shown = timeline(card, LOOK)
    assert faults(shown) == []
    assert written(shown.blocks).splitlines() == [
        "🕓 Timeline of I-3K9K",
        "2026-11-22 09:12 UTC  the finding came in",
        "2026-11-22 09:12 UTC  Ann took it",
    ]
    assert shown.text == "Timeline of I-3K9K"


def test_calls_and_claims_are_left_to_the_progress_reply() -> None:
    quiet = (record(What.INTENT), record(What.RESULT), record(What.CLAIM))
    assert "Nothing has happened yet." in written(timeline(TimelineCard("I-1", quiet), LOOK).blocks)


def test_a_long_story_keeps_its_newest_rows_and_counts_the_rest() -> None:
    rows = tuple(record(What.INCIDENT_TAKEN, name=f"person {number}") for number in range(900))
    shown = timeline(TimelineCard("I-3K9K", rows), LOOK)
    lines = written(shown.blocks).splitlines()
    assert faults(shown) == []
    assert not shown.is_cut
    assert lines[-1].endswith("person 899 took it")
    kept = len(lines) - 2
    assert lines[1] == (f"… {900 - kept} earlier rows are left out: /sec audit I-3K9K has them.")
