"""What nobody knows of is told once, to who must act; how far all is read is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from bot.domain.guarding import BACK, LATE, Reading, Trail, Use
from bot.domain.people import Role
from bot.domain.policy import Account, Grant
from bot.domain.record import What, Written
from bot.domain.run import Run, Work
from bot.domain.words import guarding as words
from bot.guarding.watching import Watching
from bot.ports.pager import PagerError
from bot.ports.store import Store
from tests.bot.domain.makers import ACCOUNT, a_policy
from tests.bot.questions.desk import Rings
from tests.clocks import MORNING, FrozenClock
from tests.stores import a_store

REGION = "eu-west-1"
RUN = Run(1, Work.GUARD, 1, 1, 1)
ENTRY = Use(
    event_id="e-1",
    account=ACCOUNT,
    region=REGION,
    role="secbot-contain",
    session="helper",
    key="ASIA1",
    action="sts:AssumeRole",
    at=MORNING,
    address="198.51.100.7",
    caller="AIDAMALLORY",
    enters=True,
)
CHANGE = replace(ENTRY, event_id="e-2", action="ec2:StopInstances", enters=False)


@dataclass
class Told:
    """A trail that shows what a test says, and keeps how it was asked."""

    trail: Trail
    asked: list[tuple[Mapping[str, datetime], datetime]] = field(default_factory=list)

    async def read(
        self, account: Account, since: Mapping[str, datetime], otherwise: datetime
    ) -> Trail:
        self.asked.append((dict(since), otherwise))
        return self.trail


@dataclass
class Pages:
    """A pager that refuses as often as it is told to."""

    refusals: int = 0
    texts: list[str] = field(default_factory=list)

    async def page(self, subject: str, text: str) -> None:
        if self.refusals:
            self.refusals -= 1
            message = "SNS would not page: AuthorizationError"
            raise PagerError(message)
        self.texts.append(text)


def watching(store: Store, trail: Told, pages: Pages | None = None, **policy: object) -> Watching:
    return Watching(
        store,
        Rings(),
        FrozenClock(),
        trail=trail,
        policy=a_policy(**policy),
        channel="C0SEC",
        pager=pages,
    )


async def records(store: Store) -> tuple[Written, ...]:
    found = await store.read(lambda unit: unit.records.since(0, 100))
    return tuple(record for record in found if record.what is What.UNKNOWN_USE)


async def test_a_session_is_told_once_with_all_that_it_did(tmp_path: Path) -> None:
    trail = Told(Trail((CHANGE, ENTRY), {REGION: None}))
    async with a_store(tmp_path) as store:
        watch = watching(store, trail)
        await watch(RUN)
        await watch(RUN)
        (record,) = await records(store)
        later = replace(CHANGE, event_id="e-3", action="ec2:CreateTags")
        trail.trail = Trail((CHANGE, ENTRY, later), {REGION: None})
        await watch(RUN)
        _, second = await records(store)

    assert record.body["calls"] == ["sts:AssumeRole", "ec2:StopInstances"]
    assert record.body["address"] == "198.51.100.7"
    assert record.body["mention"] == ["S0APPROVE"]
    assert second.body["calls"] == ["ec2:CreateTags"]


async def test_each_look_goes_on_where_the_last_one_could_read(tmp_path: Path) -> None:
    whys = {REGION: None, "us-east-1": words.TOO_MUCH.fill()}
    trail = Told(Trail((), whys))
    async with a_store(tmp_path) as store:
        watch = watching(store, trail)
        await watch(RUN)
        kept = await store.read(lambda unit: unit.uses.readings())
        await watch(RUN)

    assert kept == (
        Reading(ACCOUNT, REGION, MORNING - LATE, MORNING),
        Reading(ACCOUNT, "us-east-1", None, MORNING, words.TOO_MUCH.fill()),
    )
    assert trail.asked == [({}, MORNING - BACK), ({REGION: MORNING - LATE}, MORNING - BACK)]


async def test_a_page_that_is_not_taken_is_tried_again_and_no_taken_one(tmp_path: Path) -> None:
    pages = Pages(refusals=1)
    async with a_store(tmp_path) as store:
        watch = watching(store, Told(Trail((ENTRY,), {REGION: None})), pages)
        await watch(RUN)
        assert pages.texts == []
        await watch(RUN)
        await watch(RUN)

    (text,) = pages.texts
    assert "role secbot-contain in account 111122223333" in text
    assert "From 198.51.100.7, as AIDAMALLORY" in text


async def test_where_nobody_is_an_admin_the_approvers_are_called_and_else_nobody(
    tmp_path: Path,
) -> None:
    approvers = (Grant(Role.APPROVER, frozenset({"U0BOB"})),)
    trail = Told(Trail((ENTRY,), {REGION: None}))
    async with a_store(tmp_path) as store:
        await watching(store, trail, grants=approvers)(RUN)
        trail.trail = Trail((replace(ENTRY, event_id="e-9"),), {REGION: None})
        await watching(store, trail, grants=())(RUN)
        found = await records(store)

    assert [record.body["mention"] for record in found] == [["U0BOB"], []]


async def test_a_long_name_is_cut_and_a_long_list_counted(tmp_path: Path) -> None:
    uses = tuple(
        replace(
            CHANGE,
            event_id=f"e{n}",
            action=f"ec2:Call{n}",
            caller="x" * 999,
            at=MORNING + n * timedelta(seconds=1),
        )
        for n in range(15)
    )
    async with a_store(tmp_path) as store:
        await watching(store, Told(Trail(uses, {REGION: None})))(RUN)
        (record,) = await records(store)

    assert record.body["count"] == 15
    assert len(record.body["calls"]) == 10
    assert len(record.body["caller"]) == 200


async def test_a_thief_of_many_sessions_does_not_flood_the_channel(tmp_path: Path) -> None:
    uses = tuple(
        replace(ENTRY, event_id=f"e{n}", key=f"ASIA{n}", at=MORNING + n * timedelta(seconds=1))
        for n in range(40)
    )
    async with a_store(tmp_path) as store:
        watch = watching(store, Told(Trail(uses, {REGION: None})))
        await watch(RUN)
        await watch(RUN)
        found = await records(store)

    assert [record.body["count"] for record in found] == [1, 1, 1, 1, 1, 35]
    assert found[-1].body["session"] == "one of 35 more"
