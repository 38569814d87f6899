from __future__ import annotations

from handlers.pages.texts import shown, wording
from tests.handlers.pages.reading import reader


def test_plain_text_shows_marks_as_they_are_and_slacks_entities_as_signs() -> None:
    text = {"type": "plain_text", "text": "*a* &lt;b&gt; <i>\n:x:"}

    assert shown(text, reader()) == "*a* &lt;b&gt; &lt;i&gt;<br>❌"
    assert wording(text) == "*a* <b> <i>\n❌"


def test_mrkdwn_is_formatted() -> None:
    assert shown({"type": "mrkdwn", "text": "*a*"}, reader()) == "<b>a</b>"
