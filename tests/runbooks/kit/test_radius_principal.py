"""A principal's radius: who runs under a role, and which calls its deny would have stopped."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from practice.aws.server import SimulatedAws
from runbooks.kit.radius_role import MANY
from runbooks.revoke_iam import Principal, RevokeIam
from tests.runbooks.fleets import a_profile
from tests.runbooks.machines import Network, a_network, launch
from tests.runbooks.people import a_role, a_user, assumed, deploy
from tests.runbooks.site import REGION, Site, a_site


@pytest.fixture
def site(aws: SimulatedAws, account: str) -> Iterator[Site]:
    with a_site(aws, account, RevokeIam) as made:
        yield made


@pytest.fixture
def network(site: Site) -> Network:
    return a_network(site)


def test_a_users_calls_from_the_other_side_are_stopped_and_all_others_broken(site: Site) -> None:
    user, key = a_user(site)
    client = site.aws.client_of("iam", key.access_key_id, key.secret_access_key, region=REGION)
    client.list_users()
    inputs = Principal(principal=f"user/{user}")

    assert site.recall(inputs)[0] == f"Would have broken {user}: 1 call a day"
    (address,) = {
        call.source_address
        for call in site.aws.calls(account=site.account)
        if call.access_key == key.access_key_id
    }
    theirs = site.recall(inputs, address)
    assert theirs[0] == f"Would have stopped 1 call from {address}, which the finding names"


def test_sessions_of_a_role_are_broken_by_name(site: Site) -> None:
    role = a_role(site)
    site.aws.client_of("ec2", *assumed(site, role), region=REGION).describe_vpcs()

    said = site.recall(Principal(principal=f"role/{role}", mode="token_age"))
    assert said[0] == "Would have broken i-0abc, until it signs in anew: 1 call a day"


def test_a_role_that_many_machines_run_under_is_wide(site: Site, network: Network) -> None:
    deploy(site)
    role = a_profile(site)
    for _ in range(MANY):
        launch(site, network, [network.web], IamInstanceProfile={"Name": role})

    plan = site.plan(Principal(principal=f"role/{role}"))
    assert plan.breaks[0].plain().startswith(f"{MANY} instances in {REGION} get")
    assert [each.plain() for each in plan.wide] == [
        f"{MANY} machines and functions run under role {role}"
    ]


def test_a_role_that_was_revoked_is_not_measured_again(site: Site) -> None:
    role = a_role(site)
    inputs = Principal(principal=f"role/{role}")
    site.carry_out(site.plan(inputs))

    assert site.observe(inputs).model_dump(mode="json")["carriers"] is None
