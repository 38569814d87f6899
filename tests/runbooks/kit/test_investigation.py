"""What an investigation proves: only one that ended well, and lately."""

from __future__ import annotations

from datetime import timedelta

import pytest

from runbooks.kit import investigation
from runbooks.kit.investigation import FRESH, REUSED, Investigation
from runbooks.kit.values import Proof
from tests.bot.domain.makers import NOW

HOUR = timedelta(hours=1)


def one(status: str, age: timedelta = HOUR) -> Investigation:
    return Investigation(id="1" * 21, status=status, severity="HIGH", created=NOW - age)


@pytest.mark.parametrize(
    ("found", "proof", "asks_again"),
    [
        (Investigation(), Proof.FAILED, False),
        (one("SUCCESSFUL"), Proof.PASSED, False),
        (one("SUCCESSFUL", FRESH + HOUR), Proof.FAILED, False),
        (one("FAILED"), Proof.FAILED, False),
        (one("RUNNING"), Proof.INCONCLUSIVE, True),
        (one("RUNNING", FRESH + HOUR), Proof.INCONCLUSIVE, True),
    ],
)
def test_a_claim_says_what_is_so_and_whether_to_ask_again(
    found: Investigation, proof: Proof, *, asks_again: bool
) -> None:
    claim = investigation.claim(found, "mallory", NOW)
    assert (claim.proof, claim.asks_again) == (proof, asks_again)


@pytest.mark.parametrize(
    ("found", "is_reused"),
    [
        (Investigation(), False),
        (one("RUNNING", 9 * REUSED), True),
        (one("SUCCESSFUL"), True),
        (one("SUCCESSFUL", REUSED + HOUR), False),
        (one("FAILED"), False),
    ],
)
def test_one_that_runs_or_is_young_serves(found: Investigation, *, is_reused: bool) -> None:
    assert found.is_reused(NOW) is is_reused


@pytest.mark.parametrize(
    ("found", "says"),
    [
        (Investigation(), []),
        (one("RUNNING"), ["this takes minutes to hours"]),
        (one("FAILED"), ["failed"]),
        (one("SUCCESSFUL"), ["severity HIGH", "does not clear `mallory`"]),
        (
            one("SUCCESSFUL").model_copy(
                update={"indicators": ({"IndicatorType": "X"},), "is_cut": True}
            ),
            ["severity HIGH", "`X`", "more than 1 indicators"],
        ),
    ],
)
def test_it_tells_how_it_stands(found: Investigation, says: list[str]) -> None:
    told = [each.says.plain() for each in investigation.tell(found, "mallory")]
    assert len(told) == len(says)
    assert all(part in line for part, line in zip(says, told, strict=True))
