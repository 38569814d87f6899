"""Logs without secrets."""

from __future__ import annotations

import json
import logging

import pytest

from bot.logs import ConsoleFormatter, JsonFormatter, Scrubber

SECRET = "xoxb-very-secret"


def record(message: str, error: BaseException | None = None) -> logging.LogRecord:
    trace = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord("secbot", logging.INFO, "f", 1, message, None, trace)


def test_a_secret_shows_neither_in_a_line_nor_in_a_traceback() -> None:
    scrubber = Scrubber([SECRET, ""])
    with pytest.raises(ValueError, match="invalid literal") as caught:
        int(f"no number but {SECRET}")
    failed = record(f"with {SECRET}", caught.value)

    for formatter in (JsonFormatter(scrubber), ConsoleFormatter(scrubber)):
        line = formatter.format(failed)
        assert SECRET not in line
        assert "***" in line
        assert "ValueError" in line


def test_a_json_line_is_one_object_whatever_is_logged() -> None:
    line = JsonFormatter(Scrubber([])).format(record('two\nlines and "quotes"'))

    told = json.loads(line)
    assert "\n" not in line
    assert told["message"] == 'two\nlines and "quotes"'
    assert told["level"] == "INFO"


def test_a_value_too_short_to_be_a_secret_is_left_alone() -> None:
    assert Scrubber(["a", "T"]).scrub("a Tiger") == "a Tiger"
