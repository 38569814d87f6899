from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.pages.mrkdwn import mrkdwn, plain
from tests.handlers.pages.reading import HOSTILE, Read, assert_harmless, reader


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("*a* _b_ ~c~ `d`", "<b>a</b> <i>b</i> <s>c</s> <code>d</code>"),
        ("*a _b_*", "<b>a <i>b</i></b>"),
        ("2*3*4 a_b_c", "2*3*4 a_b_c"),
        ("`*not bold*`", "<code>*not bold*</code>"),
        ("```\na\n*b*\n```", "<pre>a\n*b*</pre>"),
        ("a\nb", "a<br>b"),
        ("&gt; q\n&gt; r\nafter", "<blockquote>q<br>r</blockquote>after"),
        ("before\n> q", "before<blockquote>q</blockquote>"),
        ("&lt;b&gt; &amp;lt;", "&lt;b&gt; &amp;lt;"),
        ("<b>", '<span class="dead-link">b</span>'),
        (":shield:", "🛡️"),
    ],
)
def test_slacks_markup_becomes_html(text: str, shown: str) -> None:
    assert mrkdwn(text, reader()) == shown


def test_what_stands_between_angles_is_a_mention_a_date_or_a_link() -> None:
    text = "<@U0ANN> <#C0SEC|x> <!subteam^S0SEC> <!here> <!date^0^{time}|t> <https://e.com|e>"
    read = Read(mrkdwn(text, reader()))

    assert read.text == "@Ann #alerts @sec @here 00:00 e"
    assert read.one("a")["href"] == "https://e.com"


def test_an_unknown_command_between_angles_is_its_label() -> None:
    assert mrkdwn("<!unheard^1|label>", reader()) == "label"


def test_a_bare_address_is_a_link_without_the_stop_after_it() -> None:
    read = Read(mrkdwn("see https://example.com/a?b=1&amp;c=2.", reader()))

    assert read.one("a")["href"] == "https://example.com/a?b=1&c=2"
    assert read.text.endswith(".")


def test_a_piece_inside_an_address_is_shown_as_it_was_written() -> None:
    read = Read(mrkdwn("http://x`code`y <http://x`b`|`c`>", reader()))

    assert_harmless(read)
    assert read.text == "http://xcodey `c`"


@given(
    st.lists(st.sampled_from([*HOSTILE, *"*_~`<>|&@#!\n", "http://a", " ", "x"]), max_size=12).map(
        "".join
    )
)
def test_hostile_text_never_becomes_anything_but_slacks_markup(text: str) -> None:
    assert_harmless(Read(mrkdwn(text, reader())))


def test_ten_thousand_marks_are_shown_and_nothing_hangs() -> None:
    assert "`" not in mrkdwn("`a`" * 70_000, reader())[:1000]


def test_entities_are_taken_for_their_signs_once() -> None:
    assert plain("&amp;lt; &lt;") == "&lt; <"
