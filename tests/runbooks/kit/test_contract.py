"""The contract, kept by the smallest runbook there can be."""

from __future__ import annotations

import pytest

from runbooks.kit.contract import DoesNotExistError, Runbook, UnsupportedError
from runbooks.kit.text import Text
from runbooks.kit.values import Plan, Proof
from tests.runbooks.kit.sample import Box, Lid, ShutBox, lids

SENTENCE = Text("There is no box `{box}`.")


def test_a_runbook_goes_from_open_to_shut_to_open() -> None:
    runbook, box = ShutBox(lids()), Box(box="vol-1")
    before = runbook.observe(box)
    assert runbook.verify(box, before)[0].proof is Proof.FAILED

    (step,) = runbook.plan(box, before).steps
    assert not runbook.do(step, {}).already
    assert runbook.do(step, {}).already
    after = runbook.observe(box)
    assert runbook.verify(box, after)[0].proof is Proof.PASSED
    assert runbook.plan(box, after).steps == ()

    back = runbook.undo(box, before, after, after)
    assert isinstance(back, Plan)
    runbook.do(back.steps[0], {})
    assert runbook.restored(box, before, runbook.observe(box))[0].proof is Proof.PASSED


def test_a_runbook_that_leaves_a_part_out_cannot_be_made() -> None:
    class Half(Runbook[Box, Lid]):
        """Say nothing of what it does."""

    with pytest.raises(TypeError, match="abstract"):
        Half(lids())  # type: ignore[abstract]  # it is what must not work
    assert Runbook.__abstractmethods__ == {
        "target",
        "observe",
        "risk",
        "plan",
        "do",
        "verify",
        "undo",
        "restored",
    }


@pytest.mark.parametrize("kind", [DoesNotExistError, UnsupportedError])
def test_a_refusal_keeps_its_sentence_for_people(
    kind: type[DoesNotExistError | UnsupportedError],
) -> None:
    says = SENTENCE.fill(box="<@U1>")
    error = kind(says)

    assert error.says is says
    assert str(error) == "There is no box `<@U1>`."
