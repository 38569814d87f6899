"""Both languages of every sentence: the same blanks and marks, and room for them in Slack."""

from __future__ import annotations

import ast
import importlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from runbooks.kit.text import BOLD, Text, blanks

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = (
    "bot/aws",
    "bot/daily",
    "bot/delivery",
    "bot/deploying",
    "bot/domain/words",
    "bot/guarding",
    "bot/intake",
    "bot/policy",
    "bot/questions",
    "bot/response",
    "bot/triage",
    "handlers",
    "runbooks",
)
UNTRANSLATED: frozenset[str] = frozenset()
"""Packages whose Japanese is being written."""
SPEAKING = ("handlers/views", "handlers/slack")
ENGLISH_HERE = {
    "handlers/slack/bolt.py": "answers to what is not Slack, over HTTP",
    "handlers/slack/link.py": "a log line",
    "handlers/slack/nights.py": "the reason that the record keeps",
    "handlers/slack/pulse.py": "a log line, and the health endpoint",
    "handlers/slack/socket.py": "an exception",
    "handlers/views/approval_marks.py": "by what a sentence of an older plan is known again",
    "handlers/views/status_proof.py": "the key by which checks are grouped",
    "handlers/views/marks.py": "what the digest of a card is over, and an exception",
}
"""Files of the views and listeners that speak English, and to whom."""
JAPANESE = re.compile(r"[\u3001-\u30ff\u4e00-\u9fff\uff01-\uff5e]")
CODE = re.compile(r"`[^`]*`")
KEPT = re.compile(r"/sec(?: [a-z-]+)?|https?://[\w./-]*[\w/]|secbot:\w+|[🚨🔴🟠🟡⚪🧪]", re.ASCII)
WORDS = re.compile(r"[A-Za-z]{2,}")
COMMAND = re.compile(r"/sec |python -m bot |aws |chmod |sudo ")
SAME: frozenset[str] = frozenset(
    {
        "**BROKEN**",
        "Guard",
        "Slack",
        "help",
        "on_call",
        "secbot",
        "secbot guard",
        "✅ *PASSED* {says}{evidence}",
        "❌ *FAILED* {says}{evidence}",
        "❔ *INCONCLUSIVE* {says}{evidence}",
        "{head} *NOT_AVAILABLE* {why}",
    }
)
"""Names, and words of OCSF and of the audit trail, which are the same in both languages."""
LABELS = {"Frame": 24, "Button": 75, "Option": 75, "Confirm": 300}
"""Characters of what each of these says: https://docs.slack.dev/reference/block-kit."""
BLANK = "A-19X.1"


@dataclass(frozen=True)
class Entry:
    """One sentence as it stands in a file."""

    where: str
    en: str
    ja: str | None
    one: str | None


def _constant(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _entry(where: str, call: ast.Call) -> Entry | None:
    """Return a call of Text with words of its own; None for one that is made of others'."""
    order = dict(zip(("en", "ja", "one"), call.args, strict=False))
    given = order | {str(each.arg): each.value for each in call.keywords}
    told = {name: _constant(node) for name, node in given.items()}
    if told.get("en") is None:
        return None
    return Entry(where, str(told["en"]), told.get("ja"), told.get("one"))


@lru_cache
def _entries(package: str) -> tuple[Entry, ...]:
    found = []
    for path in sorted((ROOT / package).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Text":
                entry = _entry(f"{path.relative_to(ROOT)}:{node.lineno}", node)
                found += [entry] if entry else []
    return tuple(found)


def both(package: str) -> Iterator[tuple[Entry, str]]:
    """Yield the sentences of a package that have both languages."""
    for each in _entries(package):
        if each.ja is not None:
            yield each, each.ja


def test_every_package_that_has_sentences_is_looked_at() -> None:
    listed = {each.where.partition(":")[0] for package in PACKAGES for each in _entries(package)}
    everywhere = {
        each.where.partition(":")[0]
        for room in ("bot", "handlers", "runbooks")
        for each in _entries(room)
    }

    assert everywhere - listed == set()


@pytest.mark.parametrize("package", sorted({*PACKAGES} - UNTRANSLATED))
def test_every_sentence_is_there_in_japanese(package: str) -> None:
    assert [each.where for each in _entries(package) if each.ja is None] == []


@pytest.mark.parametrize("package", PACKAGES)
def test_both_languages_have_the_same_blanks(package: str) -> None:
    differ = [each.where for each, ja in both(package) if blanks(each.en) != blanks(ja)]

    assert differ == []


@pytest.mark.parametrize("package", PACKAGES)
def test_both_languages_have_the_same_code_and_as_much_in_bold(package: str) -> None:
    def marks(words: str) -> tuple[list[str], int]:
        code = CODE.findall(words.replace("理由`", "reason`"))
        return sorted(code), len(BOLD.findall(CODE.sub("·", words)))

    differ = [each.where for each, ja in both(package) if marks(each.en) != marks(ja)]

    assert differ == []


@pytest.mark.parametrize("package", PACKAGES)
def test_no_star_or_tick_is_left_open(package: str) -> None:
    def is_open(words: str) -> bool:
        bare = BOLD.sub("", CODE.sub("", words))
        return words.count("`") % 2 == 1 or "*" in bare

    assert [each.where for each, ja in both(package) if is_open(ja) and not is_open(each.en)] == []


@pytest.mark.parametrize("package", PACKAGES)
def test_what_is_typed_and_the_signs_are_the_same(package: str) -> None:
    def kept(words: str) -> Counter[str]:
        return Counter(KEPT.findall(words))

    assert [each.where for each, ja in both(package) if kept(each.en) - kept(ja)] == []


@pytest.mark.parametrize("package", PACKAGES)
def test_the_japanese_is_japanese(package: str) -> None:
    differ = [
        each.where
        for each, ja in both(package)
        if not JAPANESE.search(ja) and not (_is_name(each.en) or _is_name(ja))
    ]

    assert differ == []


def _is_name(words: str) -> bool:
    """Say whether words are blanks and signs alone, what is typed, or a name."""
    if words in SAME or COMMAND.match(words):
        return True
    return not WORDS.search(re.sub(r"\{\w+\}", "", CODE.sub("", words)))


def _texts(value: Any) -> Iterator[Text]:
    """Yield each sentence of a constant: itself, or those of a table."""
    match value:
        case Text():
            yield value
        case Mapping():
            yield from (one for each in value.values() for one in _texts(each))
        case tuple():
            yield from (one for each in value for one in _texts(each))
        case _:
            return


def _named(tree: ast.Module) -> Mapping[str, str]:
    """Return the modules of words that a file knows, by the name that it gives each."""
    package = "bot.domain.words"
    return {
        each.asname or each.name: f"{package}.{each.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == package
        for each in node.names
    }


def _said_by(tree: ast.Module) -> Iterator[tuple[int, Text]]:
    """Yield each sentence that a file puts on a button, a title and the like, and its limit."""
    modules = _named(tree)
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or getattr(call.func, "id", "") not in LABELS:
            continue
        for node in _own(call):
            if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") in modules:
                module = importlib.import_module(modules[getattr(node.value, "id", "")])
                for text in _texts(getattr(module, node.attr)):
                    yield LABELS[getattr(call.func, "id", "")], text


def _own(call: ast.Call) -> Iterable[ast.AST]:
    """Yield what stands in a call and in no other such call within it."""
    waiting: list[ast.AST] = [*call.args, *(each.value for each in call.keywords)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in LABELS:
            continue
        yield node
        waiting += ast.iter_child_nodes(node)


def test_what_stands_on_buttons_and_titles_has_room_in_japanese_too() -> None:
    found = [
        each
        for path in sorted((ROOT / "handlers" / "views").glob("*.py"))
        for each in _said_by(ast.parse(path.read_text(encoding="utf-8")))
    ]
    said = [
        (most, text.ja.format_map(dict.fromkeys(text.blanks, BLANK)))
        for most, text in found
        if text.ja is not None
    ]

    assert len(found) > 40
    assert [words for most, words in said if len(words) > most] == []


@pytest.mark.parametrize("room", SPEAKING)
def test_what_people_read_in_slack_is_never_fixed_to_english(room: str) -> None:
    """A view says `language`; `.en`, `.plain()` and `.bare()` without one are English."""
    fixed = re.compile(r"\.en\b|\.(?:plain|bare)\(\)")
    found = {
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / room).rglob("*.py"))
        if fixed.search(path.read_text(encoding="utf-8"))
    }

    assert found == {name for name in ENGLISH_HERE if name.startswith(room)}
