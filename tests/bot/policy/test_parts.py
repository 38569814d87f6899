"""A key that no part has, and a value that no part takes, is told."""

from __future__ import annotations

import pytest

from tests.bot.policy.reading import assert_told_at


@pytest.mark.parametrize(
    ("text", "line", "field"),
    [
        ("raises:\n  - {classes: [D]}\n", 2, "raises.0.classes.0"),
        ("raises:\n  - {classes: []}\n", 2, "raises.0.classes"),
        ("raises:\n  - {environments: [prod]}\n", 2, "raises.0.classes"),
        ("raises:\n  - {classes: [C], lowers: true}\n", 2, "raises.0.lowers"),
        ("teams: T0OURS\n", 1, "teams"),
        ("roles:\n  - {role: king, members: [U0A]}\n", 2, "roles.0.role"),
        ("roles:\n  - {role: admin, members: []}\n", 2, "roles.0.members"),
        ("accounts:\n  111122223333: {name: x}\n", 2, "accounts.111122223333"),
        ('accounts:\n  "111122223333": {nam: x}\n', 2, "accounts.111122223333.nam"),
        ('accounts:\n  "111122223333": 3\n', 2, "accounts.111122223333"),
        ("accounts:\n  defaults: {contain: x}\n", 2, "accounts.defaults.contain"),
        ("approvals:\n  C: {signed: enrolled}\n", 2, "approvals.C.signed"),
        ("approvals:\n  Z: {}\n", 2, "approvals.Z"),
        ("people: {email_domain: '@example.com'}\n", 1, "people.email_domain"),
        ("people: {email_domian: example.com}\n", 1, "people.email_domian"),
        ("roles:\n  - {role: admin, members: [U0A], accounts: []}\n", 2, "roles.0.accounts"),
        ("protected: {}\nprotected: {}\n", 2, "protected"),
        ("status: daily\n", 1, "status"),
        ("status: {weekly: true}\n", 1, "status.weekly"),
        ("on_call: {page: {sns: on-call}}\n", 1, "on_call.page.sns"),
        ("on_call: {page: {}}\n", 1, "on_call.page"),
        ("on_call: {nobody: U0A}\n", 1, "on_call.nobody"),
    ],
)
def test_what_no_part_takes_is_told_with_its_line_and_its_field(
    text: str, line: int, field: str
) -> None:
    assert_told_at(text, line, field)
