"""An approver reads first which of secbot's own tags are there, and whether drills proved it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.cards import ApprovalCard, Look
from bot.domain.drill import Proved
from bot.domain.execution import Kind
from bot.domain.words import weighing
from handlers.views.approval import approval
from handlers.views.approval_body import approval_content, body
from handlers.views.rich import rich, shown
from runbooks.kit.shield import DRILL, NOT_KNOWN, PROTECTED, SET
from runbooks.kit.text import Said, Text
from runbooks.kit.values import Marks, RiskClass
from tests.handlers.views.examples import NINE, approval_card, ask, execution, proposal

MINE = SET.fill(
    who="arn:aws:iam::1:user/<!channel>", when="2026-11-22 03:00 UTC", event="CreateTags"
)
ONLY_PROTECTED = Marks(resource="i-0abc123", is_protected=True)
BOTH = Marks(resource="i-0abc123", is_protected=True, is_drill=True)


def read(card: ApprovalCard) -> list[str]:
    return ["".join(shown(one) for one in rich(words, "en").elements) for words in body(card)]


def of(**changes: object) -> ApprovalCard:
    return approval_card(proposal=proposal(**changes))


def test_who_set_a_protected_tag_and_when_is_the_first_thing_marked_in_red() -> None:
    why = NOT_KNOWN.fill(why="AccessDenied at cloudtrail:LookupEvents")
    card = of(marks=BOTH, risk=RiskClass.D, set_by={PROTECTED: MINE, DRILL: why}, is_drill=True)

    protected, drill, *_ = read(card)
    assert protected.startswith("🔴 Class D: it bears the tag secbot:protected, set by arn:aws:iam")
    assert "at 2026-11-22 03:00 UTC (CloudTrail, CreateTags)" in protected
    assert drill.startswith("🟠 A drill target: it bears the tag secbot:drill, who set it is not")
    assert "AccessDenied at cloudtrail:LookupEvents" in drill


def test_tags_that_nobody_could_read_are_shown_as_what_they_may_be() -> None:
    card = of(marks=Marks(resource="b", is_protected=None), risk=RiskClass.D)

    assert read(card)[0].startswith("🔴 Class D: nobody could read its tags")


def test_an_account_that_the_policy_file_lets_be_drilled_on_is_told_as_that() -> None:
    assert read(of(is_drill=True))[0].startswith("🟠 A drill of the whole account 111122223333")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            weighing.RAISED.fill(risk="D", rule="in prod at night"),
            "the policy file raises it to class D: in prod at night",
        ),
        (
            weighing.PRECIOUS.fill(risk="D", target="pay-x"),
            "the policy file calls pay-x precious: class D",
        ),
        (
            weighing.SPECIAL.fill(parts="log_archive"),
            "its account is special in the organization (log_archive): class D",
        ),
    ],
)
def test_what_the_policy_file_made_stricter_is_told_first(said: Said, told: str) -> None:
    why = (weighing.OWN.fill(risk="C"), said)

    assert read(of(weighed=why, risk=RiskClass.D, is_raised=True))[0] == f"🟠 {told}"


def test_a_plan_that_was_stored_before_its_sentence_had_japanese_keeps_its_mark() -> None:
    said = weighing.PRECIOUS.fill(risk="D", target="pay-x")
    older = Said(Text(said.text.en), said.fields)

    assert read(of(weighed=(older,), risk=RiskClass.D, is_raised=True))[0].startswith("🟠 ")


def test_without_a_tag_nothing_is_said_of_tags() -> None:
    assert not any(line.startswith(("🔴", "🟠")) for line in read(approval_card()))


@pytest.mark.parametrize(
    ("proved", "said"),
    [
        (Proved(), "Proved here never: no drill"),
        (Proved(older=NINE), "Proved here never with this code; other code was, "),
        (Proved(at=NINE, execution=1341), "by the drill A-19X"),
        (
            Proved(at=NINE, execution=1341, missing=("ec2:StopInstances",)),
            "by the drill A-19X: never called ec2:StopInstances",
        ),
    ],
)
def test_the_card_of_every_change_says_when_it_was_proved_here(proved: Proved, said: str) -> None:
    (line,) = [line for line in read(of(proved=proved)) if line.startswith("Proved here")]

    assert said in line


def test_an_undo_needs_no_proof_and_tells_of_none() -> None:
    card = approval_card(execution=execution(ask=ask(kind=Kind.UNDO, undo_of=1)))

    assert not any("Proved here" in line for line in read(card))


def test_what_is_said_of_tags_and_proof_is_bound_by_the_digest() -> None:
    contents = {
        approval_content(card)
        for card in (
            approval_card(),
            of(marks=BOTH),
            of(marks=BOTH, set_by={PROTECTED: MINE}),
            of(proved=Proved(at=NINE, execution=1)),
            of(proved=Proved(at=NINE + timedelta(days=1), execution=1)),
        )
    }
    assert len(contents) == 5


def test_what_a_stranger_called_themselves_is_text_and_no_mention() -> None:
    card = of(marks=ONLY_PROTECTED, set_by={PROTECTED: MINE})
    blocks = str(approval(card, Look()).blocks)

    assert "'type': 'broadcast'" not in blocks
    assert "<!channel>" in blocks


def test_a_large_radius_and_the_record_are_on_the_card_with_no_live_address() -> None:
    why = Text("nothing else behind `{balancer}` is healthy: it stops").fill(balancer="alb-pay")
    stopped = Text("Would have stopped {count} calls from {address}")
    record = (stopped.fill(count=41, address="198.51.100.7"),)
    plan = proposal().plan.model_copy(update={"wide": (why,), "record": record})

    said = read(of(plan=plan, risk=RiskClass.D))
    assert said[0] == (
        "🔴 Class D: its blast radius is large nothing else behind alb-pay is healthy: it stops"
    )
    assert "From the record Would have stopped 41 calls from 198.51.100[.]7" in said
