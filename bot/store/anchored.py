"""Holds the audit chain against its anchors, link by link, as it is read."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator

from bot.domain.anchor import Mark
from bot.domain.record import What
from bot.ports.estate import NOT_SENT
from bot.ports.records import Bare, Held, Verified
from bot.store.chain import Link

ENDED = str(What.ENDED)
INTENTS = frozenset({str(What.INTENT), str(What.SYNC_INTENT)})
RESULTS = frozenset({str(What.RESULT), str(What.SYNC_RESULT)})


class Holding:
    """What the links that went by so far say about the marks.

    A call leaves only once the chain is anchored at or behind its intent, and its result is
    written after that: so between each intent and its result stands a mark, from the first
    mark on. A call that was never sent needs none.
    """

    def __init__(self, marks: Collection[Mark]) -> None:
        """Hold against these."""
        self._hashes: dict[int, set[str]] = {}
        for mark in marks:
            self._hashes.setdefault(mark.place, set()).add(mark.hash)
        self._places = sorted(self._hashes)
        self._origins = {mark.origin for mark in marks}
        self._origin = ""
        self._wrong_at: int | None = None
        self._covered = self._covered_number = self._count = self._last = self._began = 0
        self._intents: dict[tuple[int | None, str], int] = {}
        self._bare: list[Bare] = []
        self._earlier = 0
        self._open: list[int] = []

    def watch(self, links: Iterable[Link]) -> Iterator[Link]:
        """Yield the links on, and look at each that its reader has gone past."""
        for link in links:
            yield link
            self._see(link)

    def held(self, verified: Verified) -> Held:
        """Return what has come out, once all links went by."""
        beyond = self._places[bisect_right(self._places, self._count) :]
        return Held(
            verified=verified,
            wrong_at=self._wrong_at,
            is_foreign=bool(self._origins - {self._origin}) and self._count > 0,
            beyond=beyond[-1] if beyond else None,
            last=self._last,
            bare=tuple(self._bare),
            earlier=self._earlier,
            began=self._began,
            covered=self._covered_number,
            loose=self._count - self._covered,
            open_ends=len(self._open),
        )

    def _see(self, link: Link) -> None:
        self._count, self._last = self._count + 1, link.number
        if not self._origin:
            self._origin = link.hash
        hashes = self._hashes.get(link.place)
        if hashes is not None:
            self._mark(link, hashes)
        if link.what in INTENTS:
            self._intents[_step(link)] = link.place
        elif link.what in RESULTS:
            self._result(link)
        elif link.what == ENDED:
            self._open.append(link.place)
            self._close()

    def _mark(self, link: Link, hashes: set[str]) -> None:
        if hashes != {link.hash}:
            if self._wrong_at is None:
                self._wrong_at = link.number
            return
        self._covered, self._covered_number = link.place, link.number
        self._began = self._began or link.number
        self._close()

    def _close(self) -> None:
        self._open = [place for place in self._open if place > self._covered]

    def _result(self, link: Link) -> None:
        begun = self._intents.pop(_step(link), link.place)
        if _told(link, "code") == NOT_SENT:
            return
        if not self._places or link.place <= self._places[0]:
            self._earlier += 1
            return
        at = bisect_left(self._places, begun)
        if at == len(self._places) or self._places[at] >= link.place:
            self._bare.append(Bare(link.number, begun, link.place))


def _step(link: Link) -> tuple[int | None, str]:
    """Return whose call an intent or a result is about."""
    return link.execution, str(_told(link, "step"))


def _told(link: Link, key: str) -> object:
    """Return what a body says; whoever has rewritten it need not have kept its shape."""
    return link.body.get(key) if isinstance(link.body, dict) else None
