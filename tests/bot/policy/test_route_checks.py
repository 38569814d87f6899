"""Routes that hide what nobody may hide, or do nothing, are faults; so are networks in two lists."""

from __future__ import annotations

import pytest

from bot.domain.words import policy as words
from runbooks.kit.text import Text
from tests.bot.policy.reading import faults


@pytest.mark.parametrize(
    ("route", "field", "fault"),
    [
        ("match: {type: 'R:*'}, mode: drop", "match.severity", words.POLICY_HIDES_CRITICAL),
        ("match: {severity: '>=LOW'}, mode: digest", "match.severity", words.POLICY_HIDES_CRITICAL),
        (
            "match: {severity: LOW, tag: {a: b}}, mode: digest",
            "match.tag",
            words.POLICY_TAG_HIDES,
        ),
        (
            "match: {severity: LOW}, mode: digest, mention: U0BOB",
            "mention",
            words.POLICY_CALLS_NOBODY,
        ),
        ("match: {severity: LOW}, mode: drop, channel: C0LOW", "channel", words.POLICY_DROPS),
        ("match: {type: 'R:*'}, mode: thread", "match.severity", words.POLICY_HIDES_CRITICAL),
        ("match: {severity: '>LOW'}, mode: thread", "match.severity", words.POLICY_HIDES_CRITICAL),
        ("match: {severity: LOW, tag: {a: b}}, mode: thread", "match.tag", words.POLICY_TAG_HIDES),
        (
            "match: {severity: LOW}, mode: thread, mention: U0B",
            "mention",
            words.POLICY_CALLS_NOBODY,
        ),
    ],
)
def test_a_route_that_hides_too_much_or_does_nothing_is_told_at_its_place(
    route: str, field: str, fault: Text
) -> None:
    (told,) = faults(f"routes:\n  - {{{route}}}\n")

    assert told == f"policy.yaml, line 2: routes.0.{field}: {fault.en}."


def test_a_route_that_can_not_be_reached_is_a_fault() -> None:
    twice = "  - {match: {severity: HIGH}, channel: C0A}\n"
    (same,) = faults(f"routes:\n{twice}{twice}")
    (behind,) = faults(f"routes:\n  - {{match: {{}}, channel: C0A}}\n{twice}")

    assert same == behind
    assert same == f"policy.yaml, line 3: routes.1.match: {words.POLICY_ROUTE_TAKEN.en}."


def test_a_network_can_not_be_ours_and_allowed() -> None:
    (told,) = faults("networks:\n  {own: [10.0.0.0/8], allowed: ['2001:db8::/32', 10.1.0.0/16]}\n")

    assert told == f"policy.yaml, line 2: networks.allowed.1: {words.POLICY_NETWORK_TWICE.en}."
