"""Servers under test: processes of their own, on one core, started, watched, stopped and killed."""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from benchmarks.machine import SERVER_CORE, pin
from practice.bot_process import KEPT_VARIABLES, ROOT, free_port

START_SECONDS = 120.0
"""On a machine with much other work, importing alone has taken more than half a minute."""
STOP_SECONDS = 60.0
POLL_SECONDS = 0.01
MEBIBYTE = 2**20


class NotStartedError(Exception):
    """A server ended, or did not answer in time."""


@dataclass(slots=True)
class Server:
    """A Python module that serves `/healthz` on PORT; its output goes to a log in its folder."""

    module: Sequence[str]
    folder: Path
    variables: Mapping[str, str]
    core: int = SERVER_CORE
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers. Raises NotStartedError."""
        self.begin()
        until = time.monotonic() + START_SECONDS
        while not answers(self.port):
            if time.monotonic() > until or self._running().poll() is not None:
                message = f"{' '.join(self.module)} did not start; see {self.folder}/server.log"
                raise NotStartedError(message)
            time.sleep(POLL_SECONDS)

    def begin(self) -> None:
        """Start it, and do not wait."""
        kept = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
        settings = {"PYTHONPATH": str(ROOT), "HOST": "127.0.0.1", "PORT": str(self.port)}
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", *self.module],
                cwd=self.folder,
                env={**kept, **settings, **self.variables},
                stdout=log,
                stderr=log,
            )
        pin(self.process.pid, self.core)

    def stop(self) -> int:
        """Stop it as an operator does, and return its exit code."""
        process = self._running()
        process.terminate()
        try:
            return process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait()

    def kill(self) -> None:
        """Kill it where it stands."""
        self._running().kill()
        self._running().wait()

    def cpu_seconds(self) -> float:
        """Return the processor time that it has used, its threads' included."""
        used = psutil.Process(self._running().pid).cpu_times()
        return float(used.user + used.system)

    def resident_mebibytes(self) -> float:
        """Return its resident memory."""
        return float(psutil.Process(self._running().pid).memory_info().rss) / MEBIBYTE

    def _running(self) -> subprocess.Popen[bytes]:
        if self.process is None:
            message = "it was never started"
            raise NotStartedError(message)
        return self.process


@contextmanager
def running(server: Server) -> Iterator[Server]:
    """Run a server while the block runs. Raises NotStartedError."""
    try:
        server.start()
        yield server
    finally:
        if server.process is not None and server.process.poll() is None:
            server.stop()


def answers(port: int) -> bool:
    """Say whether somebody answers `GET /healthz` well."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=1)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        with suppress(OSError):
            connection.close()
