"""Plain text objects: for buttons, titles, labels and dialogs, where Slack shows no formatting."""

from __future__ import annotations

from handlers.views import cleaning
from handlers.views.marks import Words
from handlers.views.rich import Element, rich, shown
from runbooks.kit.text import Language


def plain(words: Words, language: Language, limit: int) -> Element:
    """Return a `plain_text` object of at most so many UTF-16 units.

    `emoji` is off, so that a stranger's `:white_check_mark:` stays letters.
    """
    text = "".join(shown(element) for element in rich(words, language).elements)
    return {"type": "plain_text", "text": cleaning.cut(text, limit), "emoji": False}
