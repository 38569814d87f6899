from __future__ import annotations

from bot.domain.finding import Severity
from bot.domain.incident import Contained, Status
from bot.domain.words import alert


def test_every_severity_has_a_sign_of_its_own() -> None:
    assert set(alert.SIGNS) == set(Severity)
    assert len(set(alert.SIGNS.values())) == len(Severity)


def test_every_state_of_an_incident_has_its_words() -> None:
    assert set(alert.STATUSES) == set(Status)
    assert set(alert.CONTAINED) == set(Contained) - {Contained.NO}


def test_a_sample_says_that_its_buttons_change_nothing() -> None:
    assert "no button of this card changes anything" in alert.SAMPLE.en
