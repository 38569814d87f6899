"""A fault of the policy file is a sentence with its line, whatever the file is."""

from __future__ import annotations

import pytest

from tests.bot.policy.reading import faults


def test_a_key_that_is_not_served_yet_is_refused_by_name() -> None:
    told = faults("approvals:\n  C: {signed: enrolled}\n")

    assert told == [
        "policy.yaml, line 2: approvals.C.signed: this version does not serve it yet; take it out."
    ]


@pytest.mark.parametrize("text", ["a: [", "- x\n", "just text\n", "a: b: c\n", "\tteams: []\n"])
def test_what_is_no_policy_at_all_is_said_in_a_sentence(text: str) -> None:
    assert all(line.startswith("policy.yaml") for line in faults(text))


def test_several_faults_are_told_together() -> None:
    told = faults("teams: [x]\nnonsense: 1\nroles:\n  - {role: king, members: [U0A]}\n")

    assert len(told) == 3
