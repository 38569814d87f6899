from __future__ import annotations

from bot.domain.record import What
from bot.domain.words import timeline
from runbooks.kit.text import blanks


def test_every_kind_of_record_has_a_sentence() -> None:
    assert set(timeline.SENTENCES) == set(What)


def test_a_longer_sentence_tells_what_it_is_longer_for() -> None:
    assert all(key in blanks(text.en) for key, text in timeline.LONGER.values())


def test_what_is_asked_of_another_person_says_how() -> None:
    assert "`/sec start {account}`" in timeline.START_ASKED.en
    assert "`/sec start`" in timeline.START_ASKED_ALL.en
