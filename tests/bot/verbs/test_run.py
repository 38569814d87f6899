"""`run`, as operators start and stop it."""

from __future__ import annotations

import signal
import socket
import stat
from pathlib import Path

import pytest

from tests.bot.verbs.commands import GOOD, begun, ended, secbot


def test_missing_settings_are_a_sentence_each_and_no_traceback(tmp_path: Path) -> None:
    refused = secbot(tmp_path, "run")

    assert refused.returncode == 2
    assert [line.split()[0] for line in refused.stderr.splitlines()] == [
        "SLACK_BOT_TOKEN",
        "SECBOT_CHANNEL",
        "SLACK_APP_TOKEN",
    ]


def test_sigterm_drains_and_the_database_is_the_owners_alone(tmp_path: Path) -> None:
    process = begun(tmp_path, {})
    process.send_signal(signal.SIGTERM)
    code, log = ended(process)

    assert code == 0, log
    assert '"message": "drained"' in log
    for name in ("secbot.db", "secbot.db.lock"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


def test_a_second_run_on_the_same_database_is_refused_by_name(tmp_path: Path) -> None:
    first = begun(tmp_path, {})
    try:
        second = secbot(tmp_path, "run", variables=GOOD)
    finally:
        first.terminate()
        ended(first)

    assert second.returncode == 2
    assert f"Process {first.pid} works on secbot.db already" in second.stderr


def test_no_secret_shows_in_the_log(tmp_path: Path) -> None:
    process = begun(tmp_path, {"LOG_LEVEL": "DEBUG"})
    process.send_signal(signal.SIGINT)
    code, log = ended(process)

    assert code == 0
    assert "xoxb-made-up" not in log
    assert "made-up-secret" not in log


def test_a_start_warns_of_nothing_that_is_as_it_should_be(tmp_path: Path) -> None:
    before: list[str] = []
    ended_by = begun(tmp_path, {}, heard=before)
    ended_by.terminate()
    ended(ended_by)

    assert before
    assert [line for line in before if "slack_bolt" in line or "token" in line] == []


def test_a_policy_under_which_something_can_never_be_approved_is_warned_of(tmp_path: Path) -> None:
    policy = tmp_path / "policy.yaml"
    roles = "roles: [{role: approver, members: [U0ANN, U0BOB]}]"
    policy.write_text(f'accounts: {{"111122223333": {{name: prod}}}}\n{roles}\n')
    heard: list[str] = []
    process = begun(tmp_path, {}, heard=heard)
    process.terminate()
    ended(process)

    (line,) = [line for line in heard if "could approve" in line]
    assert '"level": "WARNING"' in line
    assert "In prod at most 1 besides whoever asks" in line


@pytest.mark.parametrize(
    ("variables", "says"),
    [
        ({"DATABASE_URL": "postgresql://u:pass-word@h/d"}, "DATABASE_URL is a PostgreSQL address"),
        ({"SECBOT_POLICY": "nowhere.yaml"}, "SECBOT_POLICY names nowhere.yaml"),
        ({"SLACK_APP_TOKEN": "xoxb-1"}, "SLACK_APP_TOKEN is a bot token"),
        ({"SECBOT_URL": "https://secbot.example"}, "SECBOT_URL is set, but this version"),
        ({"SECBOT_CHANEL": "C0SEC"}, "SECBOT_CHANEL is no setting of mine"),
        ({"SLACK_BOT_TOKEN": "pass-word"}, "SLACK_BOT_TOKEN is no bot token"),
        ({"SLACK_BOT_TOKEN": "ssm:token"}, "SLACK_BOT_TOKEN refers to ssm:token"),
    ],
)
def test_what_cannot_be_used_is_one_sentence(
    tmp_path: Path, variables: dict[str, str], says: str
) -> None:
    refused = secbot(tmp_path, "run", variables=GOOD | variables)

    assert refused.returncode == 2, refused.stderr
    assert refused.stderr.startswith(says)
    assert "Traceback" not in refused.stderr
    assert "pass-word" not in refused.stderr


def test_a_port_that_is_taken_is_one_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        refused = secbot(tmp_path, "run", variables=GOOD | {"PORT": port})

    assert refused.returncode == 2
    assert "can't be listened on" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_database_that_others_can_read_is_refused(tmp_path: Path) -> None:
    secbot(tmp_path, "migrate")
    (tmp_path / "secbot.db").chmod(0o644)
    refused = secbot(tmp_path, "run", variables=GOOD)

    assert refused.returncode == 2
    assert "0600" in refused.stderr


def test_the_env_file_is_read_and_one_that_others_can_read_is_refused(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("PORT=nonsense\n")
    file.chmod(0o600)
    assert "PORT is nonsense" in secbot(tmp_path, "run", variables=_without(GOOD, "PORT")).stderr

    file.chmod(0o640)
    refused = secbot(tmp_path, "run", variables=GOOD)
    assert refused.returncode == 2
    assert ".env can be read by others" in refused.stderr


def _without(variables: dict[str, str], name: str) -> dict[str, str]:
    return {key: value for key, value in variables.items() if key != name}
