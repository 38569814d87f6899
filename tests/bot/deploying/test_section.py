from __future__ import annotations

from pathlib import Path

import pytest

from bot.deploying.section import BEGIN, END, NoMarksError, put, read


def test_what_is_computed_takes_the_place_of_what_was(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n", encoding="utf-8")

    put(page, "new")
    put(page, "new")

    assert page.read_text(encoding="utf-8") == f"before\n{BEGIN}\nnew\n{END}\nafter\n"
    assert read(page.read_text(encoding="utf-8")) == "new"


@pytest.mark.parametrize("text", ["nothing\n", f"{BEGIN}\nno end\n"])
def test_a_page_without_its_marks_is_left_alone(tmp_path: Path, text: str) -> None:
    page = tmp_path / "page.md"
    page.write_text(text, encoding="utf-8")

    with pytest.raises(NoMarksError, match="has no"):
        put(page, "new")
    assert page.read_text(encoding="utf-8") == text
