"""Notices of what is no finding say what it is, briefly."""

from __future__ import annotations

from bot.domain.words import intake as words
from bot.intake.pieces import (
    LONGEST_TEXT,
    LONGEST_TITLE,
    Event,
    Piece,
    piece_notice,
    text_notice,
    unknown_kind,
)

EVENT = Event("aws.health", "AWS Health Event", "111122223333", "eu-west-1")


def test_text_is_titled_by_its_first_line() -> None:
    notice = text_notice("\n Hello\nworld", words.PLAIN_TEXT.fill())
    assert (notice.title, notice.text) == ("Hello", "\n Hello\nworld")
    assert notice.reason == words.PLAIN_TEXT.en


def test_an_event_is_titled_by_its_type_and_says_where_it_is_from() -> None:
    notice = unknown_kind(Piece({"service": "RISK"}, EVENT))
    assert notice.title == "AWS Health Event"
    assert notice.text == '{"service": "RISK"}'
    assert notice.reason == "AWS Health Event is not read as a finding yet."
    assert (notice.source, notice.account, notice.region) == (
        "aws.health",
        "111122223333",
        "eu-west-1",
    )


def test_an_object_without_an_event_is_of_no_known_kind() -> None:
    notice = unknown_kind(Piece({"a": 1}))
    assert notice.title == '{"a": 1}'
    assert words.ANY_JSON.en in notice.reason


def test_a_notice_is_short_whatever_came() -> None:
    long = "x" * 100_000
    for notice in (
        text_notice(long, words.PLAIN_TEXT.fill()),
        piece_notice(Piece({"a": long}), words.EMPTY.fill()),
        piece_notice(Piece({"a": long}, Event("s", long, "", "")), words.EMPTY.fill()),
    ):
        assert len(notice.title) <= LONGEST_TITLE
        assert len(notice.text) <= LONGEST_TEXT
