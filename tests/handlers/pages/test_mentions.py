from __future__ import annotations

from handlers.pages import mentions
from tests.handlers.pages.reading import Read, reader


def test_known_ids_are_shown_by_name_and_unknown_ones_by_themselves() -> None:
    assert Read(mentions.person("U0ANN", reader())).text == "@Ann"
    assert Read(mentions.person("U0<b>", reader())).text == "@U0<b>"
    assert Read(mentions.group("S0SEC", reader())).text == "@sec"
    assert Read(mentions.channel("C0SEC", reader())).text == "#alerts"


def test_a_call_to_all_stands_out() -> None:
    assert Read(mentions.everyone("here")).one("b")["class"] == "mention loud"


def test_a_moment_carries_its_machine_time_and_may_be_a_link() -> None:
    read = Read(mentions.moment(0, "{time}", "", "https://example.com", reader()))

    assert read.text == "00:00"
    assert read.one("time")["datetime"] == "1970-01-01T00:00:00+00:00"
    assert read.one("a")["href"] == "https://example.com"


def test_a_moment_beyond_the_calendar_shows_its_fallback() -> None:
    assert mentions.moment(10**18, "{time}", "long ago", "", reader()) == "<time>long ago</time>"
