"""The README's ten steps, walked with the very commands that stand there."""

from __future__ import annotations

import asyncio
import json
import re
import shlex
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from practice.aws.server import SimulatedAws
from practice.bot_process import running
from practice.slack.server import SlackRange
from tests.bot.verbs.commands import ROOT, environment
from tests.journeys.messages import said
from tests.journeys.readme import Block, ask_aws, aws_call, blocks, deploy_stack, filled

REGION = "eu-west-1"
SECRET, TOKEN = "the-range-signs-with-this", "xoxb-range-token"
EXTERNAL_ID = "a-long-random-word-of-the-test"
ANN, BOB = "U0ANN", "U0BOB"
PATIENCE = 30.0
DIGEST = re.compile(r"plan ([0-9a-f]{6})")
SAMPLE = "Backdoor:EC2/C&CActivity.B!DNS"
NOT_RUN = {
    "python3 -m venv .venv": "the tests run in an environment that is installed already",
    ".venv/bin/pip install": "the same; an index can't be reached from here",
}
"""Lines of the README that can't be run against the simulation, and why."""


@dataclass
class Newcomer:
    """Somebody who follows the README in a folder of their own."""

    aws: SimulatedAws
    slack: SlackRange
    folder: Path
    account: str
    known: dict[str, str]
    skipped: list[str] = field(default_factory=list)
    stacks: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def environ(self) -> dict[str, str]:
        """Return what only the simulation needs: where it is, and by which key it signs."""
        topic = f"arn:aws:sns:{REGION}:{self.account}:secbot-findings"
        variables = {
            "SLACK_API_URL": self.slack.api_url,
            "AWS_ENDPOINT_URL": self.aws.url,
            "SECBOT_SNS_CERTIFICATE": f"{topic}={self.folder / 'topic.pem'}",
            "LOG_LEVEL": "WARNING",
        }
        without = environment(variables)
        del without["AWS_REGION"]  # the `.env` of the README names it
        return without

    async def follow(self, step: int) -> list[str]:
        """Do what stands in one step, and return what each command printed."""
        told = []
        for block in blocks():
            if block.step == step:
                told += [await asyncio.to_thread(self._do, line) for line in self._lines(block)]
        return told

    def text(self, step: int, language: str) -> str:
        """Return what a step gives to be written into a file."""
        (found,) = [each for each in blocks() if (each.step, each.language) == (step, language)]
        return filled(found.text, self.known)

    def _lines(self, block: Block) -> list[str]:
        return [] if block.language else block.lines(self.known)

    def _do(self, line: str) -> str:
        if any(line.startswith(each) for each in NOT_RUN):
            self.skipped.append(line)
            return ""
        if line.startswith("aws "):
            return self._ask_aws(line)
        done = subprocess.run(
            ["/bin/sh", "-c", line.replace(".venv/bin/python", sys.executable)],
            cwd=self.folder,
            env=self.environ,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        return f"{done.returncode}\n{done.stdout}{done.stderr}"

    def _ask_aws(self, line: str) -> str:
        service, operation, options = aws_call(line)
        (region,) = options.pop("region", [REGION])
        client = self.aws.client(service, self.account, region)
        if (service, operation) == ("cloudformation", "deploy"):
            deploy_stack(client, options, self.stacks)
            return ""
        answer: Mapping[str, Any] = ask_aws(client, operation, options)
        if "AccessKey" in answer:
            self.known["YOUR-KEY"] = answer["AccessKey"]["AccessKeyId"]
            self.known["YOUR-SECRET-KEY"] = answer["AccessKey"]["SecretAccessKey"]
        return json.dumps(answer, default=str)


@pytest.fixture
async def newcomer(aws: SimulatedAws, account: str, tmp_path: Path) -> AsyncIterator[Newcomer]:
    slack = SlackRange("", SECRET, TOKEN)
    await slack.start()
    guardduty = aws.client("guardduty", account, REGION)
    detector = guardduty.create_detector(Enable=True)["DetectorId"]
    bucket = f"first-try-{account}"
    s3 = aws.client("s3", account)
    s3.create_bucket(Bucket=bucket)
    s3.delete_public_access_block(Bucket=bucket)  # as the README's tenth step has it
    (tmp_path / "topic.pem").write_text(aws.certificate_pem, encoding="utf-8")
    known = {
        "111122223333": account,
        "A-LONG-RANDOM-WORD": EXTERNAL_ID,
        "xoxb-YOUR-TOKEN": TOKEN,
        "YOUR-SIGNING-SECRET": SECRET,
        "C0123456789": "C0SEC",
        "DETECTOR_ID": detector,
        "YOUR-BUCKET": bucket,
        "YOUR-TEMPLATES": "templates-of-ours",
    }
    yield Newcomer(aws, slack, tmp_path, account, known)
    await slack.stop()


def faults(told: str) -> list[str]:
    return [line for line in told.splitlines() if line.startswith(("FAILED", "NOT_AVAILABLE"))]


async def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds that may ask AWS."""
    async with asyncio.timeout(PATIENCE):
        while not await asyncio.to_thread(holds):  # noqa: ASYNC110 - nobody rings for it
            await asyncio.sleep(0.1)


def cards(slack: SlackRange) -> list[str]:
    return [said(each) for each in slack.workspace.messages.everything_in("C0SEC")]


def digests(slack: SlackRange) -> list[str]:
    """Return the digests that approvers read on cards."""
    return [found for each in cards(slack) if "A-1" in each for found in DIGEST.findall(each)]


async def test_a_newcomer_gets_from_the_clone_to_a_contained_bucket(newcomer: Newcomer) -> None:
    slack = newcomer.slack
    assert {block.step for block in blocks()} == set(range(1, 11))

    await newcomer.follow(1)
    assert len(newcomer.skipped) == len(NOT_RUN)

    await newcomer.follow(2)
    made = yaml.safe_load((newcomer.folder / "manifest.yaml").read_text(encoding="utf-8"))
    assert made["features"]["slash_commands"][0]["url"] == "https://YOUR-HOST/slack/events"

    await newcomer.follow(3)
    (newcomer.folder / ".env").write_text(newcomer.text(4, "env"), encoding="utf-8")
    assert (await newcomer.follow(4))[-1].startswith("0\n")
    (newcomer.folder / "policy.yaml").write_text(newcomer.text(5, "yaml"), encoding="utf-8")

    (told,) = await newcomer.follow(6)
    assert told.startswith("1\n"), told
    assert len(faults(told)) == 1, told
    assert "subscribed" in told

    assert [line for block in blocks() if block.step == 7 for line in block.lines({})] == [
        ".venv/bin/python -m bot run"
    ]
    async with running(newcomer.folder, newcomer.environ) as bot:
        slack.workspace.bot_url = bot.url
        newcomer.known["https://YOUR-HOST"] = bot.url  # TLS ends before the bot
        await _live(newcomer)


def test_the_way_without_an_inbound_port_names_the_steps_that_it_changes() -> None:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    (told,) = [line for line in page.splitlines() if line.startswith("**Without an inbound port")]
    changed = {
        "manifest": next(each.step for each in blocks() if "bot manifest" in each.text),
        "SLACK_APP_TOKEN": next(each.step for each in blocks() if each.language == "env"),
    }

    assert re.findall(r"in step (\d+)", told) == [str(step) for step in changed.values()]
    parts = re.findall(r"in step \d+([^,]*)", told)
    assert [word in part for word, part in zip(changed, parts, strict=True)] == [True, True]


async def _live(newcomer: Newcomer) -> None:
    """Walk the last three steps, with the bot of the seventh running."""
    slack = newcomer.slack
    deploy, doctor = [
        line for block in blocks() if block.step == 8 for line in block.lines(newcomer.known)
    ]
    await asyncio.to_thread(newcomer._do, deploy)
    sns = newcomer.aws.client("sns", newcomer.account, REGION)
    await until(lambda: _confirmed(sns, newcomer.account))
    told = await asyncio.to_thread(newcomer._do, doctor)
    assert told.startswith("0\n"), told

    await newcomer.follow(9)
    await slack.workspace.until(lambda: any(SAMPLE in each for each in cards(slack)), PATIENCE)

    ask, approve, *others = newcomer.text(10, "slack").splitlines()
    await slack.acting.command(ANN, ask)
    await slack.workspace.until(lambda: bool(digests(slack)), PATIENCE)
    await slack.acting.command(BOB, approve.replace("DIGEST", digests(slack)[-1]))
    s3 = newcomer.aws.client("s3", newcomer.account)
    await until(lambda: _is_blocked(s3, newcomer.known["YOUR-BUCKET"]))
    for line in others:
        seen = await slack.acting.command(ANN, line)
        assert not seen.notice, seen


def _confirmed(sns: Any, account: str) -> bool:
    topic = f"arn:aws:sns:{REGION}:{account}:secbot-findings"
    found = sns.list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"]
    return bool(found) and all(each["SubscriptionArn"].startswith("arn:") for each in found)


def _is_blocked(s3: Any, bucket: str) -> bool:
    with suppress(s3.exceptions.ClientError):
        found = s3.get_public_access_block(Bucket=bucket)["PublicAccessBlockConfiguration"]
        return all(found.values())
    return False


def test_a_shell_takes_no_line_of_the_steps_apart() -> None:
    for block in blocks():
        for line in [] if block.language else block.lines({}):
            words = shlex.shlex(line, posix=True, punctuation_chars=True)
            assert not {"&", "&&", ";", "|", "||"} & set(words), line
