"""The bot itself, as users start it: a process of its own, reached over HTTP only."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import aiohttp

ROOT = Path(__file__).resolve().parent.parent
KEPT_VARIABLES = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "SSL_CERT_FILE")
START_SECONDS = 30.0
STOP_SECONDS = 20.0


class NotStartedError(Exception):
    """The bot ended, or did not answer in time."""


@dataclass(frozen=True, slots=True)
class BotProcess:
    """A running bot."""

    url: str
    admin_url: str
    pid: int


@asynccontextmanager
async def running(folder: Path, variables: Mapping[str, str]) -> AsyncIterator[BotProcess]:
    """Run the bot in a folder while the block runs; at its end stop it as an operator does.

    Nothing of this machine's own settings reaches it: no `.env`, no AWS profile. Raises
    NotStartedError.
    """
    port, admin_port = free_port(), free_port()
    kept = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "run"),
        cwd=folder,
        env={
            **kept,
            "PYTHONPATH": str(ROOT),
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
            "AWS_EC2_METADATA_DISABLED": "true",
            "HOST": "127.0.0.1",
            "PORT": str(port),
            "ADMIN_PORT": str(admin_port),
            **variables,
        },
    )
    url = f"http://127.0.0.1:{port}"
    try:
        await _answers(process, url)
        yield BotProcess(url, f"http://127.0.0.1:{admin_port}", process.pid)
    finally:
        with suppress(ProcessLookupError):
            process.terminate()
        try:
            await asyncio.wait_for(process.wait(), STOP_SECONDS)
        except TimeoutError:
            process.kill()
            await process.wait()


def free_port() -> int:
    """Return a port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


async def _answers(process: asyncio.subprocess.Process, url: str) -> None:
    """Wait until the bot answers. Raises NotStartedError."""
    async with aiohttp.ClientSession() as session, asyncio.timeout(START_SECONDS):
        while process.returncode is None:
            with suppress(aiohttp.ClientError):
                async with session.get(f"{url}/healthz") as answer:
                    if answer.status == 200:  # noqa: PLR2004 - HTTP's OK
                        return
            await asyncio.sleep(0.05)
    message = f"the bot ended with {process.returncode}"
    raise NotStartedError(message)
