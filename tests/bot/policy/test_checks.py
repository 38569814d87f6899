"""What is too loose in a policy file, or names what is nowhere, is told."""

from __future__ import annotations

import pytest

from tests.bot.policy.reading import assert_told_at


@pytest.mark.parametrize(
    ("text", "line", "field"),
    [
        (
            "standing: [{runbook: block_public_s3, environments: [prod]}]\naccounts: {}\n",
            1,
            "standing.0.environments",
        ),
        (
            "standing:\n  - {runbook: block_public_s3, environments: [stagng]}\n",
            2,
            "standing.0.environments",
        ),
        ("raises:\n  - {classes: [C], environments: [prdo]}\n", 2, "raises.0.environments"),
        (
            'raises:\n  - classes: [C]\n    accounts: ["111122223333"]\n',
            3,
            "raises.0.accounts",
        ),
        ("alone_at_night:\n  enabled: true\n", 1, "alone_at_night.hours"),
        (
            'alone_at_night:\n  enabled: true\n  hours: "20:00-08:01"\n',
            3,
            "alone_at_night.hours",
        ),
        (
            "alone_at_night:\n  enabled: false\n  confirm_within: 61m\n",
            3,
            "alone_at_night.confirm_within",
        ),
        (
            "alone_at_night:\n  enabled: false\n  environments: [prdo]\n",
            3,
            "alone_at_night.environments",
        ),
        ('accounts:\n  "12": {name: x}\n', 2, "accounts.12"),
        ('accounts:\n  "١١١١٢٢٢٢٣٣٣٣": {name: x}\n', 2, "accounts.١١١١٢٢٢٢٣٣٣٣"),
        ("approvals:\n  B: {approvals: 0}\n", 2, "approvals.B.approvals"),
        ("approvals:\n  D: {approvals: 1}\n", 2, "approvals.D.approvals"),
        ("approvals:\n  C: {ttl: 2d}\n", 2, "approvals.C.ttl"),
        (
            "roles:\n  - role: admin\n    members: [U0A]\n    environments: [prdo]\n",
            4,
            "roles.0.environments",
        ),
        (
            'roles:\n  - role: admin\n    members: [U0A]\n    accounts: ["111122223333"]\n',
            4,
            "roles.0.accounts",
        ),
        (
            'accounts:\n  "111122223333": {name: x}\n  "444455556666": {name: x}\n',
            3,
            "accounts.444455556666.name",
        ),
    ],
)
def test_what_is_too_loose_or_names_what_is_nowhere_is_told_with_its_line_and_its_field(
    text: str, line: int, field: str
) -> None:
    assert_told_at(text, line, field)
