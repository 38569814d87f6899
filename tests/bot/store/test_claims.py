"""The statements of the runs: built once, and without effect for a claim that is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.domain.run import RunState, Work
from bot.store import claims
from bot.store.runs import RunRows
from bot.store.types import span
from tests.bot.store.databases import raw
from tests.bot.store.test_dialects import HOUR


@pytest.mark.parametrize(
    "ending",
    [lambda _: claims.FINISHING, claims.renewing, claims.failing],
    ids=["finish", "renew", "fail"],
)
def test_a_claim_that_somebody_else_has_taken_over_changes_nothing(
    address: str, kind: str, ending: Callable[[str], Any]
) -> None:
    with raw(address) as connection:
        rows = RunRows(connection)
        number = rows.start(Work.EXECUTE, 1)
        (held,) = rows.due("first", 1, HOUR)
        lost = {"run": number, "claim": held.fence - 1, "wait": span(HOUR)}
        told = lost | {"after": str(RunState.DUE), "why": "it broke"}
        found = connection.execute(ending(kind), told)
        state = rows.status(number)

    assert found.rowcount == 0
    assert state is RunState.CLAIMED


def test_a_statement_is_built_once_for_each_kind_of_store(kind: str) -> None:
    assert claims.claiming(kind) is claims.claiming(kind)
    assert claims.starting(kind, is_now=True) is not claims.starting(kind, is_now=False)
