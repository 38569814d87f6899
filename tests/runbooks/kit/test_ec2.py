"""Instances are found or not, and the steps on them name them and nothing else."""

from __future__ import annotations

import pytest
from botocore.exceptions import ClientError

from practice.aws.faults import Failing, Fault
from runbooks.kit import ec2
from runbooks.kit.aws import Aws
from runbooks.kit.text import Text
from runbooks.kit.values import Power
from tests.runbooks.kit.sample import lids
from tests.runbooks.machines import Network, launch
from tests.runbooks.site import Site

NAME = "i-0123456789abcdef0"
ARN = f"arn:aws:ec2:ap-northeast-1:111122223333:instance/{NAME}"
SAYS = Text("Do it").fill()


def test_an_arn_names_account_and_region() -> None:
    assert ec2.arn(lids(), "instance", NAME) == ARN


def test_an_instance_is_found_with_its_tags(site: Site, network: Network, reading: Aws) -> None:
    made = launch(site, network, [network.web])
    pair = {"Key": "owner", "Value": "ann"}
    site.client("ec2").create_tags(Resources=[made.instance], Tags=[pair])

    found = ec2.find(reading, made.instance)
    assert found is not None
    assert found["InstanceId"] == made.instance
    assert ec2.tags_of(found) == {"owner": "ann"}


@pytest.mark.parametrize("name", [NAME, "i-nonsense"])
def test_an_instance_that_ec2_does_not_know_is_none(reading: Aws, name: str) -> None:
    assert ec2.find(reading, name) is None


def test_a_refusal_is_not_taken_for_an_absence(site: Site, reading: Aws) -> None:
    fault = Fault(Failing.DENIED, account=site.account, service="ec2", times=1)
    site.aws.faults.place(fault)

    with pytest.raises(ClientError, match="UnauthorizedOperation"):
        ec2.find(reading, NAME)


def test_termination_protection_is_read(site: Site, network: Network, reading: Aws) -> None:
    made = launch(site, network, [network.web])
    assert ec2.is_protected(reading, made.instance) is False

    site.client("ec2").modify_instance_attribute(
        InstanceId=made.instance, DisableApiTermination={"Value": True}
    )
    assert ec2.is_protected(reading, made.instance) is True


def test_tagging_contains_and_untagging_releases() -> None:
    on, off = ec2.tag(lids(), NAME, "k", SAYS), ec2.untag(lids(), NAME, "k", SAYS)

    assert (on.action, on.power, on.resources) == ("ec2:CreateTags", Power.CONTAIN, (ARN,))
    assert on.parameters == {"Resources": [NAME], "Tags": [{"Key": "k", "Value": "true"}]}
    assert (off.action, off.power, off.resources) == ("ec2:DeleteTags", Power.RELEASE, (ARN,))
    assert off.parameters == {"Resources": [NAME], "Tags": [{"Key": "k"}]}


def test_protecting_contains_and_unprotecting_releases() -> None:
    on = ec2.protect(lids(), NAME, SAYS, value=True)
    off = ec2.protect(lids(), NAME, SAYS, value=False)

    assert (on.power, off.power) == (Power.CONTAIN, Power.RELEASE)
    assert on.resources == off.resources == (ARN,)
    assert off.parameters == {"InstanceId": NAME, "DisableApiTermination": {"Value": False}}
