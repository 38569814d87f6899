"""The root user passes with MFA, or without any credentials at all."""

from __future__ import annotations

from typing import Any

import pytest

from bot.aws.access import AwsEstate
from bot.domain.policy import Account
from bot.questions.checks.root_mfa import RootMfa
from practice.aws.root_users import RootUser
from practice.aws.server import SimulatedAws
from tests.bot.questions.checks.accounts import looked, why


@pytest.mark.parametrize(
    ("user", "standing"),
    [
        (RootUser(has_mfa=True), "PASSED"),
        (RootUser(), "FAILED: the root user has no MFA"),
        (
            RootUser(has_mfa=True, has_keys=True),
            "WARNING: the root user has MFA, but an access key or certificate that needs none",
        ),
        (RootUser(has_password=False, has_keys=True), "FAILED: the root user has no MFA"),
        (
            RootUser(has_password=False),
            "PASSED: no MFA is needed: the root user has no credentials",
        ),
    ],
    ids=["with MFA", "password alone", "keys besides MFA", "keys alone", "centrally removed"],
)
def test_what_the_root_user_has_tells_how_it_stands(
    aws: SimulatedAws, estate: AwsEstate, prod: Account, user: RootUser, standing: str
) -> None:
    aws.controls.root_users.put(prod.number, user)

    assert why(looked(estate, prod, RootMfa())) == standing


class ReticentIam:
    """Answers GetAccountSummary with what it is given, as an older partition may."""

    account, region, partition, execution = "111122223333", "cn-north-1", "aws-cn", ""

    def __init__(self, **summary: int) -> None:
        """Tell this and no more."""
        self.summary = summary

    def read(self, service: str, region: str = "") -> Any:
        """Return IAM, which is this."""
        return self

    def change(self, service: str) -> Any:
        """Change nothing."""
        raise NotImplementedError

    def get_account_summary(self) -> dict[str, object]:
        """Return the summary."""
        return {"SummaryMap": self.summary}


@pytest.mark.parametrize("summary", [{}, {"AccountMFAEnabled": 0}], ids=["MFA", "password"])
def test_what_aws_does_not_tell_is_not_available(summary: dict[str, int]) -> None:
    account = Account(ReticentIam.account, "china")

    look = RootMfa().ask(ReticentIam(**summary), account, "")

    assert why(look).startswith("NOT_AVAILABLE")
