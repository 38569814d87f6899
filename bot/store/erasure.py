"""Takes a person's name and addresses out of every table but those that are still needed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, Table, and_, delete, or_, select, update

from bot.domain.execution import Stage
from bot.domain.hold import LIVE
from bot.domain.incident import Status
from bot.store.brake_tables import brake, lift
from bot.store.hold_tables import hold
from bot.store.restriction_tables import restricted_to, restriction
from bot.store.rule_tables import swap
from bot.store.schema import (
    decision,
    error_report,
    execution,
    incident,
    opened_plan,
    person,
    slack_account,
)
from bot.store.silence_tables import silence_wish, snooze
from bot.store.sync_tables import telling
from bot.store.trust_tables import group_member, review

_ENDED = [stage for stage in Stage if stage.is_end]


@dataclass(frozen=True, slots=True)
class _Erased:
    """Somebody to be forgotten: by what names they are known, and the pseudonym that stays."""

    pseudonym: str
    identity: str
    name: str
    slack_ids: tuple[str, ...]


def erase(connection: Connection, pseudonym: str, identity: str) -> None:
    """Put the pseudonym in the place of the person wherever nothing is open any more.

    What they have asked for and nobody has agreed to yet lapses: nobody may be the second to it.
    Where a table keeps a name alone, it goes by the name that is kept of them now.
    """
    mine = slack_account.c.pseudonym == pseudonym
    slack_ids = tuple(connection.scalars(select(slack_account.c.slack_id).where(mine)))
    named = select(person.c.name).where(person.c.pseudonym == pseudonym)
    erased = _Erased(pseudonym, identity, str(connection.scalar(named) or ""), slack_ids)
    _erase_decisions(connection, erased)
    _erase_incidents(connection, erased)
    _erase_wishes(connection, erased)
    _erase_brakes(connection, erased)
    _erase_trust(connection, erased)
    _erase_restrictions(connection, erased)
    connection.execute(delete(slack_account).where(mine))
    connection.execute(
        update(person)
        .where(person.c.pseudonym == pseudonym)
        .values(identity=None, email="", name="")
    )


def _erase_decisions(connection: Connection, erased: _Erased) -> None:
    ended = select(execution.c.number).where(execution.c.stage.in_(_ENDED))
    said_by = and_(decision.c.identity == erased.identity, decision.c.execution.in_(ended))
    decided = select(decision.c.execution).where(said_by)
    _unsay(connection, execution, execution.c.number, execution.c.number.in_(decided), erased)
    connection.execute(
        update(decision).where(said_by).values(identity=erased.pseudonym, slack_id="", name="")
    )
    connection.execute(
        update(opened_plan)
        .where(opened_plan.c.identity == erased.identity, opened_plan.c.execution.in_(ended))
        .values(identity=erased.pseudonym)
    )
    connection.execute(
        update(execution)
        .where(execution.c.requester == erased.identity, execution.c.stage.in_(_ENDED))
        .values(requester=erased.pseudonym, requester_name="", requester_slack_id="")
    )


def _erase_incidents(connection: Connection, erased: _Erased) -> None:
    connection.execute(
        update(incident)
        .where(incident.c.owner.in_(erased.slack_ids), incident.c.status == Status.CLOSED)
        .values(owner=erased.pseudonym, owner_name="")
    )
    connection.execute(
        update(snooze)
        .where(snooze.c.by == erased.identity)
        .values(by=erased.pseudonym, by_name=erased.pseudonym)
    )
    if erased.name:
        connection.execute(
            update(snooze)
            .where(snooze.c.agreed_name == erased.name)
            .values(agreed_name=erased.pseudonym)
        )
    who = (erased.identity, *erased.slack_ids)
    for column in (telling.c.by, telling.c.asked_by):
        connection.execute(
            update(telling).where(column.in_(who)).values({column: erased.pseudonym})
        )
    connection.execute(
        update(error_report).where(error_report.c.actor.in_(who)).values(actor=erased.pseudonym)
    )


def _erase_wishes(connection: Connection, erased: _Erased) -> None:
    connection.execute(
        delete(silence_wish).where(
            or_(
                silence_wish.c.asked_by == erased.identity,
                silence_wish.c.asked_slack_id.in_(erased.slack_ids),
            )
        )
    )
    connection.execute(
        update(hold)
        .where(hold.c.asked_by == erased.identity)
        .values(asked_by="", asked_by_slack="", asked_by_name="", asked_at=None)
    )
    over = hold.c.state.not_in([str(state) for state in LIVE])
    _unsay(connection, hold, hold.c.execution, over, erased)


def _erase_brakes(connection: Connection, erased: _Erased) -> None:
    connection.execute(
        update(brake)
        .where(brake.c.by == erased.identity)
        .values(by=erased.pseudonym, by_name=erased.pseudonym)
    )
    connection.execute(
        update(brake).where(brake.c.asked_by == erased.identity).values(asked_by="", asked_at=None)
    )
    connection.execute(
        update(lift)
        .where(lift.c.asked_by == erased.identity)
        .values(asked_by=erased.pseudonym, asked_name=erased.pseudonym, asked_at=None)
    )
    if erased.name:
        connection.execute(
            update(lift).where(lift.c.name == erased.name).values(name=erased.pseudonym)
        )


def _erase_trust(connection: Connection, erased: _Erased) -> None:
    """Forget memberships, and reviews that are closed; who vouched for a newcomer vouches no more."""
    connection.execute(delete(group_member).where(group_member.c.slack_id.in_(erased.slack_ids)))
    connection.execute(
        update(group_member)
        .where(group_member.c.confirmed_by == erased.identity)
        .values(confirmed_by="")
    )
    is_closed = review.c.closed_at.is_not(None)
    for who, name in (
        (review.c.opened_by, review.c.opened_by_name),
        (review.c.closed_by, review.c.closed_by_name),
    ):
        connection.execute(
            update(review)
            .where(who == erased.identity, is_closed)
            .values({who: erased.pseudonym, name: erased.pseudonym})
        )


def _erase_restrictions(connection: Connection, erased: _Erased) -> None:
    """Forget whom closed incidents were for, and who was on call instead of whom."""
    closed = select(incident.c.number).where(incident.c.status == Status.CLOSED)
    connection.execute(
        update(restriction)
        .where(restriction.c.by == erased.identity, restriction.c.incident.in_(closed))
        .values(by=erased.pseudonym, by_name=erased.pseudonym)
    )
    for index, slack_id in enumerate(erased.slack_ids):
        connection.execute(
            update(restricted_to)
            .where(restricted_to.c.slack_id == slack_id, restricted_to.c.incident.in_(closed))
            .values(
                slack_id=f"{erased.pseudonym}-{index}",
                identity=erased.pseudonym,
                name=erased.pseudonym,
            )
        )
    connection.execute(delete(swap).where(swap.c.who.in_(erased.slack_ids)))
    connection.execute(
        update(swap)
        .where(swap.c.by.in_((erased.identity, *erased.slack_ids)))
        .values(by=erased.pseudonym, by_name=erased.pseudonym)
    )


def _unsay(
    connection: Connection, table: Table, key: Column[Any], where: Any, erased: _Erased
) -> None:
    """Put the pseudonym into the sentences of a table's `why` that name the person."""
    names = {erased.name, erased.identity, *erased.slack_ids} - {""}
    rows = connection.execute(select(key, table.c.why).where(where, table.c.why.is_not(None)))
    for number, why in rows.all():
        fields: Mapping[str, Any] = why.get("fields", {})
        if not names & {value for value in fields.values() if isinstance(value, str)}:
            continue
        unsaid = {
            blank: erased.pseudonym if isinstance(value, str) and value in names else value
            for blank, value in fields.items()
        }
        connection.execute(update(table).where(key == number).values(why={**why, "fields": unsaid}))
