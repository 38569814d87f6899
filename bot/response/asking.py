"""Takes up what people ask for: a runbook on a target, a look at its plan, an undo."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.answer import Subject
from bot.domain.decide import Deed, Refused, may
from bot.domain.execution import Ask, Execution, Kind, Stage
from bot.domain.ids import Prefix, spell
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.record import Record, What
from bot.domain.run import Work
from bot.domain.words import responding as words
from bot.ports.bell import Bell, Ring
from bot.ports.clock import Clock
from bot.ports.store import Store
from bot.ports.unit import Unit
from bot.response import prefill
from bot.response.effects import may_have_changed
from bot.response.prefill import Catalogue, UnfitError
from bot.response.replies import Reply
from runbooks.kit.values import Reach

LEAST_REASON = 5


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks for, as they put it.

    `incident` prefills target, account and Region; a `target` in words wins over it. `more`
    are further inputs. `channel` is where to answer when there is no incident. `key` tells a
    second delivery of one wish from a second wish; empty where there can be none.
    """

    runbook: str
    incident: int | None = None
    target: str = ""
    account: str = ""
    region: str = ""
    more: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    plan_only: bool = False
    channel: str = ""
    key: str = ""


class AskDesk:
    """Records wishes; the worker plans them. One transaction each, and no call to AWS."""

    def __init__(
        self, store: Store, bell: Bell, clock: Clock, *, catalogue: Catalogue, policy: Policy
    ) -> None:
        """Work on this store, under this policy."""
        self.store = store
        self.bell = bell
        self.clock = clock
        self.catalogue = catalogue
        self.policy = policy

    async def ask(self, person: Person, wish: Wish) -> Reply:
        """Take up a wish for a runbook."""
        reply = await self.store.write(lambda unit: self._ask(unit, person, wish))
        self.bell.ring(Ring.RUNS)
        return reply

    async def undo(self, person: Person, number: int, reason: str, key: str = "") -> Reply:
        """Take up a wish to put back what an execution has changed; `key` as in a Wish."""
        reply = await self.store.write(lambda unit: self._undo(unit, person, number, reason, key))
        self.bell.ring(Ring.RUNS)
        return reply

    def _ask(self, unit: Unit, person: Person, wish: Wish) -> Reply:
        try:
            ask, channel = self._resolve(unit, wish)
        except UnfitError as error:
            return Reply(error.says, done=False)
        return self._take_up(unit, person, ask, channel, wish.key)

    def _undo(self, unit: Unit, person: Person, number: int, reason: str, key: str) -> Reply:
        execution = unit.executions.get(number)
        if execution is None:
            unknown = spell(Prefix.EXECUTION, number)
            return Reply(words.NO_EXECUTION.fill(id=unknown), done=False)
        refused = self._not_undone(unit, execution)
        if refused:
            return refused
        of = execution.ask
        ask = Ask(
            Kind.UNDO, of.incident, of.runbook, of.account, of.region, of.inputs, reason, number
        )
        return self._take_up(unit, person, ask, execution.channel, key)

    def _not_undone(self, unit: Unit, execution: Execution) -> Reply | None:
        if execution.ask.kind is Kind.UNDO:
            return Reply(words.NOT_UNDONE_UNDO.fill(execution=execution.id), done=False)
        if not can_undo(unit, execution):
            says = words.NOT_UNDONE_STAGE.fill(execution=execution.id, stage=execution.stage)
            return Reply(says, done=False)
        other = unit.executions.undone_by(execution.number)
        if other is not None:
            says = words.NOT_UNDONE_TWICE.fill(execution=execution.id, other=other.id)
            return Reply(says, done=False, execution=other.number)
        return None

    def _take_up(self, unit: Unit, person: Person, ask: Ask, channel: str, key: str) -> Reply:
        verdict = may(person, Deed.LOOK if ask.plan_only else Deed.ASK, ask.account, self.policy)
        if isinstance(verdict, Refused):
            return Reply(verdict.why, done=False)
        if not ask.plan_only and len(ask.reason.strip()) < LEAST_REASON:
            return Reply(words.NO_REASON.fill(least=LEAST_REASON), done=False)
        now = self.clock.now()
        if key and not unit.clicks.is_first(key, now):
            return Reply(words.ASKED_ALREADY.fill(), done=True)
        unit.people.know(person)
        number = unit.executions.ask(
            ask, requester=person.identity, requester_name=person.name, at=now, channel=channel
        )
        body = {
            "runbook": ask.runbook,
            "name": person.name,
            "reason": ask.reason,
            "kind": str(ask.kind),
            "account": ask.account,
            "region": ask.region,
            "inputs": dict(ask.inputs),
            "plan_only": ask.plan_only,
            "slack_id": person.slack_id,
            "team": person.team,
        }
        unit.records.write([Record(What.ASKED, now, person.identity, ask.incident, number, body)])
        unit.runs.start(Work.PLAN, number)
        return self._asked(ask, number)

    def _asked(self, ask: Ask, number: int) -> Reply:
        execution = spell(Prefix.EXECUTION, number)
        if ask.incident is None:
            says = words.ASKED_HERE.fill(execution=execution, runbook=ask.runbook)
        else:
            where = spell(Prefix.INCIDENT, ask.incident)
            says = words.ASKED.fill(execution=execution, runbook=ask.runbook, where=where)
        return Reply(says, done=True, execution=number)

    def _resolve(self, unit: Unit, wish: Wish) -> tuple[Ask, str]:
        """Return what is asked for and where to show it. Raises UnfitError."""
        runbook = self.catalogue.get(wish.runbook)
        if runbook is None:
            known = ", ".join(self.catalogue)
            raise UnfitError(words.NO_RUNBOOK.fill(name=wish.runbook, known=known))
        subject, channel = None, wish.channel
        if wish.incident is not None:
            subject, channel = self._subject(unit, wish, wish.incident)
        target = wish.target or (subject.id if subject else "")
        ask = Ask(
            kind=Kind.APPLY,
            incident=wish.incident,
            runbook=wish.runbook,
            account=self._account(wish, subject),
            region=self._region(wish, subject),
            inputs=prefill.inputs(runbook, target, wish.more),
            reason=wish.reason.strip(),
            plan_only=wish.plan_only,
        )
        return ask, channel

    def _subject(self, unit: Unit, wish: Wish, incident: int) -> tuple[Subject, str]:
        kept = unit.incidents.get(incident)
        findings = unit.findings.of_incidents([incident]).get(incident, ())
        spelled = spell(Prefix.INCIDENT, incident)
        if kept is None or not findings:
            raise UnfitError(words.NO_INCIDENT.fill(id=spelled))
        if any(finding.sample for finding in findings):
            raise UnfitError(words.IS_SAMPLE.fill(incident=spelled))
        lead = max(findings, key=lambda finding: finding.severity.rank)
        runbook = self.catalogue[wish.runbook]
        return prefill.from_finding(wish.runbook, runbook, lead, spelled), kept.channel

    def _account(self, wish: Wish, subject: Subject | None) -> str:
        account = subject.account if subject else wish.account
        if not account and len(self.policy.accounts) == 1:
            return next(iter(self.policy.accounts))
        if not account:
            raise UnfitError(words.WHICH_ACCOUNT.fill(known=", ".join(self.policy.accounts)))
        return account

    def _region(self, wish: Wish, subject: Subject | None) -> str:
        if subject and subject.region:
            return subject.region
        account = self.policy.accounts.get(wish.account)
        region = wish.region or next(iter(account.act_regions if account else ()), "")
        if not region:
            raise UnfitError(words.WHICH_REGION.fill())
        return region


def can_undo(unit: Unit, execution: Execution) -> bool:
    """Say whether an execution has changed something that its runbook can put back.

    Whether it was verified plays no part: what was captured and changed can be undone.
    """
    if execution.stage is not Stage.DONE or execution.before is None:
        return False
    proposal = unit.executions.proposal(execution.number, execution.plan_number)
    if proposal is None or proposal.plan.undo is Reach.NONE:
        return False
    return may_have_changed(unit.records.of_execution(execution.number, What.INTENT, What.RESULT))
