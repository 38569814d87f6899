"""Which records are the audit trail, and how sentences stand in them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from bot.domain.record import What, Written, heard, spoken
from runbooks.kit.text import Text


def test_all_that_people_and_secbot_did_is_chained_and_what_findings_did_is_not() -> None:
    loose = {what for what in What if not what.is_chained}

    assert loose == {
        What.FINDING_OPENED,
        What.FINDING_CHANGED,
        What.FINDING_JOINED,
        What.FINDING_RETURNED,
        What.MATERIAL,
    }


def written(body: dict[str, Any]) -> Written:
    at = datetime(2026, 11, 22, tzinfo=UTC)
    return Written(1, What.CLICK_REFUSED, at, "", "", None, None, body, "", "")


def test_a_sentence_stands_in_english_and_beside_it_how_it_is_said_in_each_language() -> None:
    why = Text("*{name}* may not", ja="{name} は*できません*").fill(name=Text("you", ja="あなた"))
    body = spoken("why", why)

    assert body["why"] == "you may not"
    assert heard(written(body), "why") == why


def test_what_was_written_down_as_text_is_heard_as_it_stands() -> None:
    assert heard(written({"why": "no {room}"}), "why") == "no {room}"
    assert heard(written({}), "why") == ""
    assert spoken("why", None) == {"why": ""}
