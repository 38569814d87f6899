"""The bot itself as users start it, its Slack and AWS a stand-in that answers at once."""

from __future__ import annotations

import json
import os
from pathlib import Path

from benchmarks.events import ACCOUNTS
from benchmarks.machine import DRIVER_CORE
from benchmarks.posts import TOPIC
from benchmarks.servers import Server
from benchmarks.stand_in import APPROVERS, RESPONDERS, TEAM
from practice.bot_process import free_port

SECRET = "a-signing-secret-to-measure-with"  # noqa: S105 - it guards nothing
TOKEN = "xoxb-to-measure-with"  # noqa: S105 - it opens nothing
CHANNEL = "C0SEC"
DATABASE = "secbot.db"


def stand_in(folder: Path) -> Server:
    """Return what stands for Slack and AWS, on the driver's core, not started."""
    return Server(("benchmarks.stand_in",), folder, {}, core=DRIVER_CORE)


def bot(folder: Path, certificate_pem: str, outside: Server, slack: str = "") -> Server:
    """Return a bot that takes this publisher's messages, not started.

    Its database is made anew, or taken up where the folder has one. `slack` is the base of another
    Web API than the stand-in's.
    """
    folder.mkdir(exist_ok=True)
    certificate, policy = folder / "topic.pem", folder / "policy.yaml"
    certificate.write_text(certificate_pem, encoding="utf-8")
    policy.write_text(json.dumps(_policy()), encoding="utf-8")
    aws = f"http://127.0.0.1:{outside.port}"
    variables = {
        "ADMIN_PORT": str(free_port()),
        "SLACK_BOT_TOKEN": TOKEN,
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": slack or f"{aws}/api/",
        "SECBOT_CHANNEL": CHANNEL,
        "SECBOT_POLICY": str(policy),
        "SECBOT_SNS_TOPICS": TOPIC,
        "SECBOT_SNS_CERTIFICATE": f"{TOPIC}={certificate}",
        "DATABASE_URL": f"sqlite:///{folder / DATABASE}",
        "AWS_ENDPOINT_URL": aws,
        "AWS_REGION": "ap-northeast-1",
        "AWS_ACCESS_KEY_ID": "AKIA00000000EXAMPLE0",
        "AWS_SECRET_ACCESS_KEY": "none",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
    }
    return Server(("bot", "run"), folder, variables)


def _policy() -> dict[str, object]:
    """Return a policy of two groups, in which every account of the findings is known."""
    return {
        "teams": [TEAM],
        "people": {"email_domain": "example.com"},
        "roles": [
            {"role": "responder", "members": [RESPONDERS]},
            {"role": "admin", "members": [APPROVERS]},
        ],
        "accounts": {
            number: {"name": f"prod-{number[-2:]}", "environment": "prod"} for number in ACCOUNTS
        },
    }
