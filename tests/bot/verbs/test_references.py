"""References are resolved through AWS, and only then."""

from __future__ import annotations

import pytest

from bot.verbs.references import fetch
from practice.aws.server import SimulatedAws


@pytest.fixture
def home(aws: SimulatedAws, account: str, monkeypatch: pytest.MonkeyPatch) -> str:
    key = aws.credentials(account)
    monkeypatch.setenv("AWS_ENDPOINT_URL", aws.url)
    monkeypatch.setenv("AWS_REGION", "us-east-1")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", key.access_key_id)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", key.secret_access_key)
    return account


def test_both_kinds_of_reference_bring_the_secret(aws: SimulatedAws, home: str) -> None:
    aws.client("secretsmanager", home).create_secret(Name="secbot/token", SecretString="xoxb-1")
    aws.client("ssm", home).put_parameter(Name="/secbot/token", Value="xoxb-2", Type="SecureString")

    assert fetch("secretsmanager:secbot/token") == "xoxb-1"
    assert fetch("ssm:/secbot/token") == "xoxb-2"


@pytest.mark.parametrize("reference", ["secretsmanager:missing", "ssm:/missing"])
@pytest.mark.usefixtures("home")
def test_what_is_not_there_is_told_by_awss_code(reference: str) -> None:
    with pytest.raises(LookupError, match="NotFound"):
        fetch(reference)
