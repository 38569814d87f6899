from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given

from handlers.views.cleaning import clean
from handlers.views.marks import Field, Group, Line, Link, Many, Mention, When, line
from handlers.views.rich import EMPTY, Element, rich, shown
from runbooks.kit.text import Text
from tests.handlers.views.examples import HUGE, NINE
from tests.handlers.views.hostile import WORDS


def elements(template: str, **fields: Field) -> list[Element]:
    return list(rich(line(Text(template), **fields), "en").elements)


def text(words: str, *styles: str) -> Element:
    plain: Element = {"type": "text", "text": words}
    return plain | ({"style": dict.fromkeys(styles, True)} if styles else {})


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("plain", [text("plain")]),
        ("a *b* c", [text("a "), text("b", "bold"), text(" c")]),
        ("_all of it_", [text("all of it", "italic")]),
        ("use `s3:*` now", [text("use "), text("s3:*", "code"), text(" now")]),
        ("*b `c`*", [text("b ", "bold"), text("c", "bold", "code")]),
        ("*b _i_*", [text("b ", "bold"), text("i", "bold", "italic")]),
        ("2 * 3 * 4", [text("2 * 3 * 4")]),
        ("an_id and_more", [text("an_id and_more")]),
        ("one ` alone", [text("one ` alone")]),
        ("a\nb", [text("a\nb")]),
        ("{{braces}}", [text("{"), text("braces}")]),
    ],
)
def test_our_own_markup_becomes_styles(template: str, expected: list[Element]) -> None:
    assert elements(template) == expected


def test_a_blank_is_shown_in_the_style_in_force() -> None:
    assert elements("*{a}* `{a}` {a}", a="x") == [
        text("x", "bold"),
        text(" "),
        text("x", "code"),
        text(" "),
        text("x"),
    ]


@given(WORDS)
def test_a_strangers_words_stay_one_literal_element(words: str) -> None:
    found = elements("*a {x}* b", x=words)
    assert found == [
        text("a ", "bold"),
        text(clean(words, 300) or EMPTY, "bold"),
        text(" b"),
    ]


def test_an_empty_blank_is_a_dash_and_never_nothing() -> None:
    assert elements("{a}", a="\u200b") == [text(EMPTY)]
    assert list(rich(Line(Text("{a}")), "en").elements) == [text(EMPTY)]
    assert list(rich(Text(""), "en").elements) == [text(EMPTY)]


def test_marks_of_ours_are_live() -> None:
    assert elements(
        "*{a}* {b} {c}", a=Mention("U0ANN"), b=Group("S0PAY"), c=When(NINE, "time")
    ) == [
        {"type": "user", "user_id": "U0ANN", "style": {"bold": True}},
        text(" "),
        {"type": "usergroup", "usergroup_id": "S0PAY"},
        text(" "),
        {
            "type": "date",
            "timestamp": 1795338720,
            "format": "{time}",
            "fallback": "2026-11-22 09:12 UTC",
        },
    ]


def test_a_link_of_ours_is_https_or_only_its_label() -> None:
    good, bad = Link("https://aws/x", Text("console")), Link("javascript:x", Text("console"))
    assert elements("{a}", a=good) == [{"type": "link", "url": "https://aws/x", "text": "console"}]
    assert elements("{a}", a=bad) == [text("console")]


def test_an_id_that_slack_would_refuse_is_shown_as_text() -> None:
    assert elements("{a} {b}", a=Mention("<!channel>"), b=Group("")) == [
        text("<!channel>"),
        text(" "),
        text(EMPTY),
    ]


def test_a_moment_before_1970_is_shown_as_text() -> None:
    assert elements("{a}", a=When(datetime(1, 1, 1, tzinfo=UTC))) == [text("1-01-01 00:00 UTC")]


def test_code_style_is_left_off_where_slack_does_not_know_it() -> None:
    assert "style" not in elements("`{a}`", a=When(NINE))[0]


def test_sentences_and_rows_may_fill_a_blank() -> None:
    why = Text("denied in *{account}*").fill(account="1111")
    assert elements("{a}", a=Many((why, 2, Text("c")))) == [
        text("denied in "),
        text("1111", "bold"),
        text(", "),
        text("2"),
        text(", "),
        text("c"),
    ]


def test_what_was_cut_is_told() -> None:
    assert not rich(line(Text("{a}"), a="short"), "en").is_cut
    assert rich(line(Text("{a}"), a=HUGE), "en").is_cut
    assert not rich(line(Text("{a}"), a=HUGE), "en", longest=20_000).is_cut
    assert rich(Line(Text("{a}"), {"a": "four"}, longest=3), "en").is_cut
    assert rich(line(Text("{a}"), a=Line(Text("more"), is_cut=True)), "en").is_cut


def test_a_sentence_is_in_the_language_asked_for() -> None:
    both = Text("yes", "はい")
    assert [shown(rich(both, language).elements[0]) for language in ("en", "ja")] == ["yes", "はい"]


def test_bold_stands_beside_japanese_letters_without_a_space() -> None:
    elements = rich(Text("x", ja="これは*重要*です"), "ja").elements
    assert [(shown(each), each.get("style")) for each in elements] == [
        ("これは", None),
        ("重要", {"bold": True}),
        ("です", None),
    ]


def test_what_ends_with_a_full_stop_gets_no_second_one_in_japanese() -> None:
    both = Text("no: {why}. Go", ja="不可: {why}。次へ")
    for why in ("理由です。", "a reason."):
        told = "".join(shown(each) for each in rich(both.fill(why=why), "ja").elements)
        assert told == f"不可: {why}次へ"


def test_several_words_in_a_row_are_separated_as_the_language_does() -> None:
    words = line(Text("by {who}", ja="{who} による"), who=Many(("Ann", "Bob")))
    said = {tongue: "".join(map(shown, rich(words, tongue).elements)) for tongue in ("en", "ja")}
    assert said == {"en": "by Ann, Bob", "ja": "Ann、Bob による"}
