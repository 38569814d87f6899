"""What might be hidden is told to our own people, and no more once it is snoozed."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from bot.domain.incident import Status, Verdict
from bot.domain.matter import Refused
from bot.domain.noise import Noise, Preview, Proposal
from bot.domain.snoozing import Scope
from bot.ports.store import Store
from bot.response.incidents.noise import NoiseDesk, would_hide
from tests.bot.domain.makers import ANN, EVE, a_policy
from tests.bot.domain.test_snoozing import a_snooze
from tests.bot.store.test_noises import FINDING, opened
from tests.bot.triage.examples import minutes
from tests.clocks import FrozenClock
from tests.stores import a_store

ENDED: dict[str, Any] = {"status": Status.CLOSED, "verdict": Verdict.FALSE_POSITIVE}
SCAN = replace(a_snooze(), key=FINDING.type, severity=FINDING.severity, until=minutes(600))


async def told(store: Store) -> Noise:
    found = await NoiseDesk(store, FrozenClock(minutes(60)), policy=a_policy()).noise(ANN)
    assert isinstance(found, Noise)
    return found


async def test_what_was_only_false_is_proposed_until_it_is_snoozed(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        for number in range(5):
            await store.write(partial(opened, key=f"f{number}", **ENDED))
        first = await told(store)
        seen = await store.read(lambda unit: would_hide(unit, SCAN))
        await store.write(lambda unit: unit.snoozes.begin(SCAN))
        later = await told(store)

    hides = Preview(hidden=5, false=5, real=0, open=0)
    assert (first.cards, first.noisy[0].cards) == (5, 5)
    assert first.proposals == (Proposal(Scope.TYPE, FINDING.account, FINDING.type, hides, 0),)
    assert seen == hides
    assert (later.cards, later.proposals) == (5, ())


async def test_a_stranger_is_told_nothing(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        desk = NoiseDesk(store, FrozenClock(minutes(60)), policy=a_policy())

        assert isinstance(await desk.noise(EVE), Refused)
