"""A `.env` file alone is enough to reach AWS with."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from practice.aws.server import SimulatedAws
from tests.bot.verbs.commands import environment
from tests.bot.verbs.commands import secbot as run_verb


def filed(folder: Path, *lines: str) -> None:
    file = folder / ".env"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    file.chmod(0o600)


def test_keys_region_and_endpoint_of_the_file_resolve_a_reference(
    aws: SimulatedAws, account: str, tmp_path: Path
) -> None:
    key = aws.credentials(account)
    where = f"sqlite:///{tmp_path / 'by-reference.db'}"
    ssm = aws.client("ssm", account, "eu-central-1")
    ssm.put_parameter(Name="/secbot/database", Value=where, Type="SecureString")
    filed(
        tmp_path,
        "DATABASE_URL=ssm:/secbot/database",
        "AWS_REGION=eu-central-1",
        f"AWS_ENDPOINT_URL={aws.url}",
        f"AWS_ACCESS_KEY_ID={key.access_key_id}",
        f"AWS_SECRET_ACCESS_KEY={key.secret_access_key}",
    )

    nowhere = {name: each for name, each in environment({}).items() if name != "AWS_REGION"}
    done = subprocess.run(
        [sys.executable, "-m", "bot", "migrate"],
        cwd=tmp_path,
        env=nowhere,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "by-reference.db").is_file()


def test_the_region_of_the_process_comes_before_that_of_the_file(
    aws: SimulatedAws, account: str, tmp_path: Path
) -> None:
    filed(tmp_path, "AWS_REGION=eu-central-1")
    key = aws.credentials(account)
    variables = {
        "DATABASE_URL": "ssm:/secbot/elsewhere",
        "AWS_ENDPOINT_URL": aws.url,
        "AWS_ACCESS_KEY_ID": key.access_key_id,
        "AWS_SECRET_ACCESS_KEY": key.secret_access_key,
    }

    run_verb(tmp_path, "migrate", variables=variables)

    asked = [call for call in aws.calls(account=account) if call.operation == "GetParameter"]
    assert {call.region for call in asked} == {environment({})["AWS_REGION"]}


def test_what_cant_be_handed_on_is_refused_by_name(tmp_path: Path) -> None:
    filed(tmp_path, "AWS_ROLE_ARN=arn:aws:iam::111122223333:role/secbot")

    refused = run_verb(tmp_path, "migrate")

    assert refused.returncode == 2
    assert refused.stderr.startswith("AWS_ROLE_ARN stands in .env")
