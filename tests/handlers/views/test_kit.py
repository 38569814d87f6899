from __future__ import annotations

import json

import pytest
from hypothesis import given, settings

from bot.domain.cards import Look
from handlers.pages.blocks import Blocks
from handlers.views.cleaning import units
from handlers.views.kit import Frame, fallback, message, modal
from handlers.views.marks import line
from handlers.views.parts import Ask, Lines
from practice.slack.limits import check_blocks, check_view
from runbooks.kit.text import Text
from tests.handlers.views import hostile
from tests.handlers.views.checking import faults, live, view_faults, written
from tests.handlers.views.examples import FULL, HUGE, LOOK, MINIMAL, NINE

# Everything that our own cards bring to life: the approvers' group, and AWS's own console.
OURS = ("S0APPROVE", "https://console.aws.amazon.com/")
HEAD, REST, PUSH = Text("head"), Text("rest"), Text("push")


@settings(max_examples=30)
@given(hostile.WORDS)
def test_no_message_lets_a_strangers_words_mention_link_format_or_break_out(words: str) -> None:
    for name, shown in hostile.messages(words, LOOK).items():
        assert faults(shown) == [], name
        assert all(one.startswith(OURS) for one in live(shown.blocks)), name


@settings(max_examples=20)
@given(hostile.WORDS)
def test_no_modal_lets_a_strangers_words_mention_link_format_or_break_out(words: str) -> None:
    for name, shown in hostile.modals(words, LOOK).items():
        assert view_faults(shown) == [], name
        assert live(shown.view["blocks"]) == set(), name


@pytest.mark.parametrize("look", [MINIMAL, FULL, Look(language="ja", late_seconds=90)])
@pytest.mark.parametrize("words", hostile.ATTACKS)
def test_every_look_of_every_message_is_one_that_slack_takes(words: str, look: Look) -> None:
    for name, shown in hostile.messages(words, look).items():
        assert faults(shown) == [], name


@pytest.mark.parametrize("words", hostile.ATTACKS)
def test_the_ranges_slack_takes_every_message_and_modal(words: str) -> None:
    for shown in hostile.messages(words, LOOK).values():
        check_blocks(shown.blocks)
    for modal_shown in hostile.modals(words, LOOK).values():
        check_view(modal_shown.view)


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
def test_every_message_can_be_shown_in_a_page(words: str) -> None:
    page = Blocks(people={}, groups={}, channels={}, now=NINE)
    for name, shown in hostile.messages(words, LOOK).items():
        blocks = [{**block, "block_id": f"{name}{at}"} for at, block in enumerate(shown.blocks)]
        html = page.message({"text": shown.text, "blocks": blocks}, name)
        assert "<script" not in html
        assert "<img" not in html
        assert "cannot be shown" not in html


def test_a_late_message_says_how_late_and_why_under_its_first_part() -> None:
    look = Look(late_seconds=245, late_why=Text("Slack asked to wait").fill())
    shown = message(look, PUSH, (Lines((HEAD,)), Lines((REST,))))
    assert written(shown.blocks).splitlines() == [
        "head",
        "Posted 4 min late: Slack asked to wait",
        "rest",
    ]


def test_a_late_message_without_a_known_reason_says_how_late() -> None:
    shown = message(Look(late_seconds=45), PUSH, (Lines((HEAD,)),))
    assert "Posted 45 s late." in written(shown.blocks)


def test_a_message_in_time_says_nothing_of_being_late() -> None:
    assert "late" not in written(message(LOOK, PUSH, (Lines((HEAD,)),)).blocks)


def test_the_push_text_is_escaped_inert_and_short_in_bytes() -> None:
    text = fallback(line(Text("*{a}*: {b}"), a="<!channel> & `x`", b=HUGE), "en")
    assert text.startswith("&lt;!channel&gt; &amp; ｀x｀: xx")  # noqa: RUF001 - the look-alike
    long = fallback(
        line(
            Text("{a}{b}{c}{d}{e}{f}{g}{h}{i}{j}"),
            **dict.fromkeys("abcdefghij", "セキュリティ" * 60),
        ),
        "en",
    )
    assert len(long.encode()) <= 3_000
    assert units(long) > 900


def test_a_modal_carries_no_more_than_slack_keeps() -> None:
    frame = Frame("c", HEAD, Text("Close"), carries="x" * 3_001)
    with pytest.raises(ValueError, match="3000"):
        modal("en", frame, ())


def test_a_modal_has_a_submit_button_where_it_asks_for_something() -> None:
    frame = Frame("c", Text("A title that is far too long"), Text("Cancel"), Text("Ask"), "I-1:1")
    shown = modal("en", frame, (Ask("reason", HEAD, REST),))
    assert view_faults(shown) == []
    assert shown.view["submit"]["text"] == "Ask"
    assert shown.view["callback_id"] == "c"


def test_an_answer_to_a_command_is_for_its_caller_alone_and_written_once() -> None:
    shown = message(LOOK, PUSH, (Lines((HEAD,)),))

    assert json.loads(shown.answer) == {
        "text": "push",
        "response_type": "ephemeral",
        "blocks": shown.blocks,
    }
    assert shown.answer is shown.answer
