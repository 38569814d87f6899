"""A process that has loaded the bot and forks for each command: loading takes a second of each.

Started as `python -m tests.bot.verbs.forking FD`, it is asked over that socket.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from signal import SIGKILL
from tempfile import TemporaryFile
from typing import Any

LARGEST = 1 << 16
MODULE = "tests.bot.verbs.forking"


def asked(
    command: Sequence[str], folder: Path, variables: Mapping[str, str], *, seconds: float
) -> subprocess.CompletedProcess[str]:
    """Let a process of its own do what `python -m bot` does with these arguments, to its end.

    Raises subprocess.TimeoutExpired.
    """
    request = {"arguments": command, "folder": str(folder), "variables": dict(variables)}
    with TemporaryFile() as out, TemporaryFile() as err:
        way = _way()
        socket.send_fds(way, [json.dumps(request).encode()], [out.fileno(), err.fileno()])
        pid = int(way.recv(LARGEST))
        way.settimeout(seconds)
        try:
            code = int(way.recv(LARGEST))
        except TimeoutError:
            os.kill(pid, SIGKILL)
            way.settimeout(None)
            way.recv(LARGEST)
            raise subprocess.TimeoutExpired(list(command), seconds) from None
        way.settimeout(None)
        said = []
        for file in (out, err):
            file.seek(0)
            said.append(file.read().decode())
    return subprocess.CompletedProcess(list(command), code, *said)


@cache
def _way() -> socket.socket:
    """Start the process, once, and return the way to it; it ends with this process."""
    here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with there:
        process = subprocess.Popen(
            [sys.executable, "-m", MODULE, str(there.fileno())],
            cwd=Path(__file__).resolve().parents[3],
            env={"PATH": os.environ["PATH"]},
            stdin=subprocess.DEVNULL,
            pass_fds=[there.fileno()],
        )

    def end() -> None:
        here.close()
        process.wait()

    atexit.register(end)
    return here


def serve(way: socket.socket) -> None:
    """Load every verb, then answer: a command's process id, and its exit code at its end."""
    main = import_module("bot.__main__")
    main.parser()
    import_module("bot.app")
    gc.collect()
    gc.freeze()
    while True:
        message, files, _, _ = socket.recv_fds(way, LARGEST, 2)
        if not message:
            return
        pid = os.fork()
        if pid == 0:
            way.close()
            request = json.loads(message)
            _become(request, files)
            sys.exit(main.main(request["arguments"]))
        for file in files:
            os.close(file)
        way.send(str(pid).encode())
        _, status = os.waitpid(pid, 0)
        way.send(str(os.waitstatus_to_exitcode(status)).encode())


def _become(request: Mapping[str, Any], files: Sequence[int]) -> None:
    """Take the folder, the environment and the outputs of the command that was asked for."""
    for file, known in zip(files, (1, 2), strict=True):
        os.dup2(file, known)
        os.close(file)
    os.chdir(request["folder"])
    os.environ.clear()
    os.environ.update(request["variables"])


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
