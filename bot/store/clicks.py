"""The rows of the clicks that were taken up in the last minutes."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete

from bot.store.dialects import insert_once
from bot.store.schema import click

KEPT = timedelta(minutes=10)
"""Twice as long as Slack's signature is good for
(https://docs.slack.dev/authentication/verifying-requests-from-slack)."""


class ClickRows:
    """Fulfils the clicks port."""

    def __init__(self, connection: Connection) -> None:
        """Work on a connection in a transaction."""
        self._connection = connection

    def is_first(self, key: str, at: datetime) -> bool:
        self._connection.execute(delete(click).where(click.c.at <= at - KEPT))
        return insert_once(self._connection, click, {"key": key, "at": at})

    def forget(self, key: str) -> None:
        self._connection.execute(delete(click).where(click.c.key == key))
