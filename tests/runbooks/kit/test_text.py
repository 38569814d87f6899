"""Sentences keep their blanks apart from what fills them."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runbooks.kit.text import SEMICOLON, Said, Text, blanks, listing

BOTH = Text(en="{who} took {what}", ja="{who}が{what}を担当")


def test_a_sentence_is_said_in_the_language_that_is_asked_for() -> None:
    said = BOTH.fill(who="Ann", what="I-3M9K")

    assert said.plain() == "Ann took I-3M9K"
    assert said.plain("ja") == "AnnがI-3M9Kを担当"


def test_a_sentence_without_a_translation_is_said_in_english() -> None:
    assert Text("Open").fill().plain("ja") == "Open"
    assert Text("Open {it}").in_language("ja") == "Open {it}"


@pytest.mark.parametrize(
    ("count", "english"), [(0, "0 plans wait"), (1, "1 plan waits"), (2, "2 plans wait")]
)
def test_one_is_not_said_as_many_where_a_language_tells_them_apart(
    count: int, english: str
) -> None:
    said = Text("{count} plans wait", ja="{count}件が承認待ち", one="1 plan waits").fill(
        count=count
    )

    assert (said.plain(), said.bare()) == (english, english)
    assert said.plain("ja") == f"{count}件が承認待ち"


@pytest.mark.parametrize(
    ("many", "one"), [("{n} plans wait", "1 plan waits"), ("{count} wait", "{who} waits")]
)
def test_a_sentence_about_one_that_no_count_asks_for_is_refused(many: str, one: str) -> None:
    with pytest.raises(ValueError, match="does not go with"):
        Text(many, one=one)


@pytest.mark.parametrize("fields", [{}, {"who": "Ann"}, {"who": "Ann", "what": 1, "more": 2}])
def test_a_blank_too_few_or_too_many_is_refused(fields: Mapping[str, object]) -> None:
    with pytest.raises(ValueError, match="are not"):
        BOTH.fill(**fields)


def test_what_fills_a_blank_is_kept_apart_as_text() -> None:
    assert BOTH.fill(who="<!channel>", what=3).fields == {"who": "<!channel>", "what": "3"}


def test_what_is_bold_in_a_view_has_no_stars_when_bare_but_what_fills_it_may() -> None:
    said = Text("You can't change *{account}* with `a*b*c`").fill(account="*prod*")

    assert said.bare() == "You can't change *prod* with `a*b*c`"


@given(st.text())
def test_what_fills_a_blank_is_never_read_as_a_blank(stranger: str) -> None:
    said = BOTH.fill(who=stranger, what="{who}")

    assert said.plain() == f"{stranger} took {{who}}"


def test_the_blanks_of_a_sentence_are_named_once() -> None:
    assert blanks("{a} and {b} and {a} and {{c}}") == {"a", "b"}
    assert blanks("none") == set()


def test_a_sentence_is_a_value() -> None:
    assert Text("a") == Text("a")
    assert Said(Text("a")) == Text("a").fill()


def test_a_sentence_in_anothers_blank_is_said_in_the_language_of_the_whole() -> None:
    denied = Text("AWS said {code}", ja="AWS の応答は {code}").fill(code="AccessDenied")
    said = Text("not read: {why}", ja="読めません: {why}").fill(why=denied)

    assert said.plain() == "not read: AWS said AccessDenied"
    assert said.plain("ja") == "読めません: AWS の応答は AccessDenied"


def test_a_sentence_without_blanks_may_fill_one_as_it_is() -> None:
    assert BOTH.fill(who=Text("somebody", ja="誰か"), what="it").plain("ja") == "誰かがitを担当"


def test_several_in_a_row_are_put_apart_as_each_language_does() -> None:
    row = listing(("a", Text("yes", ja="はい"), BOTH.fill(who="Ann", what="{b}")))

    assert row.plain() == "a, yes, Ann took {b}"
    assert row.plain("ja") == "a、はい、Annが{b}を担当"
    assert listing(("a", "b"), SEMICOLON).plain() == "a; b"
    assert [listing(few).plain() for few in ((), ("a",))] == ["", "a"]


def test_bold_stands_beside_japanese_letters_without_a_space() -> None:
    said = Text("*{who}* took it", ja="担当は*{who}*です").fill(who="*Ann*")

    assert said.bare("ja") == "担当は*Ann*です"
    assert Text("x", ja="これは*重要*です").fill().bare("ja") == "これは重要です"


def test_the_words_that_fill_blanks_are_changed_at_any_depth_and_ours_are_not() -> None:
    inner = BOTH.fill(who="took", what="b")
    said = Text("took {a} {b}").fill(a=inner, b="took").with_words(str.upper)

    assert said.plain() == "took TOOK took B TOOK"
