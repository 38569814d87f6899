"""What is written down of a finding that joins is bounded, whoever wrote it."""

from __future__ import annotations

from bot.domain.observable import Kind, Observable
from bot.domain.record import LONGEST_KEY, What
from bot.triage.telling import LONGEST_TYPE, LONGEST_VALUE, joined, material
from tests.bot.triage.examples import a_finding, an_incident, minutes


def test_a_stranger_can_not_fill_a_record() -> None:
    finding = a_finding(key="k" * 9999, type="t" * 9999)
    record = joined(1, Observable(Kind.RESOURCE, "v" * 9999, "here"), finding, minutes(0))
    news = material(an_incident(), finding, {"tactic": ["Impact"]}, ["U0ANN"], minutes(0))

    assert (record.what, record.incident, news.what) == (What.FINDING_JOINED, 1, What.MATERIAL)
    assert record.body is not None
    assert len(record.body["value"]) == LONGEST_VALUE
    assert len(record.body["key"]) == LONGEST_KEY
    assert news.body == {
        "news": {"tactic": ["Impact"]},
        "who": ["U0ANN"],
        "incident": "I-1",
        "type": "t" * LONGEST_TYPE,
    }
