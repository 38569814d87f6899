"""Roles are entered as the bot enters them, with sessions that can do nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from botocore.exceptions import ClientError

from bot.deploying.doctor.entering import Entry, arn_of, enter, reader, roles_of
from bot.domain.policy import Sync
from tests.bot.deploying.doctor.world import CONTAIN, READ, REGION, RELEASE, World, a_ground


async def test_an_entered_role_can_do_nothing(world: World) -> None:
    ground = a_ground(world)
    assert ground.policy is not None
    account = ground.policy.accounts[world.account]
    keys = enter(ground, Entry(account, CONTAIN, account.external_id))
    ec2 = world.aws.client_of(
        "ec2", keys.access_key_id, keys.secret_access_key, keys.session_token, region=REGION
    )

    with pytest.raises(ClientError, match="session policy"):
        ec2.stop_instances(InstanceIds=["i-0123456789abcdef0"])


async def test_the_reader_may_look_at_roles_and_at_nothing_else(world: World) -> None:
    ground = a_ground(world)
    assert ground.policy is not None
    keys = reader(ground, ground.policy.accounts[world.account])
    named = (keys.access_key_id, keys.secret_access_key, keys.session_token)

    found = world.aws.client_of("iam", *named).get_role(RoleName=CONTAIN)
    assert found["Role"]["RoleName"] == CONTAIN
    with pytest.raises(ClientError, match="session policy"):
        world.aws.client_of("s3", *named).list_buckets()


async def test_roles_have_their_paths_in_arns_and_not_in_names(world: World) -> None:
    ground = a_ground(world)
    assert ground.policy is not None
    account = ground.policy.accounts[world.account]

    assert roles_of(account, ground.policy) == (READ, CONTAIN, RELEASE)
    told = replace(ground.policy, sync=Sync(frozenset({"note"})))
    assert roles_of(account, told) == (READ, CONTAIN, RELEASE, "secbot-sync")
    assert arn_of(ground, account, "/teams/x") == f"arn:aws:iam::{world.account}:role/teams/x"
    assert Entry(account, "teams/x", external_id="").name == "x"


async def test_an_external_id_does_not_show_itself(world: World) -> None:
    ground = a_ground(world)
    assert ground.policy is not None
    account = ground.policy.accounts[world.account]

    assert "external_id" not in repr(Entry(account, READ, account.external_id)).split("account=")[0]
