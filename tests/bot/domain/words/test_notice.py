from __future__ import annotations

from bot.domain.words import notice


def test_what_could_not_be_read_is_said_not_to_be_lost() -> None:
    assert "Nothing is lost" in notice.KEPT.en
    assert "kept" in notice.PUSH.en


def test_what_was_left_out_is_counted() -> None:
    assert "{count}" in notice.MORE.en
