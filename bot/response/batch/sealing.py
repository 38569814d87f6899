"""Seals a batch once each member is planned, so that one card asks for one decision on all."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.batch import Batch, LeftOut, Member, Seal
from bot.domain.execution import Execution, Proposal, Stage
from bot.domain.ids import spell_round
from bot.domain.policy import Policy
from bot.domain.posting import Sheet
from bot.domain.record import Record, What
from bot.domain.run import Run
from bot.domain.words import batch as words
from bot.domain.words import progress
from bot.ports.bell import Bell, Ring
from bot.ports.clock import Clock
from bot.ports.rendering import Measuring
from bot.ports.store import Store
from bot.ports.unit import Unit
from bot.response.batch import batch_card
from bot.response.batch.batch_card import Naming
from bot.response.bench.prefill import Catalogue
from bot.response.keeping import batches, ending, sheets
from bot.response.limits import leasing
from runbooks.kit.text import Said
from runbooks.kit.values import RiskClass

PATIENCE = timedelta(minutes=1)
"""How long those that are planned wait for one that is not: an emergency is no hostage."""
LOOK_AGAIN = timedelta(seconds=1)
PLANNED = frozenset({Stage.WAITING, Stage.PLANNED})


class Sealer:
    """Waits for the plans of a batch and seals them; a second time it does nothing."""

    def __init__(
        self,
        store: Store,
        bell: Bell,
        clock: Clock,
        *,
        catalogue: Catalogue,
        policy: Policy,
        must_open: Measuring,
    ) -> None:
        """Work with these; `must_open` says whether a card has no room for all of it."""
        self.store = store
        self.bell = bell
        self.clock = clock
        self.catalogue = catalogue
        self.must_open = must_open
        self.naming = Naming(lambda name: catalogue[name].about.title, policy)

    async def run(self, run: Run) -> timedelta | None:
        """Seal a batch; return after how long to look again where a member is planned still."""
        later = await self.store.write(lambda unit: self._seal(unit, run.subject))
        self.bell.ring(Ring.OUTBOX)
        return later

    def _seal(self, unit: Unit, number: int) -> timedelta | None:
        batch = unit.batches.lock(number)
        if batch is None or batch.seal is not None:
            return None
        now = self.clock.now()
        members = [unit.executions.lock(one) for one in unit.batches.members(number)]
        known = [one for one in members if one is not None]
        is_late = now - batch.begun_at >= PATIENCE
        if any(one.stage is Stage.ASKED for one in known) and not is_late:
            return LOOK_AGAIN
        chosen = self._chosen(unit, known, now)
        unchosen = {one.number for one in known} - {execution.number for execution, _ in chosen}
        left_out = (*batch.left_out, *self._left_out(unit, unchosen))
        sealed = self._sealed(unit, batch, chosen, left_out, now)
        unit.batches.seal(number, batch.round, sealed)
        self._write(unit, replace(batch, seal=sealed), now)
        return None

    def _chosen(
        self, unit: Unit, members: list[Execution], now: datetime
    ) -> list[tuple[Execution, Proposal]]:
        """Return what is decided on; a target taken twice, or by others, is ended with its reason."""
        chosen: list[tuple[Execution, Proposal]] = []
        targets: dict[tuple[str, str], str] = {}
        for execution in members:
            proposal = unit.executions.proposal(execution.number, execution.plan_number)
            if proposal is None or execution.stage not in PLANNED:
                continue
            target = (execution.ask.account, proposal.target)
            clash = leasing.clash(unit, execution, proposal)
            why = clash.refused() if clash and clash.is_target else None
            if target in targets:
                why = words.SAME_TARGET.fill(other=targets[target])
            if why is not None and execution.stage is Stage.WAITING:
                ending.unrun(unit, execution, Stage.REFUSED, why, now)
            else:
                targets[target] = execution.id
                chosen.append((execution, proposal))
        return chosen

    def _left_out(self, unit: Unit, numbers: set[int]) -> tuple[LeftOut, ...]:
        found = (unit.executions.get(number) for number in sorted(numbers))
        return tuple(
            LeftOut(
                batches.name(unit, each, self.catalogue), each.why or _unsaid(each), each.number
            )
            for each in found
            if each is not None and not _goes_on_alone(each)
        )

    def _sealed(
        self,
        unit: Unit,
        batch: Batch,
        chosen: list[tuple[Execution, Proposal]],
        left_out: tuple[LeftOut, ...],
        now: datetime,
    ) -> Seal:
        proposals = [proposal for _, proposal in chosen]
        draft = Seal(
            digest="",
            members=tuple(Member(one.execution, one.number, one.digest) for one in proposals),
            left_out=left_out,
            is_cut=False,
            risk=max((one.risk for one in proposals), default=RiskClass.A),
            needs=max((one.needs for one in proposals), default=0),
            expires_at=min((one.expires_at for one in proposals), default=now),
        )
        card = batch_card.gather(unit, replace(batch, seal=draft), self.naming)
        shown = replace(draft, is_cut=card is not None and self.must_open(card))
        return replace(shown, digest=batches.digest(batch, shown))

    def _write(self, unit: Unit, batch: Batch, now: datetime) -> None:
        """Write down with each member what it is decided on with, and bring out the card."""
        seal = batch.seal
        if seal is None:
            return
        body = {
            "batch": batch.plan_id,
            "digest": seal.short,
            "sha256": seal.digest,
            "risk": str(seal.risk),
            "needs": seal.needs,
            "members": {f"{one.execution}.{one.plan}": one.digest for one in seal.members},
            "left_out": [[one.target, one.why.bare()] for one in seal.left_out],
        }
        for each in batches.executions(unit, batch):
            incident = each.ask.incident
            unit.records.write([Record(What.BATCHED, now, "", incident, each.number, body)])
            sheets.want(unit, each, now, Sheet.ALERT, Sheet.TIMELINE)
        wanted = [batches.sheet(unit, batch)]
        if batch.round > 1:
            earlier = spell_round(batch.number, batch.round - 1)
            wanted.append(replace(wanted[0], subject=earlier))
        unit.outbox.want(wanted, now)


def _goes_on_alone(execution: Execution) -> bool:
    """Say whether a member that is in no plan needs none: a look that runs, or has run."""
    return execution.stage in {Stage.APPROVED, Stage.RUNNING, Stage.DONE}


def _unsaid(execution: Execution) -> Said:
    """Return why a member is in no plan where nothing else says it."""
    is_late = execution.stage is Stage.ASKED
    stage = progress.STATES[execution.stage]
    return words.SLOW.fill() if is_late else words.STANDS.fill(stage=stage)
