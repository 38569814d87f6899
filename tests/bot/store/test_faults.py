"""An error of the database is told in one line, and without what was being written."""

from __future__ import annotations

import traceback

import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot.ports.store import StoreError
from bot.store.faults import as_store_errors, is_worth_another_try, stored_badly
from tests.bot.store.databases import raw

STATEMENT = text("INSERT INTO brake (account, at) VALUES (:secret, 1)")


def test_the_error_says_what_was_wrong_and_not_with_what(address: str) -> None:
    with pytest.raises(StoreError) as told, as_store_errors(), raw(address) as connection:
        connection.execute(STATEMENT, {"secret": "s3cret"})

    assert "brake" in str(told.value)
    assert "s3cret" not in str(told.value)
    assert "s3cret" not in "".join(traceback.format_exception(told.value))
    assert "\n" not in str(told.value)


def test_other_errors_rise_as_they_are() -> None:
    with pytest.raises(KeyError), as_store_errors():
        raise KeyError


def test_a_fault_of_the_library_itself_is_told_too() -> None:
    assert "no such bind" in str(stored_badly(SQLAlchemyError("no such bind\nmore")))
    assert "SQLAlchemyError" in str(stored_badly(SQLAlchemyError("")))


@pytest.mark.parametrize("error", [KeyError(), SQLAlchemyError("x")])
def test_only_what_a_neighbour_caused_is_worth_another_try(error: Exception) -> None:
    assert not is_worth_another_try(error)
