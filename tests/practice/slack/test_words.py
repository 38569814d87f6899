from __future__ import annotations

from practice.slack import words
from runbooks.kit.text import Text, blanks


def test_every_sentence_of_the_range_can_be_filled() -> None:
    said = {name: text for name, text in vars(words).items() if isinstance(text, Text)}

    assert said["TOO_SHORT"].fill(least=5).plain() == "Please write at least 5 characters."
    for text in said.values():
        assert text.fill(**dict.fromkeys(blanks(text.en), "x")).plain()
