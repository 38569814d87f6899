"""Gathers what a message shows: from one transaction to the card that a view renders."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from bot.domain import alone
from bot.domain.cards import (
    AlertCard,
    ApprovalCard,
    BatchCard,
    GoneCard,
    HoldCard,
    MergedCard,
    NoticeCard,
    Offer,
    OutageCard,
    ProgressCard,
    StubCard,
    TimelineCard,
    Voice,
    WordCard,
)
from bot.domain.drill_cards import DrillCard
from bot.domain.execution import Execution, Kind, Proposal, Stage
from bot.domain.hold import Hold
from bot.domain.ids import Prefix, read, spell
from bot.domain.implicated import matched
from bot.domain.incident import Case
from bot.domain.people import Role
from bot.domain.policy import Policy
from bot.domain.posting import Due, Sheet
from bot.domain.record import What
from bot.domain.storm import StormCard, StormPage
from bot.domain.words import night
from bot.guarding.involving import involved
from bot.ports.executions import Decision
from bot.ports.unit import Unit
from bot.response.batch import batch_card as gathering
from bot.response.batch.batch_card import Naming
from bot.response.bench.retained import before
from bot.response.deciding.night import ALONE
from bot.response.explaining.membership import members
from bot.response.incidents.escalating import coming
from bot.response.people import calling, voting
from bot.response.planning.asking import can_undo
from bot.triage.ruling import ruled
from handlers.slack import stubs
from handlers.slack.alert_proof import settled_upstream, verified
from handlers.slack.outage_sheets import outage_sheet
from handlers.slack.storm_sheets import storm_sheet
from runbooks.kit.text import Said, Text

TIMELINE_RECORDS = 300
NOTICES_NAMED = 5

MOST_CALLED = 5

Card = (
    AlertCard
    | TimelineCard
    | ApprovalCard
    | ProgressCard
    | NoticeCard
    | WordCard
    | HoldCard
    | DrillCard
    | BatchCard
    | StubCard
    | OutageCard
    | StormCard
    | StormPage
    | MergedCard
    | GoneCard
)


@dataclass(frozen=True, slots=True)
class Sources:
    """What cards show that is in no table.

    `offers` says which runbooks fit an incident, or why none is offered; `title` is a runbook's
    by its name; `policy` is the policy in force now; `now` is what time it is.
    """

    offers: Callable[[Case], tuple[tuple[Offer, ...], Said | None]]
    title: Callable[[str], Text]
    policy: Callable[[], Policy]
    now: Callable[[], datetime]

    def account_names(self) -> dict[str, str]:
        """Return the names of all accounts of the policy file, by number."""
        return {number: known.name for number, known in self.policy().accounts.items()}

    def account_name(self, account: str) -> str:
        """Return the account's name in the policy file, or its number where it has none."""
        known = self.policy().accounts.get(account)
        return known.name if known else account


def gather(unit: Unit, due: Due, sources: Sources) -> Card | None:
    """Return the card of a message, or None where there is nothing to say any more.

    Where those who read at its destination may not see it, that is a stub.
    """
    if stubs.is_withheld(unit, due):
        return stubs.stub_card(unit, due)
    match due.sheet:
        case Sheet.ALERT:
            return (
                stubs.merged_card(unit, due.subject)
                or stubs.gone_card(unit, due.subject, sources.account_names())
                or alert_card(unit, due.subject, sources)
            )
        case Sheet.TIMELINE:
            return _timeline(unit, due.subject)
        case Sheet.APPROVAL | Sheet.PROGRESS | Sheet.DRILL | Sheet.BATCH:
            return _of_execution(unit, due, sources)
        case Sheet.NOTICE | Sheet.OUTAGE | Sheet.STORM | Sheet.GROUPS:
            return _of_many(unit, due, sources)
        case Sheet.WORD | Sheet.HOLD:
            return _of_record(unit, due, sources)
        case Sheet.STATUS:
            return None  # of many transactions, so that no part hides another: the notifier's


def _of_many(unit: Unit, due: Due, sources: Sources) -> Card | None:
    if due.sheet is Sheet.NOTICE:
        return _notice(unit, due.subject)
    if due.sheet is Sheet.OUTAGE:
        return outage_sheet(unit, due, sources.now())
    return storm_sheet(unit, due.subject, sources.account_names())


def _of_execution(unit: Unit, due: Due, sources: Sources) -> Card | None:
    if due.sheet is Sheet.BATCH:
        return batch_card(unit, due.subject, sources)
    if due.sheet is Sheet.APPROVAL:
        return approval_card(unit, due.subject, sources)
    if due.sheet is Sheet.PROGRESS:
        return progress_card(unit, due.subject, sources)
    return _drill(unit, due.subject, sources)


def alert_card(unit: Unit, subject: str, sources: Sources) -> AlertCard | None:
    """Return the card of an incident by its id, `I-3M9K`."""
    number = _number(Prefix.INCIDENT, subject)
    incident = unit.incidents.get(number)
    findings = unit.findings.of_incidents([number]).get(number, ())
    if incident is None or not findings:
        return None
    case = Case(incident, findings)
    offers, no_offer = sources.offers(case)
    executions, now = unit.executions.of_incident(number), sources.now()
    restriction = unit.restrictions.of(number)
    return AlertCard(
        case=case,
        account_name=sources.account_name(incident.account),
        answers={answer.question: answer for answer in unit.incidents.answers(number)},
        offers=offers,
        no_offer=no_offer,
        executions=executions,
        verified=verified(unit, executions),
        principals=matched(findings, sources.policy()),
        holds=unit.holds.of_incident(number),
        involved=involved(unit, findings, sources.policy()),
        snoozes=unit.snoozes.of_incident(number, now),
        wishes=tuple(each for each in unit.silences.of_incident(number) if each.stands(now)),
        ruled=ruled(case.lead, sources.policy()),
        named=tuple(each.name for each in restriction.named) if restriction else (),
        settled=settled_upstream(unit, case),
        coming=coming(unit, sources.policy(), incident),
        members=members(unit, number) if len(findings) > 1 else (),
        before=before(unit, findings),
    )


def _timeline(unit: Unit, subject: str) -> TimelineCard | None:
    records = unit.records.of_incident(_number(Prefix.INCIDENT, subject), TIMELINE_RECORDS)
    return TimelineCard(subject, records) if records else None


def approval_card(unit: Unit, subject: str, sources: Sources) -> ApprovalCard | None:
    """Return the card of `A-19X`, whose plan is the newest, or of one plan, `A-19X.2`."""
    name, _, plan = subject.partition(".")
    execution = unit.executions.get(_number(Prefix.EXECUTION, name))
    if execution is None:
        return None
    number = int(plan) if plan.isdecimal() else execution.plan_number
    proposal = unit.executions.proposal(execution.number, number)
    if proposal is None:
        return None
    account = execution.ask.account
    decisions = unit.executions.decisions(execution.number, number)
    return ApprovalCard(
        execution=execution,
        proposal=proposal,
        title=sources.title(execution.ask.runbook),
        incident_id=_incident_id(execution),
        account_name=sources.account_name(account),
        who=_deciders(unit, execution, sources.policy()),
        voices=tuple(_voice(decision) for decision in decisions),
        superseded=number < execution.plan_number,
        acts_in_name=_acts_in_name(execution, sources),
        alone=_may_alone(unit, execution, proposal, sources.policy()),
    )


def batch_card(unit: Unit, subject: str, sources: Sources) -> BatchCard | None:
    """Return the card of a batch by its id, `B-7`, or as one round of it stood, `B-7.1`."""
    name, _, round_ = subject.partition(".")
    batch = unit.batches.get(_number(Prefix.BATCH, name))
    if batch is None:
        return None
    meant = int(round_) if round_.isdecimal() else batch.round
    is_old = meant < batch.round
    shown = replace(batch, round=meant, seal=None) if is_old else batch
    card = gathering.gather(unit, shown, Naming(sources.title, sources.policy()))
    return replace(card, superseded=is_old) if card else None


def _may_alone(unit: Unit, execution: Execution, proposal: Proposal, policy: Policy) -> bool:
    """Say whether the card offers to contain alone; the desk looks at hour and person anew."""
    if policy.night is None or execution.stage is not Stage.WAITING:
        return False
    matter = voting.matter(unit, execution, proposal, policy)
    return alone.shut(matter, policy, proposal.created_at) is None


def _deciders(unit: Unit, execution: Execution, policy: Policy) -> frozenset[str]:
    restriction = unit.restrictions.of(execution.ask.incident)
    if restriction:
        return restriction.ids
    return policy.members_of(Role.APPROVER, execution.ask.account)


def progress_card(unit: Unit, subject: str, sources: Sources) -> ProgressCard | None:
    """Return how an execution stands by its id, `A-19X`."""
    execution = unit.executions.get(_number(Prefix.EXECUTION, subject))
    if execution is None:
        return None
    proposal = unit.executions.proposal(execution.number, execution.plan_number)
    return ProgressCard(
        execution=execution,
        proposal=proposal,
        title=sources.title(execution.ask.runbook),
        incident_id=_incident_id(execution),
        account_name=sources.account_name(execution.ask.account),
        records=unit.records.of_execution(execution.number),
        may_undo=_may_undo(unit, execution),
        acts_in_name=_acts_in_name(execution, sources),
        undone_by=unit.executions.undone_by(execution.number),
        hold=unit.holds.get(execution.number),
    )


def hold_card(unit: Unit, subject: str, sources: Sources) -> HoldCard | None:
    """Return the message about the record of this number, which is one of a hold."""
    word = _word(unit, subject, sources)
    number = word.record.execution if word else None
    if word is None or number is None:
        return None
    execution, hold = unit.executions.get(number), unit.holds.get(number)
    if execution is None or hold is None:
        return None
    traced = unit.records.of_execution(number, What.TRACED)
    later = [one for one in traced if one.body.get("slip") == word.record.number]
    return HoldCard(
        record=word.record,
        execution=execution,
        hold=hold,
        title=sources.title(execution.ask.runbook),
        account_name=sources.account_name(hold.account),
        who=_who_must_act(unit, hold, sources.policy()),
        later=later[-1] if later else None,
    )


def _who_must_act(unit: Unit, hold: Hold, policy: Policy) -> tuple[str, ...]:
    """Return the Slack id of whoever has the incident, and those of the responders there.

    Anybody of ours can take an incident: to call its owner alone would let one person silence it.
    Of a restricted one those are the named.
    """
    restriction = unit.restrictions.of(hold.incident)
    if restriction:
        return tuple(sorted(restriction.ids))
    incident = unit.incidents.get(hold.incident) if hold.incident else None
    owner = (incident.owner,) if incident is not None and incident.owner else ()
    grants = policy.grants_of(Role.RESPONDER, hold.account)
    own = [grant for grant in grants if grant.role is Role.RESPONDER] or grants
    members = {member for grant in own for member in grant.members}
    return (*owner, *sorted(members - {*owner}))[:MOST_CALLED]


def _notice(unit: Unit, subject: str) -> NoticeCard | None:
    """Return the card of a day, `YYYY-MM-DD` in UTC."""
    since = datetime.combine(date.fromisoformat(subject), time(), UTC)
    count, newest = unit.inbox.unreadable(since, since + timedelta(days=1), NOTICES_NAMED)
    return NoticeCard(subject, count, newest) if count else None


def _drill(unit: Unit, subject: str, sources: Sources) -> DrillCard | None:
    """Return the head of a drill's thread, by the id of its change."""
    change = unit.executions.get(_number(Prefix.EXECUTION, subject))
    round_ = unit.drills.round(change.number) if change else None
    if change is None or round_ is None:
        return None
    return DrillCard(
        round=round_,
        change=change,
        undo=unit.executions.get(round_.undo) if round_.undo else None,
        title=sources.title(change.ask.runbook),
        account_name=sources.account_name(change.ask.account),
    )


def _of_record(unit: Unit, due: Due, sources: Sources) -> WordCard | HoldCard | None:
    """Return what tells of one record: of a hold, with what there is to do, or in a line."""
    if due.sheet is Sheet.HOLD:
        return hold_card(unit, due.subject, sources)
    word = _word(unit, due.subject, sources)
    return None if word and not due.ts and calling.is_over(unit, word.record) else word


def _word(unit: Unit, subject: str, sources: Sources) -> WordCard | None:
    """Return the line about the record of this number."""
    number = int(subject)
    for record in unit.records.since(number - 1, 1):
        if record.number == number:
            known = sources.policy().accounts.get(str(record.body.get("account", "")))
            return WordCard(record, known.name if known else "")
    return None


def _number(prefix: Prefix, subject: str) -> int:
    """Return the number of an id. Raises ValueError where the subject is no such id."""
    found = read(subject)
    if found is None or found[0] is not prefix:
        message = f"{subject!r} is no id that begins with {prefix}"
        raise ValueError(message)
    return found[1]


def _incident_id(execution: Execution) -> str:
    incident = execution.ask.incident
    return "" if incident is None else spell(Prefix.INCIDENT, incident)


def _acts_in_name(execution: Execution, sources: Sources) -> str:
    number = execution.ask.acts_in
    return sources.account_name(number) if number else ""


def _voice(decision: Decision) -> Voice:
    is_alone = decision.via == ALONE
    name = night.VOICE.fill(name=decision.name) if is_alone else decision.name
    return Voice(name, decision.approved, decision.at, decision.reason)


def _may_undo(unit: Unit, execution: Execution) -> bool:
    if execution.ask.kind is not Kind.APPLY or not can_undo(unit, execution):
        return False
    return unit.executions.undone_by(execution.number) is None
