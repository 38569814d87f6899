"""Faults of trusted producers, precious things and special accounts are told at their places."""

from __future__ import annotations

import pytest

from tests.bot.policy.reading import faults, policy

ACCOUNTS = """\
accounts:
  "111122223333": {name: pay, environment: prod}
"""


@pytest.mark.parametrize(
    "trusted",
    [
        "aws-like",
        "arn:aws:s3:::bucket",
        "arn:aws:securityhub:*:*:product/*/*",
        "arn:aws:securityhub:*:*:product/prowler/*",
        "arn:aws:securityhub:*:*:product/prowler",
        5,
    ],
)
def test_a_producer_is_trusted_only_by_its_whole_name(trusted: object) -> None:
    (told,) = faults(f"producers:\n  trusted: [{trusted!r}]\n")

    assert told.startswith("policy.yaml, line 2: producers.trusted.0: ")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("producers:\n  {}\n", "line 1: producers.trusted"),
        ("producers:\n  trust: []\n", "line 2: producers.trust"),
        (f"{ACCOUNTS}organization:\n  forensics: '444455556666'\n", "organization.forensics"),
        ("organization:\n  management: 12\n", "line 2: organization.management"),
        ("organization:\n  log_archive: '12'\n", "line 2: organization.log_archive"),
    ],
)
def test_a_wrong_producer_or_special_account_is_told_at_its_place(text: str, place: str) -> None:
    assert any(place in told for told in faults(text))


@pytest.mark.parametrize("precious", ["pay-*", "arn:aws:s3", "arn:aws:rds:*:444455556666:db:x"])
def test_what_can_not_be_precious_in_an_account_is_told_at_its_place(precious: str) -> None:
    account = f'{{name: pay, precious: ["{precious}"]}}'
    (told,) = faults(f'accounts:\n  "111122223333": {account}\n')

    assert told.startswith("policy.yaml, line 2: accounts.111122223333.precious.0: ")


def test_a_precious_pattern_may_name_the_account_in_part() -> None:
    fine = '["arn:aws:rds:*:1111*:db:x", "arn:aws:rds:*:111122223333:db:x", "arn:aws:s3:::a*"]'
    read = policy(f'accounts:\n  "111122223333": {{name: pay, precious: {fine}}}\n')

    assert len(read.accounts["111122223333"].precious) == 3
