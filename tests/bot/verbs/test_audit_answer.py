"""What chain and anchors together say: the worst of it first, and never more than was proved."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.anchor import Mark
from bot.domain.words import anchoring as words
from bot.ports.anchor import Found
from bot.ports.records import Bare, Held, Verified
from bot.verbs.audit_answer import answer, unanchored, unread

TARGET = "s3://anchors/secbot"
WHOLE = Verified(9, "ab" * 32, None, None)
HELD = Held(
    verified=WHOLE,
    wrong_at=None,
    is_foreign=False,
    beyond=None,
    last=90,
    bare=(),
    earlier=0,
    began=10,
    covered=90,
    loose=0,
    open_ends=0,
)
LISTED = Found(frozenset({Mark(9, "ab" * 32, "cd" * 32)}), (), is_complete=True)
SIGNED = replace(LISTED, is_complete=False)
UNLOCKED = words.UNLOCKED.fill(bucket="anchors")


def told(held: Held, found: Found = LISTED) -> tuple[int, str]:
    given = answer(held, found, TARGET)
    return given.code, "\n".join(said.plain() for said in given.says)


def test_all_that_holds_is_anchored() -> None:
    code, said = told(HELD)

    assert code == 0
    assert said.startswith(f"consistent and anchored at {TARGET}: 9 records, head abababababab")


@pytest.mark.parametrize(
    ("changes", "begins"),
    [
        ({"verified": replace(WHOLE, broken_at=30)}, "BROKEN at record 30"),
        ({"verified": replace(WHOLE, cut_after=30)}, "CUT after record 30"),
        ({"wrong_at": 40}, "BROKEN at record 40"),
        ({"is_foreign": True}, "BROKEN from the first record"),
        ({"beyond": 12}, "CUT after record 90"),
        ({"bare": (Bare(60, 5, 6), Bare(80, 7, 8))}, "BROKEN at record 60"),
    ],
)
def test_whatever_is_broken_is_told_first_with_its_record(
    changes: dict[str, Any], begins: str
) -> None:
    weak = replace(LISTED, weak=(UNLOCKED,))

    code, said = told(replace(HELD, **changes), weak)

    assert code == 1
    assert said.startswith(begins)
    assert UNLOCKED.plain() in said


def test_a_broken_chain_outranks_its_anchors() -> None:
    both = replace(HELD, verified=replace(WHOLE, broken_at=2, cut_after=3), wrong_at=1)

    assert told(both)[1].startswith("BROKEN at record 2: it was changed")


def test_a_receipt_that_nothing_bears_out_is_broken() -> None:
    code, said = told(HELD, replace(LISTED, unproved=(7,)))

    assert code == 1
    assert "place 7" in said


@pytest.mark.parametrize(
    ("changes", "found", "says"),
    [
        ({}, replace(LISTED, weak=(UNLOCKED,)), "no Object Lock"),
        ({"covered": 0}, replace(LISTED, marks=frozenset()), "nothing is anchored at"),
        ({"covered": 0}, replace(SIGNED, marks=frozenset()), "nothing is anchored at"),
        ({"earlier": 2}, SIGNED, "2 changes were made before the first signature"),
        ({"open_ends": 1}, LISTED, "the outcome of 1 execution is not anchored yet"),
    ],
)
def test_what_is_consistent_but_not_protected_is_told_with_its_reason(
    changes: dict[str, Any], found: Found, says: str
) -> None:
    code, said = told(replace(HELD, **changes), found)

    assert code == 3
    assert said.startswith("consistent, not protected: 9 records")
    assert says in said


def test_changes_without_any_signature_are_broken_and_without_any_object_not_yet_anchored() -> None:
    held, none = replace(HELD, earlier=2, covered=0), frozenset[Mark]()

    assert told(held, replace(SIGNED, marks=none))[0] == 1
    assert told(held, replace(LISTED, marks=none))[0] == 3


def test_changes_from_before_a_bucket_s_first_anchor_are_told() -> None:
    code, said = told(replace(HELD, earlier=2))

    assert code == 0
    assert "2 changes before record 10 were made before anchoring began" in said


@pytest.mark.parametrize(
    ("verified", "code"),
    [
        (WHOLE, 3),
        (replace(WHOLE, broken_at=1), 1),
        (replace(WHOLE, cut_after=1), 1),
    ],
)
def test_without_an_anchor_or_a_look_at_it_nothing_is_protected(
    verified: Verified, code: int
) -> None:
    held = replace(HELD, verified=verified)

    assert unanchored(held).code == code
    assert unread(held, UNLOCKED).code == code
