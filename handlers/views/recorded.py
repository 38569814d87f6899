"""Reads the bodies of records for views; what is missing or odd is shown, never raised."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from bot.domain.ids import Prefix, spell
from bot.domain.record import SAID, Written
from handlers.views.cleaning import defang
from handlers.views.marks import Field, Line, When
from runbooks.kit.text import Said, Text

CONSOLE = "https://console.aws.amazon.com/"
"""Where links lead that a runbook has made; no other is live."""

ADDRESS = "address"
"""How the name of a blank ends that an address of somebody else's fills."""


def text(record: Written, key: str) -> str:
    """Return a value of a record's body as text, empty where there is none."""
    value = record.body.get(key)
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return "" if value is None else str(value)


def said(record: Written, key: str) -> Field:
    """Return a sentence of a record's body (`bot.domain.record.spoken`), or what stands there."""
    kept = record.body.get(key + SAID)
    return _said(kept) or _said(record.body.get(key)) or text(record, key)


def spoken(value: Any) -> Field:
    """Return a sentence as it is kept within a body, or whatever stands there as text."""
    return _said(value) or str(value)


def found(record: Written) -> Iterator[tuple[Field, str]]:
    """Yield each sentence of what a look has found, and its link or an empty string.

    Addresses in it are an attacker's, so they are broken up.
    """
    lines = record.body.get("lines")
    for one in lines if isinstance(lines, list) else ():
        match one:
            case {"says": said, "link": str(link)}:
                is_ours = link.startswith(CONSOLE)
                known = _said(said)
                yield defanged(known) if known else str(said), link if is_ours else ""
            case _:
                yield str(one), ""


def defanged(said: Said | Line) -> Line:
    """Return a sentence whose addresses, an attacker's perhaps, are broken up."""
    return Line(said.text, {name: _inert(name, value) for name, value in said.fields.items()})


def _inert(name: str, value: Field) -> Field:
    match value:
        case Said() | Line():
            return defanged(value)
        case _:
            return defang(str(value)) if name.endswith(ADDRESS) else value


def _said(value: Any) -> Line | None:
    match value:
        case {"text": {"en": str(en), **more}, "fields": dict(fields)}:
            shown = {str(name): spoken(each) for name, each in fields.items()}
            return Line(_sentence(en, more.get("ja"), more.get("one")), shown)
        case _:
            return None


def _sentence(en: str, ja: Any, one: Any) -> Text:
    japanese = ja if isinstance(ja, str) else None
    try:
        return Text(en, japanese, one if isinstance(one, str) else None)
    except ValueError:
        return Text(en, japanese)


def moment(record: Written, key: str) -> Field:
    """Return a moment of a record's body, kept as ISO 8601, in the reader's own time zone."""
    value = text(record, key)
    try:
        return When(datetime.fromisoformat(value))
    except ValueError:
        return value


def values(record: Written, key: str) -> Mapping[str, Any]:
    """Return an object of a record's body, empty where there is none."""
    value = record.body.get(key)
    return value if isinstance(value, dict) else {}


def actor(record: Written) -> str:
    """Return the plain name of who did it, empty for secbot itself."""
    return text(record, "name") or record.actor_name


def execution(record: Written) -> str:
    """Return the id of the record's execution, empty where it is about none."""
    return spell(Prefix.EXECUTION, record.execution) if record.execution else ""
