"""Ids as people read them aloud and type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import Prefix, read, spell, spell_plan, spell_round


@given(st.sampled_from(Prefix), st.integers(1, 2**55))
def test_what_was_spelled_is_read_again(prefix: Prefix, number: int) -> None:
    assert read(spell(prefix, number)) == (prefix, number)
    assert read(spell(prefix, number).lower()) == (prefix, number)


def test_ids_grow_as_numbers_do() -> None:
    assert [spell(Prefix.EXECUTION, each) for each in (1, 31, 32, 1065)] == [
        "A-1",
        "A-Z",
        "A-10",
        "A-119",
    ]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("i-3m9k", (Prefix.INCIDENT, 3 * 32**3 + 20 * 32**2 + 9 * 32 + 19)),
        ("A-O1", (Prefix.EXECUTION, 1)),
        ("A-I", (Prefix.EXECUTION, 1)),
        ("a-l0", (Prefix.EXECUTION, 32)),
        ("  F-7 ", (Prefix.FINDING, 7)),
        ("19X", (None, 1 * 32**2 + 9 * 32 + 29)),
    ],
)
def test_slips_of_tired_people_are_forgiven(typed: str, meant: tuple[Prefix | None, int]) -> None:
    assert read(typed) == meant


@pytest.mark.parametrize(
    "typed", ["", "-", "X-1", "A-", "A-U", "A-0", "A-1.2", "A-" + "1" * 13, "A-é", "i-0abc 1"]
)
def test_what_can_be_no_id_is_none(typed: str) -> None:
    assert read(typed) is None


@given(st.text())
def test_reading_never_raises(typed: str) -> None:
    found = read(typed)

    assert found is None or found[1] > 0


def test_a_plan_is_its_execution_and_a_number() -> None:
    assert spell_plan(1065, 2) == "A-119.2"


def test_what_is_decided_on_as_one_is_its_batch_and_a_round() -> None:
    assert spell_round(7, 2) == "B-7.2"
