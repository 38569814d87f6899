from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.cards import Look
from bot.domain.execution import Kind, Outcome, Stage
from bot.domain.record import What
from handlers.views.kit import Message
from handlers.views.progress import progress
from runbooks.kit.text import Text
from tests.handlers.views.checking import faults, live, written
from tests.handlers.views.examples import (
    LOOK,
    MINIMAL,
    ask,
    done,
    execution,
    progress_card,
    record,
)


def show(look: Look = LOOK, **changes: object) -> Message:
    shown = progress(progress_card(**changes), look)
    assert faults(shown) == []
    assert live(shown.blocks) == set()
    return shown


def read(look: Look = LOOK, **changes: object) -> str:
    return written(show(look, **changes).blocks)


def test_a_finished_execution_tells_what_was_done_proved_and_not_proved() -> None:
    assert read().splitlines() == [
        "✅ A-19X Isolate instance is done, and read back to prove it",
        "i-0abc123 · prod-payments 111122223333 · ap-northeast-1 · for I-3K9K",
        "It can be put back: /sec undo A-19X",
        "Steps",
        "1. ✅ move eni-1 to the quarantine group",
        "     ec2:ModifyNetworkInterfaceAttribute · request req-1",
        "     made group = sg-q",
        "2. ✅ move eni-2 to the quarantine group (was so already)",
        "Read back",
        "✅ PASSED eni-1 is in the quarantine group only (sg-quarantine)",
        "Not proved connections that are open already are not cut",
        "Before → after",
        "• groups sg-web, sg-base become sg-quarantine",
        "• web puts it on standby",
        "Undo…",
    ]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"stage": Stage.DONE, "outcome": Outcome.SUCCESS}, "↩️ A-19Y has put it back: what"),
        ({"stage": Stage.NOTHING_TO_DO}, "↩️ A-19Y has put it back: what"),
        ({"stage": Stage.DONE, "outcome": Outcome.PARTIAL}, "↩️ A-19Y has put it back in part"),
    ],
)
def test_what_was_put_back_says_so_before_anything_that_it_has_proved(
    changes: dict[str, Any], says: str
) -> None:
    undo = execution(**{"number": 1342, **changes})

    lines = read(undone_by=undo).splitlines()
    assert lines[1].startswith(says.replace("A-19Y", undo.id))
    assert "put it back" not in read()


def test_the_undo_button_is_there_only_while_it_may_be_pressed() -> None:
    actions = [block for block in show().blocks if block["type"] == "actions"]
    button = actions[0]["elements"][0]
    assert (button["action_id"], button["value"]) == ("execution.undo", "A-19X:1")
    assert "Undo…" not in read(may_undo=False)


@pytest.mark.parametrize(
    ("changes", "head"),
    [
        ({"stage": Stage.RUNNING}, "▶ A-19X Isolate instance is running"),
        ({"stage": Stage.APPROVED}, "⏳ A-19X Isolate instance is approved and about to run"),
        ({"stage": Stage.REJECTED}, "⏹ A-19X Isolate instance was rejected"),
        (
            {"stage": Stage.DONE, "outcome": Outcome.PARTIAL},
            "⚠️ A-19X Isolate instance is done in part",
        ),
        ({"stage": Stage.DONE, "outcome": Outcome.FAILURE}, "⚠️ A-19X Isolate instance failed"),
    ],
)
def test_the_headline_tells_how_it_stands(changes: dict[str, object], head: str) -> None:
    assert read(execution=execution(**changes)).startswith(head)


def test_an_undo_names_what_it_undoes() -> None:
    undo = done(number=1342, ask=ask(kind=Kind.UNDO, undo_of=1341))
    assert read(execution=undo).startswith("✅ A-19Y Undo of A-19X: Isolate instance")


@pytest.mark.parametrize("proof", ["FAILED", "INCONCLUSIVE", "nonsense", ""])
def test_a_claim_that_did_not_pass_never_looks_as_if_it_had(proof: str) -> None:
    claim = record(What.CLAIM, key="groups", proof=proof, says="it is so", evidence="")
    told = read(records=(claim,))
    assert "PASSED" not in told
    assert f"{'FAILED' if proof == 'FAILED' else 'INCONCLUSIVE'} it is so" in told
    assert "no evidence kept" in told


def test_the_newest_reading_of_a_claim_counts() -> None:
    readings = tuple(
        record(What.CLAIM, number, key="groups", proof=proof, says="so", evidence="e")
        for number, proof in enumerate(("PASSED", "FAILED"))
    )
    told = read(records=readings)
    assert "FAILED so" in told
    assert "PASSED so" not in told


def test_before_anything_was_read_back_nothing_is_claimed() -> None:
    told = read(records=(), execution=execution(stage=Stage.RUNNING))
    assert "Nothing has been read back yet." in told
    assert "Read back" not in read(records=(), execution=execution(stage=Stage.APPROVED))


def test_before_and_after_are_told_in_the_plans_words_once_it_has_run() -> None:
    assert "Before → after" in read()
    assert "Before" not in read(execution=execution(stage=Stage.RUNNING))
    assert "Before" not in read(execution=execution(stage=Stage.REFUSED))


@pytest.mark.parametrize("outcome", [each for each in Outcome if each is not Outcome.SUCCESS])
def test_what_did_not_happen_or_is_not_proved_is_told_as_no_change(outcome: Outcome) -> None:
    assert "Before" not in read(execution=execution(stage=Stage.DONE, outcome=outcome))


def test_why_a_run_broke_off_stands_in_its_headline_and_in_the_push_text() -> None:
    why = "AccessDenied at ec2:CreateTags. I stopped there."
    broken = execution(stage=Stage.DONE, outcome=Outcome.ERROR)
    ended = (record(What.ENDED, outcome="Error", why=why),)
    shown = show(execution=broken, records=ended)
    assert why in written(shown.blocks).splitlines()[0]
    assert why in shown.text
    nothing = (record(What.ENDED, outcome="Error", why=""),)
    assert read(execution=broken, records=nothing).splitlines()[0].endswith("were made")


def test_minimal_detail_hides_states_and_evidence() -> None:
    told = read(MINIMAL)
    assert "sg-web" not in told
    assert "(sg-quarantine)" not in told
    assert told.count("hidden by slack.detail") == 2


def test_without_a_plan_it_tells_what_is_known() -> None:
    told = read(proposal=None, records=(), account_name="", execution=execution(stage=Stage.ASKED))
    assert told.startswith("⏳ A-19X Isolate instance is being planned")
    assert "111122223333 · ap-northeast-1" in told
    assert "No step has been made yet." in told


def test_no_place_is_told_as_a_dash() -> None:
    asked = execution(stage=Stage.ASKED, ask=ask(region=""))
    told = read(proposal=None, records=(), account_name="", incident_id="", execution=asked)
    assert told.splitlines()[1] == "111122223333"


def test_a_reason_that_ends_with_a_full_stop_gets_no_second_one_in_the_push_text() -> None:
    why = Text("I stopped there.").fill()
    shown = show(execution=execution(stage=Stage.REFUSED, why=why))
    assert shown.text.endswith("I stopped there.")
    assert not shown.text.endswith("..")


def test_the_push_text_is_the_headline() -> None:
    assert show().text == "A-19X Isolate instance is done, and read back to prove it."
    why = Text("the brake was pulled").fill()
    assert "the brake was pulled" in show(execution=execution(stage=Stage.REFUSED, why=why)).text


def a_line(en: str, link: str = "", **fields: str) -> dict[str, object]:
    return {"says": {"text": {"en": en, "ja": None}, "fields": fields}, "link": link}


CONSOLE = "https://console.aws.amazon.com/detective/home?region=eu-west-1#entities/AwsRole/AROA1"


def test_what_a_look_has_found_comes_first_the_newest_only_and_addresses_are_broken_up() -> None:
    older = record(What.FOUND, 2, count=1, lines=[a_line("still looking")])
    newer = record(
        What.FOUND,
        3,
        count=2,
        lines=[
            a_line("Who: `{arn}`", CONSOLE, arn="arn:aws:iam::1:role/web"),
            a_line(
                "From {address} and {other_address}", address="198.51.100.7", other_address="::1"
            ),
        ],
    )
    shown = progress(progress_card(records=(older, newer), proposal=None), LOOK)
    lines = written(shown.blocks).splitlines()
    assert faults(shown) == []
    assert live(shown.blocks) == {CONSOLE}

    at = lines.index("Found")
    assert at == 3
    assert lines[at + 1 : at + 3] == [
        "• Who: arn:aws:iam::1:role/web · console",
        "• From 198.51.100[.]7 and :[:]1",
    ]
    assert "still looking" not in "\n".join(lines)


def test_no_link_but_to_the_console_is_live() -> None:
    found = record(What.FOUND, count=1, lines=[a_line("Who", "https://evil.example/#console")])
    assert "• Who" in read(records=(found,), proposal=None)


def test_what_was_found_is_kept_from_whoever_may_see_the_least() -> None:
    found = record(What.FOUND, count=1, lines=[a_line("Who: {arn}", arn="arn:aws:iam::1:role/web")])
    assert "role/web" not in read(MINIMAL, records=(found,), proposal=None)


@pytest.mark.parametrize("lines", ["no list", [7], [{"says": 7, "link": ""}], [{}], None])
def test_what_was_found_in_an_odd_record_breaks_nothing(lines: object) -> None:
    assert "Found" in read(records=(record(What.FOUND, lines=lines),), proposal=None)


def test_the_account_that_is_acted_in_is_named_beside_the_targets() -> None:
    look = done()
    elsewhere = replace(look, ask=replace(look.ask, acts_in="999988887777"))
    said = read(execution=elsewhere, acts_in_name="security")
    assert "eu-west-1" not in said
    assert "· acts in security 999988887777 ·" in said
