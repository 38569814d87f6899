from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.execution import Kind, Outcome, Stage
from handlers.views.marks import Field, line
from handlers.views.outcome import became, newest, says
from handlers.views.rich import rich, shown
from runbooks.kit.text import Text
from tests.handlers.views.examples import ask, done, execution


def read(words: Field) -> str:
    return "".join(shown(one) for one in rich(line(Text("{x}"), x=words), "en").elements)


def test_a_look_is_not_what_an_incident_has_last_seen() -> None:
    look = execution(number=9, ask=ask(plan_only=True))
    assert newest((execution(number=7), execution(number=8), look)) == execution(number=8)
    assert newest((look,)) is None


@pytest.mark.parametrize("stage", list(Stage))
def test_every_stage_has_its_words(stage: Stage) -> None:
    assert read(became(execution(stage=stage)))


@pytest.mark.parametrize("outcome", list(Outcome))
def test_an_outcome_wins_over_the_stage(outcome: Outcome) -> None:
    ended = execution(stage=Stage.DONE, outcome=outcome)
    assert read(became(ended)) != read(became(execution(stage=Stage.DONE)))


def test_a_partial_outcome_is_told_as_such() -> None:
    assert "in part only" in read(became(execution(stage=Stage.DONE, outcome=Outcome.PARTIAL)))


def test_why_it_ended_is_said_where_it_is_known() -> None:
    why = Text("no role in {account}").fill(account="1111")
    assert read(became(execution(stage=Stage.REFUSED, why=why))) == "was refused: no role in 1111"


def test_a_success_is_told_in_one_line() -> None:
    told = read(says(done(), Text("Isolate instance")))
    assert told == "Last A-19X Isolate instance is done, and read back to prove it"


def test_an_undo_names_what_it_puts_back() -> None:
    undo = replace(done(), ask=replace(done().ask, kind=Kind.UNDO, undo_of=1))
    told = read(says(undo, Text("Isolate instance")))
    assert told.startswith("Last A-19X Undo of A-1: Isolate instance is done")


def test_without_a_title_the_runbook_is_named() -> None:
    assert "isolate_instance waits for approval" in read(says(execution(), None))
