"""`slack.detail`: for all, by environment, by account; the strictest holds, and looser is a fault."""

from __future__ import annotations

import pytest

from bot.domain.answer import Sensitivity
from bot.domain.words import policy as words
from tests.bot.policy.reading import faults, policy

PAY, STAGING, SHOP = "111122223333", "222233334444", "333344445555"
ACCOUNTS = f"""accounts:
  defaults: {{}}
  "{PAY}": {{name: pay, environment: prod}}
  "{STAGING}": {{name: staging, environment: staging, detail: minimal}}
  "{SHOP}": {{name: shop, environment: shop}}
"""
FULL = "slack: {detail: full, environments: {prod: minimal, shop: standard}}\n"


@pytest.mark.parametrize(
    ("accounts", "detail"),
    [
        ((), Sensitivity.FULL),
        (("999999999999",), Sensitivity.FULL),
        ((SHOP,), Sensitivity.STANDARD),
        ((PAY,), Sensitivity.MINIMAL),
        ((STAGING,), Sensitivity.MINIMAL),
        ((SHOP, PAY), Sensitivity.MINIMAL),
    ],
)
def test_the_strictest_that_applies_holds(accounts: tuple[str, ...], detail: Sensitivity) -> None:
    assert policy(ACCOUNTS + FULL).shown_of(accounts) is detail


def test_it_is_standard_unless_the_file_says_so_and_part_of_the_digest() -> None:
    silent, minimal = policy(""), policy("slack: {detail: minimal}\n")

    assert silent.shown_of(()) is Sensitivity.STANDARD
    assert minimal.shown_of(()) is Sensitivity.MINIMAL
    assert silent.digest != minimal.digest


def test_what_accounts_have_in_common_holds_where_one_says_nothing_of_its_own() -> None:
    read = policy(ACCOUNTS.replace("defaults: {}", "defaults: {detail: minimal}"))

    assert read.shown_of((PAY,)) is Sensitivity.MINIMAL


@pytest.mark.parametrize(
    ("text", "field", "fault"),
    [
        ("slack: {detail: Full}\n", "slack.detail", words.POLICY_DETAIL.en),
        (
            ACCOUNTS + "slack: {environments: {nowhere: minimal}}\n",
            "slack.environments.nowhere",
            words.POLICY_NO_ENVIRONMENT.en,
        ),
        (
            ACCOUNTS + "slack: {environments: {prod: full}}\n",
            "slack.environments.prod",
            words.POLICY_DETAIL_LOOSER.fill(detail="standard").plain(),
        ),
        (
            ACCOUNTS.replace("name: shop,", "name: shop, detail: full,"),
            f"accounts.{SHOP}.detail",
            words.POLICY_DETAIL_LOOSER.fill(detail="standard").plain(),
        ),
        (
            ACCOUNTS.replace("defaults: {}", "defaults: {detail: standard}")
            + "slack: {detail: minimal}\n",
            "accounts.defaults.detail",
            words.POLICY_DETAIL_LOOSER.fill(detail="minimal").plain(),
        ),
    ],
)
def test_what_shows_more_than_may_be_shown_or_is_no_level_is_a_fault_with_its_place(
    text: str, field: str, fault: str
) -> None:
    (told,) = faults(text)

    assert told.startswith("policy.yaml, line ")
    assert told.endswith(f": {field}: {fault}.")
