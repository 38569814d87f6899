"""What no message has brought is entered once, and told; nothing that may still come is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from bot.domain.message import Message
from bot.domain.organization import Member
from bot.domain.policy import Account, Policy
from bot.domain.retention import Purge
from bot.domain.run import Run, Work
from bot.domain.sweeping import Beat, Detector, Haul, Healed, Swept
from bot.domain.words import sweeping as words
from bot.intake.formats.sources import read
from bot.intake.sweeping import EVERY_PLACE, Sorting, Sweeping
from bot.ports.bell import Ring
from bot.ports.store import Store
from bot.triage.sorting import sort
from runbooks.kit.text import Said
from tests.bot.domain.makers import ACCOUNT, a_policy
from tests.bot.questions.desk import Rings
from tests.clocks import MORNING, FrozenClock
from tests.stores import a_store

REGION, CHANNEL = "eu-west-1", "C0SEC"
RUN = Run(1, Work.SWEEP, EVERY_PLACE, 1, 1)
WATCHED = Account(ACCOUNT, "prod-payments", watch_regions=(REGION,))
HERE = Beat(Detector.GUARDDUTY, ACCOUNT, REGION)
WHY = words.BACKLOG.fill()


def ago(**span: float) -> str:
    return (MORNING - timedelta(**span)).isoformat().replace("+00:00", "Z")


def body(name: str, updated: str, **more: Any) -> dict[str, Any]:
    """Return a finding as GetFindings writes it."""
    return {
        "AccountId": ACCOUNT,
        "Arn": f"arn:aws:guardduty:{REGION}:{ACCOUNT}:detector/d1/finding/{name}",
        "Id": name,
        "Region": REGION,
        "Partition": "aws",
        "Type": "Recon:EC2/Portscan",
        "Severity": 8,
        "Title": name,
        "CreatedAt": updated,
        "UpdatedAt": updated,
        "Resource": {"ResourceType": "Instance", "InstanceDetails": {"InstanceId": "i-0abc"}},
        "Service": {"DetectorId": "d1", "Count": 1, "Archived": False},
    } | more


@dataclass
class Told:
    """A detector that answers what a test says, and keeps from where on it was asked."""

    hauls: Mapping[Detector, Haul | Said] = field(default_factory=dict)
    enabled: tuple[str, ...] | Said = (REGION,)
    asked: list[tuple[Detector, str, datetime]] = field(default_factory=list)

    async def regions(self, account: Account) -> tuple[str, ...] | Said:
        return self.enabled

    async def sweep(
        self, account: Account, region: str, detector: Detector, since: datetime
    ) -> Haul | Said:
        self.asked.append((detector, region, since))
        return self.hauls.get(detector, Haul())


def guardduty(*bodies: Mapping[str, Any]) -> Told:
    return Told({Detector.GUARDDUTY: Haul(bodies)})


def sweeping(store: Store, told: Told, bell: Rings | None = None, **policy: Any) -> Sweeping:
    made: Policy = a_policy(**({"accounts": {ACCOUNT: WATCHED}} | policy))
    sorting = Sorting(partial(sort, policy=made), CHANNEL)
    return Sweeping(store, bell or Rings(), FrozenClock(), told, made, sorting)


async def counted(store: Store) -> tuple[int, int]:
    """Return how many incidents are open, and how many findings were healed."""
    counts = await store.read(lambda unit: unit.incidents.count_open())
    healed = await store.read(lambda unit: unit.sweeps.healed(""))
    return sum(counts.values()), sum(one.many for one in healed)


async def test_a_lost_finding_opens_one_incident_and_is_counted_once(tmp_path: Path) -> None:
    bell = Rings()
    async with a_store(tmp_path) as store:
        sweep = sweeping(store, guardduty(body("f1", ago(minutes=41))), bell)
        await sweep(RUN)
        await sweep(RUN)
        healed = await store.read(lambda unit: unit.sweeps.healed(""))
        kept = await store.read(lambda unit: unit.findings.of_incidents([1]))
        heard = await store.read(lambda unit: unit.coverage.last_heard())
        assert await counted(store) == (1, 1)

    assert healed == (Healed(MORNING.date().isoformat(), ACCOUNT, REGION, 1),)
    (finding,) = kept[1]
    assert finding.producer.verified
    assert finding.late is not None
    assert (finding.late.at, finding.late.seconds) == (MORNING, 41 * 60)
    assert heard == {}
    assert bell.rung == [Ring.RUNS, Ring.OUTBOX]


async def test_a_closed_account_is_asked_for_nothing(tmp_path: Path) -> None:
    closed = Member(ACCOUNT, "prod-payments", "CLOSED")
    told = guardduty(body("f1", ago(minutes=41)))
    async with a_store(tmp_path) as store:
        await store.write(lambda unit: unit.organization.keep((closed,)))
        await sweeping(store, told, discover=True)(RUN)
        assert told.asked == []
        await sweeping(store, told)(RUN)
        assert told.asked != []


async def test_what_came_by_message_is_not_news_and_what_may_yet_come_is_left(
    tmp_path: Path,
) -> None:
    came, new = body("f1", ago(hours=1)), body("f2", ago(minutes=2))
    event = {
        "version": "0",
        "id": "e1",
        "detail-type": "GuardDuty Finding",
        "source": "aws.guardduty",
        "account": ACCOUNT,
        "region": REGION,
        "time": ago(hours=1),
        "resources": [],
        "detail": came,
    }
    (finding,) = read(str(event).replace("'", '"').replace("False", "false")).findings
    async with a_store(tmp_path) as store:
        await store.write(lambda unit: sort(unit, [finding], CHANNEL, MORNING))
        await sweeping(store, guardduty(came, new))(RUN)

        assert await counted(store) == (1, 0)


async def test_what_is_settled_or_beneath_the_floor_is_kept_without_a_card(tmp_path: Path) -> None:
    low = body("f1", ago(hours=2), Severity=2)
    archived = body("f2", ago(hours=2), Service={"DetectorId": "d1", "Archived": True})
    async with a_store(tmp_path) as store:
        await sweeping(store, guardduty(low, archived))(RUN)

        assert await counted(store) == (0, 2)


async def test_a_sweep_asks_from_a_day_ago_then_from_its_mark(tmp_path: Path) -> None:
    told = Told()
    async with a_store(tmp_path) as store:
        await sweeping(store, told)(RUN)
        await sweeping(store, told)(RUN)

    first, later = MORNING - timedelta(hours=24), MORNING - timedelta(minutes=65)
    starts = {(detector, since) for detector, _, since in told.asked}
    assert starts == {(each, at) for each in Detector for at in (first, later)}


async def test_a_place_that_fails_hurts_no_other_and_keeps_its_mark(tmp_path: Path) -> None:
    found = Haul((body("f1", ago(hours=1)),))
    hauls: dict[Detector, Haul | Said] = {Detector.SECURITY_HUB: WHY, Detector.GUARDDUTY: found}
    async with a_store(tmp_path) as store:
        await sweeping(store, Told(hauls))(RUN)
        kept = {one.beat: one for one in await store.read(lambda unit: unit.sweeps.all())}
        assert await counted(store) == (1, 1)

    hub = replace(HERE, detector=Detector.SECURITY_HUB)
    assert kept[hub] == Swept(hub, MORNING, why=WHY)
    assert kept[HERE].done_at == MORNING


async def test_nothing_is_asked_while_messages_wait_that_may_be_it(tmp_path: Path) -> None:
    told, old = guardduty(body("f1", ago(hours=1))), MORNING - timedelta(minutes=6)
    message = Message("sns", "arn:aws:sns:eu-west-1:1:t", "m1", old, old, "{}")
    async with a_store(tmp_path) as store:
        await store.write(lambda unit: unit.inbox.add([message]))
        await sweeping(store, told)(RUN)
        kept = await store.read(lambda unit: unit.sweeps.all())
        assert await counted(store) == (0, 0)

    assert told.asked == []
    assert [one.why for one in kept] == [words.BACKLOG.fill()] * 2


async def test_that_the_regions_are_not_known_is_kept_for_the_account(tmp_path: Path) -> None:
    async with a_store(tmp_path) as store:
        await sweeping(store, Told(enabled=WHY))(RUN)
        unknown = await store.read(lambda unit: unit.sweeps.all())
        await sweeping(store, Told())(RUN)
        known = await store.read(lambda unit: unit.sweeps.all())

    assert [(one.beat.region, one.why) for one in unknown] == [("", WHY)] * 2
    assert [(one.beat.region, one.why) for one in known] == [(REGION, None)] * 2


async def test_a_finding_that_can_not_be_entered_hurts_no_other_and_is_asked_for_again(
    tmp_path: Path,
) -> None:
    def sorts(unit: Any, findings: Any, channel: str, now: datetime) -> Any:
        if any(one.native_id == "bad" for one in findings):
            message = "this finding breaks the sorting"
            raise ValueError(message)
        return sort(unit, findings, channel, now)

    told = guardduty(body("bad", ago(hours=1)), body("good", ago(hours=1)))
    async with a_store(tmp_path) as store:
        policy = a_policy(accounts={ACCOUNT: WATCHED})
        sweep = Sweeping(store, Rings(), FrozenClock(), told, policy, Sorting(sorts, CHANNEL))
        await sweep(RUN)
        kept = {one.beat: one for one in await store.read(lambda unit: unit.sweeps.all())}
        assert await counted(store) == (1, 1)

    assert kept[HERE] == Swept(HERE, MORNING, why=words.NOT_ENTERED.fill(count=1))


async def test_what_is_older_than_findings_are_kept_is_left_upstream_and_counted(
    tmp_path: Path,
) -> None:
    begun = Purge("2026-11-22", 100, MORNING - timedelta(days=100), MORNING)
    stale, late = body("f1", ago(days=101)), body("f2", ago(days=99))
    async with a_store(tmp_path) as store:
        await store.write(lambda unit: unit.purges.begin(begun))
        told = guardduty(stale, late)
        await sweeping(store, told, findings_kept=timedelta(days=100))(RUN)
        assert await counted(store) == (1, 1)
        last = await store.read(lambda unit: unit.purges.last())
        await sweeping(store, told)(RUN)
        assert await counted(store) == (1, 2)

    assert last is not None
    assert last.ignored == 1
