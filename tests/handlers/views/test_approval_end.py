from __future__ import annotations

import pytest

from bot.domain.cards import ApprovalCard
from bot.domain.execution import Outcome, Stage
from handlers.views.approval_end import ending, people
from handlers.views.marks import line
from handlers.views.rich import rich, shown
from runbooks.kit.text import Text
from tests.handlers.views.examples import approval_card, done, execution, voice


def read(card: ApprovalCard) -> str:
    return "".join(shown(one) for one in rich(ending(card), "en").elements)


def at(stage: Stage, **changes: object) -> ApprovalCard:
    return approval_card(execution=execution(stage=stage), **changes)


def test_those_who_approved_are_named() -> None:
    both = (voice("Bob"), voice("Ryo"))
    assert read(at(Stage.RUNNING, voices=both)) == "✅ Approved by Bob, Ryo; A-19X is running"
    told = read(approval_card(execution=done(), voices=both))
    assert told == "☑️ Approved by Bob, Ryo; A-19X is done, and read back to prove it"


def test_an_outcome_that_is_no_success_is_told_as_it_is() -> None:
    failed = execution(stage=Stage.DONE, outcome=Outcome.FAILURE)
    told = read(approval_card(execution=failed, voices=(voice("Bob"),)))
    assert "failed: what was read back is not as it should be" in told


def test_what_needed_no_approval_does_not_claim_one() -> None:
    assert read(at(Stage.APPROVED)).startswith("☑️ No approval needed; A-19X")


def test_a_rejection_tells_by_whom_and_why() -> None:
    no = voice("Bob", approved=False, reason="wrong box")
    assert read(at(Stage.REJECTED, voices=(voice("Ryo"), no))) == (
        "⛔ Rejected by Bob: “wrong box” Nothing was changed."
    )
    silent = voice("Bob", approved=False)
    assert read(at(Stage.REJECTED, voices=(silent,))) == "⛔ Rejected by Bob. Nothing was changed."


@pytest.mark.parametrize(
    ("stage", "told"),
    [
        (Stage.EXPIRED, "Expired at 2026-11-22 09:42 UTC. Nothing was changed."),
        (Stage.REFUSED, "Refused. Nothing was changed."),
        (Stage.NOTHING_TO_DO, "Nothing to do"),
        (Stage.PLANNED, "nothing will run"),
        (Stage.ASKED, "Being planned again"),
    ],
)
def test_every_other_end_is_told(stage: Stage, told: str) -> None:
    assert told in read(at(stage))


def test_a_refusal_tells_why() -> None:
    why = Text("{target} is protected").fill(target="b")
    card = approval_card(execution=execution(stage=Stage.REFUSED, why=why))
    assert read(card) == "⛔ Refused: b is protected"


def test_a_superseded_plan_names_the_newer_one() -> None:
    newer = approval_card(execution=execution(plan_number=3), superseded=True)
    assert "Superseded by A-19X.3" in read(newer)
    assert "Being planned again" in read(approval_card(superseded=True))


def test_nobody_is_told_in_a_word() -> None:
    words = line(Text("{x}"), x=people([]))
    assert [one["text"] for one in rich(words, "en").elements] == ["nobody"]
