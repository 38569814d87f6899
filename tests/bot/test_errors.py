"""Errors that know their sentence."""

from __future__ import annotations

from bot.domain.words import settings as words
from bot.errors import NotServedError, SecbotError


def test_an_error_says_all_its_sentences() -> None:
    first = words.NEEDS_POSTGRESQL.fill(verb="web")
    error: SecbotError = NotServedError((first, first))

    assert str(error) == f"{first.plain()} {first.plain()}"
