"""The worker's part of asking: reads the target, plans, and shows the plan for a decision."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.domain.admitting import admissible
from bot.domain.cards import ApprovalCard
from bot.domain.decide import approvals_needed, unasked
from bot.domain.execution import Execution, Proposal, Stage
from bot.domain.ids import Prefix, spell
from bot.domain.people import Role
from bot.domain.posting import Sheet
from bot.domain.record import Record, What, heard
from bot.domain.run import Run, Work
from bot.domain.weighing import weigh
from bot.domain.words import responding as words
from bot.ports.bell import Ring
from bot.ports.rendering import Rendering
from bot.ports.unit import Unit
from bot.response.bench.reading import RefusedError
from bot.response.bench.seeing import Seen, TargetReader
from bot.response.bench.sourcing import SourceCheck
from bot.response.bench.workbench import Workbench
from bot.response.keeping import containment, drilling, ending, sheets
from bot.response.keeping.digest import code_hash, form_hash, plan_digest
from bot.response.keeping.upgrading import FORM
from bot.response.limits import room
from bot.response.people import voting
from bot.response.planning import standing, warning
from runbooks.kit.text import Said
from runbooks.kit.values import Tactic

LAST_TRY = 4


class Planner:
    """Plans what was asked: observe, risk, plan; then the policy, then the card."""

    def __init__(self, bench: Workbench, rendering: Rendering) -> None:
        """Work with these."""
        self.store = bench.store
        self.bell = bench.bell
        self.clock = bench.clock
        self.catalogue = bench.catalogue
        self.policy = bench.policy
        self.source = SourceCheck(bench)
        self.reader = TargetReader(bench)
        self.rendering = rendering

    async def run(self, run: Run) -> None:
        """Plan one execution; a second time does nothing. Lets what a retry may mend rise."""
        execution = await self.store.read(lambda unit: unit.executions.get(run.subject))
        if execution is None or execution.stage is not Stage.ASKED:
            return
        try:
            is_last_try = run.attempts >= LAST_TRY
            await self.source.check(execution, is_last_try=is_last_try)
            seen = await self.reader.see(execution, is_last_try=is_last_try)
        except RefusedError as error:
            refusal = error
            await self.store.write(lambda unit: self._refuse(unit, execution, refusal))
        else:
            await self.store.write(lambda unit: self._propose(unit, execution, seen))
        self.bell.ring(Ring.OUTBOX)
        self.bell.ring(Ring.RUNS)

    def _propose(self, unit: Unit, execution: Execution, seen: Seen) -> None:
        now = self.clock.now()
        if not seen.plan.steps and not self._looks(execution):
            why = words.SAME_ALREADY.fill()
            ending.unrun(unit, execution, Stage.NOTHING_TO_DO, why, now)
            return
        proposal = self._proposal(unit, execution, seen, now)
        if self._is_in_vain(unit, execution, proposal):
            return
        if not unit.executions.propose(proposal):
            return
        body = {
            "plan": proposal.id,
            "digest": proposal.short,
            "sha256": proposal.digest,
            "risk": str(proposal.risk),
            "needs": proposal.needs,
            "code_hash": proposal.code_hash,
            "rendered_hash": proposal.rendered_hash,
            "policy_digest": proposal.policy_digest,
            FORM: form_hash(),
        }
        incident = execution.ask.incident
        unit.records.write([Record(What.PLANNED, now, "", incident, execution.number, body)])
        if execution.ask.plan_only:
            unit.executions.move(execution.number, (Stage.WAITING,), Stage.PLANNED, now)
        elif self._stands(unit, execution, proposal, now) or not proposal.needs:
            unit.executions.move(execution.number, (Stage.WAITING,), Stage.APPROVED, now)
            unit.runs.start(Work.EXECUTE, execution.number)
        containment.settle(unit, incident, now)
        sheets.want(unit, execution, now, Sheet.TIMELINE, Sheet.ALERT)
        for plan in range(max(1, proposal.number - 1), proposal.number + 1):
            sheets.want(unit, execution, now, Sheet.APPROVAL, plan=plan)

    def _stands(self, unit: Unit, execution: Execution, proposal: Proposal, now: datetime) -> bool:
        """Say whether a standing rule lets it run, and there is room; else it waits for people."""
        matter = voting.matter(unit, execution, proposal, self.policy)
        if unasked(matter, self.policy) is None:
            return False
        if room.lacking(unit, execution, proposal, self.policy, now):
            return False
        standing.announce(unit, execution, proposal, now)
        return True

    def _is_in_vain(self, unit: Unit, execution: Execution, proposal: Proposal) -> bool:
        """End what nobody could approve; a look may show it all the same."""
        now = self.clock.now()
        matter = voting.matter(unit, execution, proposal, self.policy)
        forbidden = admissible(matter, self.policy, now)
        if forbidden is None or execution.ask.plan_only:
            return False
        return ending.unrun(unit, execution, Stage.REFUSED, forbidden.why, now)

    def _looks(self, execution: Execution) -> bool:
        """Say whether a runbook is there to find something out: it runs with no step to make."""
        return self.catalogue[execution.ask.runbook].about.tactic is Tactic.DETECT

    def _refuse(self, unit: Unit, execution: Execution, refusal: RefusedError) -> None:
        now = self.clock.now()
        ending.unrun(unit, execution, Stage.REFUSED, refusal.says, now, refusal.outcome)

    def _proposal(self, unit: Unit, execution: Execution, seen: Seen, now: datetime) -> Proposal:
        number = execution.plan_number + 1
        code = code_hash(self.catalogue[execution.ask.runbook])
        plan = warning.warned(unit, execution, seen, now)
        account = self.policy.accounts[execution.ask.account]
        weighed = weigh(
            seen.risk,
            seen.plan,
            seen.marks,
            account,
            now,
            self.policy,
            hits=() if self._looks(execution) else _hits(seen),
        )
        proposal = Proposal(
            execution=execution.number,
            number=number,
            digest="",
            plan=plan,
            risk=weighed.risk,
            target=seen.target,
            state=seen.state,
            code_hash=code,
            policy_digest=self.policy.digest,
            rendered_hash="",
            is_cut=False,
            needs=approvals_needed(weighed.risk, self.policy),
            created_at=now,
            expires_at=now + self.policy.rules[weighed.risk].ttl,
            differences=_differences(unit, execution),
            marks=seen.marks,
            set_by=seen.set_by,
            is_raised=weighed.is_raised,
            weighed=weighed.why,
            is_drill=seen.is_drill,
        )
        proposal = replace(proposal, proved=drilling.standing(unit, execution, proposal))
        rendered = self.rendering(self._card(execution, proposal))
        shown = replace(proposal, rendered_hash=rendered.hash, is_cut=rendered.is_cut)
        return replace(shown, digest=plan_digest(execution, shown))

    def _card(self, execution: Execution, proposal: Proposal) -> ApprovalCard:
        ask = execution.ask
        return ApprovalCard(
            execution=replace(execution, stage=Stage.WAITING, plan_number=proposal.number),
            proposal=proposal,
            title=self.catalogue[ask.runbook].about.title,
            incident_id=spell(Prefix.INCIDENT, ask.incident) if ask.incident else "",
            account_name=self.policy.accounts[ask.account].name,
            acts_in_name=self.policy.accounts[ask.acts_in].name if ask.acts_in else "",
            who=self.policy.members_of(Role.APPROVER, ask.account),
            voices=(),
        )


def _hits(seen: Seen) -> tuple[str, ...]:
    """Return the ARNs of what a plan would change: its target, and what its steps name."""
    return (seen.target, *(arn for step in seen.plan.steps for arn in step.resources))


def _differences(unit: Unit, execution: Execution) -> tuple[str | Said, ...]:
    """Return why the plan before this one was taken out of use, for the new card."""
    superseded = unit.records.of_execution(execution.number, What.SUPERSEDED)
    if not superseded:
        return ()
    newest = superseded[-1]
    lines = newest.body.get("differences", [])
    return (heard(newest, "why"), *(str(line) for line in lines))
