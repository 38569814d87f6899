"""AWS's own variables reach AWS's SDK, whether they stand in the process or in a file."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest

from bot.aws.sessions import Keys, Sessions
from bot.aws.surroundings import AwsSurroundings
from practice.aws.server import SimulatedAws

NOTHING: Mapping[str, str] = {}
IN_FILE = {"AWS_ACCESS_KEY_ID": "AKIAFILE", "AWS_SECRET_ACCESS_KEY": "secret-of-the-file"}


def home(filed: Mapping[str, str], process: Mapping[str, str] = NOTHING) -> Sessions:
    return Sessions(surroundings=AwsSurroundings({**filed, **process}, process))


@pytest.mark.parametrize(
    ("filed", "process", "region"),
    [
        (NOTHING, {"AWS_REGION": "eu-west-1"}, "eu-west-1"),
        ({"AWS_REGION": "eu-west-1"}, NOTHING, "eu-west-1"),
        ({"AWS_DEFAULT_REGION": "eu-west-2"}, NOTHING, "eu-west-2"),
        ({"AWS_REGION": "eu-west-1"}, {"AWS_REGION": "eu-west-3"}, "eu-west-3"),
        (NOTHING, {"AWS_DEFAULT_REGION": "eu-west-2", "AWS_REGION": "eu-west-1"}, "eu-west-1"),
    ],
)
def test_the_region_is_the_one_that_aws_region_names(
    filed: Mapping[str, str], process: Mapping[str, str], region: str
) -> None:
    with closing(home(filed, process)) as sessions:
        assert sessions.region == region


def test_the_process_own_variables_are_what_sessions_begin_with(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("AWS_DEFAULT_REGION", raising=False)
    monkeypatch.setenv("AWS_REGION", "eu-north-1")
    with closing(Sessions()) as sessions:
        assert sessions.region == "eu-north-1"


def test_a_key_in_the_file_is_who_secbot_is(aws: SimulatedAws, account: str) -> None:
    key = aws.credentials(account)
    filed = {
        "AWS_ACCESS_KEY_ID": key.access_key_id,
        "AWS_SECRET_ACCESS_KEY": key.secret_access_key,
        "AWS_ENDPOINT_URL": aws.url,
    }
    with closing(home(filed)) as sessions, closing(sessions.home("sts")) as sts:
        assert sts.get_caller_identity()["Account"] == account  # type: ignore[attr-defined]


@pytest.mark.parametrize("named", ["AWS_ACCESS_KEY_ID", "AWS_PROFILE"])
def test_the_file_names_nobody_where_the_process_names_somebody(named: str) -> None:
    session = AwsSurroundings({**IN_FILE, named: "mine"}, {named: "mine"}).session()

    assert vars(session).get("_credentials") is None
    assert session.instance_variables() == {}


def test_a_profile_and_its_file_are_found_from_the_file(tmp_path: Path) -> None:
    config = tmp_path / "config"
    config.write_text("[profile team]\nregion = ap-south-1\n")
    filed = {"AWS_PROFILE": "team", "AWS_CONFIG_FILE": str(config)}

    with closing(home(filed)) as sessions:
        assert sessions.region == "ap-south-1"


@pytest.mark.parametrize(
    ("service", "variables", "endpoint"),
    [
        ("sts", {"AWS_ENDPOINT_URL": "http://a"}, "http://a"),
        ("s3", {"AWS_ENDPOINT_URL": "http://a", "AWS_ENDPOINT_URL_S3": "http://b"}, "http://b"),
        ("s3control", {"AWS_ENDPOINT_URL_S3_CONTROL": "http://c"}, "http://c"),
        ("sts", {"AWS_ENDPOINT_URL_S3": "http://b"}, None),
        (
            "sts",
            {"AWS_ENDPOINT_URL": "http://a", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"},
            None,
        ),
        ("sts", NOTHING, None),
    ],
)
def test_a_service_is_where_its_own_or_the_common_variable_says(
    service: str, variables: Mapping[str, str], endpoint: str | None
) -> None:
    around = AwsSurroundings(variables, NOTHING)

    assert around.endpoint(around.session(), service) == endpoint


def test_an_endpoint_that_is_given_comes_before_every_variable() -> None:
    around = AwsSurroundings({"AWS_ENDPOINT_URL": "http://127.0.0.1:1"}, NOTHING)
    keys = Keys("AKIAONE", "secret-of-one")
    with closing(Sessions(keys, "eu-west-1", "http://127.0.0.1:2", surroundings=around)) as given:
        assert given.home("sts").meta.endpoint_url == "http://127.0.0.1:2"


def test_what_only_the_process_can_say_is_a_fault_in_the_file() -> None:
    filed = {"AWS_ROLE_ARN": "arn:aws:iam::111122223333:role/x", "AWS_PAGER": ""}

    faults = AwsSurroundings(filed, NOTHING).faults()

    assert [fault.plain().split()[0] for fault in faults] == ["AWS_ROLE_ARN"]
    assert AwsSurroundings(filed, filed).faults() == ()
