from __future__ import annotations

from typing import Any

import pytest

from bot.domain.record import What
from handlers.views.happened import sentence
from handlers.views.rich import EMPTY, rich, shown
from tests.handlers.views.checking import live
from tests.handlers.views.examples import record

SAYS = {"text": {"en": "moved {eni}"}, "fields": {"eni": "eni-1"}}


def read(what: What, **body: Any) -> str:
    return "".join(shown(one) for one in rich(sentence(record(what, **body)), "en").elements)


@pytest.mark.parametrize("what", list(What))
def test_every_kind_of_record_has_a_sentence_even_with_nothing_in_its_body(what: What) -> None:
    assert read(what)


@pytest.mark.parametrize("body", [{}, {"kind": "undo", "approved": False, "already": True}])
@pytest.mark.parametrize("what", list(What))
def test_nothing_that_is_empty_is_told_as_a_dash(what: What, body: dict[str, Any]) -> None:
    assert EMPTY not in read(what, **body)


@pytest.mark.parametrize(
    ("what", "body", "told"),
    [
        (What.INCIDENT_TAKEN, {"name": "Ann"}, "Ann took it"),
        (
            What.ASKED,
            {"name": "Ann", "runbook": "isolate", "reason": "C2", "kind": "apply"},
            "Ann asked for A-19X isolate: “C2”",
        ),
        (
            What.ASKED,
            {"name": "Ann", "runbook": "isolate", "reason": "C2", "kind": "undo"},
            "Ann asked for A-19X, the undo of isolate: “C2”",
        ),
        (
            What.PLANNED,
            {"risk": "C", "digest": "9f31c2abc", "needs": 1},
            "A-19X was planned: class C, plan 9f31c2, needs 1",
        ),
        (What.STARTED, {"power": "contain"}, "A-19X started under the contain role"),
        (What.STARTED, {"power": ""}, "A-19X started"),
        (
            What.DUTY_SWAPPED,
            {"name": "Ann", "newcomer": "U0BOB", "until": "2026-11-26T18:00", "as_well": "U0RYO"},
            (
                "Ann put U0BOB on call until 2026-11-26 18:00 UTC; U0RYO, whom nobody has asked, is "
                "called as well"
            ),
        ),
        (
            What.ASKED,
            {"name": "Ann", "runbook": "isolate", "reason": "", "kind": "apply"},
            "Ann asked for A-19X isolate",
        ),
        (What.RESULT, {"action": "x:Y", "request_id": ""}, "A-19X called x:Y"),
        (What.INTENT, {"action": "x:Y", "resources": []}, "A-19X is about to call x:Y"),
        (
            What.DECIDED,
            {"name": "Bob", "approved": True, "digest": "9f31c2", "via": "click"},
            "Bob approved A-19X, plan 9f31c2 (click)",
        ),
        (
            What.DECIDED,
            {"name": "Bob", "approved": False, "digest": "9f31c2", "via": "typed"},
            "Bob decided against A-19X, plan 9f31c2 (typed)",
        ),
        (What.REJECTED, {"name": "Bob", "reason": ""}, "Bob rejected A-19X"),
        (What.REJECTED, {"name": "Bob", "reason": "no"}, "Bob rejected A-19X: “no”"),
        (
            What.SUPERSEDED,
            {"why": "AWS has moved", "differences": ["a", "b"]},
            "A-19X was planned again: AWS has moved (a, b)",
        ),
        (
            What.SUPERSEDED,
            {"why": "the policy file has changed", "differences": []},
            "A-19X was planned again: the policy file has changed",
        ),
        (What.STEP, {"says": SAYS, "already": True}, "A-19X: moved eni-1 (was so already)"),
        (
            What.RESULT,
            {"action": "x:Y", "request_id": "r", "code": "Denied"},
            "A-19X called x:Y: request r, AWS answered Denied",
        ),
        (What.CLAIM, {"proof": "FAILED", "says": SAYS}, "A-19X read back: FAILED moved eni-1"),
        (What.ENDED, {"outcome": "Success"}, "A-19X ended: Success"),
        (What.ENDED, {"outcome": "Error", "why": "no role"}, "A-19X ended: Error, no role"),
        (What.STOPPED, {"account": "*", "name": "Ann"}, "Ann pulled the brake for all accounts"),
        (
            What.STOPPED,
            {"account": "1111", "name": "Ann", "reason": "odd"},
            "Ann pulled the brake for 1111: “odd”",
        ),
    ],
)
def test_a_record_is_told_in_one_sentence(what: What, body: dict[str, Any], told: str) -> None:
    assert read(what, **body) == told


def test_nobody_is_mentioned_for_what_they_did() -> None:
    elements = rich(sentence(record(What.INCIDENT_TAKEN, name="<@U0ANN>")), "en").elements
    assert live(list(elements)) == set()


def test_who_reads_japanese_reads_the_way_and_the_role_in_it_too() -> None:
    def japanese(what: What, **body: Any) -> str:
        return "".join(shown(one) for one in rich(sentence(record(what, **body)), "ja").elements)

    started = japanese(What.STARTED, power="contain, release")
    approved = japanese(What.DECIDED, name="Bob", digest="9f31c2abc", via="click", approved=True)
    assert started == "A-19X を封じ込め、解除ロールで開始"
    assert approved == "Bob が A-19X を承認、計画 9f31c2（クリック）"
