"""Tests of how clients are made and kept."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from botocore.awsrequest import AWSPreparedRequest
from botocore.client import BaseClient

from bot.aws.sessions import Keys, Sessions
from practice.aws.server import SimulatedAws
from tests.bot.aws.estates import HOME, REGION, home_sessions

KEYS = Keys("AKIAONE", "secret-of-one")


@pytest.fixture
def sessions() -> Iterator[Sessions]:
    sessions = Sessions(KEYS, REGION)
    yield sessions
    sessions.close()


def leave(client: BaseClient) -> None:
    """Prepare nothing."""


def test_the_secrets_of_a_key_are_not_in_its_repr() -> None:
    keys = Keys("AKIAONE", "very secret", "very secret token")

    assert "secret" not in repr(keys).replace("secret_access_key", "")
    assert "AKIAONE" in repr(keys)


def test_clients_have_short_time_outs_and_few_attempts(sessions: Sessions) -> None:
    config: Any = sessions.kept("ec2", REGION, KEYS, leave).meta.config

    assert (config.connect_timeout, config.read_timeout) == (3, 10)
    assert config.retries["mode"] == "standard"
    assert config.retries["total_max_attempts"] == 3
    assert config.user_agent_extra == "secbot"


def test_a_client_is_made_and_prepared_once_for_the_same_keys(sessions: Sessions) -> None:
    prepared: list[BaseClient] = []

    with ThreadPoolExecutor(8) as pool:
        made = list(
            pool.map(lambda _: sessions.kept("sns", REGION, KEYS, prepared.append), range(16))
        )

    assert prepared == [made[0]]
    assert all(client is made[0] for client in made)


@pytest.mark.parametrize(
    ("service", "region", "keys"),
    [
        ("sqs", REGION, KEYS),
        ("sns", "us-west-2", KEYS),
        ("sns", REGION, Keys("AKIATWO", "secret-of-two")),
    ],
)
def test_another_service_region_or_key_has_another_client(
    sessions: Sessions, service: str, region: str, keys: Keys
) -> None:
    assert sessions.kept(service, region, keys, leave) is not sessions.kept(
        "sns", REGION, KEYS, leave
    )


def test_the_client_that_was_asked_for_longest_ago_is_let_go() -> None:
    sessions = Sessions(KEYS, REGION, kept=2)
    first = sessions.kept("sns", REGION, KEYS, leave)
    second = sessions.kept("sqs", REGION, KEYS, leave)
    assert sessions.kept("sns", REGION, KEYS, leave) is first

    sessions.kept("sts", REGION, KEYS, leave)

    assert sessions.kept("sns", REGION, KEYS, leave) is first
    assert sessions.kept("sqs", REGION, KEYS, leave) is not second
    sessions.close()


def test_a_client_that_was_let_go_still_finishes_what_it_does(aws: SimulatedAws) -> None:
    with home_sessions(aws, kept=1) as sessions:
        keys = Keys(*aws.credentials(HOME))
        client = sessions.kept("sts", REGION, keys, leave)
        sessions.kept("sns", REGION, keys, leave)

        assert client.get_caller_identity()["Account"] == HOME  # type: ignore[attr-defined]


def test_endpoints_are_aws_own_in_the_region_that_is_named(sessions: Sessions) -> None:
    assert sessions.kept("s3", "eu-north-1", KEYS, leave).meta.endpoint_url == (
        "https://s3.eu-north-1.amazonaws.com"
    )
    assert sessions.home("sts").meta.endpoint_url == f"https://sts.{REGION}.amazonaws.com"


class StoppedError(Exception):
    """Raised where a request would have left."""


def url_of_a_request(sessions: Sessions, keys: Keys) -> str:
    """Return where a client would send a request about a bucket, without sending it."""
    urls: list[str] = []

    def stop(request: AWSPreparedRequest, **_: object) -> None:
        urls.append(request.url)
        raise StoppedError

    client = sessions.kept(
        "s3", REGION, keys, lambda client: client.meta.events.register("before-send", stop)
    )
    with pytest.raises(StoppedError):
        client.get_bucket_acl(Bucket="pay-receipts")  # type: ignore[attr-defined]
    return urls[0]


def test_a_bucket_is_in_the_host_at_aws(sessions: Sessions) -> None:
    url = url_of_a_request(sessions, KEYS)

    assert url == f"https://pay-receipts.s3.{REGION}.amazonaws.com/?acl"


def test_a_bucket_is_in_the_path_at_any_other_endpoint() -> None:
    sessions = Sessions(KEYS, REGION, "http://localhost:4566")

    urls = {url_of_a_request(sessions, Keys(name, "secret")) for name in ("AKIA1", "AKIA2")}
    sessions.close()

    assert urls == {"http://localhost:4566/pay-receipts?acl"}


def test_a_region_belongs_to_a_partition(sessions: Sessions) -> None:
    assert sessions.partition_of("eu-west-1") == "aws"
    assert sessions.partition_of("cn-north-1") == "aws-cn"
    assert sessions.partition_of("us-gov-west-1") == "aws-us-gov"


def test_the_home_client_signs_with_the_home_key(aws: SimulatedAws) -> None:
    with home_sessions(aws) as sessions:
        client = sessions.home("sts")
        answer = client.get_caller_identity()  # type: ignore[attr-defined]
        client.close()

    assert answer["Account"] == HOME


def url_of_an_account_call(sessions: Sessions) -> str:
    """Return where a client would send a request about an account, without sending it."""
    urls: list[str] = []

    def stop(request: AWSPreparedRequest, **_: object) -> None:
        urls.append(request.url)
        raise StoppedError

    client = sessions.kept(
        "s3control",
        REGION,
        KEYS,
        lambda client: client.meta.events.register_last("before-send", stop),
    )
    with pytest.raises(StoppedError):
        client.get_public_access_block(AccountId="111122223333")  # type: ignore[attr-defined]
    return urls[0]


@pytest.mark.parametrize("endpoint", ["http://localhost:4566", "http://127.0.0.1:4566"])
def test_an_account_is_not_in_the_host_of_an_endpoint_that_is_not_aws(endpoint: str) -> None:
    sessions = Sessions(KEYS, REGION, endpoint)
    url = url_of_an_account_call(sessions)
    sessions.close()

    assert url == f"{endpoint}/v20180820/configuration/publicAccessBlock"


def test_an_account_is_in_the_host_at_aws(sessions: Sessions) -> None:
    url = url_of_an_account_call(sessions)

    assert url.startswith(f"https://111122223333.s3-control.{REGION}.amazonaws.com/")
