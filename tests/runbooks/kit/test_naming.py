"""A stranger's name stands beside the id, and can pass for nothing else."""

from __future__ import annotations

import pytest

from runbooks.kit.naming import MOST, listed, named, short


def test_a_thing_is_said_by_its_name_and_its_id() -> None:
    assert named("sg-0a1", "web") == "web (sg-0a1)"
    assert named("sg-0a1", "") == "sg-0a1"


def test_things_stand_in_their_order_each_once() -> None:
    names = {"sg-1": "web", "sg-2": "base"}

    assert listed(["sg-2", "sg-1", "sg-2", "sg-3"], names) == "base (sg-2), web (sg-1), sg-3"
    assert listed([]) == "none"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("web (sg-good), base", "web sg-good base"),
        ("a → secbot-quarantine", "a secbot-quarantine"),
        ("`*bold*` <!channel>", "bold channel"),
        ("two\nlines\u202e\u200b", "two lines"),
        ("ウェブ-7", "ウェブ-7"),
        ("((()))", ""),
    ],
)
def test_a_name_can_pass_for_no_list_no_arrow_and_no_mark(name: str, shown: str) -> None:
    assert short(name) == shown


def test_a_long_name_is_cut_so_that_the_id_is_still_read() -> None:
    assert len(short("x" * 255)) == MOST
    assert named("sg-0a1", "x" * 255).endswith("… (sg-0a1)")
