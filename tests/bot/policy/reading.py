"""Reads a policy file as the bot does at its start: the policy, or what is wrong with it."""

from __future__ import annotations

import pytest

from bot.domain.policy import Policy
from bot.errors import SettingsError
from bot.policy import file as policy_file


def policy(text: str, team: str = "T0BOT") -> Policy:
    """Return what a text decides."""
    return policy_file.to_policy(policy_file.parse(text, "policy.yaml"), own_team=team)


def faults(text: str) -> list[str]:
    """Return every fault of a text that is no policy."""
    with pytest.raises(SettingsError) as caught:
        policy_file.parse(text, "policy.yaml")
    return [said.plain() for said in caught.value.says]


def assert_told_at(text: str, line: int, field: str) -> None:
    """See a fault told with its line and its field."""
    told = faults(text)
    assert any(each.startswith(f"policy.yaml, line {line}: {field}: ") for each in told), told
