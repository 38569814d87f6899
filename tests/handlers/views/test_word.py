from __future__ import annotations

from typing import Any

import pytest

from bot.domain.cards import WordCard
from bot.domain.record import What
from bot.domain.words import silencing
from handlers.views.word import word
from tests.handlers.views.checking import faults, live, written
from tests.handlers.views.examples import LOOK, record


def test_an_account_goes_by_its_name_and_its_number_and_the_command_by_its_number() -> None:
    asked = record(What.START_ASKED, name="Ann", account="111122223333")
    shown = word(WordCard(asked, "prod-payments"), LOOK)
    told = written(shown.blocks)
    assert "the brake for prod-payments 111122223333." in told
    assert told.endswith("/sec start 111122223333")
    assert "prod-payments 111122223333" in shown.text


def test_the_name_of_a_new_account_is_a_name_and_nothing_in_it_is_live() -> None:
    named = "444455556666 “<!channel> *x* https://evil.example"
    shown = word(WordCard(record(What.ACCOUNTS_FOUND, named=named)), LOOK)
    bare = word(WordCard(record(What.ACCOUNTS_FOUND)), LOOK)

    assert (faults(shown), faults(bare)) == ([], [])
    assert live(shown.blocks) == set()
    assert "in no policy: 444455556666 “<!channel> *x* " in written(shown.blocks)


@pytest.mark.parametrize(
    ("what", "body", "told"),
    [
        (What.STOPPED, {"account": "*"}, "🛑 Ann pulled the brake for all accounts. Nothing more"),
        (
            What.STOPPED,
            {"account": "1111", "reason": "odd"},
            "🛑 Ann pulled the brake for 1111: “odd”. Nothing more is changed there.",
        ),
        (What.START_ASKED, {"account": "1111"}, "Somebody else must agree: /sec start 1111"),
        (What.START_ASKED, {"account": "*"}, "Somebody else must agree: /sec start"),
        (What.RELEASED, {"account": "*"}, "🟢 Ann released the brake for all accounts."),
        (
            What.RELEASED,
            {"account": "1111", "held": "all accounts"},
            "🟡 Ann released the brake for 1111. Still stopped: all accounts.",
        ),
        (
            What.LIFT_ASKED,
            {"account": "1111", "minutes": 60, "reason": "a worm"},
            "asked to lift the hourly ceiling for 1111, 60 minutes long: “a worm”. An approver",
        ),
        (
            What.LIFT_ASKED,
            {"account": "*", "minutes": 60, "reason": "a worm"},
            "for all accounts, 60 minutes long: “a worm”. An approver must agree: /sec lift",
        ),
        (
            What.LIFTED,
            {"account": "*", "until": "04:00", "asked_by": "Cy", "reason": "a worm"},
            "🟠 Ann agreed to lift the hourly ceiling for all accounts until 04:00, as Cy asked",
        ),
        (What.POLICY_LOADED, {"digest": "abc"}, "A changed policy file was loaded, abc"),
        (What.INCIDENT_CLOSED, {"reason": "rebuilt"}, "Ann closed it: “rebuilt”"),
    ],
)
def test_a_word_about_the_brakes_is_one_line(what: What, body: dict[str, Any], told: str) -> None:
    shown = word(WordCard(record(what, name="Ann", **body)), LOOK)
    assert faults(shown) == []
    assert told in written(shown.blocks)
    assert len(written(shown.blocks).splitlines()) == 1
    assert live(shown.blocks) == set()


@pytest.mark.parametrize(
    ("account", "told"),
    [("1111", "🛑 secbot stopped 1111 by itself: 3 of"), ("*", "secbot stopped all accounts")],
)
def test_what_secbot_stops_by_itself_mentions_who_must_look(account: str, told: str) -> None:
    body: dict[str, Any] = {
        "account": account,
        "reason": "3 of the last 5 failed",
        "own": True,
        "who": ["S0RES"],
    }
    shown = word(WordCard(record(What.STOPPED, **body)), LOOK)

    assert faults(shown) == []
    assert told in written(shown.blocks)
    assert "S0RES" in str(shown.blocks)
    assert "usergroup" in str(shown.blocks)


def test_whoever_joined_the_approvers_is_named_with_what_an_admin_can_do() -> None:
    until = "2026-11-23T03:00:00+00:00"
    joined = record(What.GROUP_JOINED, name="<!channel>", group="S0APPROVE", until=until)
    shown = word(WordCard(joined), LOOK)

    assert faults(shown) == []
    told = written(shown.blocks)
    assert "<!channel> has joined the approvers' group" in told
    assert "/sec confirm @" in told
    assert live(shown.blocks) == {"S0APPROVE"}


def test_whoever_joined_the_responders_is_named_and_waits_for_nobody() -> None:
    joined = record(What.GROUP_JOINED, name="<!channel>", group="S0RESPOND", is_responders=True)
    shown = word(WordCard(joined), LOOK)

    assert faults(shown) == []
    told = written(shown.blocks)
    assert "<!channel> has joined the responders' group" in told
    assert "confirm" not in told
    assert live(shown.blocks) == {"S0RESPOND"}


def test_whoever_joined_the_responders_is_named_with_what_they_may_not_do_yet() -> None:
    until = "2026-11-23T03:00:00+00:00"
    body: dict[str, Any] = {"group": "S0RESPOND", "until": until, "is_responders": True}
    shown = word(WordCard(record(What.GROUP_JOINED, name="Mal", **body)), LOOK)

    assert faults(shown) == []
    assert "Mal has joined the responders' group" in written(shown.blocks)
    assert "they contain nothing alone at night" in written(shown.blocks)


def test_whoever_was_confirmed_is_named_with_the_admin() -> None:
    confirmed = record(What.MEMBER_CONFIRMED, name="Bob", newcomer="U0DAVE")
    shown = word(WordCard(confirmed), LOOK)

    assert faults(shown) == []
    assert written(shown.blocks).startswith("👤 Bob confirmed that ")
    assert live(shown.blocks) == {"U0DAVE"}


TYPE = silencing.SNOOZED_TYPE.fill(key="Recon:EC2/Portscan", account="1111").bare()


@pytest.mark.parametrize(
    ("what", "body", "told"),
    [
        (
            What.SNOOZED,
            {"until": "noon", "reason": "a test"},
            "💤 Ann snoozed type Recon:EC2/Portscan in 1111 until noon: “a test”.",
        ),
        (
            What.SNOOZED,
            {"until": "noon", "reason": "a test", "asked_by": "Bob"},
            "until noon, as Bob asked: “a test”. /sec wake I-1 ends it.",
        ),
        (What.SNOOZE_ENDED, {"how": "over"}, "The snooze has ended of type Recon:EC2/Portscan in"),
        (What.SNOOZE_ENDED, {"how": "worse"}, "because something more severe came: 14 findings"),
        (What.WOKEN, {}, "Ann ended the snooze of type Recon:EC2/Portscan in 1111: 14 findings"),
    ],
)
def test_a_snooze_begins_and_ends_aloud(what: What, body: dict[str, Any], told: str) -> None:
    about = {"says": TYPE, "count": 14, "incident": "I-1"}
    shown = word(WordCard(record(what, name="Ann", **{**about, **body})), LOOK)

    assert faults(shown) == []
    assert told in written(shown.blocks)
    assert live(shown.blocks) == set()


@pytest.mark.parametrize(
    ("verdict", "told"),
    [
        ("", "⏳ Ann asked to close I-1, which ends its holds: “ours”."),
        ("False Positive", "⏳ Ann asked to close I-1 as a false positive: “ours”."),
    ],
)
def test_a_wish_to_end_an_incident_calls_those_who_may_agree(verdict: str, told: str) -> None:
    body: dict[str, Any] = {"incident": "I-1", "reason": "ours", "who": ["S0APPROVE"]}
    asked = record(What.CLOSE_ASKED, name="Ann", verdict=verdict, **body)
    shown = word(WordCard(asked), LOOK)

    assert faults(shown) == []
    assert told in written(shown.blocks)
    assert live(shown.blocks) == {"S0APPROVE"}


def test_who_is_given_an_incident_is_called() -> None:
    given = record(What.INCIDENT_ASSIGNED, name="Ann", given_to="Bob", whom=["U0BOB"])
    shown = word(WordCard(given), LOOK)

    assert "Ann gave you this" in written(shown.blocks)
    assert live(shown.blocks) == {"U0BOB"}


SYNC = {"destination": "securityhub:1111:eu-west-1", "tell": "SUPPRESSED", "tries": 20}
CLOSING = {"tells": "RESOLVED", "reason": "rebuilt", "incident": "I-1", "who": ["S0APPROVE"]}
SETTLED = {"how": "SUPPRESSED", "incident": "I-1"}


@pytest.mark.parametrize(
    ("what", "body", "told"),
    [
        (
            What.SYNC_DRIFTED,
            {**SYNC, "why": "it is RESOLVED there, signed by carol"},
            "was not told SUPPRESSED: it is RESOLVED there, signed by carol. What somebody else",
        ),
        (
            What.SYNC_FAILED,
            {**SYNC, "why": "AWS refused it: AccessDenied"},
            "could not be told SUPPRESSED, after 20 tries: AWS refused it: AccessDenied.",
        ),
        (What.CLOSE_ASKED, CLOSING, "asked to close I-1, which is told upstream too (RESOLVED)"),
        (
            What.CLOSE_ASKED,
            {**CLOSING, "verdict": "False Positive"},
            "as a false positive, which is told upstream too (RESOLVED): “rebuilt”",
        ),
        (
            What.SETTLED,
            {**SETTLED, "who": []},
            "and not by secbot. I-1 stays open, and nobody has it. If none of you did that",
        ),
        (
            What.SETTLED,
            {**SETTLED, "who": ["U0ANN"]},
            "and not by secbot. I-1 stays open. @U0ANN: was that one of you?",
        ),
        (
            What.SETTLED_BY,
            {**SETTLED, "actor": "arn:carol", "event": "BatchUpdateFindings", "at": "09:00"},
            "I-1 was made SUPPRESSED by arn:carol, with BatchUpdateFindings at 09:00.",
        ),
        (
            What.SETTLED_BY,
            {**SETTLED, "why": "<!channel> is late"},
            "Who made I-1 SUPPRESSED upstream is not known: <!channel> is late.",
        ),
    ],
)
def test_what_goes_on_upstream_is_said_aloud_in_one_line(
    what: What, body: dict[str, Any], told: str
) -> None:
    shown = word(WordCard(record(what, **body), ""), LOOK)
    assert faults(shown) == []
    assert told in written(shown.blocks)
