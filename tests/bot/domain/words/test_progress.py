from __future__ import annotations

from bot.domain.execution import Outcome, Stage
from bot.domain.words import progress
from runbooks.kit.values import Proof


def test_every_stage_outcome_and_proof_has_its_words() -> None:
    assert set(progress.STAGES) == set(Stage)
    assert set(progress.OUTCOMES) == set(Outcome)
    assert set(progress.PROOFS) == set(Proof)


def test_only_a_success_claims_to_be_proved() -> None:
    claiming = {outcome for outcome, text in progress.OUTCOMES.items() if "prove it" in text.en}
    assert claiming == {Outcome.SUCCESS}


def test_each_proof_is_named_by_its_own_word() -> None:
    assert all(proof in text.en for proof, text in progress.PROOFS.items())
