"""Who is behind an instance, a key, a bucket: IAM is asked, and strangers' words are not believed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from practice.aws.server import SimulatedAws
from runbooks.detective_context import DetectiveContext
from runbooks.kit import behind
from runbooks.kit.aws import Aws
from runbooks.kit.behind import Principal
from runbooks.kit.contract import DoesNotExistError
from tests.runbooks import clues, machines
from tests.runbooks.site import REGION, Site, a_site


@pytest.fixture
def site(aws: SimulatedAws, account: str) -> Iterator[Site]:
    with a_site(aws, account, DetectiveContext) as made:
        yield made


@pytest.fixture
def reading(site: Site) -> Aws:
    return site.estate.reading(site._account(), REGION, site.runbook.about.reads)


def why(found: Principal) -> str:
    assert found.arn == ""
    assert found.why_not is not None
    return found.why_not.plain()


def test_an_instance_leads_to_its_role_with_its_path(site: Site, reading: Aws) -> None:
    role = clues.a_role(site, path="/service/")
    found = behind.resolve(reading, clues.an_instance(site, role))
    assert found.arn == f"arn:aws:iam::{site.account}:role/service/{role}"
    assert found.id.startswith("AROA")
    assert (found.name, found.is_role) == (role, True)


def test_an_instance_without_a_profile_leads_to_nobody(site: Site, reading: Aws) -> None:
    network = machines.a_network(site)
    instance = machines.launch(site, network, [network.web]).instance
    assert "no instance profile" in why(behind.resolve(reading, instance))


def test_an_instance_whose_profile_has_no_role_leads_to_nobody(site: Site, reading: Aws) -> None:
    role = clues.a_role(site)
    instance = clues.an_instance(site, role)
    site.client("iam").remove_role_from_instance_profile(InstanceProfileName=role, RoleName=role)
    assert "no instance profile" in why(behind.resolve(reading, instance))


def test_an_instance_that_is_not_there_does_not_exist(reading: Aws) -> None:
    with pytest.raises(DoesNotExistError):
        behind.resolve(reading, "i-0123456789abcdef0")


def test_a_key_leads_to_its_user_and_a_sessions_key_to_its_role(site: Site, reading: Aws) -> None:
    user, role = clues.a_user(site), clues.a_role(site)
    key = clues.a_key(site, user)["AccessKeyId"]
    session = clues.a_session(site, role)["AccessKeyId"]

    assert behind.resolve(reading, key).name == user
    assert behind.resolve(reading, session).arn.endswith(f":role/{role}")


@pytest.mark.parametrize(
    ("key", "says"),
    [
        ("ASIAIOSFODNN7EXAMPLE", "CloudTrail knows no management event"),
        ("AKIAIOSFODNN7EXAMPLE", "IAM knows no owner"),
    ],
)
def test_a_key_that_nobody_has_used_leads_to_nobody(reading: Aws, key: str, says: str) -> None:
    assert says in why(behind.resolve(reading, key))


@pytest.mark.parametrize("kind", ["IAMUser", "AssumedRole", "Role"])
def test_a_bucket_leads_to_whoever_the_newest_finding_on_it_names(
    site: Site, reading: Aws, kind: str
) -> None:
    name = clues.a_user(site) if kind == "IAMUser" else clues.a_role(site)
    bucket = f"emptied-{site.account}"
    clues.a_finding(
        site,
        s3BucketDetails=[{"name": bucket}],
        accessKeyDetails={"userName": name, "userType": kind},
    )
    found = behind.resolve(reading, bucket)
    assert found.name == name
    assert found.how is not None
    assert clues.DELETION in found.how.plain()


@pytest.mark.parametrize(
    ("kind", "name"), [("Root", "root"), ("IAMUser", "../../etc"), ("AWSService", "x"), ("", "")]
)
def test_a_finding_that_names_no_user_or_role_leads_to_nobody(
    site: Site, reading: Aws, kind: str, name: str
) -> None:
    bucket = f"emptied-{site.account}"
    clues.a_finding(
        site,
        s3BucketDetails=[{"name": bucket}],
        accessKeyDetails={"userName": name, "userType": kind},
    )
    assert "names who acted" in why(behind.resolve(reading, bucket))


def test_who_is_not_in_iam_any_more_keeps_the_name_and_has_no_id(site: Site, reading: Aws) -> None:
    found = behind.resolve(reading, "user/gone")
    assert found.arn == f"arn:aws:iam::{site.account}:user/gone"
    assert found.id == ""
    assert found.warning is not None


def test_the_root_user_is_nobody_to_investigate(reading: Aws) -> None:
    assert "root" in why(behind.resolve(reading, "root"))
