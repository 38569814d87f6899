"""`run`: the bot, in one process, until it is told to stop."""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import signal
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from bot import heap, lock, logs, settings
from bot.app import build
from bot.clock import SystemClock
from bot.domain.words import settings as words
from bot.errors import NotServedError, SecbotError, SettingsError
from bot.policy import file as policy_file
from bot.policy.gaps import gaps, hiding, lasting, unused
from bot.settings import Settings
from bot.store.version import is_current
from bot.verbs.addresses import database_file
from bot.verbs.surroundings import Surroundings, environment
from handlers.http.listeners import Ports

log = logging.getLogger("secbot")


def register(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the verb."""
    parser = verbs.add_parser("run", help=words.HELP_RUN.en)
    parser.set_defaults(main=main)


def main(arguments: argparse.Namespace) -> int:
    """Run until SIGTERM or SIGINT; 0 once all is drained."""
    around = environment()
    read = settings.read(around.environ, around.fetch)
    url = read.database_url.get_secret_value()
    path = database_file(url)
    if path is None:
        raise NotServedError((words.RUN_NEEDS_SQLITE.fill(),))
    policy = policy_file.load(read.policy_path, own_team="")  # its faults are told before all else
    logs.start_logging(read.log_level, read.log_format, read.secrets())
    for gap in (*gaps(policy), *hiding(policy), *unused(policy), *lasting(policy)):
        log.warning("%s", gap.plain())
    heap.share_turns()
    heap.keep_collections_short()
    with lock.held(path):
        prepare(url, path)
        return asyncio.run(_run(read, around))


def prepare(url: str, path: Path) -> None:
    """Bring the database to the newest schema, in a process of its own: alembic is large.

    Raises SettingsError where others can read the file, or where it can't be migrated.
    """
    if path.is_file() and stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise SettingsError((words.DATABASE_TOO_OPEN.fill(path=path),))
    if path.is_file() and is_current(url):
        return
    migrated = subprocess.run(
        [sys.executable, "-m", "bot", "migrate"],
        env={**os.environ, "DATABASE_URL": url},
        capture_output=True,
        text=True,
        check=False,
    )
    if migrated.returncode:
        fault = migrated.stderr.strip().splitlines()[-1:] or ["?"]
        raise SettingsError((words.NOT_MIGRATED.fill(path=path, fault=fault[0]),))


async def _run(read: Settings, around: Surroundings) -> int:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(each, stop.set)
    with closing(around.sessions()) as sessions:
        async with build(read, clock=SystemClock(), sessions=sessions) as bot:
            heap.settle()
            try:
                await bot.run(stop, _started)
            except* OSError as group:
                raise SecbotError((words.NOT_LISTENING.fill(why=group.exceptions[0]),)) from None
    log.info("drained")
    return 0


def _started(ports: Ports) -> None:
    log.info("listening on port %s, admin on port %s", ports.public, ports.admin)
