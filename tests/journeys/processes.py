"""The bot of a stage as a process of its own, which can be killed, and a wire to AWS that can hang."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from practice.bot_process import BotProcess, running
from tests.journeys.stage import CHANNEL, SECRET, TOKEN, Stage
from tests.journeys.waiting import PATIENCE
from tests.stores import sqlite_url

CHUNK = 65_536


class Wire:
    """Relays bytes to AWS; a request that holds `caught` gets no further, and rings `hangs`."""

    def __init__(self, port: int) -> None:
        """Lead to this port of the loopback."""
        self.port = port
        self.caught = b""
        self.hangs = asyncio.Event()
        self.url = ""
        self.open: set[asyncio.Task[None]] = set()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Relay one connection until either end closes it."""
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.port)
        ways = {
            asyncio.create_task(self._there(reader, far_writer)),
            asyncio.create_task(_back(far_reader, writer)),
        }
        self.open |= ways
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        for way in ways:
            way.cancel()
        for end in (far_writer, writer):
            end.close()
            with suppress(ConnectionError):
                await end.wait_closed()
        self.open -= ways

    async def close(self) -> None:
        """Close every connection."""
        for way in self.open:
            way.cancel()
        while self.open:  # noqa: ASYNC110 - each `serve` takes its own away
            await asyncio.sleep(0.01)

    async def _there(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            while chunk := await reader.read(CHUNK):
                if self.caught and self.caught in chunk:
                    self.hangs.set()
                    await asyncio.sleep(PATIENCE)
                    return
                writer.write(chunk)
                await writer.drain()


async def _back(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        while chunk := await reader.read(CHUNK):
            writer.write(chunk)
            await writer.drain()


@asynccontextmanager
async def a_wire(stage: Stage) -> AsyncIterator[Wire]:
    """Yield a wire to a stage's AWS."""
    wire = Wire(int(stage.aws.url.rsplit(":", 1)[1]))
    server = await asyncio.start_server(wire.serve, "127.0.0.1", 0)
    wire.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield wire
    finally:
        server.close()
        await wire.close()


@asynccontextmanager
async def a_bot(stage: Stage, aws_url: str) -> AsyncIterator[BotProcess]:
    """Run the bot on a stage's files and database, its topic delivering to it."""
    topic, certificate = stage.estate.topic_arn, stage.folder / "topic.pem"
    certificate.write_text(stage.aws.certificate_pem, encoding="utf-8")
    key = stage.aws.credentials(stage.estate.home)
    variables = {
        "SLACK_API_URL": stage.slack.api_url,
        "SLACK_BOT_TOKEN": TOKEN,
        "SLACK_SIGNING_SECRET": "" if stage.slack.sockets.token else SECRET,
        "SLACK_APP_TOKEN": stage.slack.sockets.token,
        "SECBOT_CHANNEL": CHANNEL,
        "SECBOT_POLICY": str(stage.policy_path),
        "SECBOT_SNS_TOPICS": topic,
        "SECBOT_SNS_CERTIFICATE": f"{topic}={certificate}",
        "DATABASE_URL": sqlite_url(stage.folder),
        "AWS_ENDPOINT_URL": aws_url,
        "AWS_REGION": stage.estate.region,
        "AWS_ACCESS_KEY_ID": key.access_key_id,
        "AWS_SECRET_ACCESS_KEY": key.secret_access_key,
        "LOG_LEVEL": "WARNING",
    }
    async with running(stage.folder, variables) as bot:
        stage.url, stage.admin_url = bot.url, bot.admin_url
        stage.slack.workspace.bot_url = bot.url
        await stage.subscribe()
        yield bot


def kill(bot: BotProcess) -> None:
    """End a bot as a crash does: it can't finish anything."""
    os.kill(bot.pid, signal.SIGKILL)
