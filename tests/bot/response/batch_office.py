"""The desks at which several targets are asked for and decided on as one, over an office."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.domain.batch import Batch, Seal
from bot.domain.cards import BatchCard
from bot.domain.execution import Execution, Proposal
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.run import Run, Work
from bot.durable.bell import LocalBell
from bot.ports.unit import Unit
from bot.response.batch.batch_deciding import BatchDecisionDesk
from bot.response.batch.batch_desk import BatchDesk
from bot.response.batch.sealing import Sealer
from bot.response.keeping import batches
from bot.response.people.replies import Reply
from bot.response.planning.aiming import Wish
from runbooks.kit.values import RiskClass
from tests.bot.domain.makers import ANN, BOB
from tests.bot.response.office import CATALOGUE, CHANNEL, REGION, Office

RUN = Run(1, Work.BATCH, 1, 1, 1)


@dataclass
class Several:
    """An office, and what it takes for several targets there; `is_cut` is what the card says."""

    office: Office
    is_cut: bool = False
    cards: list[BatchCard] = field(default_factory=list)

    @property
    def desk(self) -> BatchDesk:
        """Return where they are asked for."""
        return BatchDesk(self.office.asking)

    @property
    def deciding(self) -> BatchDecisionDesk:
        """Return where they are decided on."""
        office = self.office
        return BatchDecisionDesk(office.store, LocalBell(), office.clock, policy=office.policy)

    def sealer(self, policy: Policy | None = None) -> Sealer:
        """Return what seals a batch."""

        def must_open(card: BatchCard) -> bool:
            self.cards.append(card)
            return self.is_cut

        office = self.office
        return Sealer(
            office.store,
            LocalBell(),
            office.clock,
            catalogue=CATALOGUE,
            policy=policy or office.policy,
            must_open=must_open,
        )

    async def ask(self, *targets: str, person: Person = ANN, **changes: Any) -> Reply:
        """Ask for buckets of these names to be closed."""
        values: dict[str, Any] = {
            "runbook": "block_public_s3",
            "region": REGION,
            "reason": "they hold payment data",
            "channel": CHANNEL,
        }
        return await self.desk.ask(person, Wish(**{**values, **changes}), targets)

    async def sealed(self, *risks: RiskClass, **changes: Any) -> Seal:
        """Let Ann ask for one bucket of each class, plan them and seal them."""
        reply = await self.ask(*(f"bucket-{number}" for number in range(1, len(risks) + 1)))
        assert reply.done, reply.says.plain()
        for number, risk in enumerate(risks, start=1):
            await self.plan(number, risk=risk, is_drill=risk is RiskClass.D, **changes)
        return await self.seal()

    async def plan(self, number: int, **changes: Any) -> Proposal:
        """Keep a plan of a member."""
        given = {"target": f"arn:aws:s3:::bucket-{number}", **changes}
        return await self.office.proposed(number, **given)

    async def seal(self) -> Seal:
        """Seal the first batch and return what is decided on."""
        assert await self.sealer().run(RUN) is None
        seal = (await self.batch()).seal
        assert seal is not None
        return seal

    async def approve(self, person: Person = BOB, digest: str = "") -> str:
        """Approve the first batch and return what is answered."""
        if not digest:
            found = (await self.batch()).seal
            digest = found.short if found else "0" * 6
        return (await self.deciding.approve(person, 1, digest, "typed")).says.plain()

    async def batch(self, number: int = 1) -> Batch:
        """Return a batch as it stands."""
        found = await self.office.store.read(lambda unit: unit.batches.get(number))
        assert found is not None
        return found

    async def members(self, number: int = 1) -> Sequence[Execution]:
        """Return the members of a batch as they stand."""

        def work(unit: Unit) -> tuple[Execution, ...]:
            batch = unit.batches.get(number)
            return batches.executions(unit, batch) if batch else ()

        return await self.office.store.read(work)

    async def stages(self, number: int = 1) -> list[str]:
        """Return where each member of a batch is."""
        return [str(each.stage) for each in await self.members(number)]
