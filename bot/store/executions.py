"""The rows of executions, their plans, the decisions on them and who has read them whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Row, Select, insert, select, update

from bot.domain.execution import Ask, Execution, Outcome, Proposal, Stage
from bot.domain.fatigue import Voted
from bot.domain.run import Work
from bot.ports.executions import Decision
from bot.store import schema
from bot.store.dialects import insert as inserting
from bot.store.dialects import insert_once
from runbooks.kit.text import Said

_ASK = TypeAdapter(Ask)
_PROPOSAL = TypeAdapter(Proposal)
_SAID = TypeAdapter(Said)
_FRUITLESS = frozenset({Stage.PLANNED, Stage.REJECTED, Stage.EXPIRED, Stage.REFUSED})


class ExecutionRows:
    """Fulfils the executions port."""

    def __init__(self, connection: Connection) -> None:
        """Work on a connection in a transaction."""
        self._connection = connection

    def ask(
        self,
        ask: Ask,
        *,
        requester: str,
        requester_name: str,
        at: datetime,
        channel: str,
        requester_slack_id: str = "",
    ) -> int:
        adding = insert(schema.execution).values(
            incident=ask.incident,
            undo_of=ask.undo_of,
            ask=_ASK.dump_python(ask, mode="json"),
            requester=requester,
            requester_name=requester_name,
            requester_slack_id=requester_slack_id,
            asked_at=at,
            stage=str(Stage.ASKED),
            plan_number=0,
            channel=channel,
        )
        returning = adding.returning(schema.execution.c.number)
        number: int = self._connection.execute(returning).scalar_one()
        return number

    def get(self, number: int) -> Execution | None:
        found = self._read(select(schema.execution).where(schema.execution.c.number == number))
        return found[0] if found else None

    def lock(self, number: int) -> Execution | None:
        """Do as `get`; on SQLite there is one writer anyway."""
        query = select(schema.execution).where(schema.execution.c.number == number)
        found = self._read(query.with_for_update())
        return found[0] if found else None

    def propose(self, proposal: Proposal) -> bool:
        moved = self._connection.execute(
            update(schema.execution)
            .where(
                schema.execution.c.number == proposal.execution,
                schema.execution.c.stage == Stage.ASKED,
                schema.execution.c.plan_number < proposal.number,
            )
            .values(stage=Stage.WAITING, plan_number=proposal.number)
        )
        if moved.rowcount != 1:
            return False
        self._connection.execute(
            insert(schema.plan).values(
                execution=proposal.execution,
                number=proposal.number,
                expires_at=proposal.expires_at,
                proposal=_PROPOSAL.dump_python(proposal, mode="json"),
            )
        )
        return True

    def proposal(self, execution: int, number: int) -> Proposal | None:
        query = select(schema.plan.c.proposal).where(
            schema.plan.c.execution == execution, schema.plan.c.number == number
        )
        kept = self._connection.scalar(query)
        return None if kept is None else _PROPOSAL.validate_python(kept)

    def decide(self, decision: Decision) -> bool:
        return insert_once(self._connection, schema.decision, _decided(decision))

    def reject(self, decision: Decision) -> None:
        row = _decided(decision)
        adding = inserting(self._connection, schema.decision).values(row)
        keys = ["execution", "plan", "identity"]
        said = {name: adding.excluded[name] for name in row if name not in keys}
        self._connection.execute(adding.on_conflict_do_update(index_elements=keys, set_=said))

    def decisions(self, execution: int, plan: int) -> tuple[Decision, ...]:
        query = (
            select(schema.decision)
            .where(schema.decision.c.execution == execution, schema.decision.c.plan == plan)
            .order_by(schema.decision.c.number)
        )
        return tuple(_decision(row) for row in self._connection.execute(query))

    def voted_since(self, at: datetime) -> tuple[Voted, ...]:
        decision, execution, plan = schema.decision, schema.execution, schema.plan
        query = (
            select(decision.c.name, execution.c.requester_name, plan.c.proposal, decision.c.at)
            .join(execution, execution.c.number == decision.c.execution)
            .join(
                plan,
                (plan.c.execution == decision.c.execution) & (plan.c.number == decision.c.plan),
            )
            .where(decision.c.approved.is_(True), decision.c.at >= at)
            .order_by(decision.c.number)
        )
        return tuple(
            Voted(row.name, row.requester_name, row.at - _created(row.proposal), row.at)
            for row in self._connection.execute(query)
        )

    def move(
        self,
        number: int,
        of: Sequence[Stage],
        to: Stage,
        at: datetime,
        *,
        plan: int | None = None,
        why: Said | None = None,
    ) -> bool:
        change: dict[str, Any] = {"stage": str(to)}
        if to.is_end:
            change["ended_at"] = at
        if why is not None:
            change["why"] = _SAID.dump_python(why, mode="json")
        moving = update(schema.execution).where(
            schema.execution.c.number == number, schema.execution.c.stage.in_(of)
        )
        if plan is not None:
            moving = moving.where(schema.execution.c.plan_number == plan)
        return self._connection.execute(moving.values(change)).rowcount == 1

    def begin(self, number: int, before: Mapping[str, Any]) -> bool:
        begun = self._connection.execute(
            update(schema.execution)
            .where(schema.execution.c.number == number, schema.execution.c.stage == Stage.APPROVED)
            .values(stage=Stage.RUNNING, before=dict(before))
        )
        return begun.rowcount == 1

    def end(
        self, number: int, outcome: Outcome, after: Mapping[str, Any] | None, at: datetime
    ) -> bool:
        """Move RUNNING to DONE with an outcome; False where it had ended."""
        ended = self._connection.execute(
            update(schema.execution)
            .where(
                schema.execution.c.number == number,
                schema.execution.c.stage == Stage.RUNNING,
                schema.execution.c.outcome.is_(None),
            )
            .values(
                stage=Stage.DONE,
                outcome=str(outcome),
                after=None if after is None else dict(after),
                ended_at=at,
            )
        )
        return ended.rowcount == 1

    def belie(self, number: int) -> bool:
        belied = self._connection.execute(
            update(schema.execution)
            .where(
                schema.execution.c.number == number, schema.execution.c.outcome == Outcome.SUCCESS
            )
            .values(outcome=str(Outcome.PARTIAL))
        )
        return belied.rowcount == 1

    def waiting(self, now: datetime) -> tuple[Execution, ...]:
        query = (
            select(schema.execution)
            .join(
                schema.plan,
                (schema.plan.c.execution == schema.execution.c.number)
                & (schema.plan.c.number == schema.execution.c.plan_number),
            )
            .where(schema.IS_WAITING, schema.plan.c.expires_at <= now)
            .order_by(schema.execution.c.number)
        )
        return self._read(query)

    def awaiting(self) -> tuple[Execution, ...]:
        query = select(schema.execution).where(schema.IS_WAITING)
        return self._read(query.order_by(schema.execution.c.number))

    def newest_done(self, limit: int) -> tuple[Execution, ...]:
        done = (schema.execution.c.stage == Stage.DONE, schema.execution.c.undo_of.is_(None))
        newest = schema.execution.c.number.desc()
        return self._read(select(schema.execution).where(*done).order_by(newest).limit(limit))

    def asked_since(self, requester: str, at: datetime) -> tuple[Execution, ...]:
        theirs = (schema.execution.c.requester == requester, schema.execution.c.asked_at >= at)
        return self._read(
            select(schema.execution).where(*theirs).order_by(schema.execution.c.number)
        )

    def ended_since(self, at: datetime) -> tuple[Execution, ...]:
        done = (schema.execution.c.stage == Stage.DONE, schema.execution.c.ended_at >= at)
        return self._read(select(schema.execution).where(*done).order_by(schema.execution.c.number))

    def stranded(self) -> tuple[Execution, ...]:
        has_run = (
            select(schema.run.c.number)
            .where(schema.IS_LIVE, schema.run.c.subject == schema.execution.c.number)
            .where(schema.run.c.work.in_((Work.PLAN, Work.EXECUTE)))
            .exists()
        )
        query = select(schema.execution).where(
            schema.execution.c.stage.in_((Stage.ASKED, Stage.APPROVED, Stage.RUNNING)), ~has_run
        )
        return self._read(query.order_by(schema.execution.c.number))

    def of_incident(self, number: int) -> tuple[Execution, ...]:
        query = select(schema.execution).where(schema.execution.c.incident == number)
        return self._read(query.order_by(schema.execution.c.number))

    def hear_in(self, incident: int, channel: str) -> None:
        self._connection.execute(
            update(schema.execution)
            .where(schema.execution.c.incident == incident)
            .values(channel=channel)
        )

    def undone_by(self, number: int) -> Execution | None:
        """Return the newest undo that goes on, has put something back, or found it put back."""
        return next((each for each in self.undos_of(number) if _undoes(each)), None)

    def undos_of(self, number: int) -> tuple[Execution, ...]:
        query = select(schema.execution).where(schema.execution.c.undo_of == number)
        return self._read(query.order_by(schema.execution.c.number.desc()))

    def open_plan(self, execution: int, plan: int, identity: str, at: datetime) -> None:
        row = {"execution": execution, "plan": plan, "identity": identity, "at": at}
        insert_once(self._connection, schema.opened_plan, row)

    def has_opened(self, execution: int, plan: int, identity: str) -> bool:
        query = select(schema.opened_plan.c.at).where(
            schema.opened_plan.c.execution == execution,
            schema.opened_plan.c.plan == plan,
            schema.opened_plan.c.identity == identity,
        )
        return self._connection.scalar(query) is not None

    def _read(self, query: Select[Any]) -> tuple[Execution, ...]:
        return tuple(_execution(row) for row in self._connection.execute(query))


def _undoes(undo: Execution) -> bool:
    if undo.ask.plan_only or undo.stage in _FRUITLESS:
        return False
    return undo.outcome in {None, Outcome.SUCCESS, Outcome.PARTIAL}


def _execution(row: Row[Any]) -> Execution:
    return Execution(
        row.number,
        _ASK.validate_python(row.ask),
        row.requester,
        row.requester_name,
        row.asked_at,
        Stage(row.stage),
        row.plan_number,
        None if row.outcome is None else Outcome(row.outcome),
        None if row.why is None else _SAID.validate_python(row.why),
        row.before,
        row.after,
        row.ended_at,
        row.channel,
        row.requester_slack_id,
    )


def _decided(decision: Decision) -> dict[str, Any]:
    return {**asdict(decision), "groups": sorted(decision.groups)}


def _decision(row: Row[Any]) -> Decision:
    fields = row._asdict()
    del fields["number"]
    fields["groups"] = frozenset(row.groups)
    return Decision(**fields)


def _created(proposal: Mapping[str, Any]) -> datetime:
    """Return when a plan was made, which stands in the plan itself."""
    return datetime.fromisoformat(proposal["created_at"])
