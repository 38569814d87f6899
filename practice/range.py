"""The practice range: the bot in a process of its own, a workspace, a simulated AWS, scenarios."""

from __future__ import annotations

import asyncio
import errno
import json
import secrets
import signal
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from practice import words
from practice.aws import estate
from practice.aws.estate import Estate, Plan
from practice.aws.server import SimulatedAws
from practice.aws.snapshot import snapshot
from practice.bot_process import BotProcess, NotStartedError, running
from practice.play import Play, Played, prologue
from practice.scenarios.catalogue import SCENARIOS
from practice.scenarios.contract import Scenario
from practice.slack.panel import Panel
from practice.slack.rates import Rates
from practice.slack.server import SlackRange
from runbooks.kit.text import Language

CHANNEL = "C0SEC"
TEMPLATE = Path(__file__).resolve().parent.parent / "deploy" / "secbot.yaml"
"""What sets up an account that secbot looks after, in the range as in the world."""
CONFIRM_SECONDS = 15.0


@dataclass
class Range:
    """Everything, started."""

    aws: SimulatedAws
    estate: Estate
    slack: SlackRange
    bot: BotProcess

    def scenario(self, name: str) -> Scenario:
        """Return a scenario by its name, set in this estate. Raises KeyError."""
        return SCENARIOS[name](self.aws, self.estate)


def main(
    *, port: int, scenario: str, play: bool, has_sockets: bool = False, language: Language = "en"
) -> int:
    """Start the range, or play one scenario in it; return the exit code.

    Slack reaches the bot over HTTP, or with `has_sockets` in Socket Mode. The `language` is that
    of the bot's messages in the open range; scripted people read English.
    """
    if scenario and scenario not in SCENARIOS:
        known = ", ".join(SCENARIOS)
        sys.stderr.write(words.UNKNOWN.fill(name=scenario, known=known).plain() + "\n")
        return 2
    try:
        if play:
            return asyncio.run(_played(scenario, has_sockets))
        return asyncio.run(_open(port, scenario, language, has_sockets=has_sockets))
    except (NotStartedError, OSError) as error:
        if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
            sys.stderr.write(words.PORT_TAKEN.fill(port=port, other=port + 1).plain() + "\n")
            return 2
        sys.stderr.write(words.NOT_STARTED.fill(why=error).plain() + "\n")
        return 1


@asynccontextmanager
async def opened(
    port: int,
    *,
    is_quiet: bool = False,
    has_sockets: bool = False,
    language: Language = "en",
) -> AsyncIterator[Range]:
    """Open the range while the block runs, in a folder that is gone afterwards.

    Raises NotStartedError for the bot, OSError for a port that is taken.
    """
    with (
        SimulatedAws(is_fresh=True) as aws,
        tempfile.TemporaryDirectory(prefix="secbot-range-") as name,
    ):
        folder = Path(name)
        plan = Plan(template=TEMPLATE.read_text(encoding="utf-8"))
        built = await asyncio.to_thread(estate.build, aws, plan)
        secret, token = secrets.token_hex(16), f"xoxb-{secrets.token_hex(12)}"
        panel, slot = _panel(aws, built)
        slack = SlackRange("", secret, token, panel=panel, rates=Rates())
        try:
            await slack.start(port)
            variables = _variables(aws, built, slack, folder, language) | {
                **_way_in(slack, secret, has_sockets=has_sockets),
                "SLACK_BOT_TOKEN": token,
                "LOG_LEVEL": "WARNING" if is_quiet else "INFO",
            }
            async with running(folder, variables) as bot:
                slack.workspace.bot_url = bot.url
                if has_sockets:
                    await slack.workspace.until(lambda: bool(slack.sockets.open), CONFIRM_SECONDS)
                await _subscribe(aws, built, bot.url)
                made = Range(aws, built, slack, bot)
                slot.append(made)
                yield made
        finally:
            await slack.stop()


async def _open(port: int, scenario: str, language: Language, *, has_sockets: bool) -> int:
    stop = asyncio.Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(each, stop.set)
    async with opened(port, has_sockets=has_sockets, language=language) as made:
        _say(words.OPEN.fill(url=made.slack.url).plain())
        _say(words.ACT.en)
        playing = asyncio.create_task(_prologues(made, scenario))
        await stop.wait()
        playing.cancel()
        _say(words.CLOSING.en)
    return 0


async def _prologues(made: Range, scenario: str) -> None:
    """Earn the proofs of this range, once a runbook, then begin what was asked for."""
    found = [made.scenario(name) for name in SCENARIOS]
    by_runbook = {one.prologue.runbook: one for one in found if one.prologue}
    for one in by_runbook.values():
        await prologue(made.slack, one, lambda said: _say(said.plain()))
    if scenario:
        await asyncio.to_thread(made.scenario(scenario).attack)


async def _played(scenario: str, has_sockets: bool) -> int:  # noqa: FBT001 - the user's own word
    names = [scenario] if scenario else list(SCENARIOS)
    won = []
    for name in names:
        async with opened(0, is_quiet=True, has_sockets=has_sockets) as made:
            play = Play(made.slack, made.scenario(name), _say)
            played = await play.run()
            _report(name, play, played)
            won.append(played.is_won)
    return 0 if all(won) else 1


def _report(name: str, play: Play, played: Played) -> None:
    def told(holds: bool) -> str:  # noqa: FBT001 - it only spells a truth
        return (words.YES if holds else words.NO).en

    _say(
        words.RESULT.fill(
            name=name,
            contained=told(played.contained),
            verified=told(played.verified),
            undone=told(played.undone),
        ).plain()
    )
    if played.is_won:
        seconds = {key: f"{value:.1f}" for key, value in play.marks.items()}
        _say(words.TIMES.fill(**seconds).plain())


def _way_in(slack: SlackRange, secret: str, *, has_sockets: bool) -> dict[str, str]:
    """Return the setting that opens Slack's way to the bot, and let Slack take that way."""
    if not has_sockets:
        return {"SLACK_SIGNING_SECRET": secret}
    app_token = f"xapp-{secrets.token_hex(12)}"
    slack.use_sockets(app_token)
    return {"SLACK_APP_TOKEN": app_token}


def _panel(aws: SimulatedAws, built: Estate) -> tuple[Panel, list[Range]]:
    """Return the panel, and where the range is put once it is open."""
    slot: list[Range] = []

    async def show() -> dict[str, Any]:
        return await asyncio.to_thread(snapshot, aws, built)

    async def start(name: str) -> None:
        if slot:
            await asyncio.to_thread(slot[0].scenario(name).attack)

    titles = {name: scenario.brief.title for name, scenario in SCENARIOS.items()}
    return Panel(estate=show, scenarios=titles, start=start), slot


def _variables(
    aws: SimulatedAws, built: Estate, slack: SlackRange, folder: Path, language: Language
) -> dict[str, str]:
    """Write the bot's files and return its environment."""
    policy, certificate = folder / "policy.yaml", folder / "topic.pem"
    written = _policy(built) | {"slack": {"language": language}}
    policy.write_text(json.dumps(written, indent=2), encoding="utf-8")
    certificate.write_text(aws.certificate_pem, encoding="utf-8")
    key = aws.credentials(built.home)
    return {
        "SLACK_API_URL": slack.api_url,
        "SECBOT_CHANNEL": CHANNEL,
        "SECBOT_POLICY": str(policy),
        "SECBOT_SNS_TOPICS": built.topic_arn,
        "SECBOT_SNS_CERTIFICATE": f"{built.topic_arn}={certificate}",
        "DATABASE_URL": f"sqlite:///{folder / 'secbot.db'}",
        "AWS_ENDPOINT_URL": aws.url,
        "AWS_REGION": built.region,
        "AWS_DEFAULT_REGION": built.region,
        "AWS_ACCESS_KEY_ID": key.access_key_id,
        "AWS_SECRET_ACCESS_KEY": key.secret_access_key,
    }


def _policy(built: Estate) -> dict[str, Any]:
    """Return the range's policy file: Ann responds, Bob and Ryo approve; all is disposable."""
    defaults = {"external_id": built.external_id, "act_regions": [built.region]}
    accounts: dict[str, Any] = {"defaults": defaults}
    for place in built.places:
        accounts[place.account] = {
            "name": place.name,
            "environment": place.environment,
            "drill": True,
        }
    accounts[built.home] = {"name": "security", "environment": "security"}
    return {
        "teams": ["T0RANGE"],
        "people": {"email_domain": "example.com"},
        "roles": [
            {"role": "responder", "members": ["S0RESPOND"]},
            {"role": "admin", "members": ["S0APPROVE"]},
        ],
        "organization": {"security_admin": built.home},
        "accounts": accounts,
    }


async def _subscribe(aws: SimulatedAws, built: Estate, bot_url: str) -> None:
    """Subscribe the bot to the topic, and wait until it has confirmed by itself."""
    sns = aws.client("sns", built.home, built.region)
    topic = built.topic_arn
    url = f"{bot_url}/sns"
    await asyncio.to_thread(sns.subscribe, TopicArn=topic, Protocol="http", Endpoint=url)
    async with asyncio.timeout(CONFIRM_SECONDS):
        while not await asyncio.to_thread(_is_confirmed, sns, topic):  # noqa: ASYNC110 - AWS rings no event of ours
            await asyncio.sleep(0.05)


def _is_confirmed(sns: Any, topic: str) -> bool:
    found = sns.list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"]
    return all(each["SubscriptionArn"].startswith("arn:") for each in found)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
