"""Every message and modal in Japanese: one that Slack takes, with no English sentence in it."""

from __future__ import annotations

import json

from bot.domain.cards import Look
from bot.domain.words import deciding
from bot.domain.words.help import VERBS
from handlers.views.approval import approval, must_open
from handlers.views.replies import help_verb, help_verbs, say
from tests.handlers.views import examples, hostile
from tests.handlers.views.checking import faults, view_faults, written
from tests.japanese import english_in

JA = Look(language="ja")
GIVEN = "X-9"
FIXTURES = (
    "connections that are open already are not cut",
    "web puts it on standby",
    "groups sg-web, sg-base become sg-quarantine",
    "to the quarantine group",
    "Isolate the instance fully",
)
"""What the examples let AWS, a runbook and a finding say."""


def test_no_message_says_a_sentence_in_english() -> None:
    for name, shown in hostile.messages(GIVEN, JA).items():
        assert faults(shown) == [], name
        assert english_in(f"{shown.text}\n{written(shown.blocks)}", FIXTURES) == [], name


def test_no_modal_says_a_sentence_in_english_and_no_title_is_cut() -> None:
    for name, modal in hostile.modals(GIVEN, JA).items():
        assert view_faults(modal) == [], name
        assert english_in(written(modal.view["blocks"]), FIXTURES) == [], name
        assert not modal.view["title"]["text"].endswith("…"), name


def test_the_help_of_each_verb_is_in_japanese() -> None:
    whole = help_verbs(tuple(VERBS), JA)
    each = [help_verb(verb, JA) for verb in VERBS]

    assert [faults(one) for one in (whole, *each)] == [[]] * (1 + len(VERBS))
    assert [english_in(written(one.blocks)) for one in (whole, *each)] == [[]] * (1 + len(VERBS))


def test_a_refusal_is_in_japanese_with_its_reason_within() -> None:
    why = deciding.OWN_REQUEST.fill(execution="A-19X")
    shown = say(why, JA)

    assert shown.text.startswith("A-19X")
    assert english_in(json.dumps(shown.blocks, ensure_ascii=False)) == []


def test_a_plan_that_a_card_has_room_for_in_english_it_has_room_for_in_japanese() -> None:
    card = examples.approval_card()

    assert not must_open(card, JA)
    assert written(approval(card, JA).blocks).startswith("🛑 承認依頼")
