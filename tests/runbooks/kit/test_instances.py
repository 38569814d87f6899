"""An instance that is to be changed is found, or why it must not be touched is said."""

from __future__ import annotations

import pytest

from runbooks.kit import instances
from runbooks.kit.aws import Aws
from runbooks.kit.contract import DoesNotExistError, UnsupportedError
from tests.runbooks.fleets import a_profile
from tests.runbooks.machines import Network, launch
from tests.runbooks.site import Site


def test_one_that_lives_is_found(site: Site, network: Network, reading: Aws) -> None:
    made = launch(site, network, [network.web])
    assert instances.find(reading, made.instance)["InstanceId"] == made.instance


def test_one_that_is_not_there_or_has_ended_is_said_to_be_so(
    site: Site, network: Network, reading: Aws
) -> None:
    with pytest.raises(DoesNotExistError, match="There is no instance i-0123456789abcdef0"):
        instances.find(reading, "i-0123456789abcdef0")
    made = launch(site, network, [network.web])
    site.client("ec2").terminate_instances(InstanceIds=[made.instance])
    with pytest.raises(DoesNotExistError, match="is terminated: there is nothing left"):
        instances.find(reading, made.instance)


def test_secbots_own_is_refused(site: Site, network: Network, reading: Aws) -> None:
    profile = {"Name": a_profile(site, "secbot-worker")}
    made = launch(site, network, [network.web], IamInstanceProfile=profile)
    with pytest.raises(UnsupportedError, match="I don't isolate myself"):
        instances.find(reading, made.instance)
