from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.views import cleaning
from tests.handlers.views.hostile import WORDS


@pytest.mark.parametrize(
    ("words", "seen"),
    [
        ("a\nb\r\n\tc", "a b c"),
        ("a\u2028b\u2029c\x0bd", "a b c d"),
        ("\x00a\x1b[31mb\x7f", "a[31mb"),
        ("gnp\u202eexe.\u2066x\u200b\u200d\ufeff", "gnpexe.x"),
        ("a\u3164\u2800\u115fb", "ab"),
        ("a\ud800b", "ab"),
        ("a" + " " * 500 + "b", "a b"),
        ("日本語　の理由", "日本語 の理由"),
    ],
)
def test_what_cannot_be_seen_is_taken_out(words: str, seen: str) -> None:
    assert cleaning.tidy(words) == seen


def test_a_letter_keeps_four_marks_and_no_tower_of_them() -> None:
    assert cleaning.tidy("e" + "\u0301" * 50 + "x") == "e" + "\u0301" * 4 + "x"


@pytest.mark.parametrize(
    ("words", "limit", "cut"),
    [
        ("abcdef", 6, "abcdef"),
        ("abcdef", 5, "abcd…"),
        ("ab cdef", 4, "ab…"),
        ("abe\u0301x", 4, "ab…"),
        ("a\N{WAVING HAND SIGN}\N{EMOJI MODIFIER FITZPATRICK TYPE-4}bcd", 5, "a…"),
        ("\N{GRINNING FACE}" * 4, 5, "\N{GRINNING FACE}" * 2 + "…"),
    ],
)
def test_a_cut_never_halves_a_character(words: str, limit: int, cut: str) -> None:
    assert cleaning.cut(words, limit) == cut


def test_a_cut_keeps_the_two_halves_of_a_flag_together() -> None:
    japan = "\N{REGIONAL INDICATOR SYMBOL LETTER J}\N{REGIONAL INDICATOR SYMBOL LETTER P}"
    assert cleaning.cut(japan * 3, 8) == japan + "…"
    assert cleaning.cut(japan * 3, 9) == japan * 2 + "…"


@given(WORDS, st.integers(1, 300))
def test_cleaned_words_are_short_and_stay_as_they_are_when_cleaned_again(
    words: str, limit: int
) -> None:
    once = cleaning.clean(words, limit)
    assert cleaning.units(once) <= limit
    assert cleaning.clean(once, limit) == once
    assert not {unicodedata.category(char) for char in once} & {"Cc", "Cf", "Cs", "Zl", "Zp"}


def test_words_without_end_are_cut_without_reading_them_all() -> None:
    assert cleaning.clean("a" + "\u200b" * 10_000_000, 300) == "a…"
    assert cleaning.shortened("a" + "\u200b" * 10_000_000, 300) == ("a…", True)
    assert cleaning.shortened("a\u200b", 300) == ("a", False)


def test_escaping_leaves_nothing_that_slack_gives_a_meaning() -> None:
    assert cleaning.escape("<!channel> & co") == "&lt;!channel&gt; &amp; co"


def test_a_push_text_can_not_format_or_link() -> None:
    text = cleaning.inert("*b* _i_ ~s~ `c` https://evil.com")
    assert not set(text) & set("*_~`")
    assert "hxxps://evil.com" in text


@given(st.text(max_size=50).map(cleaning.tidy))
def test_the_size_of_escaped_text_is_the_sum_of_its_characters(text: str) -> None:
    assert sum(map(cleaning.escaped_size, text)) == len(cleaning.escape(text).encode())


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("198.51.100.7", "198.51.100[.]7"),
        ("evil.com", "evil[.]com"),
        ("evil.com:8080", "evil[.]com:8080"),
        ("https://evil.com/a.b?c=d.e", "hxxps://evil[.]com/a.b?c=d.e"),
        ("HTTP://evil.com", "hxxp://evil[.]com"),
        ("ftp://evil.com#x", "fxp://evil[.]com#x"),
        ("2001:db8::1", "2001:db8:[:]1"),
        ("localhost", "localhost"),
        ("", ""),
    ],
)
def test_an_address_of_the_other_side_is_broken_up(address: str, shown: str) -> None:
    assert cleaning.defang(address) == shown
