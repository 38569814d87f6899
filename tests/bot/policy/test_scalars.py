"""A duration, an hour, a Region or an id that is none is told."""

from __future__ import annotations

import pytest

from tests.bot.policy.reading import assert_told_at


@pytest.mark.parametrize(
    ("text", "line", "field"),
    [
        ("standing:\n  - {runbook: b2, environments: [x]}\n", 2, "standing.0.runbook"),
        (
            "standing:\n  - {runbook: block, environments: [x], severity: HIGH}\n",
            2,
            "standing.0.severity",
        ),
        (
            'standing:\n  - {runbook: block, environments: [x], severity: ">=HOT"}\n',
            2,
            "standing.0.severity",
        ),
        ("raises:\n  - {classes: [C], hours: 22:00-07:00x}\n", 2, "raises.0.hours"),
        ('raises:\n  - {classes: [C], hours: "22:00"}\n', 2, "raises.0.hours"),
        ('raises:\n  - {classes: [C], hours: "7:00-22:00"}\n', 2, "raises.0.hours"),
        ('raises:\n  - {classes: [C], hours: "07:00-07:00"}\n', 2, "raises.0.hours"),
        ('raises:\n  - {classes: [C], hours: "07:00-24:00"}\n', 2, "raises.0.hours"),
        ("raises:\n  - {classes: [C], hours: 9}\n", 2, "raises.0.hours"),
        ("raises:\n  - {classes: [C], timezone: Tokyo}\n", 2, "raises.0.timezone"),
        ("\nteams: [nonsense]\n", 2, "teams.0"),
        ("roles:\n  - role: admin\n    members: [bob]\n", 3, "roles.0.members.0"),
        ('protected: {accounts: ["١١١١٢٢٢٢٣٣٣٣"]}\n', 1, "protected.accounts.0"),
        (
            "accounts:\n  defaults: {contain_role: rôle}\n",
            2,
            "accounts.defaults.contain_role",
        ),
        ("approvals:\n  C: {ttl: soon}\n", 2, "approvals.C.ttl"),
        ("protected: {accounts: [111122223333]}\n", 1, "protected.accounts.0"),
        ("protected: {resources: [log-archive]}\n", 1, "protected.resources.0"),
        ("status:\n  at: 10:00\n", 2, "status.at"),
        ("status:\n  at: '24:00'\n", 2, "status.at"),
        ("status:\n  at: '\u0660\u0669:00'\n", 2, "status.at"),
        ("status:\n  at: '9'\n", 2, "status.at"),
        ("status:\n  timezone: Tokyo\n", 2, "status.timezone"),
        ("status:\n  timezone: ../../etc/hosts\n", 2, "status.timezone"),
        ("status:\n  timezone: 9\n", 2, "status.timezone"),
        ("status:\n  at: '09:00'\n  channel: '#security'\n", 3, "status.channel"),
        ("accounts:\n  defaults: {watch_regions: []}\n", 2, "accounts.defaults.watch_regions"),
        ("accounts:\n  defaults: {watch_regions: most}\n", 2, "accounts.defaults.watch_regions"),
        (
            'accounts:\n  "111122223333":\n    name: x\n    watch_regions: [Tokyo]\n',
            4,
            "accounts.111122223333.watch_regions",
        ),
    ],
)
def test_a_scalar_that_is_none_is_told_with_its_line_and_its_field(
    text: str, line: int, field: str
) -> None:
    assert_told_at(text, line, field)
