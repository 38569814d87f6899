from __future__ import annotations

from handlers.pages import words
from runbooks.kit.text import Text, blanks


def test_every_sentence_of_the_pages_can_be_filled() -> None:
    said = {name: text for name, text in vars(words).items() if isinstance(text, Text)}

    assert said["AGO"].fill(span="2 hours").plain() == "2 hours ago"
    for text in said.values():
        assert text.fill(**dict.fromkeys(blanks(text.en), "x")).plain()
