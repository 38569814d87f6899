from __future__ import annotations

import pytest

from bot.domain.finding import Severity
from bot.domain.record import What
from bot.domain.words import deciding
from bot.domain.words.help import VERBS
from handlers.views import ids
from handlers.views.kit import Message
from handlers.views.replies import (
    audit,
    audit_of_person,
    help_verb,
    help_verbs,
    incidents,
    say,
    unknown_verb,
    wrong_use,
)
from tests.handlers.views.checking import faults, live, written
from tests.handlers.views.examples import LOOK, incident, record

TITLE = "EC2 instance talking to 198.51.100.7"
NAMES = {"111122223333": "prod-payments"}


def read(message: Message) -> list[str]:
    assert faults(message) == []
    assert live(message.blocks) == set()
    return written(message.blocks).splitlines()


def test_a_refusal_tells_why_and_its_id() -> None:
    why = deciding.NEEDS_RESPONDER.fill(account="prod-payments")
    told = "You can't ask for changes in prod-payments (needs responder). Nothing was changed."
    assert read(say(why, LOOK)) == [told]
    assert read(say(why, LOOK, "E-41")) == [f"{told} · E-41"]


def test_an_unknown_verb_gets_the_nearest_one_and_a_button() -> None:
    shown = unknown_verb("isolte", "list", LOOK)
    assert read(shown)[0] == "I don't know isolte. Nothing was done. Did you mean /sec list?"
    button = shown.blocks[1]["elements"][0]
    assert (button["action_id"], button["value"]) == (ids.RUN_VERB, "list")
    assert button["text"]["text"] == "Run /sec list"


def test_an_unknown_verb_near_to_nothing_gets_help() -> None:
    assert read(unknown_verb("xyzzy", "", LOOK)) == [
        "I don't know xyzzy. Nothing was done. Try /sec help."
    ]


def test_help_lists_the_verbs_that_it_is_given() -> None:
    told = read(help_verbs(("list", "stop"), LOOK))
    assert told == [
        "What you can do",
        "• /sec list [sev>=high] [owner=me|none|@x] [page 2] open incidents, the most severe first",
        "• /sec stop [ACCOUNT] [reason] pull the brake: nothing more is changed there, or anywhere",
        "Nothing in AWS changes without a card that you can see.",
    ]


@pytest.mark.parametrize("verb", list(VERBS))
def test_every_verb_has_its_own_help_with_an_example(verb: str) -> None:
    usage, example = read(help_verb(verb, LOOK))
    assert usage.startswith(f"/sec {verb}")
    assert example.startswith(f"For example: /sec {verb}")
    assert f"It goes: /sec {verb}" in read(wrong_use(verb, LOOK))[0]


def test_all_verbs_fit_into_one_answer() -> None:
    shown = help_verbs(tuple(VERBS), LOOK)
    assert not shown.is_cut
    assert len(read(shown)) == len(VERBS) + 2


def test_a_list_has_a_row_for_each_incident_and_a_way_on() -> None:
    page = (incident(), incident(number=2, severity=Severity.LOW, owner="U0ANN", owner_name="Ann"))
    assert read(incidents(page, NAMES, LOOK, number=1, pages=3)) == [
        "Open incidents, page 1 of 3",
        f"🔴 I-3K9K HIGH {TITLE} · prod-payments · nobody has it · 2026-11-22 09:12 UTC",
        f"🟡 I-2 LOW {TITLE} · prod-payments · Ann has it · 2026-11-22 09:12 UTC",
        "The next page: /sec list page 2",
    ]


def test_an_empty_list_does_not_claim_that_all_is_well() -> None:
    told = read(incidents((), NAMES, LOOK, number=1, pages=1))
    assert told[1:] == [
        "Nothing is open that fits. That is what was kept, not proof that all is well."
    ]


def test_an_account_without_a_name_is_listed_by_its_number() -> None:
    assert "· 111122223333 ·" in read(incidents((incident(),), {}, LOOK, number=1, pages=1))[1]


def test_audit_rows_carry_their_numbers() -> None:
    rows = (record(What.INTENT, 41, action="ec2:X", resources=["eni-1"]),)
    assert read(audit("A-19X", rows, LOOK)) == [
        "Audit of A-19X",
        "41 · 2026-11-22 09:12 UTC · A-19X is about to call ec2:X on eni-1",
    ]
    assert read(audit("I-1", (), LOOK))[1] == "Nothing is recorded of that."


def test_the_audit_of_a_person_names_the_person() -> None:
    assert read(audit_of_person("Ann", (), LOOK))[0] == "Audit of Ann"


def test_an_audit_that_is_not_all_of_it_says_so_even_where_all_that_came_fits() -> None:
    rows = (record(What.INCIDENT_TAKEN, 41),)
    told = read(audit("I-3K9K", rows, LOOK, has_earlier=True))
    assert told[1] == "… only the newest records are shown, 1 of them; the database has them all."
    assert read(audit("I-3K9K", rows, LOOK))[1].startswith("41 · ")


def test_audit_keeps_the_newest_rows_and_counts_the_others() -> None:
    rows = tuple(record(What.INCIDENT_TAKEN, number) for number in range(500))
    told = read(audit("I-3K9K", rows, LOOK))
    assert told[-1].startswith("499 · ")
    kept = len(told) - 2
    assert told[1].startswith(f"… only the newest records are shown, {kept} of them")
