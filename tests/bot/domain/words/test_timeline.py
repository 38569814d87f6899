from __future__ import annotations

from bot.domain.record import What
from bot.domain.words import stopping, timeline
from runbooks.kit.text import blanks


def test_every_kind_of_record_has_a_sentence() -> None:
    assert set(timeline.SENTENCES) == set(What)


def test_the_barest_sentence_of_each_kind_has_no_blank_but_those_that_are_always_filled() -> None:
    bare = [texts[-1] for texts in timeline.SENTENCES.values()]
    bare += [texts[-1] for _, _, texts in timeline.VARIANTS.values()]
    assert all(blanks(text.en) <= {"name", "execution"} for text in bare)


def test_what_is_asked_of_another_person_says_how() -> None:
    assert "`/sec start {number}`" in stopping.START_ASKED.en
    assert "`/sec start`" in stopping.START_ASKED_ALL.en
