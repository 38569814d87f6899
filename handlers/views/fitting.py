"""Lays parts out as blocks, as many as there is room for, and says where it had to cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, takewhile
from typing import Any

from bot.domain.scrubbing import scrub
from bot.domain.words import notice
from handlers.views import cleaning, controls
from handlers.views.marks import Words
from handlers.views.parts import Actions, Lines, Part, Raw
from handlers.views.rich import Element, Ink, rich
from runbooks.kit.text import Language

Block = dict[str, Any]

# A line also weighs as JSON, which nobody says Slack does not count.
LINE_OVERHEAD = 20
RAW_CHUNK = 2_500


@dataclass(frozen=True, slots=True)
class Space:
    """How much text in UTF-16 units there is room for, in how many blocks, and in one blank."""

    text: int
    blocks: int
    field: int


@dataclass(frozen=True, slots=True)
class _Piece:
    """One block to be: `inks` of a rich text, or a ready `block`."""

    inks: tuple[Ink, ...]
    block: Block | None
    is_needed: bool
    is_raw: bool = False

    @property
    def size(self) -> int:
        """Return how much text it takes."""
        ready = _text_in(self.block) if self.block else 0
        return ready + sum(ink.size + LINE_OVERHEAD for ink in self.inks)

    def within(self, room: int) -> _Piece:
        """Return it with as many of its first lines as there is room for."""
        sizes = accumulate(ink.size + LINE_OVERHEAD for ink in self.inks)
        return replace(self, inks=self.inks[: sum(1 for _ in takewhile(room.__ge__, sizes))])


def laid(parts: Sequence[Part], language: Language, space: Space) -> tuple[list[Block], bool]:
    """Return the blocks, and whether anything was left out.

    What is not needed fills the room in order; from the first line on that does not fit, the
    rest is left out, and a line says so in its place.
    """
    pieces = [piece for part in parts for piece in _pieces(part, language, space)]
    notice_of_it = _Piece((rich(notice.CUT, language),), None, is_needed=True)
    fitting, is_full = _fit(pieces, notice_of_it, space)
    is_cut = is_full or any(ink.is_cut for piece in fitting for ink in piece.inks)
    return [piece.block or _written(piece) for piece in fitting], is_cut


def latest(lines: Sequence[Words], language: Language, room: int) -> int:
    """Return how many of the last lines fit into so much text."""
    weights = (rich(one, language).size + LINE_OVERHEAD for one in reversed(lines))
    return sum(1 for _ in takewhile(room.__ge__, accumulate(weights)))


def _pieces(part: Part, language: Language, space: Space) -> Iterator[_Piece]:
    match part:
        case Lines(()):
            return
        case Lines(lines, is_needed):
            yield _Piece(tuple(rich(one, language, space.field) for one in lines), None, is_needed)
        case Raw(text):
            for chunk in _chunks(scrub(text, language)):
                ink = Ink(({"type": "text", "text": chunk},), is_cut=False)
                yield _Piece((ink,), None, is_needed=False, is_raw=True)
        case Actions(()):
            return
        case _:
            yield _Piece((), controls.block(part, language), is_needed=True)


def _chunks(text: str) -> Iterator[str]:
    """Return the text in pieces, each ending with a line where one ends in time."""
    while text:
        end = len(text)
        if end > RAW_CHUNK:
            end = text.rfind("\n", 1, RAW_CHUNK) + 1 or RAW_CHUNK
        yield text[:end]
        text = text[end:]


def _fit(pieces: Sequence[_Piece], notice_of_it: _Piece, space: Space) -> tuple[list[_Piece], bool]:
    needed = [piece for piece in pieces if piece.is_needed]
    room = space.text - notice_of_it.size - sum(piece.size for piece in needed)
    places = space.blocks - 1 - len(needed)
    kept: list[_Piece] = []
    is_full = False
    for piece in pieces:
        if piece.is_needed:
            kept.append(piece)
        elif not is_full:
            fitting = piece.within(room if places else 0)
            room, places = room - fitting.size, places - 1
            is_full = len(fitting.inks) < len(piece.inks)
            kept.extend([fitting] if fitting.inks else [])
            kept.extend([notice_of_it] if is_full else [])
    return kept, is_full


def _written(piece: _Piece) -> Block:
    kind = "rich_text_preformatted" if piece.is_raw else "rich_text_section"
    elements = list(_joined(piece.inks))
    return {"type": "rich_text", "elements": [{"type": kind, "elements": elements}]}


def _joined(inks: Sequence[Ink]) -> Iterator[Element]:
    for at, ink in enumerate(inks):
        if at:
            yield {"type": "text", "text": "\n"}
        yield from ink.elements


def _text_in(block: Block) -> int:
    """Return how much text a ready block holds, wherever it stands."""
    found = 0
    for key, value in block.items():
        if key == "text" and isinstance(value, str):
            found += cleaning.units(value)
        elif isinstance(value, dict):
            found += _text_in(value)
        elif isinstance(value, list):
            found += sum(_text_in(one) for one in value if isinstance(one, dict))
    return found
