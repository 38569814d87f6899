from __future__ import annotations

import json

import pytest

from handlers.views.marks import Group, Line, Link, Many, Mention, When, as_data, line
from runbooks.kit.text import Text
from tests.handlers.views.examples import HUGE, NINE

ASKED = Text("{who} asked for *{what}*")


def test_a_line_names_exactly_the_blanks_of_its_text() -> None:
    assert line(ASKED, who="Ann", what="a").fields == {"who": "Ann", "what": "a"}
    with pytest.raises(ValueError, match="blanks"):
        line(ASKED, who="Ann")
    with pytest.raises(ValueError, match="blanks"):
        line(ASKED, who="Ann", what="a", more="b")


def test_a_line_of_a_filled_sentence_brings_its_own_fields() -> None:
    assert line(ASKED.fill(who="Ann", what="a")) == Line(ASKED, {"who": "Ann", "what": "a"})


def test_a_line_as_data_is_whole_however_long() -> None:
    data = as_data(line(ASKED, who=HUGE, what=Many((ASKED.fill(who="a", what="b"), 3))))
    assert data == {
        "text": ASKED.en,
        "fields": {
            "who": HUGE,
            "what": [{"text": ASKED.en, "fields": {"who": "a", "what": "b"}}, 3],
        },
    }


def test_every_mark_can_be_told_as_data() -> None:
    marks = (Mention("U0ANN"), Group("S0PAY"), When(NINE), Link("https://x", Text("x")), Text("y"))
    data = as_data(Many(marks))
    assert json.loads(json.dumps(data)) == [
        "U0ANN",
        "S0PAY",
        "2026-11-22T09:12:00+00:00",
        "https://x",
        {"text": "y"},
    ]
