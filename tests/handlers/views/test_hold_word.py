from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.hold import Grip
from bot.domain.record import What
from handlers.views import ids
from handlers.views.hold_word import hold_word
from tests.handlers.views.checking import faults, live, written
from tests.handlers.views.examples import (
    HOSTILE,
    HUGE,
    LOOK,
    MINIMAL,
    NINE,
    hold,
    hold_card,
    record,
)
from tests.handlers.views.hostile import ATTACKS


def buttons(blocks: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Return action and value of each button."""
    return [
        (each["action_id"], each["value"])
        for block in blocks
        if block["type"] == "actions"
        for each in block["elements"]
    ]


def test_a_slip_calls_whoever_must_act_and_names_who_did_it_and_what_fails_now() -> None:
    message = hold_word(hold_card(), LOOK)
    told = written(message.blocks)

    assert faults(message) == []
    assert "Contained in part: what A-19X did has slipped" in told
    assert "i-0abc123" in told
    assert "prod-payments" in told
    assert "you must act. It is for I-3K9K." in told
    assert "❌ eni-1 is in the quarantine group only" in told
    assert "assumed-role/ci-deploy/run-7" in told
    assert "Terraform/1.9.5" in told
    assert "198.51.100[.]7" in told
    assert "Nothing is applied again by itself." in told
    assert live(message.blocks) == {"U0ANN"}
    assert buttons(message.blocks) == [(ids.AGAIN, "A-19X:1")]
    assert "i-0abc123 in prod-payments is not contained any more" in message.text


def test_a_group_is_called_where_nobody_has_it_and_that_nobody_can_be_called_is_told() -> None:
    group = hold_word(replace(hold_card(), who=("S0RESPOND",)), LOOK)
    assert live(group.blocks) == {"S0RESPOND"}
    nobody = hold_word(replace(hold_card(), who=(), hold=hold(incident=None)), LOOK)
    assert live(nobody.blocks) == set()
    assert "names no responder here. It is for no incident." in written(nobody.blocks)


def test_who_is_not_known_yet_is_told_and_once_it_is_known_that_takes_its_place() -> None:
    slip = dict(hold_card().record.body)
    late = "CloudTrail, which is minutes late, shows nothing"
    silent = hold_card(**{**slip, "changes": [], "untraced": late})
    told = written(hold_word(silent, LOOK).blocks)
    assert f"Who changed it is not known yet: {late}" in told

    later = record(What.TRACED, changes=slip["changes"], slip=1)
    told = written(hold_word(replace(silent, later=later), LOOK).blocks)
    assert "Terraform" in told
    assert "not known yet" not in told


@pytest.mark.parametrize("attack", [*ATTACKS, HOSTILE, HUGE])
def test_what_strangers_wrote_neither_mentions_nor_links_nor_breaks_out(attack: str) -> None:
    slip = dict(hold_card().record.body)
    fields = dict.fromkeys(("event", "actor", "address", "agent", "at"), attack)
    says = {"text": {"en": "{x}"}, "fields": {"x": attack}}
    body = {**slip, "claims": [says, attack, 7], "changes": [fields] * 9, "untraced": attack}
    for told in (body, {**body, "changes": []}, {**body, "changes": attack, "claims": attack}):
        message = hold_word(hold_card(**told), LOOK)
        assert faults(message) == []
        assert live(message.blocks) == {"U0ANN"}
        assert buttons(message.blocks) == [(ids.AGAIN, "A-19X:1")]


def test_that_its_time_is_over_asks_and_offers_the_way_back_that_is_decided_as_ever() -> None:
    held = hold(revert_at=NINE, revert_asked_at=NINE)
    message = hold_word(hold_card(What.REVERT_ASKED, held=held), LOOK)

    assert faults(message) == []
    assert "A-19X was to hold until 2026-11-22 09:12 UTC" in written(message.blocks)
    assert "nothing is put back by itself" in written(message.blocks)
    assert buttons(message.blocks) == [(ids.UNDO, "A-19X:1")]
    assert live(message.blocks) == {"U0ANN"}


@pytest.mark.parametrize(
    ("what", "body", "told"),
    [
        (What.HELD_AGAIN, {}, "🔒 A-19X holds again · Isolate instance on i-0abc123"),
        (
            What.RELEASE_ASKED,
            {"reason": "rebuilt"},
            (
                "⏳ Ann asked to end the hold of A-19X: “rebuilt”. An approver other than Ann must "
                "agree: /sec release A-19X"
            ),
        ),
        (What.RELEASE_ASKED, {}, "⏳ Ann asked to end the hold of A-19X. An approver"),
        (
            What.HOLD_RELEASED,
            {"why": "Bob ended the hold, as Ann had asked"},
            "🔓 A-19X is not held any more: Bob ended the hold, as Ann had asked. What it changed",
        ),
        (
            What.HOLD_ENDED,
            {"why": "I-3K9K was closed"},
            "🔓 The hold of A-19X has ended: I-3K9K was closed. It is not checked any more.",
        ),
    ],
)
def test_the_rest_is_one_line_that_calls_nobody(
    what: What, body: dict[str, Any], told: str
) -> None:
    message = hold_word(hold_card(what, held=hold(state=Grip.HELD), **body), LOOK)
    assert faults(message) == []
    assert told in written(message.blocks)
    assert live(message.blocks) == set()
    assert buttons(message.blocks) == []


def test_who_did_it_is_left_out_where_slack_may_see_little() -> None:
    told = written(hold_word(hold_card(), MINIMAL).blocks)
    assert "What CloudTrail tells of the change" in told
    assert "ci-deploy" not in told
    assert "198.51.100" not in told
    assert "[hidden] is in the quarantine group only" in told


def test_what_is_not_known_to_hold_calls_whoever_must_look_and_says_why() -> None:
    why = "AccessDenied at s3:GetBucketPolicy <!channel>"
    card = hold_card(What.BLIND, why=why, since=NINE.isoformat())
    made = hold_word(card, LOOK)
    assert faults(made) == []
    text = written(made.blocks)
    assert "Nobody knows whether A-19X still holds, since 2026-11-22 09:12 UTC" in text
    assert "It can't be checked: AccessDenied at s3:GetBucketPolicy" in text
    assert "you must act" in text
    assert "still contained" in made.text
