"""The daily check over a real store, with enough in it to tell of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TypeVar

from bot.daily.gathering import Gathering
from bot.domain.execution import Outcome, Stage
from bot.domain.finding import Severity
from bot.domain.guarding import LATE, Reading
from bot.domain.policy import Account, Policy
from bot.domain.posture import Checked, Standing
from bot.domain.record import Record, What
from bot.domain.sweeping import Beat, Detector, Swept
from bot.domain.words import proving as words
from bot.ports.clock import Clock
from bot.ports.incidents import Change
from bot.ports.store import Haste, Store
from bot.ports.unit import Unit
from bot.questions.checks.catalogue import TITLES
from bot.response.planning.asking import can_undo
from tests.bot.domain.makers import ACCOUNT, a_policy
from tests.bot.store.examples import a_proposal, an_ask, an_incident
from tests.clocks import MORNING

TOKYO, IRELAND = "ap-northeast-1", "eu-west-1"
OTHER = "444455556666"
OFF = words.NEVER_LOOKED.fill()

T = TypeVar("T")


def the_policy() -> Policy:
    """Return a policy of two accounts, of each of which two Regions are watched."""
    regions = (TOKYO, IRELAND)
    return a_policy(
        accounts={
            ACCOUNT: Account(ACCOUNT, "prod-payments", "prod", watch_regions=regions),
            OTHER: Account(OTHER, "sandbox", watch_regions=regions),
        }
    )


def gathering_of(
    store: Store, clock: Clock, policy: Policy | None = None, *, has_queue: bool = False
) -> Gathering:
    """Return what gathers the sheet from a store, as the product does."""
    known = policy or the_policy()
    return Gathering(store, clock, known, can_undo, TITLES, has_queue=has_queue)


def checks(standing: Standing = Standing.PASSED) -> list[Checked]:
    """Return what a look at both accounts has shown."""
    says = None if standing is Standing.PASSED else OFF
    return [
        Checked("guardduty", account, region, standing, says, MORNING)
        for account in (ACCOUNT, OTHER)
        for region in (TOKYO, IRELAND)
    ]


def all_is_well(unit: Unit) -> None:
    """Let AWS have been looked at, our roles too, detectors been asked, and findings have come from everywhere."""
    unit.coverage.keep(checks(), MORNING)
    for account in (ACCOUNT, OTHER):
        unit.uses.keep(account, [Reading(account, TOKYO, MORNING - LATE, MORNING)])
        unit.sweeps.keep(Swept(Beat(Detector.GUARDDUTY, account, TOKYO), MORNING, MORNING, MORNING))
    unit.coverage.heard({(each.account, each.region) for each in checks()}, MORNING)


def a_busy_night(unit: Unit) -> tuple[int, ...]:
    """Let two incidents be open, one taken, a plan wait, a change stand and the brake be pulled."""
    mine = an_incident(Severity.CRITICAL, "A miner on web-7")
    taken = an_incident(Severity.HIGH, "A bucket was made public", minutes=-5)
    numbers = unit.incidents.open([mine, taken])
    unit.incidents.change(numbers[1], Change(owner=("U0ANN", "Ann")), MORNING)
    for incident in numbers:
        unit.executions.ask(
            an_ask(incident), requester="a", requester_name="Ann", at=MORNING, channel="C0"
        )
    unit.executions.propose(a_proposal(1))
    unit.executions.propose(a_proposal(2))
    unit.executions.move(2, [Stage.WAITING], Stage.APPROVED, MORNING)
    unit.executions.begin(2, {"groups": []})
    body = {"step": "move", "code": ""}
    kinds = (What.INTENT, What.RESULT)
    unit.records.write([Record(kind, MORNING, execution=2, body=body) for kind in kinds])
    unit.executions.end(2, Outcome.SUCCESS, {}, MORNING)
    unit.brakes.stop(OTHER, "bob@example.com", "Bob", MORNING)
    return numbers


@dataclass
class PartlyBroken:
    """A store in which the works break that touch one of these aggregates."""

    store: Store
    error: Exception
    broken: frozenset[str] = field(default_factory=frozenset)

    async def read(self, work: Callable[[Unit], T]) -> T:
        return await self.store.read(lambda unit: work(_Breaking(unit, self)))  # type: ignore[arg-type]

    async def write(self, work: Callable[[Unit], T], haste: Haste = Haste.USUAL) -> T:
        return await self.store.write(work, haste)

    def commit(self, work: Callable[[Unit], T]) -> T:
        return self.store.commit(work)


class _Breaking:
    """A unit of which some aggregates can't be read."""

    def __init__(self, unit: Unit, of: PartlyBroken) -> None:
        self._unit = unit
        self._of = of

    def __getattr__(self, name: str) -> object:
        if name in self._of.broken:
            raise self._of.error
        return getattr(self._unit, name)


@dataclass
class FixedPosture:
    """Fulfils the posture port with what it was given; an error is raised once."""

    found: Sequence[Checked]
    error: Exception | None = None
    asked: list[tuple[str, ...]] = field(default_factory=list)

    async def look(self, accounts: Sequence[Account]) -> tuple[Checked, ...]:
        self.asked.append(tuple(each.number for each in accounts))
        error, self.error = self.error, None
        if error is not None:
            raise error
        return tuple(self.found)


A_MINUTE = timedelta(minutes=1)
FRESH_LEASE = timedelta(seconds=30)
