"""Reading JSON objects whose spelling and types vary."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.intake.formats.tolerant import (
    HIGHEST_COUNT,
    LONGEST_LINE,
    LONGEST_TEXT,
    MOST_CHILDREN,
    Tolerant,
)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


def test_a_name_is_found_in_any_case() -> None:
    body = Tolerant({"AccountId": "1", "sourceIPs": ["2"], "x": None, "X": "3"})
    assert body.text("accountId") == "1"
    assert body.texts("SourceIps") == ("2",)
    assert body.text("x") == "3"


def test_text_is_the_first_that_holds_any() -> None:
    body = Tolerant({"a": "", "b": None, "c": [1], "d": 5, "e": "x"})
    assert body.text("a", "b", "c", "d", "e") == "5"
    assert body.text("nothing") == ""
    assert Tolerant({"a": True}).text("a") == ""


def test_text_has_a_longest() -> None:
    assert len(Tolerant({"a": "x" * 20_000}).text("a")) == LONGEST_TEXT


def test_a_line_is_one_line_of_what_can_be_seen() -> None:
    assert Tolerant({"a": "plain é 日本"}).line("a") == "plain é 日本"
    assert Tolerant({"a": "\u202eab\u200bc\x07\n\td\x00"}).line("a") == "abc  d"
    assert Tolerant({"a": "\ud800x"}).line("a") == "x"
    assert Tolerant({"a": "\u202e"}).line("a") == ""
    assert Tolerant({"a": "", "b": 7}).line("a", "b") == "7"
    for long in ("x" * LONGEST_TEXT, "\u200bx" * LONGEST_TEXT):
        assert len(Tolerant({"a": long}).line("a")) == LONGEST_LINE


def test_numbers_may_be_sent_as_text_but_must_be_finite() -> None:
    body = Tolerant({"a": "8.5", "b": float("nan"), "c": "inf", "d": True, "e": 10**400, "f": 2})
    assert [body.number(name) for name in "abcdef"] == [8.5, None, None, None, None, 2.0]


def test_a_count_is_whole_positive_and_fits_a_column() -> None:
    body = Tolerant({"a": "4", "b": -3, "c": 1e30, "d": "many", "e": 0, "f": 2.9})
    assert [body.count(name) for name in "abcdef"] == [4, 1, HIGHEST_COUNT, 1, 1, 2]


def test_truth_may_be_sent_as_text() -> None:
    body = Tolerant({"a": True, "b": "FALSE", "c": 1, "d": "yes"})
    assert [body.truth(name) for name in "abcd"] == [True, False, None, None]


def test_a_moment_is_the_first_that_can_be_read() -> None:
    body = Tolerant({"a": "never", "b": "2024-09-04T09:00:00Z"})
    assert body.moment("a", "b") == datetime(2024, 9, 4, 9, tzinfo=UTC)
    assert body.moment("a") is None


def test_children_are_the_objects_of_a_list_or_the_one_in_its_place() -> None:
    body = Tolerant({"many": [{"n": 1}, "x", None, {"n": 2}], "one": {"n": 3}, "none": "x"})
    assert [child.text("n") for child in body.children("many")] == ["1", "2"]
    assert [child.text("n") for child in body.children("one")] == ["3"]
    assert body.children("none") == ()
    assert len(Tolerant({"a": [{}] * 2000}).children("a")) == MOST_CHILDREN


def test_a_path_that_leads_nowhere_is_empty() -> None:
    body = Tolerant({"a": {"b": "text"}})
    assert not body.child("a", "b", "c")
    assert not body.child("x")
    assert body.child("a")


def test_a_tag_of_ocsf_has_a_name_for_its_key() -> None:
    body = Tolerant({"tags": [{"name": "owner", "value": "pay"}]})
    assert body.tags() == (("owner", "pay"),)


def test_tags_come_as_a_list_or_as_an_object() -> None:
    listed = Tolerant({"tags": [{"key": "b", "value": "2"}, {"Key": "a", "Value": "1"}]})
    mapped = Tolerant({"Tags": {"b": "2", "a": "1"}})
    assert listed.tags() == mapped.tags() == (("a", "1"), ("b", "2"))


@given(JSON)
def test_nothing_raises_whatever_it_is_given(value: object) -> None:
    body = Tolerant({"name": value})
    body.text("name")
    body.texts("name")
    body.number("name")
    body.truth("name")
    body.moment("name")
    body.child("name", "name").tags()
    assert body.count("name") >= 1
    assert isinstance(body.tags("name"), tuple)
    assert isinstance(body.children("name"), tuple)
    assert Tolerant(value).names() == (tuple(value) if isinstance(value, dict) else ())
