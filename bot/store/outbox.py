"""The outbox's rows: what is to be shown where, up to which revision, and who brings it there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from uuid import uuid4

from sqlalchemy import (
    Case,
    ColumnElement,
    Connection,
    Insert,
    String,
    Update,
    bindparam,
    case,
    cast,
    exists,
    func,
    literal,
    literal_column,
    or_,
    select,
    union_all,
    update,
)

from bot.domain.ids import Prefix, spell
from bot.domain.message import Depth
from bot.domain.posting import Due, Sheet, Wanted
from bot.store import buckets, turns
from bot.store.dialects import insert_on, kind_of
from bot.store.growth_tables import IS_OF_MANY, IS_UNDER
from bot.store.schema import (
    IS_LEASED,
    IS_PENDING,
    bucket,
    incident,
    posting,
    record,
)
from bot.store.types import EPOCH, microseconds


class OutboxRows:
    """Fulfils the outbox port.

    A row is pending while `wanted` is past both `sent` and `given_up`. It may be leased from
    `ready_at` on: the end of its holding back, of its lease, or of its wait after a failure.
    """

    def __init__(self, connection: Connection) -> None:
        """Work on a connection in a transaction."""
        self._connection = connection

    def want(self, messages: Sequence[Wanted], at: datetime) -> None:
        """Ask for each message, or for an edit of it: one more revision, one row.

        What is pending already keeps its turn and its wait, so that edits neither overtake nor
        starve; one that was given up is pending anew.
        """
        if not messages:
            return
        buckets.keep(self._connection, {each.destination for each in messages})
        rows = [_row(each, at) for each in messages]
        self._connection.execute(_wanting(kind_of(self._connection)), rows)

    def hasten(self, destination: str, sheet: Sheet, subject: str) -> None:
        """Let a message go at once that `not_before` has held back, unless it has failed since."""
        named = {"destination": destination, "sheet": sheet.value, "subject": subject}
        self._connection.execute(_HASTENING, {f"of_{name}": named[name] for name in named})

    def spare(self, destination: str, sheet: Sheet) -> None:
        """Give up the posts of one kind that wait there and were wanted once; once more, and they come."""
        self._connection.execute(
            update(posting)
            .where(posting.c.destination == destination, posting.c.sheet == sheet.value)
            .where(IS_PENDING, posting.c.wanted == 1, posting.c.leased.is_(False))
            .values(given_up=posting.c.wanted, reason=SPARED)
        )

    def lease(self, now: datetime, limit: int, lease: timedelta) -> tuple[Due, ...]:
        """Lease what is pending and allowed now, the oldest first, one a destination.

        Of what was wanted within one second, first posts go before edits. A destination of
        which anything is leased is left out, so that what is in a channel stays in order. A row
        whose lease ran out is uncertain: whoever held it may have posted it.
        """
        return turns.lease_next(self._connection, now, limit, lease)

    def sent(self, due: Due, ts: str, now: datetime) -> bool:
        told = {
            "held": due.number,
            "held_fence": due.fence,
            "revision": due.wanted,
            "at_ts": ts or due.ts,
            "now": now,
            "turn": turns.turn(now, is_edit=True),
        }
        return self._connection.execute(_SENDING, told).rowcount == 1

    def failed(self, due: Due, *, retry_at: datetime, uncertain: bool) -> None:
        """Give the lease back; a message that is uncertain stays so until it is sent."""
        self._connection.execute(
            _held(due).values(
                leased=False,
                uncertain=or_(posting.c.uncertain, literal(uncertain)),
                ready_at=retry_at,
            )
        )

    def give_up(self, due: Due, reason: str) -> None:
        self._connection.execute(
            _held(due).values(
                leased=False,
                given_up=due.wanted,
                reason=reason,
                attempts=0,
                ready_at=posting.c.wanted_at,
            )
        )

    def block(self, destination: str, until: datetime) -> None:
        buckets.block(self._connection, destination, until)

    def about(self, incident: int) -> tuple[Wanted, ...]:
        rows = self._connection.execute(
            _ABOUT, {"number": incident, "spelled": spell(Prefix.INCIDENT, incident)}
        )
        return tuple(
            Wanted(row.destination, Sheet(row.sheet), row.subject, row.under) for row in rows
        )

    def waits_since(self, destination: str) -> datetime | None:
        query = select(func.min(posting.c.wanted_at)).where(
            IS_PENDING, posting.c.destination == destination
        )
        since: datetime | None = self._connection.scalar(query)
        return since

    def place(self, destination: str, sheet: Sheet, subject: str) -> str:
        query = select(posting.c.ts).where(*_named(destination, sheet, subject))
        return self._connection.scalar(query) or ""

    def next_at(self) -> datetime | None:
        return turns.next_at(self._connection)

    def depth(self, besides: Sheet | None = None) -> Depth:
        """Return how many messages are pending, and since when the oldest is.

        A reply to a card that is not on its way (it was given up, and that was said) is not
        counted: it waits for nothing that could be late.
        """
        card = turns.card
        is_coming = or_(
            card.c.ts != "", (card.c.wanted > card.c.sent) & (card.c.wanted > card.c.given_up)
        )
        has_card = exists().where(turns.IS_CARD, is_coming)
        query = select(
            func.count().label("many"), func.min(posting.c.wanted_at).label("oldest")
        ).where(IS_PENDING, or_(posting.c.under == "", has_card))
        if besides is not None:
            query = query.where(posting.c.sheet != besides.value)
        row = self._connection.execute(query).one()
        return Depth(row.many, row.oldest)


_SENDING = (
    update(posting)
    .where(
        posting.c.number == bindparam("held"), posting.c.fence == bindparam("held_fence"), IS_LEASED
    )
    .values(
        sent=bindparam("revision"),
        ts=bindparam("at_ts"),
        leased=False,
        uncertain=False,
        attempts=0,
        # A newer revision, if there is one, was wanted while this one was on its way.
        wanted_at=bindparam("now"),
        turn_at=bindparam("turn"),
        ready_at=bindparam("now"),
    )
)
_HASTENING = (
    update(posting)
    .where(
        posting.c.destination == bindparam("of_destination"),
        posting.c.subject == bindparam("of_subject"),
        posting.c.sheet == bindparam("of_sheet"),
        posting.c.ts == "",
        posting.c.attempts == 0,
        posting.c.ready_at > posting.c.wanted_at,
    )
    .values(ready_at=posting.c.wanted_at)
)


SPARED = "spared"
URGENT = timedelta(minutes=1)
_NUMBER = select(posting.c.number)
_HAS_BUCKET = posting.c.destination.in_(select(bucket.c.destination))
"""True of every message; it lets one be found by its subject alone, by the index of both."""
_RECORDS = select(cast(record.c.number, String)).where(record.c.incident == bindparam("number"))
_OPENED = select(incident.c.opened_at).where(incident.c.number == bindparam("number"))
_ABOUT = (
    select(posting.c.destination, posting.c.sheet, posting.c.subject, posting.c.under)
    .where(
        posting.c.number.in_(
            union_all(
                _NUMBER.where(_HAS_BUCKET, posting.c.subject == bindparam("spelled")),
                _NUMBER.where(IS_UNDER, posting.c.under == bindparam("spelled")),
                _NUMBER.where(
                    _HAS_BUCKET,
                    posting.c.sheet.in_((Sheet.WORD.value, Sheet.HOLD.value)),
                    posting.c.subject.in_(_RECORDS),
                ),
                # Each morning post tells of what was open then, and none is older than the
                # incident; nor is what names it in a storm.
                _NUMBER.where(IS_OF_MANY, posting.c.wanted_at >= _OPENED.scalar_subquery()),
            )
        )
    )
    .order_by(posting.c.number)
)


def _row(message: Wanted, at: datetime) -> dict[str, Any]:
    return {
        "destination": message.destination,
        "sheet": message.sheet.value,
        "subject": message.subject,
        "under": message.under,
        "nonce": str(uuid4()),
        "ts": "",
        "wanted": 1,
        "sent": 0,
        "given_up": 0,
        "reason": "",
        "wanted_at": at,
        "turn_at": turns.turn(at - URGENT if message.is_urgent else at, is_edit=False),
        "ready_at": message.not_before or at,
        "leased": False,
        "uncertain": False,
        "attempts": 0,
        "fence": 0,
    }


@cache
def _wanting(kind: str) -> Insert:
    """Return the statement that asks for messages; what is wanted anew is not held back again."""
    adding = insert_on(kind, posting)
    return adding.on_conflict_do_update(
        index_elements=["destination", "subject", "sheet"],
        set_={
            "wanted": posting.c.wanted + 1,
            "wanted_at": _unless_pending(posting.c.wanted_at, adding.excluded.wanted_at),
            "turn_at": _unless_pending(posting.c.turn_at, _turn(adding.excluded.turn_at)),
            "ready_at": _unless_pending(posting.c.ready_at, adding.excluded.wanted_at),
        },
    )


def _turn(first: ColumnElement[datetime]) -> Case[datetime]:
    """Return the turn of a row that is wanted anew: an edit's, if it was posted before."""
    edit = first.op("+")(literal_column(str(microseconds(turns.turn(EPOCH, is_edit=True)))))
    return case((posting.c.ts == "", first), else_=edit)


def _unless_pending(
    kept: ColumnElement[datetime], fresh: ColumnElement[datetime]
) -> Case[datetime]:
    return case((IS_PENDING, kept), else_=fresh)


def _named(destination: str, sheet: Sheet, subject: str) -> tuple[ColumnElement[bool], ...]:
    return (
        posting.c.destination == destination,
        posting.c.subject == subject,
        posting.c.sheet == sheet.value,
    )


def _held(due: Due) -> Update:
    """Return an update of a message that changes nothing where its lease was lost."""
    return update(posting).where(
        posting.c.number == due.number, posting.c.fence == due.fence, IS_LEASED
    )
