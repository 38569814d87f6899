"""What intake says: short single lines, since they are the bodies of HTTP answers."""

from __future__ import annotations

import pytest

from bot.domain.words import intake
from runbooks.kit.text import Text

SENTENCES = {name: value for name, value in vars(intake).items() if isinstance(value, Text)}


@pytest.mark.parametrize("name", SENTENCES)
def test_a_sentence_is_one_short_line_without_markup(name: str) -> None:
    sentence = SENTENCES[name].en
    assert 0 < len(sentence) <= 120
    assert sentence == " ".join(sentence.split())
    assert not set("*`<>") & set(sentence)


def test_no_sentence_is_there_twice() -> None:
    assert len({text.en for text in SENTENCES.values()}) == len(SENTENCES)
