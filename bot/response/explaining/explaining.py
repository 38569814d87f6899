"""Explains: why an execution needs what it needs and who decided what, why an incident is what it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from bot.domain import alone
from bot.domain.admitting import admissible
from bot.domain.cards import Member, Why
from bot.domain.decide import decide, explain, standing
from bot.domain.execution import Execution, Proposal, Stage
from bot.domain.finding import Finding
from bot.domain.ids import Prefix, spell
from bot.domain.incident import Case
from bot.domain.matter import Allowed, Matter, Needs, Refused
from bot.domain.observable import Kind
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.record import What, Written, heard
from bot.domain.restriction import Restriction
from bot.domain.rights import Deed, may
from bot.domain.syncing import Fate, Telling
from bot.domain.words import alert, joining, progress, regrouping, restricting, syncing, timeline
from bot.domain.words import responding as words
from bot.domain.words import weighing as why
from bot.ports.clock import Clock
from bot.ports.executions import Decision
from bot.ports.store import Store
from bot.ports.unit import Unit
from bot.response.bench import retained
from bot.response.deciding.glass import BREAK_GLASS
from bot.response.deciding.night import ALONE
from bot.response.explaining import batch_reasons
from bot.response.explaining.membership import members
from bot.response.keeping import batches
from bot.response.people import discretion, voting
from bot.response.people.replies import Reply
from runbooks.kit.text import Said

MOST_REFUSED = 10
MOST_IDS = 12
MOST_FINDINGS = 25
LONGEST_TYPE = 200


class WhyDesk:
    """Tells the reasons of what is stored; it decides nothing and changes nothing."""

    def __init__(self, store: Store, clock: Clock, *, policy: Policy) -> None:
        """Read this store, under this policy."""
        self.store = store
        self.clock = clock
        self.policy = policy

    async def why(self, person: Person, prefix: Prefix, number: int) -> Why | Reply:
        """Return the reasons of an execution, or of an incident."""
        verdict = may(person, Deed.LOOK, "", self.policy)
        if isinstance(verdict, Refused):
            return Reply(verdict.why, done=False)
        if prefix is Prefix.EXECUTION:
            return await self.store.read(
                lambda unit: (
                    discretion.barred_execution(unit, person, number)
                    or self._execution(unit, number)
                )
            )
        if prefix is Prefix.BATCH:
            return await self.store.read(
                lambda unit: (
                    discretion.barred_batch(unit, person, number)
                    or batch_reasons.of_batch(unit, number)
                )
            )
        return await self.store.read(
            lambda unit: discretion.barred(unit, person, number) or self._incident(unit, number)
        )

    def _execution(self, unit: Unit, number: int) -> Why | Reply:
        execution = unit.executions.get(number)
        if execution is None:
            return Reply(words.NO_EXECUTION.fill(id=spell(Prefix.EXECUTION, number)), done=False)
        proposal = unit.executions.proposal(number, execution.plan_number)
        lines = [self._asked(execution, proposal), *_superseded(unit, execution)]
        lines += batch_reasons.of_member(unit, execution)
        who: frozenset[str] = frozenset()
        if proposal is None:
            lines.append(why.NO_PLAN.fill())
        elif execution.stage is Stage.WAITING:
            told, who = self._waiting(unit, execution, proposal)
            lines += told
        else:
            lines += [_plan(proposal), *proposal.weighed, *_unasked(unit, execution, proposal)]
            lines += [_voice(one) for one in unit.executions.decisions(number, proposal.number)]
        lines += _refused(unit, execution)
        if execution.stage is not Stage.WAITING:
            lines.append(_stands(execution))
        return Why(execution.id, tuple(lines), who)

    def _asked(self, execution: Execution, proposal: Proposal | None) -> Said:
        ask = execution.ask
        known = self.policy.accounts.get(ask.account)
        return why.ASKED.fill(
            who=execution.requester_name,
            runbook=ask.runbook,
            target=proposal.target if proposal else why.SOMETHING,
            account=known.name if known else ask.account,
            reason=ask.reason or why.NO_REASON,
        )

    def _waiting(
        self, unit: Unit, execution: Execution, proposal: Proposal
    ) -> tuple[list[Said], frozenset[str]]:
        """Return what weighs at this moment, under the policy file as it is now."""
        matter = voting.matter(unit, execution, proposal, self.policy)
        votes = voting.votes(unit, proposal)
        now = self.clock.now()
        lines = [_plan(proposal), *explain(matter, votes, self.policy)]
        forbidden = admissible(matter, self.policy, now)
        if forbidden:
            return [*lines, why.FORBIDDEN.fill(why=forbidden.why)], frozenset()
        if batches.binding(unit, execution, proposal.number) is None:
            lines += self._alone(execution, matter, now)
        counted = standing(matter, votes, self.policy)
        verdict = decide(matter, counted, self.policy, now)
        match verdict:
            case Needs(more=more, who=who):
                return [*lines, why.WAITS.fill(count=more)], who
            case Refused(why=said):
                return [*lines, why.FORBIDDEN.fill(why=said)], frozenset()
            case Allowed():
                return lines, frozenset()

    def _alone(self, execution: Execution, matter: Matter, now: datetime) -> list[Said]:
        """Return whether whoever asked may contain alone, where the policy file lets anybody."""
        if self.policy.night is None:
            return []
        shut = alone.shut(matter, self.policy, now)
        if shut is None:
            return [why.ALONE_OPEN.fill(execution=execution.id)]
        return [why.ALONE_SHUT.fill(why=shut.why)]

    def _incident(self, unit: Unit, number: int) -> Why | Reply:
        incident = unit.incidents.get(number)
        if incident is not None and incident.merged_into is not None:
            into = spell(Prefix.INCIDENT, incident.merged_into)
            return Why(incident.id, (regrouping.WHY_MERGED.fill(incident=incident.id, into=into),))
        findings = unit.findings.of_incidents([number]).get(number, ())
        if incident is not None and not findings and (told := retained.why(unit, incident)):
            return Why(incident.id, (told,))
        if incident is None or not findings:
            return Reply(words.NO_INCIDENT.fill(id=spell(Prefix.INCIDENT, number)), done=False)
        lead = Case(incident, findings).lead
        lines = [
            why.SEVERITY.fill(severity=incident.severity, type=lead.type, finding=lead.title),
            _confirmed(lead),
        ]
        if len(findings) > 1:
            lines.append(why.FINDINGS.fill(count=len(findings)))
        lines += retained.why_before(unit, findings)
        came = members(unit, number)
        if len(came) > 1 or any(each.by for each in came):
            lines += [_came(each) for each in came[-MOST_FINDINGS:]]
        restriction = unit.restrictions.of(number)
        if restriction:
            lines.append(_restricted(restriction))
        executions = [one.id for one in unit.executions.of_incident(number)]
        if executions:
            lines.append(why.EXECUTIONS.fill(ids=", ".join(executions[-MOST_IDS:])))
        lines += [_told(each) for each in unit.tellings.of_incident(number)[-MOST_IDS:]]
        return Why(incident.id, tuple(lines))


def _came(member: Member) -> Said:
    """Return how a finding has come to its incident."""
    told, by = {"finding": member.id, "type": member.finding.type[:LONGEST_TYPE]}, member.by
    if by is None:
        return joining.WHY_FIRST.fill(**told)
    at = f"{by.at:%Y-%m-%d %H:%M}"
    if by.what is not What.FINDING_JOINED:
        return joining.WHY_MOVED.fill(**told, name=by.actor_name or by.actor, at=at)
    kind, value = str(by.body.get("kind")), str(by.body.get("value"))
    if kind not in set(Kind):
        return joining.WHY_FIRST.fill(**told)
    text = joining.WHY_JOINED[Kind(kind)]
    fields = {**told, "at": at, "value": value, "address": value}
    return text.fill(**{name: fields[name] for name in text.blanks})


def _told(telling: Telling) -> Said:
    """Return what became of one thing that was to be told upstream."""
    told = {"destination": telling.destination, "tell": telling.tell}
    at = telling.ended_at or telling.at
    if telling.fate is Fate.WAITING:
        waits = {**told, "at": f"{at:%Y-%m-%d %H:%M}", "tries": telling.tries}
        if telling.why:
            return syncing.WHY_WAITS_BECAUSE.fill(**waits, why=telling.why)
        return syncing.WHY_WAITS.fill(**waits)
    ended = {**told, "fate": telling.fate, "at": f"{at:%Y-%m-%d %H:%M}"}
    if telling.why:
        return syncing.WHY_TOLD_BECAUSE.fill(**ended, why=telling.why)
    return syncing.WHY_TOLD.fill(**ended)


def _restricted(restriction: Restriction) -> Said:
    names = ", ".join(each.name for each in restriction.named)
    return restricting.WHY.fill(names=names, name=restriction.by_name, reason=restriction.reason)


def _confirmed(lead: Finding) -> Said:
    if lead.confirmed_at is None:
        return why.CLAIMED.fill(producer=_source(lead))
    at = f"{lead.confirmed_at:%Y-%m-%d %H:%M}"
    return why.CONFIRMED.fill(producer=_source(lead), at=at)


def _source(lead: Finding) -> str:
    return alert.SERVICES.get(lead.producer.service, lead.producer.service)


def _plan(proposal: Proposal) -> Said:
    return why.PLAN.fill(plan=proposal.id, digest=proposal.short, policy=proposal.policy_digest[:6])


def _superseded(unit: Unit, execution: Execution) -> Iterator[Said]:
    for record in unit.records.of_execution(execution.number, What.SUPERSEDED):
        yield why.SUPERSEDED.fill(why=heard(record, "why"))


def _unasked(unit: Unit, execution: Execution, proposal: Proposal) -> Iterator[Said]:
    for record in unit.records.of_execution(execution.number, What.STOOD):
        if record.body.get("digest") == proposal.digest:
            yield why.STANDING.fill(runbook=execution.ask.runbook, risk=proposal.risk)


def _voice(decision: Decision) -> Said:
    way = timeline.WAYS.get(decision.via, decision.via)
    said = {"name": decision.name, "via": way, "at": f"{decision.at:%H:%M}"}
    if decision.via == BREAK_GLASS:
        return why.GLASS.fill(name=decision.name)
    if decision.via == ALONE:
        return why.ALONE.fill(name=decision.name)
    if decision.approved:
        return why.SAID_YES.fill(**said, digest=decision.digest[:6])
    return why.SAID_NO.fill(**said, why=decision.reason or why.NO_REASON)


def _refused(unit: Unit, execution: Execution) -> list[Said]:
    """Return who tried to decide and was refused, the newest of them."""
    found = unit.records.of_execution(execution.number, What.CLICK_REFUSED)
    return [_tried(record) for record in found[-MOST_REFUSED:]]


def _tried(record: Written) -> Said:
    return why.CLICK_REFUSED.fill(
        name=record.actor_name or record.actor,
        at=f"{record.at:%H:%M}",
        why=heard(record, "why"),
    )


def _stands(execution: Execution) -> Said:
    said = {"id": execution.id, "stage": progress.STAGES[execution.stage]}
    if execution.why is not None:
        return why.STANDS_SINCE.fill(**said, why=execution.why)
    if execution.outcome is not None:
        return why.STANDS_AS.fill(**said, outcome=execution.outcome)
    return why.STANDS.fill(**said)
