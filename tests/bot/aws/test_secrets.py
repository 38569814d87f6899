"""Tests of secret settings that are references."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.aws.secrets import SecretReader
from bot.aws.sessions import Keys, Sessions
from practice.aws.server import SimulatedAws
from tests.bot.aws.estates import HOME, REGION, home_sessions

TOKEN = "xoxb-very-secret"


@pytest.fixture
def reader(aws: SimulatedAws) -> Iterator[SecretReader]:
    with home_sessions(aws) as sessions:
        yield SecretReader(sessions)


def test_a_secret_is_fetched_from_secrets_manager(
    aws: SimulatedAws, account: str, reader: SecretReader
) -> None:
    name = f"secbot/{account}/slack"
    aws.client("secretsmanager", HOME, REGION).create_secret(Name=name, SecretString=TOKEN)

    assert reader.fetch(f"secretsmanager:{name}") == TOKEN


def test_a_secret_is_fetched_and_decrypted_from_the_parameter_store(
    aws: SimulatedAws, account: str, reader: SecretReader
) -> None:
    name = f"/secbot/{account}/slack"
    aws.client("ssm", HOME, REGION).put_parameter(Name=name, Value=TOKEN, Type="SecureString")

    assert reader.fetch(f"ssm:{name}") == TOKEN


def test_a_secret_that_is_binary_is_refused_by_name(
    aws: SimulatedAws, account: str, reader: SecretReader
) -> None:
    name = f"secbot/{account}/binary"
    aws.client("secretsmanager", HOME, REGION).create_secret(Name=name, SecretBinary=b"\x00")

    with pytest.raises(LookupError, match="NoSecretString"):
        reader.fetch(f"secretsmanager:{name}")


@pytest.mark.parametrize(
    ("reference", "code"),
    [
        ("secretsmanager:never-was-there", "ResourceNotFoundException"),
        ("ssm:/never-was-there", "ParameterNotFound"),
    ],
)
def test_a_secret_that_is_not_there_is_told_by_aws_s_code(
    reader: SecretReader, reference: str, code: str
) -> None:
    with pytest.raises(LookupError, match=code):
        reader.fetch(reference)


@pytest.mark.parametrize("reference", ["secretsmanager:x", "ssm:x"])
def test_an_aws_that_can_t_be_reached_is_told_by_what_happened(reference: str) -> None:
    sessions = Sessions(Keys("AKIAX", "x"), REGION, "http://127.0.0.1:9")

    with pytest.raises(LookupError, match="EndpointConnectionError"):
        SecretReader(sessions).fetch(reference)
