"""docs/data-flow.md names every column that can hold words, and no table that there is not."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path

import pytest

import bot.store
from bot.domain.answer import Sensitivity
from bot.domain.scrubbing import PATTERNS
from bot.store.schema import metadata

PAGE = (Path(__file__).resolve().parent.parent / "docs" / "data-flow.md").read_text("utf-8")
ROWS = dict(re.findall(r"^\| `(\w+)` \| (.+) \|$", PAGE, re.MULTILINE))
WORDY = {"Words", "Json", "Value"}
"""The types of columns that can hold words of any length; the others hold ids, codes, moments."""

for module in pkgutil.iter_modules(bot.store.__path__):
    if module.name.endswith("tables"):
        importlib.import_module(f"{bot.store.__name__}.{module.name}")

TABLES = {
    table.name: {each.name for each in table.columns if type(each.type).__name__ in WORDY}
    for table in metadata.sorted_tables
}


@pytest.mark.parametrize("table", [name for name, columns in TABLES.items() if columns])
def test_every_column_that_can_hold_words_is_named_with_purpose_and_retention(table: str) -> None:
    columns, purpose, kept = ROWS[table].rsplit(" | ", 2)

    assert set(re.findall(r"`(\w+)`", columns)) == TABLES[table]
    assert purpose.strip()
    assert kept.strip()


def test_no_table_is_named_that_there_is_not() -> None:
    assert TABLES.keys() >= ROWS.keys()
    assert {name for name, columns in TABLES.items() if columns} == ROWS.keys()


def test_each_level_has_its_column_and_every_kind_of_secret_is_told() -> None:
    levels = " | ".join(each.name.lower() for each in Sensitivity)
    told = {"card number": "card numbers", "phone number": "phone numbers"}
    kinds = {pattern.kind.en for pattern in PATTERNS} - {"password", "token"}

    assert f"| field | {levels} |" in PAGE
    assert [kind for kind in kinds if told.get(kind, kind) not in PAGE] == []
