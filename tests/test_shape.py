"""The shape of the project: small files, each with its test, and nothing undocumented."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import bot.domain.words
import runbooks
from bot.__main__ import parser
from bot.settings import SETTINGS
from runbooks.kit import catalog
from runbooks.kit.text import Text, blanks

ROOT = Path(__file__).resolve().parent.parent
WORDS = ROOT / "bot" / "domain" / "words"
PACKAGE = f"{bot.domain.words.__name__}."
ROOMS = ("bot", "handlers", "runbooks", "practice")
LONGEST_FILE = 400
LONGEST_FUNCTION = 60
SPEAKING = ("handlers/views", "handlers/slack", "bot/errors.py")
LINK = re.compile(r"\]\((?!\w+:)([^)\s]+)\)")
MODULE = re.compile(r"`([a-z_]+(?:/[a-z_]+)+)(?=[`,./])")
SENTENCE = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,}")


def sources(*rooms: str) -> list[Path]:
    """Return every Python file of the rooms that has anything in it."""
    found = (path for room in rooms for path in sorted((ROOT / room).rglob("*.py")))
    return [path for path in found if path.stat().st_size]


def named(path: Path) -> str:
    """Return a path as people read it."""
    return str(path.relative_to(ROOT))


def parsed(path: Path) -> ast.Module:
    """Return a file's tree."""
    return ast.parse(path.read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Shape:
    """What is told of one file: its lines, its functions and theirs, and its first sentence."""

    lines: int
    functions: tuple[tuple[str, int], ...]
    says: str
    does_something: bool


@cache
def shape(path: Path) -> Shape:
    """Read a file once, for every rule."""
    tree = parsed(path)
    functions = [
        node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    return Shape(
        lines=len(path.read_text(encoding="utf-8").splitlines()),
        functions=tuple(
            (node.name, (node.end_lineno or node.lineno) - node.lineno + 1) for node in functions
        ),
        says=(ast.get_docstring(tree) or "").partition("\n")[0],
        does_something=any(not all(map(_declares, each.body)) for each in functions),
    )


def _declares(part: ast.stmt) -> bool:
    """Say whether a statement only tells or keeps: a docstring, `...`, `self.x = x`, `pass`."""
    if isinstance(part, ast.Expr):
        is_super = "super().__init__" in ast.unparse(part)
        return is_super or isinstance(part.value, ast.Constant)
    return isinstance(part, ast.Assign | ast.AnnAssign) and isinstance(
        part.value, ast.Name | ast.Constant
    )


def test_every_file_that_does_something_has_its_test() -> None:
    doing = [
        path.relative_to(ROOT)
        for path in sources(*ROOMS)
        if "migrations/versions" not in str(path) and shape(path).does_something
    ]
    tests = {each: Path("tests", each.parent, f"test_{each.stem.strip('_')}.py") for each in doing}
    missing = {str(each): str(test) for each, test in tests.items() if not (ROOT / test).is_file()}
    assert missing == {}


def test_no_file_and_no_function_is_crowded() -> None:
    shapes = [(named(path), shape(path)) for path in sources(*ROOMS, "tests", "benchmarks")]
    assert [(path, one.lines) for path, one in shapes if one.lines > LONGEST_FILE] == []
    assert [
        (path, name, lines)
        for path, one in shapes
        for name, lines in one.functions
        if lines > LONGEST_FUNCTION
    ] == []


def test_every_file_says_in_one_sentence_what_it_is_for() -> None:
    said = [(named(path), shape(path).says) for path in sources(*ROOMS)]
    assert [(path, line) for path, line in said if not line.endswith((".", "?"))] == []


def test_no_sentence_for_people_is_written_where_it_is_said() -> None:
    paths = [
        path
        for place in SPEAKING
        for path in (sources(place) if (ROOT / place).is_dir() else [ROOT / place])
    ]
    spoken = {named(path): spoken_in(parsed(path)) for path in paths}
    assert {path: sentences for path, sentences in spoken.items() if sentences} == {}


def spoken_in(tree: ast.AST) -> list[str]:
    """Return the sentences that a file says to people by itself."""
    unspoken = _unspoken(tree)
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and SENTENCE.search(node.value)
        and id(node) not in unspoken
    ]


def _unspoken(tree: ast.AST) -> set[int]:
    """Return the string constants that no person reads: docstrings, log lines, own errors."""
    found: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            found.add(id(node.value))
        is_log = (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id in {"log", "_log"}
        )
        is_message = isinstance(node, ast.Assign) and any(
            isinstance(target, ast.Name) and target.id == "message" for target in node.targets
        )
        is_error = isinstance(node, ast.Raise)
        if is_log or is_message or is_error:
            found |= {id(part) for part in ast.walk(node)}
    return found


def words() -> Iterator[tuple[str, str, Text]]:
    """Return every sentence of the catalogue with its module and its key."""
    for found in pkgutil.iter_modules(bot.domain.words.__path__):
        module = importlib.import_module(f"bot.domain.words.{found.name}")
        for key, value in vars(module).items():
            if isinstance(value, Text):
                yield found.name, key, value


def test_every_sentence_of_the_catalogue_is_used() -> None:
    assert [f"{module}.{key}" for module, key, _ in words() if (module, key) not in said()] == []


def test_every_translation_of_the_catalogue_has_its_blanks() -> None:
    blank = {
        f"{module}.{key}": (blanks(text.en), blanks(text.ja))
        for module, key, text in words()
        if text.ja is not None
    }
    assert {key: both for key, both in blank.items() if both[0] != both[1]} == {}


def test_every_table_of_the_catalogue_is_used() -> None:
    tables = [
        (path.stem, node.target.id)
        for path in sources("bot/domain/words")
        for node in parsed(path).body
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    ]
    assert [table for table in tables if table not in said()] == []


@cache
def said() -> frozenset[tuple[str, str]]:
    """Return every key that is taken from a module of the catalogue, by module and key."""
    found: set[tuple[str, str]] = set()
    for path in sources("bot", "handlers"):
        tree = parsed(path)
        found |= {(path.stem, key) for key in _named_again(tree)} if path.parent == WORDS else set()
        found |= set(_taken(tree))
    return frozenset(found)


def _named_again(tree: ast.AST) -> set[str]:
    """Return the names that a module uses itself, as a table of its sentences does."""
    return {
        node.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }


def _taken(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Yield what a file takes from the catalogue: `words.KEY` of the very module, or by name."""
    modules: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == bot.domain.words.__name__:
            modules |= {each.asname or each.name: each.name for each in node.names}
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(PACKAGE):
            module = str(node.module).removeprefix(PACKAGE)
            yield from ((module, each.name) for each in node.names)
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id=name), attr=key) if name in modules:
                yield modules[name], key


def test_every_setting_verb_and_runbook_is_in_the_docs() -> None:
    docs = "\n".join(
        path.read_text(encoding="utf-8") for path in [ROOT / "README.md", *ROOT.glob("docs/*.md")]
    )
    verbs = next(action.choices for action in parser()._actions if isinstance(action.choices, dict))
    missing = [
        name
        for name in (*(each.name for each in SETTINGS), *verbs, *catalog.load(runbooks))
        if f"`{name}" not in docs
    ]
    assert missing == []


def pages() -> dict[Path, str]:
    """Return what people read of the project, by its place."""
    found = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]
    return {page: page.read_text(encoding="utf-8") for page in found}


def test_every_link_of_a_page_leads_to_a_file_and_a_heading() -> None:
    lost = []
    for page, text in pages().items():
        for link in LINK.findall(text):
            place, _, heading = link.partition("#")
            there = page.parent / place if place else page
            if not there.exists() or (heading and heading not in _headings(there)):
                lost.append((named(page), link))
    assert lost == []


def _headings(page: Path) -> set[str]:
    """Return what the headings of a page are called in a link."""
    lines = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w -]", "", line.lower()).replace(" ", "-") for line in lines}


def test_every_module_that_a_page_names_is_there() -> None:
    roots = (ROOT, ROOT / "bot", ROOT / "bot" / "intake", ROOT / "runbooks")
    rooms = {each.name for root in roots for each in root.iterdir() if each.is_dir()}
    lost = [
        (named(page), said)
        for page, text in pages().items()
        for said in MODULE.findall(text)
        if said.split("/")[0] in rooms
        and not any((root / said).exists() or any(root.glob(f"{said}.*")) for root in roots)
    ]
    assert lost == []


def test_no_lock_file_names_an_index() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"://|--(extra-)?index-url|--find-links", text), path.name
