"""The whole product around one test: the bot as built, on a stage of its own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from bot.app import Bot, build
from bot.aws.sessions import Keys, Sessions
from bot.settings import Settings
from handlers.http.listeners import Ports
from practice.aws.server import SimulatedAws
from practice.slack.rates import Rates
from tests.journeys.policies import PolicyText, usual
from tests.journeys.stage import CHANNEL, SECRET, TOKEN, Stage, a_stage
from tests.stores import sqlite_url


@dataclass
class Running:
    """A bot that runs, and what it takes to stop it."""

    bot: Bot
    stop: asyncio.Event
    task: asyncio.Task[None]
    stack: AsyncExitStack


@dataclass
class World(Stage):
    """A stage with the bot in this process; `anchor` is where it anchors its audit trail."""

    running: Running | None = None
    anchor: str = ""

    async def start(self) -> None:
        """Start the bot on this world's database, policy file and settings as they are now."""
        stack = AsyncExitStack()
        sessions = self._sessions()
        stack.callback(sessions.close)
        settings = replace(settings_for(self), anchor=self.anchor)
        building = build(settings, clock=self.clock, sessions=sessions)
        bot = await stack.enter_async_context(building)
        started: asyncio.Future[Ports] = asyncio.get_running_loop().create_future()
        stop = asyncio.Event()
        task = asyncio.create_task(bot.run(stop, started.set_result))
        self.running = Running(bot, stop, task, stack)
        both: set[asyncio.Future[Any]] = {task, started}
        await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            task.result()
        ports = started.result()
        self.listens(ports.public, ports.admin)

    async def stop(self) -> None:
        """Stop the bot as SIGTERM does, if there is one."""
        if self.running is not None:
            self.running.stop.set()
            await self.running.task
            await self.running.stack.aclose()
        self.running = None

    async def restart(self) -> None:
        """Stop the bot and start it again, elsewhere; the topic delivers there from now on."""
        await self.stop()
        await self.start()
        await self.subscribe()

    def _sessions(self) -> Sessions:
        key = self.aws.credentials(self.estate.home)
        keys = Keys(key.access_key_id, key.secret_access_key)
        return Sessions(keys, self.estate.region, self.aws.url, loader=self.aws.loader)


@asynccontextmanager
async def a_world(
    aws: SimulatedAws,
    numbers: Iterator[str],
    folder: Path,
    *,
    policy: PolicyText | None = usual,
    rates: Rates | None = None,
    app_token: str = "",
) -> AsyncIterator[World]:
    """Yield a world in which the bot runs and its topic delivers to it.

    With an `app_token` Slack reaches the bot in Socket Mode.
    """
    async with a_stage(aws, numbers, folder, policy=policy, rates=rates) as stage:
        world = World(stage.aws, stage.estate, stage.slack, stage.folder, stage.clock, stage.store)
        if app_token:
            world.slack.use_sockets(app_token)
        try:
            await world.start()
            await world.subscribe()
            yield world
        finally:
            await world.stop()


def settings_for(stage: Stage) -> Settings:
    """Return the settings that the environment would give."""
    topic = stage.estate.topic_arn
    return Settings(
        slack_bot_token=SecretStr(TOKEN),
        slack_signing_secret=SecretStr("" if stage.slack.sockets.token else SECRET),
        slack_app_token=SecretStr(stage.slack.sockets.token),
        slack_api_url=stage.slack.api_url,
        channel=CHANNEL,
        policy_path=stage.policy_path if stage.policy_path.exists() else None,
        database_url=SecretStr(sqlite_url(stage.folder)),
        host="127.0.0.1",
        port=0,
        admin_host="127.0.0.1",
        admin_port=0,
        sns_topics=frozenset({topic}),
        sns_certificates={topic: stage.aws.certificate_pem.encode()},
        log_level="INFO",
        log_format="json",
    )
