"""The chain is anchored before each change and after each outcome, or the change is not made."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.anchor import Mark, Receipt
from bot.domain.execution import Outcome
from bot.domain.record import Record, What
from bot.ports.anchor import Anchor, Found
from bot.ports.records import Held
from bot.ports.store import Haste
from bot.ports.unit import Unit
from bot.response.bench.anchoring import Anchoring
from bot.response.keeping.journal import LostError
from bot.response.running import stepping
from practice.aws.faults import Failing, Fault
from tests.anchors import HOME, anchored
from tests.bot.domain.makers import NOW
from tests.bot.response.works import DiedError, Works
from tests.journeys.waiting import eventually

KEPT = {"s3": "PutObject", "kms": "Sign"}


@pytest.fixture(params=["s3", "kms"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
async def anchor(works: Works, kind: str) -> AsyncIterator[Anchor]:
    async with anchored(works, kind) as made:
        yield made


def anchoring(works: Works) -> Anchoring:
    assert works.bench.anchoring is not None
    return works.bench.anchoring


async def held(works: Works, anchor: Anchor) -> Held:
    receipts = await works.store.read(lambda unit: unit.anchors.of(anchor.target))
    found = await asyncio.to_thread(anchor.check, receipts)
    assert found.unproved == ()
    return await works.store.read(lambda unit: unit.records.hold(found.marks))


def assert_covered(found: Held) -> None:
    """Check that chain and anchors raise no alarm, and that nothing waits for its anchor."""
    assert (found.verified.broken_at, found.verified.cut_after) == (None, None)
    assert (found.wrong_at, found.is_foreign, found.beyond, found.bare) == (None, False, None, ())
    assert found.open_ends == 0


async def test_each_intent_is_anchored_before_its_call_and_the_outcome_after_all(
    works: Works, anchor: Anchor, kind: str
) -> None:
    await works.ended()

    assert await works.outcome() is Outcome.SUCCESS
    calls = [
        call.operation
        for call in works.aws.calls()
        if call.operation in {KEPT[kind], "PutPublicAccessBlock"}
        and call.account in {HOME, works.account}
    ][-5:]
    assert calls == [KEPT[kind], "PutPublicAccessBlock"] * 2 + [KEPT[kind]]
    found = await held(works, anchor)
    assert_covered(found)
    assert (found.earlier, found.loose) == (0, 0)


async def test_a_change_that_can_t_be_anchored_is_not_made_and_that_is_told(
    works: Works, anchor: Anchor, kind: str
) -> None:
    await works.approved()
    works.aws.faults.place(Fault(Failing.DENIED, account=HOME, operation=KEPT[kind]))
    await works.work()

    assert works.changes() == []
    assert await works.outcome() is Outcome.ERROR
    assert f"could not be anchored at {anchor.target}" in await works.why()
    assert "so s3:PutBucketPublicAccessBlock was not called" in await works.why()
    assert [record.body["code"] for record in await works.records(What.RESULT)] == ["NotSent"]


async def test_an_anchor_that_fails_for_a_moment_is_tried_again(
    works: Works, anchor: Anchor, kind: str
) -> None:
    await works.approved()
    tries_of_a_client = 3
    fault = Fault(Failing.BROKEN, account=HOME, operation=KEPT[kind], times=tries_of_a_client)
    works.aws.faults.place(fault)
    await works.work()

    assert await works.outcome() is Outcome.SUCCESS
    assert sorted(works.changes()) == sorted(works.buckets)
    codes = [record.body["code"] for record in await works.records(What.RESULT)]
    assert codes == ["NotSent", "", ""]
    assert_covered(await held(works, anchor))


async def test_an_anchor_that_never_comes_back_is_given_up_after_some_tries(
    works: Works, anchor: Anchor, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stepping, "PAUSES", (0.0,))
    await works.approved()
    works.aws.faults.place(Fault(Failing.THROTTLED, account=HOME, operation=KEPT[kind]))
    await works.work()

    assert works.changes() == []
    assert len(await works.records(What.INTENT)) == 2
    assert await works.outcome() is Outcome.ERROR
    assert await kept(works, anchor) == 0


async def test_an_anchor_that_fails_halfway_leaves_what_was_done_and_says_so(
    works: Works, anchor: Anchor, kind: str
) -> None:
    await works.approved()
    works.store.die(What.STEP)
    with pytest.raises(DiedError):
        await works.work()
    await works.crash()
    works.aws.faults.place(Fault(Failing.DENIED, account=HOME, operation=KEPT[kind]))
    await works.work()

    assert works.closed() == [True, False]
    assert await works.outcome() is Outcome.PARTIAL
    works.aws.faults.clear(HOME)
    assert await anchoring(works).catch_up()
    assert_covered(await held(works, anchor))


@pytest.mark.parametrize(
    ("at", "before"),
    [
        pytest.param(1, True, id="anchored, receipt lost"),
        pytest.param(1, False, id="between anchor and call"),
        pytest.param(2, True, id="second anchored, receipt lost"),
        pytest.param(2, False, id="between second anchor and call"),
    ],
)
async def test_a_crash_between_an_anchor_and_its_call_is_gone_on_from_without_an_alarm(
    works: Works, anchor: Anchor, at: int, *, before: bool
) -> None:
    await works.approved()
    works.store.die_at_anchor(at, before=before)
    with pytest.raises(DiedError):
        await works.work()
    assert_covered(await held(works, anchor))
    await works.crash()

    await works.work()

    assert await works.outcome() is Outcome.SUCCESS
    assert sorted(works.changes()) == sorted(works.buckets)
    assert_covered(await held(works, anchor))


class Looking:
    """An anchor that sees whether anything was committed since the test last looked."""

    def __init__(self, anchor: Anchor, database: Path) -> None:
        """Hand on to this anchor; look at this SQLite file."""
        self.target = anchor.target
        self.has_changed: list[bool] = []
        self._anchor = anchor
        self._seen = sqlite3.connect(database, check_same_thread=False)
        self._before = self._version()

    def _version(self) -> int:
        (version,) = self._seen.execute("PRAGMA data_version").fetchone()
        return int(version)

    def anchor(self, mark: Mark, at: datetime) -> Receipt:
        """Note whether anything was committed, and anchor."""
        self.has_changed.append(self._version() != self._before)
        return self._anchor.anchor(mark, at)

    def close(self) -> None:
        """Look no more."""
        self._seen.close()


async def test_no_mark_is_anchored_of_links_that_a_power_cut_may_still_undo(
    works: Works, anchor: Anchor
) -> None:
    lazily = Record(What.SETTLED, NOW, body={})
    await works.store.write(lambda unit: unit.records.write([lazily]), Haste.LAZY)
    with closing(Looking(anchor, works.folder / "secbot.db")) as looking:
        bench = works.bench
        made = Anchoring(works.store, bench.clock, bench.threads, looking)  # type: ignore[arg-type]
        assert await made.catch_up()
        assert looking.has_changed == [True]
    assert_covered(await held(works, anchor))


@pytest.mark.parametrize("before", [True, False])
async def test_a_crash_between_outcome_and_anchor_is_made_up_for_at_the_next_start(
    works: Works, anchor: Anchor, *, before: bool
) -> None:
    await works.approved()
    works.store.die(What.ENDED, before=before)
    with pytest.raises(DiedError):
        await works.work()
    await works.crash()
    await works.work()

    await anchoring(works).catch_up()

    found = await held(works, anchor)
    assert_covered(found)
    assert found.loose == 0


class Interrupted:
    """An anchor that is kept as always, while somebody does something else to the database."""

    def __init__(self, anchor: Anchor, meanwhile: Callable[[], object]) -> None:
        """Do this during each call."""
        self._anchor = anchor
        self._meanwhile = meanwhile

    @property
    def target(self) -> str:
        return self._anchor.target

    def anchor(self, mark: Mark, at: datetime) -> Receipt:
        receipt = self._anchor.anchor(mark, at)
        self._meanwhile()
        return receipt

    def check(self, receipts: Sequence[Receipt]) -> Found:
        return self._anchor.check(receipts)

    def close(self) -> None:
        self._anchor.close()


def interrupt(works: Works, anchor: Anchor, meanwhile: Callable[[], object]) -> None:
    slow = Interrupted(anchor, meanwhile)
    works.under(anchoring=Anchoring(works.store, works.clock, works.bench.threads, slow))


async def test_a_brake_that_is_pulled_while_the_anchor_is_kept_stops_the_call(
    works: Works, anchor: Anchor
) -> None:
    def stop(unit: Unit) -> None:
        unit.brakes.stop("*", "x", "Ann", NOW)

    await works.approved()
    interrupt(works, anchor, lambda: works.store.commit(stop))
    await works.work()

    assert works.changes() == []
    assert await works.why() == "the brake was pulled while it ran"
    assert await works.outcome() is Outcome.ERROR
    assert_covered(await held(works, anchor))


async def test_a_run_that_is_lost_while_the_anchor_is_kept_makes_no_call(
    works: Works, anchor: Anchor
) -> None:
    def lose(unit: Unit) -> None:
        for run in works.claimed:
            unit.runs.fail(run, timedelta(), "frozen")

    await works.approved()
    interrupt(works, anchor, lambda: works.store.commit(lose))
    with pytest.raises(LostError):
        await works.work()

    assert works.changes() == []
    assert [record.body["code"] for record in await works.records(What.RESULT)] == ["NotSent"]


async def test_the_loop_anchors_a_new_chain_and_then_only_what_has_ended(
    works: Works, anchor: Anchor
) -> None:
    stop = asyncio.Event()
    await begin(works)
    loop = asyncio.create_task(anchoring(works).run(stop))
    try:
        await until_kept(works, anchor)
        await asyncio.sleep(0.1)
        assert await kept(works, anchor) == 1
        await works.ended()
        assert await kept(works, anchor) == 4
    finally:
        stop.set()
        await loop


async def test_the_loop_outlives_an_anchor_that_is_away(
    works: Works, anchor: Anchor, kind: str
) -> None:
    fault = Fault(Failing.DENIED, account=HOME, operation=KEPT[kind], times=2)
    works.aws.faults.place(fault)
    await begin(works)
    assert not await anchoring(works).catch_up()
    stop = asyncio.Event()
    loop = asyncio.create_task(anchoring(works).run(stop))
    try:
        await until_kept(works, anchor)
    finally:
        stop.set()
        await loop


async def begin(works: Works) -> None:
    """Write the first link of the chain."""
    loaded = Record(What.POLICY_LOADED, NOW)
    await works.store.write(lambda unit: unit.records.write([loaded]))


async def kept(works: Works, anchor: Anchor) -> int:
    return len(await works.store.read(lambda unit: unit.anchors.of(anchor.target)))


async def until_kept(works: Works, anchor: Anchor) -> None:
    """Wait until a receipt is there."""
    await eventually(lambda: kept(works, anchor))
