from __future__ import annotations

from collections.abc import Iterator

import pytest
from moto.core.base_backend import BackendDict
from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.iam import models
from moto.iam.models import iam_backends

from practice.aws.callers import PARTITION, Callers
from practice.aws.lookups import put_lookups
from practice.aws.patching import Patches
from practice.aws.server import SimulatedAws


def test_a_call_goes_to_the_account_of_its_key(
    aws: SimulatedAws, account_numbers: Iterator[str]
) -> None:
    accounts = [next(account_numbers) for _ in range(3)]
    for each in accounts:
        aws.client("iam", each).create_user(UserName=f"of-{each}")

    for each in accounts:
        names = {user["UserName"] for user in aws.client("iam", each).list_users()["Users"]}
        assert {name for name in names if name.startswith("of-")} == {f"of-{each}"}


def test_a_lent_key_goes_to_the_account_of_who_asked_for_it(
    aws: SimulatedAws, account: str
) -> None:
    lent = aws.client("sts", account).get_session_token()["Credentials"]
    keys = (lent["AccessKeyId"], lent["SecretAccessKey"], lent["SessionToken"])
    aws.client_of("ec2", *keys).create_security_group(GroupName="own", Description="own")

    groups = aws.client("ec2", account).describe_security_groups()["SecurityGroups"]
    assert "own" in {each["GroupName"] for each in groups}


def test_a_key_that_nobody_has_belongs_to_motos_own_account() -> None:
    assert Callers().account_of("AKIAUNKNOWN") == DEFAULT_ACCOUNT_ID


@pytest.mark.usefixtures("aws")
def test_an_account_is_there_once_it_is_asked_for_and_stays_the_same(
    account: str,
) -> None:
    assert account not in iam_backends

    made = iam_backends[account][PARTITION]

    assert account in iam_backends
    assert iam_backends[account][PARTITION] is made


def test_moto_is_left_as_it_was() -> None:
    before = (models.get_account_id_from, BackendDict.__getitem__)
    patches = Patches()

    put_lookups(patches, Callers())
    assert models.get_account_id_from is not before[0]
    patches.undo()

    assert (models.get_account_id_from, BackendDict.__getitem__) == before
