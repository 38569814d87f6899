"""What a card says of what was proved is asked of what ran, and of what is hidden upstream."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from bot.domain.finding import Workflow
from bot.domain.incident import Case, Status
from bot.domain.record import Record, What
from bot.ports.unit import Unit
from handlers.slack.alert_proof import settled_upstream, verified
from tests.bot.triage.examples import a_finding, an_incident
from tests.clocks import MORNING
from tests.stores import a_store

HOW = Workflow.SUPPRESSED.value


async def test_who_has_settled_it_upstream_is_told_only_while_it_is_open_here(
    tmp_path: Path,
) -> None:
    def fill(unit: Unit) -> None:
        unit.incidents.open([an_incident()])
        body = {"how": HOW, "key": "f1", "incident": "I-1", "who": []}
        unit.records.write([Record(What.SETTLED, MORNING, incident=1, body=body)])

    hidden, shown = a_finding(workflow=Workflow.SUPPRESSED), a_finding()
    async with a_store(tmp_path) as store:
        await store.write(fill)
        for finding, status, is_told in (
            (hidden, Status.NEW, True),
            (hidden, Status.CLOSED, False),
            (shown, Status.NEW, False),
        ):
            case = Case(an_incident(status=status), (finding,))
            found = await store.read(partial(settled_upstream, case=case))
            assert (found is not None) is is_told


async def test_where_nothing_ran_nothing_is_proved(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        assert await store.read(lambda unit: verified(unit, ())) is None
