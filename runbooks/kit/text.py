"""Sentences for people, in English and (where written) Japanese, with their blanks kept apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from string import Formatter
from typing import Literal

Language = Literal["en", "ja"]
COUNT = "count"
NOTHING: Mapping[str, object] = {}
BOLD = re.compile(r"(?a:(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*]))")
"""Stars around words are bold beside Japanese letters too, which stand there without a space."""


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

    @property
    def blanks(self) -> frozenset[str]:
        """Return the names of the blanks, the same in each language."""
        return frozenset(blanks(self.en))

    def fill(self, **fields: object) -> Said:
        """Return the sentence with its blanks filled; every blank and no other must be named.

        A sentence in a blank stays one, to be said in the language of the whole.
        """
        if self.blanks != set(fields):
            message = f"the blanks of {self.en!r} are not {sorted(fields)}"
            raise ValueError(message)
        return Said(self, {name: _filling(value) for name, value in fields.items()})


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence and what fills its blanks, apart, so that a view can escape the one only."""

    text: Text
    fields: Mapping[str, str | Said] = field(default_factory=dict)

    def plain(self, language: Language = "en") -> str:
        """Return it as one string, unescaped: for a terminal or a log, never for Slack."""
        open_ = self.text.in_language(language, self.fields)
        return open_.format_map({name: _plain(one, language) for name, one in self.fields.items()})

    def bare(self, language: Language = "en") -> str:
        """Return it as `plain` does, without the stars that a view reads as bold: for a record."""
        open_ = BOLD.sub(r"\1", self.text.in_language(language, self.fields))
        return open_.format_map({name: _bare(one, language) for name, one in self.fields.items()})

    def with_words(self, change: Callable[[str], str]) -> Said:
        """Return it with each of the words that fill its blanks changed, ours left as they are."""
        fields = {name: _changed(one, change) for name, one in self.fields.items()}
        return Said(self.text, fields)


ONE = Text("{one}", ja="{one}")
COMMA = Text("{all}, {one}", ja="{all}、{one}")
SPACE = Text("{all} {one}", ja="{all} {one}")
SENTENCES = Text("{all}. {one}", ja="{all}。{one}")
SEMICOLON = Text("{all}; {one}", ja="{all}。{one}")


def listing(parts: Iterable[str | Text | Said], between: Text = COMMA) -> Said:
    """Return several words or sentences in a row, as each language separates them."""
    each = [_filling(one) for one in parts]
    if not each:
        return Said(ONE, {"one": ""})
    row = each[0] if isinstance(each[0], Said) else Said(ONE, {"one": each[0]})
    for one in each[1:]:
        row = between.fill(all=row, one=one)
    return row


def blanks(sentence: str) -> set[str]:
    """Return the names of the blanks in a sentence."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def _filling(value: object) -> str | Said:
    match value:
        case Said():
            return value
        case Text():
            return Said(value)
        case _:
            return str(value)


def _plain(value: str | Said, language: Language) -> str:
    return value if isinstance(value, str) else value.plain(language)


def _bare(value: str | Said, language: Language) -> str:
    return value if isinstance(value, str) else value.bare(language)


def _changed(value: str | Said, change: Callable[[str], str]) -> str | Said:
    return change(value) if isinstance(value, str) else value.with_words(change)
