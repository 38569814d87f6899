"""A review is open until somebody has closed it; a night's asks for its undo where it must."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.review import Review, ReviewKind
from tests.bot.domain.makers import NOW

REVIEW = Review(1, 1, "bob@example.com", "Bob", NOW, "exfiltration goes on")
NIGHT = replace(REVIEW, kind=ReviewKind.NIGHT, due_at=NOW)
LATE = replace(NIGHT, late_at=NOW)


def test_it_is_open_until_it_is_closed() -> None:
    assert REVIEW.is_open
    assert not replace(REVIEW, closed_at=NOW, closed_by="ryo@example.com").is_open


@pytest.mark.parametrize(
    ("review", "takes_back", "pages"),
    [
        (REVIEW, False, 0),
        (NIGHT, False, 1),
        (LATE, True, 2),
        (replace(LATE, closed_at=NOW), False, 2),
        (replace(LATE, settled_at=NOW), False, 2),
        (replace(NIGHT, closed_at=NOW, is_denied=True), True, 1),
        (replace(NIGHT, closed_at=NOW, is_denied=True, settled_at=NOW), False, 1),
    ],
)
def test_what_was_denied_or_nobody_confirmed_is_taken_back_once(
    review: Review,
    takes_back: bool,  # noqa: FBT001 - a row of a table
    pages: int,
) -> None:
    assert (review.takes_back, review.pages) == (takes_back, pages)
