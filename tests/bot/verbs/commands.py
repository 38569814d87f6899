"""The command line as an operator uses it: a process of its own in a folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.bot.verbs.forking import asked

ROOT = Path(__file__).resolve().parent.parent.parent.parent
GOOD = {
    "SLACK_BOT_TOKEN": "xoxb-made-up",
    "SLACK_SIGNING_SECRET": "made-up-secret",
    "SLACK_API_URL": "http://127.0.0.1:9/api/",
    "SECBOT_CHANNEL": "C0SEC",
    "HOST": "127.0.0.1",
    "PORT": "0",
    "ADMIN_PORT": "0",
    "LOG_FORMAT": "json",
}


def environment(variables: Mapping[str, str]) -> dict[str, str]:
    """Return an environment with these variables and nothing of this machine's own."""
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_REGION": "eu-west-1",
        **variables,
    }


def secbot(
    folder: Path, *arguments: str, variables: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a verb to its end, in a process of its own."""
    return asked(arguments, folder, environment(variables or {}), seconds=60)


def begun(
    folder: Path, variables: Mapping[str, str], heard: list[str] | None = None
) -> subprocess.Popen[str]:
    """Start `run` and return once it listens; its log is on standard error.

    `heard` gets the lines that came until then.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "run"],
        cwd=folder,
        env=environment(GOOD | dict(variables)),
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    for line in process.stderr:
        if heard is not None:
            heard.append(line)
        if "listening on port" in line:
            return process
    message = f"the bot ended with {process.wait()}"
    raise AssertionError(message)


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Wait for a process to end and return its code and the rest of its log."""
    _, log = process.communicate(timeout=30)
    return process.returncode, log
