"""A finding is read again at Security Hub, and only what stands there bears it out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.aws.access import AwsEstate
from bot.domain.finding import Finding, Producer, Resource
from bot.domain.policy import Account
from bot.questions.confirm.securityhub import SecurityHub
from practice.aws.server import SimulatedAws
from tests.bot.aws.estates import REGION
from tests.bot.questions.confirm.findings import imported

SOURCE = SecurityHub()
BUCKET = "arn:aws:s3:::pay-exports"


def asked(estate: AwsEstate, account: Account, finding: Finding) -> str:
    aws = estate.reading(account, REGION, SOURCE.actions)
    why = SOURCE.why_not(aws, finding)
    return why.plain() if why else ""


def test_what_security_hub_holds_is_borne_out(
    aws: SimulatedAws, estate: AwsEstate, prod: Account
) -> None:
    assert asked(estate, prod, imported(aws, prod.number, BUCKET)) == ""


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"native_id": "forged"}, "Security Hub knows no such finding"),
        (
            {"producer": Producer("securityhub", "arn:of:another", verified=False)},
            "Security Hub knows no such finding",
        ),
        (
            {"resources": (Resource("AwsS3Bucket", "arn:aws:s3:::payroll"),)},
            "at Security Hub it does not name arn:aws:s3:::payroll",
        ),
        ({"type": "S3.1"}, "at Security Hub it is no finding of the control S3.1"),
    ],
    ids=["other id", "other product", "other bucket", "another control"],
)
def test_whatever_differs_from_what_security_hub_holds_is_told(
    aws: SimulatedAws,
    estate: AwsEstate,
    prod: Account,
    changes: dict[str, object],
    why: str,
) -> None:
    forged = replace(imported(aws, prod.number, BUCKET), **changes)  # type: ignore[arg-type]  # any field
    assert asked(estate, prod, forged) == why
