"""Takes a person's name and addresses out of every table but those that are still needed."""

from __future__ import annotations

from sqlalchemy import Connection, and_, delete, select, update

from bot.domain.execution import Stage
from bot.domain.incident import Status
from bot.store.schema import (
    decision,
    execution,
    incident,
    opened_plan,
    person,
    slack_account,
)

_ENDED = [stage for stage in Stage if stage.is_end]


def erase(connection: Connection, pseudonym: str, identity: str) -> None:
    """Put the pseudonym in the place of the person wherever nothing is open any more."""
    mine = slack_account.c.pseudonym == pseudonym
    slack_ids = list(connection.scalars(select(slack_account.c.slack_id).where(mine)))
    _erase_decisions(connection, pseudonym, identity)
    connection.execute(
        update(execution)
        .where(execution.c.requester == identity, execution.c.stage.in_(_ENDED))
        .values(requester=pseudonym, requester_name="", requester_slack_id="")
    )
    connection.execute(
        update(incident)
        .where(incident.c.owner.in_(slack_ids), incident.c.status == Status.CLOSED)
        .values(owner=pseudonym, owner_name="")
    )
    connection.execute(delete(slack_account).where(mine))
    connection.execute(
        update(person)
        .where(person.c.pseudonym == pseudonym)
        .values(identity=None, email="", name="")
    )


def _erase_decisions(connection: Connection, pseudonym: str, identity: str) -> None:
    ended = select(execution.c.number).where(execution.c.stage.in_(_ENDED))
    connection.execute(
        update(decision)
        .where(and_(decision.c.identity == identity, decision.c.execution.in_(ended)))
        .values(identity=pseudonym, slack_id="", name="")
    )
    connection.execute(
        update(opened_plan)
        .where(and_(opened_plan.c.identity == identity, opened_plan.c.execution.in_(ended)))
        .values(identity=pseudonym)
    )
