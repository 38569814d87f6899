"""The page of sources says what the tables say."""

from __future__ import annotations

from pathlib import Path

from bot.domain.moves import MOVES
from bot.domain.sources import SOURCES
from bot.domain.words.alert import SERVICES
from bot.intake.handbook import page

PAGE = Path(__file__).resolve().parents[3] / "docs" / "sources.md"


def test_the_page_is_what_is_weighed_today() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run `make docs`"


def test_every_source_every_word_and_every_call_is_on_it() -> None:
    text = page()
    words = {word for source in SOURCES.values() for word in source.levels}
    calls = {name for moves in MOVES.values() for name in moves}
    assert [name for name in SOURCES if SERVICES[name] not in text] == []
    assert [word for word in words | calls if f"`{word}`" not in text] == []
