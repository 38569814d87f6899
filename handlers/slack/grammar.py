"""Reads `/sec VERB THING key=value ...` as tired people type it on phones."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.words import help as help_words

QUOTES = str.maketrans(
    {
        "\N{LEFT DOUBLE QUOTATION MARK}": '"',
        "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
        "\N{DOUBLE LOW-9 QUOTATION MARK}": '"',
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{EM DASH}": "--",
        "\N{HORIZONTAL BAR}": "--",
        "\N{EN DASH}": "-",
        "\N{HYPHEN}": "-",
        "\N{MINUS SIGN}": "-",
    }
)
ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
"""https://docs.slack.dev/messaging/formatting-message-text: Slack escapes these three."""
JOINERS = "\u200c\u200d"
"""Emoji and some scripts are written with these; nothing else of format has a place in a reason."""
PAIR = re.compile(r"([A-Za-z_]+)(=|>=)(.+)")
PLAIN_TARGET = re.compile(r"(arn:[a-z-]+:\S+|i-[0-9a-f]{8,17})(,\S*)?")
"""What can be told from the first word of a reason."""
MENTION = re.compile(r"<@([UW][A-Z0-9]+)(\|[^>]*)?>")
REASON = "reason"
CLOSE_ENOUGH = 0.6


@dataclass(frozen=True, slots=True)
class Words:
    """A command taken apart: verb, plain words, and `key=value` pairs (`sev>=high` too)."""

    verb: str
    rest: tuple[str, ...]
    pairs: Mapping[str, str]
    text: str

    def thing(self, index: int = 0) -> str:
        """Return the plain word at this place, or an empty string."""
        return self.rest[index] if index < len(self.rest) else ""

    def has_only(self, count: int) -> bool:
        """Say whether so many plain words follow the verb, and no pairs."""
        return len(self.rest) == count and not self.pairs

    def after(self, count: int) -> str:
        """Return everything after the verb and so many words, as it was typed: a reason."""
        parts = self.text.split(maxsplit=count + 1)
        said = parts[count + 1] if len(parts) > count + 1 else ""
        return said.removeprefix(f"{REASON}=").strip("\"'")


def read(text: str) -> Words:
    """Take a command apart; case, curly quotes and long dashes are forgiven.

    `reason=` before a reason says nothing more than the words that follow. What comes of a paste
    and can't be seen, such as a zero-width space behind an id, is no part of a word.
    """
    folded = unicodedata.normalize("NFKC", _unescaped(text)).translate(QUOTES)
    folded = "".join(map(_seen, folded)).strip()
    plain: list[str] = []
    pairs: dict[str, str] = {}
    for word in folded.split():
        pair = PAIR.fullmatch(word)
        if pair is None or not plain:
            plain.append(word.strip("\"'"))
        elif pair[1].casefold() == REASON:
            plain.append(pair[3].strip("\"'"))
        else:
            pairs[pair[1].casefold()] = pair[3].strip("\"'")
    verb = plain[0].casefold() if plain else ""
    return Words(verb, tuple(word for word in plain[1:] if word), pairs, folded)


def targets(words: Sequence[str]) -> tuple[tuple[str, ...], list[str]]:
    """Return the targets that come first among these words, and the words behind them.

    Several are parted by commas; ARNs and ids of instances need none, since no reason begins so.
    """
    found: list[str] = []
    rest, goes_on = list(words), True
    while rest and (goes_on or rest[0].startswith(",") or PLAIN_TARGET.fullmatch(rest[0])):
        word = rest.pop(0)
        found += [part for part in word.split(",") if part]
        goes_on = word.endswith(",")
    return tuple(found), rest


def nearest(verb: str) -> str:
    """Return the verb that was most likely meant, or `help`."""
    close = difflib.get_close_matches(verb, help_words.VERBS, n=1, cutoff=CLOSE_ENOUGH)
    return close[0] if close else "help"


def mentioned(word: str) -> str:
    """Return the Slack id that a mention such as `<@U0ANN|ann>` names, or an empty string."""
    found = MENTION.fullmatch(word)
    return found[1] if found else ""


def _unescaped(text: str) -> str:
    """Return what was typed: `sev>=high` comes as `sev&gt;=high`; a mention keeps its signs."""
    for escaped, sign in ENTITIES:
        text = text.replace(escaped, sign)
    return text


def _seen(letter: str) -> str:
    """Return a letter, a space for one that controls or is half a one, nothing for format."""
    category = unicodedata.category(letter)
    if category in {"Cc", "Cs"}:
        return " "
    return "" if category == "Cf" and letter not in JOINERS else letter
