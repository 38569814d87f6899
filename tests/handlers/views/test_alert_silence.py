from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.finding import Severity
from bot.domain.silencing import Act, Wish
from bot.domain.snoozing import Scope, Snooze
from handlers.views.alert import alert
from tests.handlers.views.checking import faults, live, written
from tests.handlers.views.examples import HOSTILE, LOOK, NINE, alert_card

WHY = "the penetration test"


def a_snooze(**changes: Any) -> Snooze:
    values: dict[str, Any] = {
        "number": 1,
        "incident": 118067,
        "scope": Scope.TYPE,
        "account": "111122223333",
        "key": "Backdoor:EC2/C&CActivity.B!DNS",
        "verified": True,
        "severity": Severity.HIGH,
        "since": NINE,
        "until": NINE + timedelta(hours=4),
        "by": "p1",
        "by_name": "Ann",
        "agreed_name": "Bob",
        "why": WHY,
    }
    return Snooze(**(values | changes))


def a_wish(act: Act = Act.SNOOZE, **changes: Any) -> Wish:
    values: dict[str, Any] = {
        "incident": 118067,
        "act": act,
        "asked_by": "p1",
        "asked_slack_id": "U0ANN",
        "asked_name": "Ann",
        "at": NINE,
        "reason": WHY,
    }
    if act is Act.SNOOZE:
        values |= {"span": timedelta(hours=4), "scope": Scope.RESOURCE}
    return Wish(**(values | changes))


def shown(**changes: Any) -> str:
    return written(alert(alert_card(**changes), LOOK).blocks)


def test_a_card_says_who_snoozed_it_until_when_what_of_and_why() -> None:
    text = shown(snoozes=(a_snooze(),))
    assert "Snoozed until 2026-11-22 13:12 UTC by Ann, agreed by Bob: all of this type" in text
    assert WHY in text
    alone = shown(snoozes=(a_snooze(agreed_name="", scope=Scope.FINDING),))
    assert "by Ann: this finding" in alone


@pytest.mark.parametrize(
    ("act", "says"),
    [
        (Act.SNOOZE, "Ann asked to snooze all about this resource for 4 h 0 m"),
        (Act.FALSE_POSITIVE, "Ann asked to close it as a false positive"),
        (Act.CLOSE, "Ann asked to close it, which ends its holds"),
    ],
)
def test_a_card_says_what_waits_for_another_and_until_when(act: Act, says: str) -> None:
    text = shown(wishes=(a_wish(act),))
    assert says in text
    assert WHY in text
    assert "09:42" in text
    assert f"/sec {act} I-3K9K" in text


def test_a_wish_to_merge_is_told_with_where_to_and_one_about_who_may_see_it_by_itself() -> None:
    text = shown(wishes=(a_wish(Act.MERGE, scope="I-1"), a_wish(Act.WIDEN, scope="U0CAT")))
    assert "Ann asked to merge it into I-1" in text
    assert "/sec merge I-3K9K I-1" in text
    assert "U0CAT" not in text


def test_a_card_of_what_is_awake_says_nothing_of_it() -> None:
    text = shown()
    assert "Snoozed" not in text
    assert "asked" not in text


def test_a_hostile_reason_or_name_is_shown_and_does_nothing() -> None:
    card = alert_card(
        snoozes=(a_snooze(why=HOSTILE, by_name=HOSTILE),),
        wishes=(a_wish(reason=HOSTILE, asked_name=HOSTILE),),
    )
    made = alert(card, LOOK)
    assert faults(made) == []
    assert not {one for one in live(made.blocks) if "console.aws" not in str(one)}
