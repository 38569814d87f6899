from __future__ import annotations

from typing import Any

import pytest

from bot.domain.record import What, Written, spoken
from handlers.views import recorded
from handlers.views.marks import Line
from runbooks.kit.text import Text
from tests.handlers.views.examples import NINE, record


def of(**body: Any) -> Written:
    return record(What.STEP, **body)


@pytest.mark.parametrize(
    ("value", "read"),
    [("x", "x"), (["a", 1], "a, 1"), (3, "3"), (None, ""), ({"a": 1}, "{'a': 1}"), ("", "")],
)
def test_a_value_is_read_as_text_whatever_it_is(value: object, read: str) -> None:
    assert recorded.text(of(key=value), "key") == read


def test_one_is_read_as_one_and_a_sentence_that_does_not_fit_is_shown_without() -> None:
    many = {"en": "{count} keys", "one": "1 key"}
    said = recorded.said(of(says={"text": many, "fields": {"count": "1"}}), "says")
    odd = recorded.said(of(says={"text": {"en": "all", "one": "{x}"}, "fields": {}}), "says")
    assert isinstance(said, Line)
    assert isinstance(odd, Line)
    assert (said.text.one, odd.text) == ("1 key", Text("all"))


def test_a_sentence_that_stands_beside_its_english_is_the_one_that_is_shown() -> None:
    why = Text("AWS said {code}", ja="AWS の応答は {code}").fill(code="AccessDenied")
    whole = Text("not read: {why}", ja="読めません: {why}").fill(why=why)
    said = recorded.said(of(**spoken("why", whole)), "why")

    assert isinstance(said, Line)
    assert said.text == whole.text
    assert said.fields == {"why": Line(why.text, {"code": "AccessDenied"})}


def test_an_address_in_a_sentence_within_another_is_broken_up_too() -> None:
    inner = Text("from {address}").fill(address="198.51.100.7")
    read = recorded.defanged(Text("{why}").fill(why=inner))

    assert read.fields == {"why": Line(inner.text, {"address": "198.51.100[.]7"})}


def test_what_is_missing_is_empty() -> None:
    assert recorded.text(of(), "key") == ""
    assert recorded.said(of(), "says") == ""
    assert recorded.values(of(), "values") == {}
    assert recorded.values(of(values="x"), "values") == {}


def test_a_sentence_comes_back_with_its_blanks() -> None:
    kept = {"text": {"en": "moved {eni}", "ja": None}, "fields": {"eni": "eni-1"}}
    assert recorded.said(of(says=kept), "says") == Line(Text("moved {eni}"), {"eni": "eni-1"})


@pytest.mark.parametrize("odd", ["plain", {"text": 3}, {"text": {"en": 1}, "fields": {}}, 7])
def test_an_odd_sentence_is_shown_as_it_is(odd: object) -> None:
    assert recorded.said(of(says=odd), "says") == str(odd)


def test_people_are_called_by_the_name_in_the_record_or_in_the_map() -> None:
    assert recorded.actor(of(name="Ann B.")) == "Ann B."
    assert recorded.actor(of()) == "Ann"


def test_a_record_about_no_execution_names_none() -> None:
    assert recorded.execution(of()) == "A-19X"
    assert recorded.execution(Written(1, What.STOPPED, NINE, "", "", None, None, {}, "", "")) == ""
