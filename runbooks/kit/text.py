"""Sentences for people, in English and (where written) Japanese, with their blanks kept apart."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from string import Formatter
from typing import Literal

Language = Literal["en", "ja"]
COUNT = "count"
NOTHING: Mapping[str, object] = {}
BOLD = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])")


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence of ours; `{name}` marks a blank that a stranger's words may fill.

    `one` is what English says instead where the blank `{count}` is filled with 1; Japanese says
    one and many alike. Raises ValueError where `one` has a blank that `en` has not.
    """

    en: str
    ja: str | None = None
    one: str | None = None

    def __post_init__(self) -> None:
        """Refuse a sentence about one that no count could ask for, or that has other blanks."""
        if self.one is not None and not {COUNT, *blanks(self.one)} <= blanks(self.en):
            message = f"{self.one!r} does not go with {self.en!r}"
            raise ValueError(message)

    def in_language(self, language: Language, fields: Mapping[str, object] = NOTHING) -> str:
        """Return the sentence with its blanks still open, in English where it has no other.

        `fields` are what they will be filled with, which decides between one and many.
        """
        if language == "ja" and self.ja is not None:
            return self.ja
        if self.one is not None and str(fields.get(COUNT)) == "1":
            return self.one
        return self.en

    def fill(self, **fields: object) -> Said:
        """Return the sentence with its blanks filled; every blank and no other must be named."""
        filled = {name: str(value) for name, value in fields.items()}
        if blanks(self.en) != set(filled):
            message = f"the blanks of {self.en!r} are not {sorted(filled)}"
            raise ValueError(message)
        return Said(self, filled)


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence and what fills its blanks, apart, so that a view can escape the one only."""

    text: Text
    fields: Mapping[str, str] = field(default_factory=dict)

    def plain(self, language: Language = "en") -> str:
        """Return it as one string, unescaped: for a terminal or a log, never for Slack."""
        return self.text.in_language(language, self.fields).format_map(self.fields)

    def bare(self, language: Language = "en") -> str:
        """Return it as `plain` does, without the stars that a view reads as bold: for a record."""
        open_ = self.text.in_language(language, self.fields)
        return BOLD.sub(r"\1", open_).format_map(self.fields)


def blanks(sentence: str) -> set[str]:
    """Return the names of the blanks in a sentence."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}
