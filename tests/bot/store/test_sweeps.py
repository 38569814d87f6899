"""How far places are swept, what was healed and who reached us is kept, each once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial

from bot.domain.sweeping import Beat, Detector, Healed, Reached, Swept
from bot.domain.words import sweeping as words
from bot.ports.store import Store
from bot.ports.unit import Unit
from tests.clocks import MORNING

ACCOUNT, REGION = "111122223333", "eu-west-1"
HERE = Swept(Beat(Detector.GUARDDUTY, ACCOUNT, REGION), MORNING)
LATER = MORNING + timedelta(minutes=5)


def _keep(unit: Unit, swept: Swept) -> None:
    unit.sweeps.keep(swept)


def _heal(unit: Unit, healed: Healed) -> None:
    unit.sweeps.heal(healed)


async def test_a_beat_is_told_when_the_one_before_it_was(store: Store) -> None:
    assert await store.write(lambda unit: unit.sweeps.beat(MORNING)) is None
    assert await store.write(lambda unit: unit.sweeps.beat(LATER)) == MORNING
    assert await store.write(lambda unit: unit.sweeps.beat(MORNING)) == LATER
    assert await store.write(lambda unit: unit.sweeps.beat(LATER)) == LATER


async def test_the_last_sweep_of_a_place_takes_the_place_of_the_one_before(store: Store) -> None:
    newer = replace(
        HERE, at=LATER, until=MORNING, done_at=LATER, is_cut=True, why=words.BACKLOG.fill()
    )
    hub = replace(HERE, beat=replace(HERE.beat, detector=Detector.SECURITY_HUB))
    for each in (HERE, newer, hub):
        await store.write(partial(_keep, swept=each))

    assert await store.read(lambda unit: unit.sweeps.all()) == (hub, newer)


async def test_a_region_that_is_not_watched_any_more_is_forgotten(store: Store) -> None:
    elsewhere = replace(HERE, beat=replace(HERE.beat, region="us-east-1"))
    others = replace(HERE, beat=replace(HERE.beat, account="444455556666"))
    for each in (HERE, elsewhere, others):
        await store.write(partial(_keep, swept=each))
    await store.write(lambda unit: unit.sweeps.keep_only(ACCOUNT, ("us-east-1",)))

    assert await store.read(lambda unit: unit.sweeps.all()) == (elsewhere, others)


async def test_what_was_healed_adds_up_by_day_and_place(store: Store) -> None:
    two = Healed("2026-11-21", ACCOUNT, REGION, 2)
    old = replace(two, day="2026-11-20")
    for each in (two, old, replace(two, many=3)):
        await store.write(partial(_heal, healed=each))

    assert await store.read(lambda unit: unit.sweeps.healed("2026-11-21")) == (
        replace(two, many=5),
    )


async def test_the_last_finding_of_each_detector_is_kept_and_a_real_one_replaces_a_sample(
    store: Store,
) -> None:
    sample, soon = Reached("guardduty", MORNING, sample=True), MORNING + timedelta(seconds=2)
    macie = Reached("macie", MORNING)
    await store.write(lambda unit: unit.sweeps.reached((sample, macie)))
    await store.write(lambda unit: unit.sweeps.reached(()))
    assert await store.read(lambda unit: unit.sweeps.last_reached()) == (sample, macie)

    real = Reached("guardduty", soon)
    await store.write(lambda unit: unit.sweeps.reached((real, replace(macie, at=soon))))

    assert await store.read(lambda unit: unit.sweeps.last_reached()) == (real, macie)
