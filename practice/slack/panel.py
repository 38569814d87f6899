"""What stands beside the messages: scenarios to start, and tables of the simulated estate."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from practice.slack import words
from practice.slack.content import Json
from runbooks.kit.text import Text

MOST_CALLS = 20


async def no_estate() -> dict[str, Any]:
    """Return an estate with nothing in it."""
    return {}


async def no_scenario(_name: str) -> None:
    """Start nothing."""


@dataclass(frozen=True, slots=True)
class Panel:
    """What the panel needs.

    `estate` gives `accounts`, each with a name, instances (with interfaces and their groups),
    buckets and users, and the last `calls`, newest first; whatever is missing is not shown.
    A call that failed is alarming unless it says that this was `expected`.
    `scenarios` are titles by name; `start` starts one and returns at once.
    """

    estate: Callable[[], Awaitable[dict[str, Any]]] = no_estate
    scenarios: Mapping[str, Text] = field(default_factory=dict)
    start: Callable[[str], Awaitable[None]] = no_scenario


def tables(estate: Mapping[str, Any]) -> list[Json]:
    """Return an estate as tables: a title, column names, and rows of cells.

    A cell is its text and whether it is alarming.
    """
    return [table for table in _all(estate) if table["rows"]]


def _all(estate: Mapping[str, Any]) -> Iterator[Json]:
    for account in estate.get("accounts", ()):
        title = f"{account.get('name', '')} {account.get('account', '')}".strip()
        machines = (_instance(one) for one in account.get("instances", ()))
        yield _table(title, (words.INSTANCE, words.STATE, words.GROUPS), machines)
        stores = (_bucket(one) for one in account.get("buckets", ()))
        yield _table("", (words.BUCKET, words.ACCESS), stores)
        users = (_user(one) for one in account.get("users", ()))
        yield _table("", (words.USER, words.KEYS), users)
    calls = (_call(one) for one in list(estate.get("calls", ()))[:MOST_CALLS])
    yield _table(words.CALLS.en, (words.TIME, words.CALL, words.CALLER), calls)


def _table(title: str, columns: tuple[Text, ...], rows: Iterable[list[Json]]) -> Json:
    return {"title": title, "columns": [each.en for each in columns], "rows": list(rows)}


def _instance(one: Mapping[str, Any]) -> list[Json]:
    groups = [
        ", ".join(str(group.get("name", "")) for group in interface.get("groups", ()))
        for interface in one.get("interfaces", ())
    ]
    name = f"{one.get('name', '')} {one.get('id', '')}".strip()
    return [_cell(name), _cell(one.get("state", "")), _cell(" | ".join(groups))]


def _bucket(one: Mapping[str, Any]) -> list[Json]:
    if one.get("public"):
        return [_cell(one.get("name", "")), _cell(words.PUBLIC.en, alarming=True)]
    access = words.BLOCKED if one.get("blocked") else words.PRIVATE
    return [_cell(one.get("name", "")), _cell(access.en)]


def _user(one: Mapping[str, Any]) -> list[Json]:
    keys = [f"{key.get('id', '')} {key.get('status', '')}" for key in one.get("keys", ())]
    return [_cell(one.get("name", "")), _cell(", ".join(keys) or words.NOTHING.en)]


def _call(one: Mapping[str, Any]) -> list[Json]:
    time = str(one.get("time", "")).partition("T")[2][:8]
    error = one.get("error") or ""
    action = _cell(
        f"{one.get('action', '')} {error}".strip(), alarming=bool(error) and not one.get("expected")
    )
    caller = str(one.get("caller", "")).rpartition("/")[2] or str(one.get("caller", ""))
    return [_cell(time), action, _cell(one.get("session") or caller)]


def _cell(text: object, *, alarming: bool = False) -> Json:
    return {"text": str(text), "alarming": alarming}
