"""A route that is wrong by itself is told with its line and its field."""

from __future__ import annotations

import pytest

from bot.domain.words import policy as words
from runbooks.kit.text import Text
from tests.bot.policy.reading import faults

ACCOUNTS = """\
accounts:
  "111122223333": {name: pay, environment: prod}
"""


@pytest.mark.parametrize(
    ("route", "field", "fault"),
    [
        ("match: {severity: high-ish}", "match.severity", words.POLICY_SEVERITY),
        ("match: {severity: 7}", "match.severity", words.POLICY_SEVERITY),
        ("match: {severity: ''}", "match.severity", words.POLICY_SEVERITY),
        ("match: {severity: [HIGH]}", "match.severity", words.POLICY_SEVERITY),
        ("match: {severity: '>=HIGH <MEDIUM'}", "match.severity", words.POLICY_NO_SEVERITY),
        ("match: {severity: '>CRITICAL'}", "match.severity", words.POLICY_NO_SEVERITY),
        ("match: {environment: prdo}", "match.environment", words.POLICY_NO_ENVIRONMENT),
        ('match: {account: "444455556666"}', "match.account", words.POLICY_NO_ACCOUNT),
        ("match: {account: [12]}", "match.account.0", Text("Input should be a valid string")),
        ("match: {account: ['12']}", "match.account.0", Text("String should match pattern")),
        ("match: {type: ''}", "match.type", Text("String should have at least 1 character")),
        ("match: {type: 5}", "match.type", Text("Input should be a valid string")),
        ("match: {source: Guard Duty}", "match.source", Text("String should match pattern")),
        ("match: {tag: pay}", "match.tag", Text("Input should be a valid")),
        ("match: {tag: {}}", "match.tag", Text("")),
        ("match: {tag: {team: 1}}", "match.tag.team", Text("Input should be a valid string")),
        ("match: {colour: red}", "match.colour", words.POLICY_UNKNOWN),
        ("channel: C0PROD", "match", Text("Field required")),
        ("match: {}, chanel: C0PROD", "chanel", words.POLICY_UNKNOWN),
        ("match: {}, channel: alerts", "channel", Text("String should match pattern")),
        ("match: {}, mention: '@bob'", "mention", Text("String should match pattern")),
        ("match: {}, mention: everyone", "mention", Text("String should match pattern")),
        ("match: {}, mode: loud", "mode", Text("Input should be 'card', 'thread', 'digest'")),
    ],
)
def test_a_wrong_route_is_told_with_its_line_and_its_field(
    route: str, field: str, fault: Text
) -> None:
    told, *_ = faults(f"{ACCOUNTS}routes:\n  - {{{route}}}\n")

    assert told.startswith(f"policy.yaml, line 4: routes.0.{field}: {fault.en}"), told
