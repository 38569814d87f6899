"""Who is on call by the policy file; every fault with its line and its field."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from bot.domain.rota import OnCall, Rotation
from bot.domain.words import settings as words
from runbooks.kit.text import Text
from tests.bot.policy.reading import faults, policy

GOOD = "members: [U0ANN, U0RYO], starts: 2026-11-23, every: 7d"


def test_a_rotation_and_a_group_are_taken_as_they_are() -> None:
    full = f'{GOOD}, handover_at: "10:00", timezone: Asia/Tokyo'
    members, day = ("U0ANN", "U0RYO"), date(2026, 11, 23)

    assert policy(f"on_call: {{rotation: {{{full}}}}}\n").on_call == OnCall(
        Rotation(members, day, 7, time(10), "Asia/Tokyo")
    )
    assert policy(f"on_call: {{rotation: {{{GOOD}}}}}\n").on_call == OnCall(
        Rotation(members, day, 7, time(9), "UTC")
    )
    assert policy("on_call: {group: S0ONCALL}\n").on_call == OnCall(group="S0ONCALL")
    assert policy("on_call: {group: S0ONCALL, escalate_after: 15m}\n").on_call == OnCall(
        group="S0ONCALL", escalate_after=timedelta(minutes=15)
    )
    assert policy("on_call: {}\n").on_call is None
    assert policy("").on_call is None


@pytest.mark.parametrize(
    ("rotation", "field", "fault"),
    [
        ("members: [], starts: 2026-11-23, every: 7d", "members", Text("Tuple should have")),
        ("members: [S0ALL], starts: 2026-11-23, every: 7d", "members.0", Text("String should")),
        ("members: ['@ann'], starts: 2026-11-23, every: 7d", "members.0", Text("String should")),
        (
            "members: [U0ANN, U0ANN], starts: 2026-11-23, every: 7d",
            "members",
            words.POLICY_MEMBER_TWICE,
        ),
        ("members: [U0ANN], every: 7d", "starts", Text("Field required")),
        ("members: [U0ANN], starts: monday, every: 7d", "starts", Text("Input should be a valid")),
        ("members: [U0ANN], starts: 2026-11-23", "every", Text("Field required")),
        ("members: [U0ANN], starts: 2026-11-23, every: 12h", "every", words.POLICY_WHOLE_DAYS),
        ("members: [U0ANN], starts: 2026-11-23, every: weekly", "every", words.POLICY_DURATION),
        (f"{GOOD}, handover_at: 10", "handover_at", words.POLICY_TIME_OF_DAY),
        (f"{GOOD}, timezone: Tokyo", "timezone", words.POLICY_TIME_ZONE),
        (f"{GOOD}, backup: U0BOB", "backup", words.POLICY_UNKNOWN),
    ],
)
def test_a_wrong_rotation_is_told_with_its_line_and_its_field(
    rotation: str, field: str, fault: Text
) -> None:
    told, *_ = faults(f"on_call:\n  rotation: {{{rotation}}}\n")

    assert told.startswith(f"policy.yaml, line 2: on_call.rotation.{field}: {fault.en}"), told


@pytest.mark.parametrize(
    ("part", "place"),
    [
        ("group: U0ANN", "on_call.group: String should match"),
        (f"group: S0ALL, rotation: {{{GOOD}}}", f"on_call: {words.POLICY_ROTATION_OR_GROUP.en}"),
        ("escalate_after: 15m", f"on_call: {words.POLICY_CALLS_WHOM.en}"),
        ("group: S0ALL, escalate_after: 5h", f"on_call.escalate_after: {words.POLICY_WAITS.en}"),
        (
            "group: S0ALL, escalate_after: soon",
            f"on_call.escalate_after: {words.POLICY_DURATION.en}",
        ),
        ("page: {webhook: https://x}", f"on_call.page.webhook: {words.POLICY_NOT_BUILT.en}"),
    ],
)
def test_what_on_call_can_not_hold_is_told_at_its_place(part: str, place: str) -> None:
    assert any(f": {place}" in told for told in faults(f"on_call: {{{part}}}\n"))
