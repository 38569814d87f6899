"""A network that is none, or wider than anybody's own, is told with its line and its field."""

from __future__ import annotations

import pytest

from bot.domain.words import policy as words
from runbooks.kit.text import Text
from tests.bot.policy.reading import faults


@pytest.mark.parametrize(
    ("part", "field", "fault"),
    [
        ("own: 203.0.113.0/24", "own", Text("Input should be a valid tuple")),
        ("own: [203.0.113.0]", "own.0", words.POLICY_NETWORK),
        ("own: [203.0.113.1/24]", "own.0", words.POLICY_NETWORK),
        ("own: [300.0.0.0/24]", "own.0", words.POLICY_NETWORK),
        ("own: [5]", "own.0", words.POLICY_NETWORK),
        ("own: [0.0.0.0/0]", "own.0", Text("it is wider than /8")),
        ("allowed: ['::/0']", "allowed.0", Text("it is wider than /19")),
        ("mine: []", "mine", words.POLICY_UNKNOWN),
    ],
)
def test_a_wrong_network_is_told_with_its_line_and_its_field(
    part: str, field: str, fault: Text
) -> None:
    (told,) = faults(f"networks:\n  {{{part}}}\n")

    assert told.startswith(f"policy.yaml, line 2: networks.{field}: {fault.en}"), told
