"""The whole bot, built and run: it listens, tells how it is, and drains."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from pathlib import Path

import aiohttp
import pytest
from pydantic import SecretStr

from bot import settings
from bot.app import Bot, build
from bot.aws.sessions import Keys, Sessions
from bot.clock import SystemClock
from bot.domain.record import What
from bot.errors import SettingsError
from bot.intake.sqs import QueueReceiver
from bot.settings import Settings
from bot.store.migrate import upgrade
from handlers.http.listeners import Ports
from practice.aws.server import SimulatedAws
from practice.slack.server import SlackRange
from tests.stores import sqlite_url

NOWHERE = "http://127.0.0.1:9/api/"


def settings_for(folder: Path, slack_url: str = NOWHERE) -> Settings:
    environ = {
        "SLACK_BOT_TOKEN": "xoxb-made-up",
        "SLACK_SIGNING_SECRET": "made-up-secret",
        "SLACK_API_URL": slack_url,
        "SECBOT_CHANNEL": "C0SEC",
        "DATABASE_URL": sqlite_url(folder),
        "HOST": "127.0.0.1",
        "PORT": "0",
        "ADMIN_PORT": "0",
    }
    return settings.read(environ, lambda reference: reference)


@asynccontextmanager
async def a_slack() -> AsyncIterator[SlackRange]:
    """Yield a Slack that knows the bot's token."""
    slack = SlackRange("", "made-up-secret", "xoxb-made-up")
    await slack.start()
    try:
        yield slack
    finally:
        await slack.stop()


@asynccontextmanager
async def running(read: Settings) -> AsyncIterator[tuple[Bot, Ports]]:
    """Run the bot while the block runs."""
    await asyncio.to_thread(upgrade, read.database_url.get_secret_value())
    started: asyncio.Future[Ports] = asyncio.get_running_loop().create_future()
    stop = asyncio.Event()
    with closing(Sessions(Keys("a", "b"), "eu-west-1", "http://127.0.0.1:9")) as sessions:
        async with build(read, clock=SystemClock(), sessions=sessions) as bot:
            task = asyncio.create_task(bot.run(stop, started.set_result))
            try:
                yield bot, await started
            finally:
                stop.set()
                await task


async def get(port: int, path: str) -> tuple[int, str]:
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{port}{path}") as answer,
    ):
        return answer.status, await answer.text()


async def test_it_listens_on_two_ports_and_tells_details_on_the_admin_one_only(
    tmp_path: Path,
) -> None:
    async with a_slack() as slack, running(settings_for(tmp_path, slack.api_url)) as (_, ports):
        assert (await get(ports.public, "/healthz"))[0] == 200
        public = await get(ports.public, "/readyz")
        detail = await get(ports.admin, "/readyz")
        metrics = await get(ports.admin, "/metrics")
        assert (await get(ports.public, "/metrics"))[0] == 404
        assert (await get(ports.admin, "/sns"))[0] == 404

    assert public[0] == 200
    assert "outbox" not in public[1]
    assert "outbox" in detail[1]
    assert "secbot_outbox_pending 0" in metrics[1]


async def test_where_slack_can_t_be_reached_it_is_alive_but_not_ready(tmp_path: Path) -> None:
    """The policy names its teams, so nothing but the call that failed tells of it."""
    (tmp_path / "policy.yaml").write_text("teams: [T0OURS]\n")
    read = replace(settings_for(tmp_path), policy_path=tmp_path / "policy.yaml")
    async with running(read) as (_, ports):
        assert (await get(ports.public, "/healthz"))[0] == 200
        assert (await get(ports.public, "/readyz"))[0] == 503
        status, detail = await get(ports.admin, "/readyz")

    checks = json.loads(detail)["checks"]
    assert status == 503
    assert [name for name in checks if not checks[name]["well"]] == ["slack"]
    assert checks["slack"]["detail"] == "the last call, auth.test, was unreachable"


async def test_with_both_secrets_slack_s_switch_is_turned_without_a_restart(tmp_path: Path) -> None:
    async with a_slack() as slack:
        slack.use_sockets("xapp-made-up")
        made_up = SecretStr("xapp-made-up")
        read = replace(settings_for(tmp_path, slack.api_url), slack_app_token=made_up)
        async with running(read) as (_, ports):
            slack.workspace.bot_url = f"http://127.0.0.1:{ports.public}"
            await slack.workspace.until(lambda: len(slack.sockets.open) > 1)
            by_socket = await slack.acting.command("U0ANN", "/sec help")
            await slack.use_http()
            by_http = await slack.acting.command("U0ANN", "/sec help")
            metrics = await get(ports.admin, "/metrics")

    assert [by_socket.notice, by_http.notice] == ["", ""]
    assert by_socket.messages[0].content.text == by_http.messages[0].content.text
    assert 'secbot_slack_envelopes_total{result="answered"} 1.0' in metrics[1]


async def test_with_an_app_level_token_alone_there_is_no_door_for_slack(tmp_path: Path) -> None:
    async with a_slack() as slack:
        slack.use_sockets("xapp-made-up")
        read = replace(
            settings_for(tmp_path, slack.api_url),
            slack_app_token=SecretStr("xapp-made-up"),
            slack_signing_secret=SecretStr(""),
        )
        async with running(read) as (_, ports):
            assert (await get(ports.public, "/slack/events"))[0] == 404
            await slack.workspace.until(lambda: len(slack.sockets.open) > 1)
            assert not (await slack.acting.command("U0ANN", "/sec help")).notice
        assert slack.sockets.open == []


async def test_slack_being_away_does_not_keep_it_from_starting_but_is_not_well(
    tmp_path: Path,
) -> None:
    async with running(settings_for(tmp_path)) as (bot, ports):
        assert bot.policy.teams == frozenset()
        assert (await get(ports.public, "/healthz"))[0] == 200
        status, detail = await get(ports.admin, "/readyz")

    assert status == 503
    assert '"teams": {"well": false' in detail
    assert '"slack": {"well": false' in detail


async def test_the_bots_own_workspace_is_ours_where_the_policy_names_none(tmp_path: Path) -> None:
    async with a_slack() as slack, running(settings_for(tmp_path, slack.api_url)) as (bot, _):
        assert bot.policy.teams == {"T0RANGE"}


async def test_the_policy_that_is_loaded_is_in_the_audit_trail(tmp_path: Path) -> None:
    async with running(settings_for(tmp_path)) as (bot, _):
        records = await bot.store.read(lambda unit: unit.records.since(0, 10))

    loaded = [record for record in records if record.what is What.POLICY_LOADED]
    assert [record.body["digest"] for record in loaded] == [bot.policy.digest]


async def test_a_policy_file_at_fault_keeps_it_from_being_built(tmp_path: Path) -> None:
    (tmp_path / "policy.yaml").write_text("teams: nonsense\n")
    read = replace(settings_for(tmp_path), policy_path=tmp_path / "policy.yaml")

    with pytest.raises(SettingsError, match="line 1: teams"):
        async with running(read):
            pass


async def test_a_route_by_a_source_that_nothing_is_read_of_is_a_fault(tmp_path: Path) -> None:
    routes = "routes:\n  - {match: {source: gaurdduty}, channel: C0ALL}\n"
    (tmp_path / "policy.yaml").write_text(routes)
    read = replace(settings_for(tmp_path), policy_path=tmp_path / "policy.yaml")

    with pytest.raises(SettingsError, match="secbot reads nothing of: gaurdduty"):
        async with running(read):
            pass


async def test_a_port_that_is_taken_is_an_error_and_nothing_is_left_running(
    tmp_path: Path,
) -> None:
    (tmp_path / "other").mkdir()
    async with running(settings_for(tmp_path)) as (_, ports):
        taken = replace(settings_for(tmp_path / "other"), port=ports.public)
        with pytest.raises(ExceptionGroup) as caught:
            await _run_to_its_end(taken)

    assert caught.group_contains(OSError)


async def _run_to_its_end(read: Settings) -> None:
    await asyncio.to_thread(upgrade, read.database_url.get_secret_value())
    with closing(Sessions(Keys("a", "b"), "eu-west-1", "http://127.0.0.1:9")) as sessions:
        async with build(read, clock=SystemClock(), sessions=sessions) as bot:
            await bot.run(asyncio.Event(), lambda _: None)


def test_secrets_do_not_show_in_the_settings_that_everything_is_built_from(
    tmp_path: Path,
) -> None:
    read = replace(settings_for(tmp_path), database_url=SecretStr("postgresql://u:hidden-1@h/d"))

    assert "hidden-1" not in repr(read)
    assert "made-up-secret" not in repr(read)


async def test_with_a_queue_set_it_receives_from_there_what_the_policy_vouches_for(
    aws: SimulatedAws, account: str, tmp_path: Path
) -> None:
    topic = f"arn:aws:sns:eu-west-1:{account}:secbot-findings"
    sqs, key = aws.client("sqs", account, "eu-west-1"), aws.credentials(account)
    url = sqs.create_queue(QueueName="secbot-findings")["QueueUrl"]
    only = {
        "Effect": "Deny",
        "Principal": "*",
        "Action": "sqs:SendMessage",
        "Resource": "*",
        "Condition": {"ArnNotEquals": {"aws:SourceArn": topic}},
    }
    policy = json.dumps({"Version": "2012-10-17", "Statement": [only]})
    sqs.set_queue_attributes(QueueUrl=url, Attributes={"Policy": policy})
    sqs.send_message(QueueUrl=url, MessageBody='{"detail-type": "Something New"}')
    read = replace(settings_for(tmp_path), sqs_queue_url=url, sns_topics=frozenset({topic}))
    await asyncio.to_thread(upgrade, read.database_url.get_secret_value())
    keys = Keys(key.access_key_id, key.secret_access_key)
    with closing(Sessions(keys, "eu-west-1", aws.url)) as sessions:
        async with build(read, clock=SystemClock(), sessions=sessions) as bot:
            (receiver,) = [loop for loop in bot.loops if isinstance(loop, QueueReceiver)]
            assert await receiver.receive_once() == 1
            (kept,) = await bot.store.read(lambda unit: unit.inbox.unread(9))

    assert (kept.message.source, kept.message.topic) == ("sqs", topic)
    told = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
    assert told["ApproximateNumberOfMessagesNotVisible"] == "0"
