"""What a drill may change: a thing to lose, and nothing that may be protected."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.decide import decide
from bot.domain.matter import Allowed, Refused
from bot.domain.words import deciding as words
from runbooks.kit.text import Text
from runbooks.kit.values import Marks
from tests.bot.domain.deciding import matter, refusal, vote
from tests.bot.domain.makers import BOB, NOW, a_policy


@pytest.mark.parametrize(
    ("target", "marks", "is_undo", "why"),
    [
        (True, Marks(is_drill=True), False, None),
        (False, Marks(), False, words.NO_DRILL_TARGET),
        (True, Marks(is_drill=True, is_protected=True), False, words.DRILL_PROTECTED),
        (True, Marks(is_drill=True, is_protected=None), False, words.DRILL_PROTECTED),
        (False, Marks(is_protected=True), True, None),
    ],
    ids=["a thing to lose", "no tag", "protected", "tags unread", "the way back"],
)
def test_a_drill_changes_a_thing_to_lose_and_puts_back_whatever_it_is_by_then(
    target: bool,  # noqa: FBT001  # a column of the table
    marks: Marks,
    is_undo: bool,  # noqa: FBT001  # a column of the table
    why: Text | None,
) -> None:
    asked = replace(matter(is_drill=target, marks=marks), is_drill=True, is_undo=is_undo)

    answer = decide(asked, [vote(BOB)], a_policy(), NOW)
    assert (refusal(answer) if why else None) is why
    assert isinstance(answer, Refused) is bool(why)
    plain = decide(replace(asked, is_drill=False), [vote(BOB)], a_policy(), NOW)
    assert isinstance(plain, Allowed)
