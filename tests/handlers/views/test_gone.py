"""The card of an incident without findings says what it was, and when and why they were deleted."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from bot.domain.cards import Before, GoneCard
from bot.domain.incident import Status, Verdict
from bot.domain.record import What
from bot.domain.retention import Emptied
from handlers.views.gone import gone, known_before
from handlers.views.happened import sentence
from handlers.views.rich import rich, shown
from tests.bot.triage.examples import an_incident
from tests.clocks import MORNING
from tests.handlers.views.examples import LOOK, record

INCIDENT = an_incident(status=Status.CLOSED, verdict=Verdict.FALSE_POSITIVE)
CARD = GoneCard(INCIDENT, "prod-payments", Emptied(3, MORNING, 400))


def said(card: GoneCard) -> str:
    return json.dumps(gone(card, LOOK).blocks, ensure_ascii=False)


def test_it_says_what_it_was_and_by_which_rule_its_findings_went() -> None:
    told = said(CARD)

    for part in (
        *("EC2 instance talking to a known C2 server", "I-1", "false positive", "prod-payments"),
        *("findings were deleted", "400", "retention.findings", "/sec audit I-1"),
    ):
        assert part in told
    assert "button" not in told
    assert "I-1" in gone(CARD, LOOK).text


def test_one_finding_and_no_verdict_are_told_as_such() -> None:
    told = said(
        replace(CARD, incident=an_incident(status=Status.CLOSED), emptied=Emptied(1, MORNING, 90))
    )

    assert "Its finding was deleted" in told
    assert "Unknown" not in told


def test_a_card_tells_as_what_its_finding_was_known_before() -> None:
    def line(one: Before) -> str:
        return "".join(shown(element) for element in rich(known_before(one), "en").elements)

    assert line(Before("I-7", MORNING, 400)) == (
        "Known before as I-7, whose findings were deleted 2026-11-22 09:00 UTC, 400 days after they "
        "were last seen"
    )
    assert "I-" not in line(Before("", MORNING, 400))


def test_the_timeline_names_the_old_incident_where_it_may_and_the_trail_counts_what_went() -> None:
    def told(what: What, **body: Any) -> str:
        return "".join(shown(one) for one in rich(sentence(record(what, **body)), "en").elements)

    day: dict[str, Any] = {"day": "2026-11-22", "days": 400}
    assert told(What.FINDING_RETURNED, earlier="I-7", **day) == (
        "the finding was known before as I-7, whose findings were deleted on 2026-11-22"
    )
    assert told(What.FINDING_RETURNED, **day) == (
        "the finding was known before, and was deleted on 2026-11-22"
    )
    assert told(What.FINDINGS_DELETED, count=1204, **day) == (
        "1204 findings were deleted, last seen before 2026-11-22: they are kept for 400 days"
    )
