"""The rows of who is in an approvers' group, and of the groups that were read."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from bot.domain.membership import Changes, Member
from bot.store.dialects import insert_once
from bot.store.trust_tables import group_member, group_reading


class MembershipRows:
    """Fulfils the memberships port."""

    def __init__(self, connection: Connection) -> None:
        """Work on a connection in a transaction."""
        self._connection = connection

    def known(self, group: str) -> frozenset[str] | None:
        reading = select(group_reading.c.at).where(group_reading.c.group_id == group)
        if self._connection.execute(reading).first() is None:
            return None
        return self._members(group)

    def read(self, group: str, members: Collection[str], at: datetime) -> Changes:
        is_first = insert_once(self._connection, group_reading, {"group_id": group, "at": at})
        if not is_first:
            self._connection.execute(
                update(group_reading).where(group_reading.c.group_id == group).values(at=at)
            )
        known = self._members(group)
        joined, left = frozenset(members) - known, known - frozenset(members)
        for slack_id in sorted(joined):
            self._add(group, slack_id, None if is_first else at)
        self._connection.execute(
            delete(group_member).where(
                group_member.c.group_id == group, group_member.c.slack_id.in_(left)
            )
        )
        return Changes(frozenset() if is_first else joined, left, is_first)

    def see(self, slack_id: str, groups: Collection[str], at: datetime) -> frozenset[str]:
        reading = select(group_reading.c.group_id).where(group_reading.c.group_id.in_(groups))
        read = {str(row.group_id) for row in self._connection.execute(reading)}
        return frozenset(group for group in sorted(read) if self._add(group, slack_id, at))

    def of(self, slack_id: str) -> tuple[Member, ...]:
        query = select(group_member).where(group_member.c.slack_id == slack_id)
        rows = self._connection.execute(query.order_by(group_member.c.group_id))
        return tuple(
            Member(row.group_id, row.slack_id, row.since, row.confirmed_by) for row in rows
        )

    def confirm(
        self, slack_id: str, groups: Collection[str], by: str, now: datetime
    ) -> tuple[Member, ...]:
        known = self.of(slack_id)
        new = tuple(one for one in known if one.group in groups and one.is_new(now))
        self._connection.execute(
            update(group_member)
            .where(
                group_member.c.slack_id == slack_id,
                group_member.c.group_id.in_([member.group for member in new]),
            )
            .values(confirmed_by=by)
        )
        return new

    def _members(self, group: str) -> frozenset[str]:
        query = select(group_member.c.slack_id).where(group_member.c.group_id == group)
        return frozenset(str(row.slack_id) for row in self._connection.execute(query))

    def _add(self, group: str, slack_id: str, since: datetime | None) -> bool:
        row = {"group_id": group, "slack_id": slack_id, "since": since, "confirmed_by": ""}
        return insert_once(self._connection, group_member, row)
