"""What keeps an instance is set where it is missing, and taken back only where we set it."""

from __future__ import annotations

import pytest

from runbooks.kit import keeping
from runbooks.kit.keeping import Kept
from runbooks.kit.portion import Portion
from runbooks.kit.values import Proof
from tests.runbooks.kit.sample import lids

INSTANCE, TAG = "i-0123456789abcdef0", "secbot:isolated"


def kept(*, protected: bool | None = False, tagged: bool = False, spot: bool = False) -> Kept:
    return Kept(protected=protected, is_tagged=tagged, is_spot=spot)


def keys(portion: Portion) -> list[str]:
    return [step.key for step in portion.steps]


def test_only_what_is_missing_is_set() -> None:
    bare = keeping.contain(lids(), INSTANCE, kept(), TAG)
    assert keys(bare) == ["tag", "protect"]
    assert len(bare.changes) == 2
    assert keys(keeping.contain(lids(), INSTANCE, kept(protected=True), TAG)) == ["tag"]
    assert keeping.contain(lids(), INSTANCE, kept(protected=True, tagged=True), TAG) == Portion()


def test_spot_is_tagged_warned_of_and_not_protected() -> None:
    found = keeping.contain(lids(), INSTANCE, kept(spot=True), TAG)

    assert keys(found) == ["tag"]
    assert "spot" in found.warnings[0].plain()
    assert list(keeping.held(INSTANCE, kept(spot=True))) == []


def test_only_what_we_have_set_is_taken_back() -> None:
    now = kept(protected=True, tagged=True)

    assert keys(keeping.release(lids(), INSTANCE, kept(), now, TAG)) == ["protect", "untag"]
    assert keeping.release(lids(), INSTANCE, now, now, TAG) == Portion()
    assert keys(keeping.release(lids(), INSTANCE, kept(protected=None), now, TAG)) == ["untag"]


@pytest.mark.parametrize(
    ("seen", "proof"),
    [(True, Proof.PASSED), (False, Proof.FAILED), (None, Proof.INCONCLUSIVE)],
)
def test_protection_is_proved_by_what_was_read(*, seen: bool | None, proof: Proof) -> None:
    (claim,) = keeping.held(INSTANCE, kept(protected=seen))

    assert claim.proof is proof
    assert claim.evidence.endswith(f"disableApiTermination={seen}")


def test_protection_is_back_where_it_is_as_it_was() -> None:
    off, on, unread = kept(), kept(protected=True), kept(protected=None)

    assert keeping.given_back(INSTANCE, off, off).proof is Proof.PASSED
    assert keeping.given_back(INSTANCE, off, on).proof is Proof.FAILED
    assert keeping.given_back(INSTANCE, unread, on).proof is Proof.INCONCLUSIVE
