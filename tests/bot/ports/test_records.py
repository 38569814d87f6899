"""A change is covered by an anchor between its intent and its result, and by no other."""

from __future__ import annotations

import pytest

from bot.domain.anchor import Mark
from bot.ports.records import Bare, Held, Verified

BARE = Bare(number=9, begun=5, ended=8)


def marked(*places: int) -> list[Mark]:
    return [Mark(place, "ab" * 32, "cd" * 32) for place in places]


@pytest.mark.parametrize(
    ("places", "is_covered"),
    [((), False), ((4,), False), ((5,), True), ((7,), True), ((8,), False), ((1, 6, 12), True)],
)
def test_an_anchor_counts_from_the_intent_to_before_the_result(
    places: tuple[int, ...], *, is_covered: bool
) -> None:
    assert BARE.is_covered(marked(*places)) is is_covered


def test_what_was_anchored_meanwhile_is_taken_off_the_list() -> None:
    other = Bare(number=20, begun=15, ended=18)
    held = Held(
        verified=Verified(20, "ab", None, None),
        wrong_at=None,
        is_foreign=False,
        beyond=None,
        last=20,
        bare=(BARE, other),
        earlier=0,
        began=1,
        covered=4,
        loose=16,
        open_ends=0,
    )

    assert held.without(marked(6)).bare == (other,)
    assert held.without([]).bare == (BARE, other)
