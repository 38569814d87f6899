"""How much of a message may be shown: by the accounts that it is about, and by who reads there."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from bot.domain import readers
from bot.domain.answer import Sensitivity
from bot.domain.detail import Detail
from bot.domain.policy import Account
from bot.domain.posting import Due, Sheet
from bot.domain.readers import Readers
from bot.domain.record import Record, What
from bot.domain.words import notice
from bot.ports.unit import Unit
from handlers.slack.levels import Level, level
from tests.clocks import MORNING
from tests.handlers.slack.scenes import ACCOUNT, CHANNEL, POLICY, a_due, ask, open_incidents
from tests.stores import a_store

MINIMAL, STANDARD, FULL = Sensitivity
OTHER = "222233334444"
TWO = replace(
    POLICY,
    accounts={
        ACCOUNT: Account(ACCOUNT, "prod-payments", environment="prod"),
        OTHER: Account(OTHER, "staging", environment="staging"),
    },
)
HERE = replace(TWO, detail=Detail(STANDARD, {"prod": MINIMAL}))
THERE = replace(TWO, detail=Detail(STANDARD, {"staging": MINIMAL}))
BY_POLICY = Level(MINIMAL, notice.BY_POLICY)


def a_scene(unit: Unit, told: Readers = Readers.FEW) -> dict[str, int]:
    """Open an incident with an execution and records of it and of accounts, in a channel."""
    check = readers.noted(CHANNEL, told, None, MORNING)
    assert check is not None
    unit.coverage.note(check)
    (incident,) = open_incidents(unit)
    execution = ask(unit, incident)
    acting = ask(unit, None, account=OTHER, acts_in=ACCOUNT)
    numbers = unit.records.write(
        [
            Record(What.STOPPED, MORNING, body={"account": OTHER}),
            Record(What.STOPPED, MORNING, body={"account": "*"}),
            Record(What.ASKED, MORNING, execution=execution),
            Record(What.ASKED, MORNING, incident=incident),
        ]
    )
    return {"acting": acting, **dict(zip(("other", "all", "mine", "its"), numbers, strict=True))}


@pytest.mark.parametrize(
    ("sheet", "subject", "here", "there"),
    [
        (Sheet.ALERT, "I-1", BY_POLICY, Level(STANDARD)),
        (Sheet.TIMELINE, "I-1", BY_POLICY, Level(STANDARD)),
        (Sheet.APPROVAL, "A-1.1", BY_POLICY, Level(STANDARD)),
        (Sheet.PROGRESS, "A-1", BY_POLICY, Level(STANDARD)),
        (Sheet.PROGRESS, "A-2", BY_POLICY, BY_POLICY),
        (Sheet.WORD, "other", Level(STANDARD), BY_POLICY),
        (Sheet.WORD, "all", BY_POLICY, BY_POLICY),
        (Sheet.WORD, "mine", BY_POLICY, Level(STANDARD)),
        (Sheet.HOLD, "its", BY_POLICY, Level(STANDARD)),
        (Sheet.STATUS, MORNING.isoformat(), BY_POLICY, BY_POLICY),
        (Sheet.NOTICE, "2026-11-22", BY_POLICY, BY_POLICY),
        (Sheet.STORM, "storm-1", BY_POLICY, BY_POLICY),
        (Sheet.OUTAGE, "1", BY_POLICY, BY_POLICY),
    ],
)
async def test_a_message_is_as_its_accounts_are_and_of_none_as_the_strictest(
    sheet: Sheet, subject: str, here: Level, there: Level, tmp_path: Path
) -> None:
    async with a_store(tmp_path) as store:
        scene = await store.write(a_scene)
        due = a_due(sheet, str(scene.get(subject, subject)))

        for policy, shown in ((HERE, here), (THERE, there), (TWO, Level(STANDARD))):
            assert await store.read(partial(level, due=due, policy=policy, now=MORNING)) == shown


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        (Readers.FEW, Level(FULL)),
        (Readers.ALL, Level(MINIMAL, notice.PUBLIC)),
        (Readers.UNKNOWN, Level(MINIMAL, notice.UNKNOWN_READERS)),
    ],
)
async def test_where_too_many_read_little_is_shown_and_in_a_conversation_of_few_all(
    told: Readers, shown: Level, tmp_path: Path
) -> None:
    generous = replace(TWO, detail=Detail(FULL))

    def both(unit: Unit) -> tuple[Level, Level]:
        alert: Due = a_due(Sheet.ALERT, "I-1")
        apart = replace(alert, destination="people:U0ANN,U0BOB")
        return level(unit, alert, generous, MORNING), level(unit, apart, generous, MORNING)

    async with a_store(tmp_path) as store:
        await store.write(lambda unit: a_scene(unit, told))

        assert await store.read(both) == (shown, Level(FULL))
