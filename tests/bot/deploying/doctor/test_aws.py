"""AWS's errors by their codes, and clients that are closed again."""

from __future__ import annotations

from botocore.exceptions import ClientError, NoCredentialsError

from bot.deploying.doctor.aws import client, code_of, region_of, silent
from bot.deploying.doctor.contract import Result
from tests.bot.deploying.doctor.world import World, a_ground


def test_an_error_is_known_by_awss_code_or_by_its_own_name() -> None:
    refused = ClientError({"Error": {"Code": "AccessDenied"}}, "ListTopics")

    assert code_of(refused) == "AccessDenied"
    assert code_of(ClientError({}, "ListTopics")) == "Unknown"
    assert code_of(NoCredentialsError()) == "NoCredentialsError"


def test_what_aws_did_not_tell_says_which_call_it_was() -> None:
    row = silent(ClientError({"Error": {"Code": "AccessDenied"}}, "ListTopics"), "the topic")

    assert (row.result, row.subject) == (Result.NOT_AVAILABLE, "the topic")
    assert row.says.plain() == "Could not look: ListTopics got AccessDenied."


def test_a_region_is_read_from_an_arn() -> None:
    assert region_of("arn:aws:sns:eu-west-1:111122223333:findings") == "eu-west-1"


async def test_a_client_is_that_of_the_region_that_is_named(world: World) -> None:
    with client(a_ground(world).sessions, "sns", "us-west-2") as sns:
        assert sns.meta.region_name == "us-west-2"
