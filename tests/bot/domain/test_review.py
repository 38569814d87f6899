"""A review is open until somebody has closed it."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.review import Review
from tests.bot.domain.makers import NOW

REVIEW = Review(1, 1, "bob@example.com", "Bob", NOW, "exfiltration goes on")


def test_it_is_open_until_it_is_closed() -> None:
    assert REVIEW.is_open
    assert not replace(REVIEW, closed_at=NOW, closed_by="ryo@example.com").is_open
