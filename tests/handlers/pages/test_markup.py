from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.pages.markup import element, escaped, joined, lines, link, picture, safe_address
from tests.handlers.pages.reading import HOSTILE, Read, assert_harmless


@given(st.text() | st.sampled_from(HOSTILE))
def test_any_text_comes_back_as_text_from_an_element_and_from_an_attribute(text: str) -> None:
    read = Read(element("div", {"title": text}, escaped(text)))

    assert read.tags() == ["div"]
    kept = read.one("div")["title"] or ""
    assert "<" not in escaped(text)
    assert len(kept) == len(text)


def test_what_html_cannot_hold_becomes_a_replacement_sign() -> None:
    assert escaped("a\x00b\ud800c\n") == "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}c\n"
    escaped("\ud800").encode()


@pytest.mark.parametrize(
    "address", ["https://example.com/a?b=1&c=2", "HTTP://example.com", "mailto:a@example.com"]
)
def test_web_and_mail_addresses_become_links_that_tell_nothing(address: str) -> None:
    read = Read(link(address, escaped("x")))

    assert read.one("a")["href"] == address
    assert read.one("a")["rel"] == "noopener noreferrer"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "java\nscript:x",
        " https://x",
        "data:text/html,x",
        "//x",
        "https://",
        "",
    ],
)
def test_any_other_address_is_shown_and_leads_nowhere(address: str) -> None:
    assert safe_address(address) is None
    assert Read(link(address, escaped("label"))).tags() == ["span"]
    assert Read(picture(address, "alt")).tags() == ["span"]


def test_a_picture_is_not_fetched_from_a_mail_address() -> None:
    assert Read(picture("mailto:a@example.com", "alt")).text == "alt"
    assert Read(picture("https://example.com/a.png", "alt")).one("img")["alt"] == "alt"


def test_attributes_of_true_stand_alone_and_of_none_are_left_out() -> None:
    made = element("input", {"checked": True, "disabled": False, "value": None, "name": "a"})

    assert made == '<input checked name="a">'


def test_line_breaks_stay_and_parts_follow_each_other() -> None:
    assert joined([lines("a\n<b>"), escaped("c")]) == "a<br>&lt;b&gt;c"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_harmless_in_a_link(text: str) -> None:
    assert_harmless(Read(link(text, escaped(text))))
