"""Executions and their plans."""

from __future__ import annotations

from bot.domain.execution import Stage
from tests.bot.domain.makers import a_proposal


def test_only_four_stages_go_on_by_themselves() -> None:
    going = {stage for stage in Stage if not stage.is_end}

    assert going == {Stage.ASKED, Stage.WAITING, Stage.APPROVED, Stage.RUNNING}


def test_a_plan_is_called_by_its_execution_and_number_and_six_digits() -> None:
    proposal = a_proposal()

    assert (proposal.id, proposal.short) == ("A-1.1", "9f31c2")
