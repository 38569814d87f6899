"""Stopping says what it loses, and starting happens only where we stopped."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import WaiterError

from runbooks.kit import ec2, stopping
from runbooks.kit.aws import Aws
from runbooks.kit.contract import UnsupportedError
from runbooks.kit.portion import Portion
from runbooks.kit.stopping import Running
from runbooks.kit.values import Made, Proof
from tests.runbooks.kit.sample import Lids, lids
from tests.runbooks.machines import Network, launch
from tests.runbooks.site import Site

INSTANCE = "i-0123456789abcdef0"
ASKED = {"InstanceIds": [INSTANCE]}


def running(state: str = "running", **more: Any) -> Running:
    plain = {"kind": "t3.micro", "has_store": False, "has_own_root": False}
    return Running.model_validate({"state": state, "is_stop_protected": False, **plain, **more})


class Slow(Lids):
    """Stands for an account whose one instance takes longer than anybody waits."""

    def __init__(self, state: str) -> None:
        super().__init__()
        self.state = state
        self.called: list[str] = []

    def describe_instances(self, **_: object) -> dict[str, Any]:
        return {"Reservations": [{"Instances": [{"State": {"Name": self.state}}]}]}

    def stop_instances(self, **_: object) -> None:
        self.called.append("stop")
        self.state = "stopping"

    def start_instances(self, **_: object) -> None:
        self.called.append("start")

    def get_waiter(self, _name: str) -> Slow:
        return self

    def wait(self, **_: object) -> None:
        raise WaiterError(name="instance", reason="Max attempts exceeded", last_response={})


def test_a_machine_is_read_with_what_stopping_would_lose(
    site: Site, network: Network, reading: Aws
) -> None:
    made = launch(site, network, [network.web], InstanceType="m1.small")
    found = ec2.find(reading, made.instance)
    assert found is not None

    seen = stopping.observe(reading, found)
    assert (seen.state, seen.kind, seen.has_store) == ("running", "m1.small", True)
    assert (seen.has_own_root, seen.is_stop_protected, seen.loses_disks) == (False, False, True)


def test_an_address_is_lent_by_aws_where_it_is_no_elastic_one() -> None:
    found: Any = {
        "InstanceId": INSTANCE,
        "NetworkInterfaces": [
            {"Association": {"PublicIp": "203.0.113.7", "IpOwnerId": "111122223333"}},
            {"Association": {"PublicIp": "203.0.113.9", "IpOwnerId": "amazon"}},
        ],
    }

    assert stopping._lent(found) == "203.0.113.9"
    assert stopping._lent({"InstanceId": INSTANCE}) == ""


@pytest.mark.parametrize("state", ["stopping", "stopped"])
def test_what_is_off_needs_no_step_even_where_it_could_not_be_stopped(state: str) -> None:
    off = running(state, has_own_root=True, is_stop_protected=True, has_store=True)

    assert stopping.contain(lids(), INSTANCE, off, is_spot=False) == Portion()
    assert not off.loses_disks


@pytest.mark.parametrize("held", [running(has_own_root=True), running(is_stop_protected=True)])
def test_what_aws_cannot_stop_is_refused(held: Running) -> None:
    with pytest.raises(UnsupportedError, match="mode=swap"):
        stopping.contain(lids(), INSTANCE, held, is_spot=False)


def test_it_is_started_only_where_it_ran_and_does_not() -> None:
    on, off = running(), running("stopped")

    assert [each.key for each in stopping.release(lids(), INSTANCE, on, off).steps] == ["start"]
    assert stopping.release(lids(), INSTANCE, on, on) == Portion()
    assert stopping.release(lids(), INSTANCE, off, off) == Portion()


def test_one_that_takes_long_to_stop_was_stopped_all_the_same() -> None:
    slow = Slow("running")

    assert stopping.do_stop(slow, ASKED) == Made()
    assert stopping.do_stop(slow, ASKED) == Made(already=True)
    assert slow.called == ["stop"]


def test_one_that_does_not_come_up_is_no_made_step() -> None:
    slow = Slow("pending")

    with pytest.raises(WaiterError):
        stopping.do_start(slow, ASKED)
    assert slow.called == []


def test_one_that_is_stopping_is_not_started_before_it_is_stopped() -> None:
    slow = Slow("stopping")

    with pytest.raises(WaiterError):
        stopping.do_start(slow, ASKED)
    assert slow.called == []


@pytest.mark.parametrize(
    ("state", "proof"),
    [
        ("running", Proof.PASSED),
        ("pending", Proof.INCONCLUSIVE),
        ("stopped", Proof.FAILED),
    ],
)
def test_that_it_runs_again_is_proved_by_its_state(state: str, proof: Proof) -> None:
    (claim,) = stopping.given_back(INSTANCE, running(), running(state))
    assert claim.proof is proof
    assert stopping.given_back(INSTANCE, running("stopped"), running(state)) == ()
