"""Puts what is computed into a page that is written by hand, between two marks."""

from __future__ import annotations

from pathlib import Path

BEGIN = "<!-- computed: begin -->"
END = "<!-- computed: end -->"


class NoMarksError(ValueError):
    """A page has no place for what is computed."""


def put(path: Path, text: str) -> None:
    """Write the text between the marks of a page. Raises NoMarksError where it has none, OSError."""
    page = path.read_text(encoding="utf-8")
    before, begins, rest = page.partition(BEGIN)
    _, ends, after = rest.partition(END)
    if not begins or not ends:
        message = f"{path} has no {BEGIN} with its {END}"
        raise NoMarksError(message)
    path.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")


def read(page: str) -> str:
    """Return what stands between the marks of a page; nothing where it has none."""
    return page.partition(BEGIN)[2].partition(END)[0].strip("\n")
