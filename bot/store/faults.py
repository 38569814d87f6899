"""Turns what SQLAlchemy and the drivers raise into the one error that the rooms know."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from bot.domain.words import storing
from bot.ports.store import StoreError

# https://www.postgresql.org/docs/current/errcodes-appendix.html: serialization_failure,
# deadlock_detected, and unique_violation, which is how two transactions that both saw no row
# and both insert it end under READ COMMITTED.
_WORTH_ANOTHER_TRY = frozenset({"40001", "40P01", "23505"})


def stored_badly(error: SQLAlchemyError) -> StoreError:
    """Return the error for people: the driver's first line, without the statement's values."""
    cause: object = error.orig if isinstance(error, DBAPIError) else error
    lines = str(cause).splitlines() or [type(cause).__name__]
    return StoreError(storing.FAILED.fill(why=lines[0]))


def is_worth_another_try(error: BaseException) -> bool:
    """Say whether PostgreSQL undid a transaction only because of another one beside it."""
    cause = error.orig if isinstance(error, DBAPIError) else None
    return getattr(cause, "sqlstate", None) in _WORTH_ANOTHER_TRY


@contextmanager
def as_store_errors() -> Iterator[None]:
    """Let SQLAlchemy's errors rise as StoreError, and any other as it is."""
    try:
        yield
    except SQLAlchemyError as error:
        # PostgreSQL's detail holds the row itself, which has no business in a log.
        raise stored_badly(error) from None
