"""What secbot has to do with a finding, as a table of findings that name its roles."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain import causing
from bot.domain.finding import Finding, Producer, Resource
from bot.domain.guarding import Call, Own, execution_of
from bot.domain.policy import Account
from tests.bot.domain.makers import ACCOUNT
from tests.bot.store.examples import a_finding
from tests.clocks import MORNING

MINUTE = timedelta(minutes=1)
NUMBER = execution_of("secbot-A-19X") or 0
BUCKET = "arn:aws:s3:::pay-exports"
OURS = Own(
    frozenset({ACCOUNT}),
    frozenset({"release"}),
    MORNING,
    MORNING + 5 * MINUTE,
    (Call("s3:PutBucketPublicAccessBlock", MORNING + MINUTE, "r-1", (BUCKET,)),),
)
PROD = Account(ACCOUNT, "prod")
BY_US = replace(
    a_finding(),
    principals=("secbot-release", "secbot-A-19X"),
    first_seen=MORNING + MINUTE,
    last_seen=MORNING + 2 * MINUTE,
    resources=(Resource("AwsS3Bucket", BUCKET),),
)
CLAIM = Producer("securityhub", "arn:aws:securityhub:::product/acme/x", verified=False)


@pytest.mark.parametrize(
    ("finding", "acted", "stolen"),
    [
        (BY_US, True, ()),
        (a_finding(), False, ()),
        (replace(BY_US, principals=("secbot-release", "helper")), False, ("secbot-release",)),
        (replace(BY_US, principals=("secbot-contain",)), False, ("secbot-contain",)),
        (replace(BY_US, principals=("secbot-release", "secbot-A-77")), False, ("secbot-release",)),
        (replace(BY_US, principals=("admin", "secbot-A-19X")), False, ()),
        (replace(BY_US, principals=("secbot-read", "secbot-read")), False, ()),
        (
            replace(BY_US, first_seen=MORNING + 9 * MINUTE, last_seen=None),
            False,
            ("secbot-release",),
        ),
        (replace(BY_US, account="444455556666"), False, ("secbot-release",)),
        (replace(BY_US, first_seen=None, created_at=None), False, ("secbot-release",)),
        (replace(BY_US, producer=CLAIM), False, ()),
        (replace(BY_US, sample=True), False, ()),
    ],
)
def test_a_role_of_ours_is_ours_only_in_a_session_that_the_record_knows(
    finding: Finding, *, acted: bool, stolen: tuple[str, ...]
) -> None:
    known = {NUMBER: OURS}

    assert causing.acted([finding], PROD, known) == (frozenset({NUMBER}) if acted else frozenset())
    assert causing.stolen([finding], PROD, known) == stolen


def test_one_finding_that_is_ours_excuses_no_other() -> None:
    thief = replace(BY_US, principals=("secbot-release", "helper"))

    assert causing.stolen([BY_US, thief], PROD, {NUMBER: OURS}) == ("secbot-release",)


@pytest.mark.parametrize(
    ("finding", "does"),
    [
        (replace(BY_US, principals=()), True),
        (replace(BY_US, first_seen=MORNING + 16 * MINUTE), True),
        (replace(BY_US, first_seen=MORNING + 17 * MINUTE), False),
        (replace(BY_US, first_seen=MORNING - 2 * MINUTE), False),
        (replace(BY_US, resources=()), False),
        (replace(BY_US, producer=CLAIM), False),
    ],
)
def test_a_change_of_ours_is_told_with_what_comes_up_on_its_resource_right_after(
    finding: Finding, *, does: bool
) -> None:
    assert causing.changed([finding], OURS) == (MORNING + MINUTE if does else None)
