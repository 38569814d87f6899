from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.finding import Severity
from bot.domain.incident import Case
from bot.domain.snoozing import Scope
from handlers.views import ids
from handlers.views.silence_modals import assign_modal, clear_modal, snooze_modal
from tests.handlers.views.checking import view_faults, written
from tests.handlers.views.examples import LOOK, alert_card, finding, incident
from tests.handlers.views.test_alert_silence import WHY, a_wish
from tests.handlers.views.test_modals import inputs


def values(field: dict[str, object]) -> list[str]:
    element = field["element"]
    assert isinstance(element, dict)
    return [option["value"] for option in element["options"]]


def test_a_snooze_asks_how_long_what_of_and_why() -> None:
    modal = snooze_modal(alert_card(), LOOK, None)
    asked = inputs(modal)
    assert list(asked) == [ids.LENGTH, ids.SCOPE, ids.REASON]
    assert values(asked[ids.LENGTH])[:2] == ["1h", "4h"]
    assert values(asked[ids.SCOPE]) == ["finding", "resource", "type"]
    assert asked[ids.REASON]["element"]["min_length"] == 5
    assert modal.view["private_metadata"] == "I-3K9K:4"


@pytest.mark.parametrize(
    ("severity", "rule", "submit"),
    [
        (Severity.HIGH, "It is HIGH: the snooze waits for an approver", "Ask to snooze"),
        (Severity.MEDIUM, "This finding you can snooze alone, the first time", "Snooze"),
    ],
)
def test_a_snooze_says_what_takes_two(severity: Severity, rule: str, submit: str) -> None:
    case = Case(incident(severity=severity), (finding(severity=severity),))
    view = snooze_modal(alert_card(case=case), LOOK, None).view
    assert rule in written(view["blocks"])
    assert "CRITICAL can never be snoozed" in written(view["blocks"])
    assert view["submit"]["text"] == submit


def test_where_a_finding_names_no_resource_none_can_be_snoozed() -> None:
    case = Case(incident(), (finding(resources=()),))
    asked = inputs(snooze_modal(alert_card(case=case), LOOK, None))
    assert values(asked[ids.SCOPE]) == ["finding", "type"]


def test_agreeing_to_a_snooze_shows_what_was_asked_for_and_sends_that_back() -> None:
    wish = a_wish(span=timedelta(minutes=90), scope=Scope.TYPE)
    modal = snooze_modal(alert_card(), LOOK, wish)
    asked = inputs(modal)
    assert values(asked[ids.LENGTH]) == ["90m"]
    assert values(asked[ids.SCOPE]) == ["type"]
    assert list(asked) == [ids.LENGTH, ids.SCOPE]
    assert f"Ann asked for this snooze: “{WHY}”" in written(modal.view["blocks"])
    assert modal.view["submit"]["text"] == "Agree"


def test_not_a_threat_asks_why_and_says_what_takes_two() -> None:
    modal = clear_modal(alert_card(), LOOK, None)
    assert list(inputs(modal)) == [ids.REASON]
    assert not inputs(modal)[ids.REASON]["optional"]
    assert "Of HIGH and above, and after any containment" in written(modal.view["blocks"])


def test_agreeing_that_it_is_no_threat_needs_no_words() -> None:
    modal = clear_modal(alert_card(), LOOK, a_wish())
    assert inputs(modal) == {}
    assert "Ann asked for this" in written(modal.view["blocks"])


def test_reassigning_asks_for_one_person() -> None:
    modal = assign_modal(alert_card(), LOOK)
    assert view_faults(modal) == []
    assert inputs(modal)[ids.OWNER]["element"]["type"] == "users_select"
