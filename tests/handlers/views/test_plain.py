from __future__ import annotations

from handlers.views.marks import line
from handlers.views.plain import plain
from runbooks.kit.text import Text
from tests.handlers.views.examples import HOSTILE


def test_plain_text_shows_no_markup_and_no_shortcodes() -> None:
    assert plain(line(Text("*Undo* {x}"), x=":skull:"), "en", 75) == {
        "type": "plain_text",
        "text": "Undo :skull:",
        "emoji": False,
    }


def test_plain_text_is_cut_at_its_limit() -> None:
    text = plain(line(Text("{x}"), x=HOSTILE), "en", 24)["text"]
    assert len(text) <= 24
    assert text.endswith("…")
