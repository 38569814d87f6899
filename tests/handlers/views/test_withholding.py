"""At minimal a message says what kind of thing it is, where and how grave, and names nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

import pytest

from bot.domain.answer import Sensitivity
from bot.domain.cards import Look, TimelineCard, WordCard
from bot.domain.record import What
from bot.domain.storm import StormPage
from bot.domain.words import alert as alert_words
from bot.domain.words import approval as approval_words
from bot.domain.words import notice
from handlers.views.alert import alert
from handlers.views.approval import approval, must_open
from handlers.views.hold_word import hold_word
from handlers.views.kit import Message
from handlers.views.plan import plan_modal
from handlers.views.progress import progress
from handlers.views.storm import page
from handlers.views.timeline import timeline
from handlers.views.withholding import is_plain
from handlers.views.word import word
from tests.bot.domain.storms import a_group
from tests.handlers.views import examples, hostile
from tests.handlers.views.checking import faults, written

TELLING = (
    *("i-0abc123", "web-7", "198.51.100", "203.0.113", "evil", "asks for a domain"),
    *("sg-web", "sg-quarantine", "eni-1", "alb-pay", "protected=yes", "C2 beacon", "ci-deploy"),
    *("talking to", "arn:aws", "Terraform"),
)
"""What stands in the examples and gives something away: resources, addresses, people's words."""
POSTED = Look(is_posted=True)
RECORDS = (
    examples.record(What.INCIDENT_TAKEN, name="Ann"),
    examples.record(What.CLOSE_ASKED, name="Ann", verdict="BENIGN", reason="web-7 is a test"),
)


def messages(look: Look) -> Mapping[str, Message]:
    """Return messages about one machine, as they look this way."""
    stopped = examples.record(What.STOPPED, name="Bob", account="111122223333", reason="web-7")
    return {
        "alert": alert(examples.alert_card(), look),
        "approval": approval(examples.approval_card(), look),
        "progress": progress(examples.progress_card(), look),
        "hold": hold_word(examples.hold_card(), look),
        "timeline": timeline(TimelineCard("I-3K9K", RECORDS), look),
        "word": word(WordCard(stopped, "prod-payments"), look),
    }


@pytest.mark.parametrize("kind", messages(examples.LOOK))
def test_at_minimal_nothing_is_named_and_it_says_so(kind: str) -> None:
    told, usual = (
        json.dumps([found.text, found.blocks], ensure_ascii=False)
        for found in (messages(look)[kind] for look in (examples.MINIMAL, examples.LOOK))
    )

    assert [each for each in TELLING if each in told] == []
    assert [each for each in TELLING if each in usual]
    assert notice.WITHHELD.en in told
    assert "slack.detail" in told


def test_what_must_be_known_to_act_is_there_at_minimal() -> None:
    message = alert(examples.alert_card(), examples.MINIMAL)
    told = written(message.blocks)

    for needed in (
        *("HIGH 8.0", "Backdoor:EC2/C&CActivity.B!DNS", "prod-payments", "111122223333"),
        *("ap-northeast-1", "I-3K9K", "GuardDuty", alert_words.NOBODY.en),
    ):
        assert needed in told
    actions = [block for block in message.blocks if block["type"] == "actions"]
    assert actions == [
        block
        for block in alert(examples.alert_card(), examples.LOOK).blocks
        if block["type"] == "actions"
    ]


def test_a_type_that_anybody_could_have_written_is_left_out() -> None:
    finding = examples.finding(
        producer=replace(examples.finding().producer, verified=False), type="web-7 is mining"
    )
    card = examples.alert_card()
    card = replace(card, case=replace(card.case, findings=(finding,)))

    assert "web-7" not in json.dumps(alert(card, examples.MINIMAL).blocks)


def test_what_a_stranger_gave_for_an_account_is_left_out() -> None:
    name = "ann@example.com"
    card = replace(examples.alert_card(), account_name=name)
    incident = replace(card.case.incident, account=name)
    card = replace(card, case=replace(card.case, incident=incident))
    group = a_group(account=name)
    told = [alert(card, examples.MINIMAL), page(StormPage((group,), {}), examples.MINIMAL)]

    assert name not in json.dumps([found.blocks for found in told])


@pytest.mark.parametrize("service", ["cloudwatch", "config", "opensearch"])
def test_what_people_call_an_alarm_or_a_rule_is_left_out(service: str) -> None:
    of_aws = replace(examples.finding().producer, service=service, verified=True)
    finding = examples.finding(producer=of_aws, type="web-7 of ann is slow")
    card = examples.alert_card()
    card = replace(card, case=replace(card.case, findings=(finding,)))
    message = alert(card, replace(examples.MINIMAL, is_posted=True))

    assert "web-7" not in json.dumps([message.text, message.blocks])


def test_an_approval_at_minimal_is_no_whole_plan_so_it_must_be_opened() -> None:
    card = examples.approval_card()
    told = written(approval(card, examples.MINIMAL).blocks)

    assert approval_words.OPEN_FIRST.en.replace("*", "") in told
    for needed in ("Isolate instance", "Ann", "A-19X", "9f31c2", "prod-payments", "I-3K9K"):
        assert needed in told
    assert "ec2:ModifyNetworkInterfaceAttribute" in told
    assert must_open(card, examples.MINIMAL)
    assert not must_open(card, examples.LOOK)


def test_the_window_with_the_whole_plan_shows_it_whatever_the_level() -> None:
    card = examples.approval_card()

    assert plan_modal(card, examples.MINIMAL) == plan_modal(card, examples.LOOK)
    assert "sg-quarantine" in json.dumps(plan_modal(card, examples.MINIMAL).view)


def test_full_shows_what_standard_shows() -> None:
    assert messages(examples.FULL) == messages(examples.LOOK)


@pytest.mark.parametrize("detail", Sensitivity)
@pytest.mark.parametrize("kind", messages(POSTED))
def test_phones_are_shown_nothing_telling_at_any_level(kind: str, detail: Sensitivity) -> None:
    text = messages(replace(POSTED, detail=detail))[kind].text

    assert [each for each in TELLING if each in text] == []
    assert text


def test_the_push_of_an_alert_says_how_grave_what_kind_which_and_whose() -> None:
    text = alert(examples.alert_card(), POSTED).text

    assert text == "HIGH: Backdoor:EC2/C&amp;CActivity.B!DNS. I-3K9K, nobody has it."


@pytest.mark.parametrize("words", hostile.ATTACKS)
def test_every_message_is_one_that_slack_takes_at_minimal(words: str) -> None:
    for name, message in hostile.messages(words, examples.MINIMAL).items():
        assert faults(message) == [], name


@pytest.mark.parametrize(
    "words",
    [
        *("198.51.100.7", "2001:db8::1", "i-0abc123", "web-7", "evil.com", "ann@example.com"),
        *("arn:aws:s3:::pay-exports", "I-3M9K is web-7", "111122223333/web", "bucket", "Ann"),
        *("db-prod-01", "us-payments-7", "ta-yamada-1", "admin:Hunter2Secret", "root:Passw0rd1"),
        *("Ⓣⓐⓡⓞ", "🅣🅐🅡🅞", "🇹🇦🇷🇴", "⠞⠁⠗⠕", "482913", "owner:TaroYamada", "Taro:EC2/Yamada"),
        *("HIGH\nweb-7", "https://evil.com", "a" * 300, "支払い", "9f31c2"),
    ],
)
def test_what_has_no_shape_of_ours_is_left_out(words: str) -> None:
    assert not is_plain(words)


@pytest.mark.parametrize(
    "words",
    [
        *("I-3M9K", "A-19X.2", "111122223333", "ap-northeast-1", "us-gov-west-1", "HIGH 8.0"),
        *(
            "eusc-de-east-1",
            "us-isob-east-1",
            "iam:PassRole",
            "\u2013",
            "· ",
            "⚠️",
            "signin:ConsoleLogin",
        ),
        *("Recon:EC2/Portscan", "ec2:StopInstances", "12", "2026-11-26 10:00 UTC", "🔴", ""),
    ],
)
def test_what_has_a_shape_of_ours_is_shown(words: str) -> None:
    assert is_plain(words)
