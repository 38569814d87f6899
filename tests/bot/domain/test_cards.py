"""What the card of a batch says of itself: who is a member, and whether it waits."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.execution import Stage
from tests.handlers.views.examples import execution
from tests.handlers.views.test_batch import card, part


def test_its_members_are_those_in_its_plan_and_those_that_are_in_none() -> None:
    made = card(part(1), part(2), others=(execution(number=9, stage=Stage.REFUSED),))
    assert [each.number for each in made.members] == [1, 2, 9]


@pytest.mark.parametrize(
    ("stages", "waits"),
    [
        ((Stage.WAITING, Stage.WAITING), True),
        ((Stage.RUNNING, Stage.WAITING), True),
        ((Stage.APPROVED, Stage.DONE), False),
        ((), False),
    ],
)
def test_it_waits_while_any_of_it_does(stages: tuple[Stage, ...], *, waits: bool) -> None:
    made = card(*(part(number, stage) for number, stage in enumerate(stages, start=1)))
    assert made.is_open is waits
    assert not replace(made, superseded=True).is_open


def test_a_member_that_was_planned_anew_waits_by_itself() -> None:
    alone = replace(part(1), superseded=True)
    assert not card(alone, part(2, Stage.RUNNING)).is_open
