"""Whoever is meant is found with all that a plan needs, or refused with what to do instead."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from runbooks.kit import holders
from runbooks.kit.aws import Aws
from runbooks.kit.contract import DoesNotExistError, UnsupportedError
from runbooks.kit.holders import Holder
from runbooks.kit.shield import PROTECTED, marks_of
from tests.runbooks.kit.sample import Lids, lids
from tests.runbooks.people import a_role, a_user
from tests.runbooks.site import Site


def test_a_user_is_read_with_its_arn_its_tag_and_the_time_of_the_answer(
    site: Site, iam_reading: Aws
) -> None:
    name, key = a_user(site, path="/team/", **{PROTECTED: "yes"})
    found = holders.find(iam_reading, f"user/team/{name}")

    assert found.arn == f"arn:aws:iam::{site.account}:user/team/{name}"
    assert (found.kind, found.spoken, found.parameter) == ("user", f"user {name}", "UserName")
    assert found.marks == marks_of(name, {PROTECTED: "yes"}, "us-east-1")
    assert found.read_at is not None
    assert found.key == ""
    by_key = holders.find(iam_reading, key.access_key_id)
    assert (by_key.arn, by_key.key) == (found.arn, key.access_key_id)
    assert by_key.model_dump(mode="json") == found.model_dump(mode="json")


def test_a_path_that_is_not_theirs_is_nobodys(site: Site, iam_reading: Aws) -> None:
    name, _ = a_user(site, path="/team/")
    with pytest.raises(DoesNotExistError, match=f"There is no user elsewhere/{name}"):
        holders.find(iam_reading, f"user/elsewhere/{name}")


def test_a_role_is_read_with_the_profiles_that_hand_it_to_machines(
    site: Site, iam_reading: Aws
) -> None:
    role, iam = a_role(site), site.client("iam")
    iam.create_instance_profile(InstanceProfileName=role)
    iam.add_role_to_instance_profile(InstanceProfileName=role, RoleName=role)
    found = holders.find(iam_reading, f"role/{role}")

    assert (found.spoken, found.parameter, found.marks.is_protected) == (
        f"role {role}",
        "RoleName",
        False,
    )
    assert holders.profiles(iam_reading, found) == (role,)


@pytest.mark.parametrize(
    ("partition", "region", "looked_at"),
    [
        ("aws", "ap-northeast-1", ("us-east-1", "ap-northeast-1")),
        ("aws", "us-east-1", ("us-east-1",)),
        ("aws-cn", "cn-northwest-1", ("cn-north-1", "cn-northwest-1")),
        ("aws-us-gov", "us-gov-west-1", ("us-gov-west-1",)),
    ],
)
def test_the_trail_is_read_where_iam_is_and_where_the_work_is(
    partition: str, region: str, looked_at: tuple[str, ...]
) -> None:
    assert holders.regions(Lids(partition=partition, region=region)) == looked_at


class Seen(Lids):
    """An account whose CloudTrail has seen one caller, under whatever identity."""

    def __init__(self, identity: str) -> None:
        super().__init__()
        self.identity = identity

    def read(self, service: str, region: str = "") -> Any:
        event = {"CloudTrailEvent": f'{{"userIdentity": {self.identity}}}'}
        return SimpleNamespace(lookup_events=lambda **_: {"Events": [event]})


@pytest.mark.parametrize(
    ("identity", "says"),
    [
        ('{"type": "Root", "accountId": "111122223333"}', "signed in as root"),
        ('{"type": "AWSAccount", "accountId": "444455556666"}', "belongs to AWSAccount"),
        (
            '{"type": "AssumedRole", "accountId": "444455556666", "userName": "x"}',
            "belongs to AssumedRole",
        ),
        ("null", "CloudTrail shows no call by it in us-east-1, ap-northeast-1"),
    ],
)
def test_a_temporary_key_of_nobody_here_is_refused_with_whom_to_contain(
    identity: str, says: str
) -> None:
    with pytest.raises(UnsupportedError, match=says):
        holders.find(Seen(identity), "ASIA0123456789ABCDEF")


@pytest.mark.parametrize(
    "name", ["secbot", "secbot-contain", "AWSReservedSSO_Admin_0123456789abcdef"]
)
def test_some_names_are_refused_before_anything_is_asked(name: str) -> None:
    with pytest.raises(UnsupportedError):
        holders.find(lids(), f"role/{name}")


def test_what_serves_planning_alone_is_not_compared() -> None:
    holder = Holder(kind="user", name="carol", arn="arn:user", id="AIDA1")
    seen = holder.model_copy(update={"used": "today", "key": "AKIA1"})

    assert seen.model_dump(mode="json") == holder.model_dump(mode="json")
