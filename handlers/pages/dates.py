"""Slack's dates in the reader's own time zone."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from handlers.pages import words
from handlers.pages.reader import Reader
from runbooks.kit.text import Text

_TOKEN = re.compile(r"\{(\w+)\}")
_MINUTE = 60
_HOUR = 60 * _MINUTE
_DAY = 24 * _HOUR


def spoken(timestamp: int, pattern: str, fallback: str, reader: Reader) -> str:
    """Return a moment by a pattern such as `{date_short_pretty} at {time}`.

    The tokens are those of https://docs.slack.dev/messaging/formatting-message-text; the
    fallback stands where the moment or a token is not one.
    """
    try:
        moment = datetime.fromtimestamp(timestamp, UTC).astimezone(reader.zone)
    except (OverflowError, ValueError, OSError):
        return fallback
    if any(name not in _FORMATS for name in _TOKEN.findall(pattern)):
        return fallback
    return _TOKEN.sub(lambda token: _FORMATS[token[1]](moment, reader), pattern)


def _day(style: str) -> Callable[[datetime, Reader], str]:
    return lambda moment, _: moment.strftime(style).replace(" 0", " ")


def _near(style: str) -> Callable[[datetime, Reader], str]:
    return lambda moment, reader: _nearby(moment, reader) or _day(style)(moment, reader)


def _nearby(moment: datetime, reader: Reader) -> str | None:
    names = {-1: words.YESTERDAY, 0: words.TODAY, 1: words.TOMORROW}
    name = names.get((moment.date() - reader.now.astimezone(reader.zone).date()).days)
    return name.en if name else None


def _ago(moment: datetime, reader: Reader) -> str:
    away = (reader.now - moment) / timedelta(seconds=1)
    span = _span(abs(away))
    if span is None:
        return words.NOW.en
    return (words.AGO if away > 0 else words.AHEAD).fill(span=span).plain()


def _span(seconds: float) -> str | None:
    if seconds < _MINUTE:
        return None
    if seconds < _HOUR:
        return _counted(int(seconds // _MINUTE), words.MINUTE, words.MINUTES)
    if seconds < _DAY:
        return _counted(int(seconds // _HOUR), words.HOUR, words.HOURS)
    return _counted(int(seconds // _DAY), words.DAY, words.DAYS)


def _counted(count: int, one: Text, many: Text) -> str:
    return one.en if count == 1 else many.fill(count=count).plain()


_FORMATS: dict[str, Callable[[datetime, Reader], str]] = {
    "date_num": _day("%Y-%m-%d"),
    "date": _day("%B %d, %Y"),
    "date_short": _day("%b %d, %Y"),
    "date_long": _day("%A, %B %d, %Y"),
    "date_pretty": _near("%B %d, %Y"),
    "date_short_pretty": _near("%b %d, %Y"),
    "date_long_pretty": _near("%A, %B %d, %Y"),
    "day_divider_pretty": _near("%A, %B %d"),
    "time": lambda moment, _: moment.strftime("%H:%M"),
    "time_secs": lambda moment, _: moment.strftime("%H:%M:%S"),
    "ago": _ago,
}
