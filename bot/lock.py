"""A lock file beside an SQLite database: one process works on it, a second is refused by name."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.domain.words import settings as words
from bot.domain.words import storing
from bot.errors import AlreadyRunningError, SettingsError


@contextmanager
def held(database: Path) -> Iterator[None]:
    """Hold the lock while the block runs; the kernel lets go of it if the process dies.

    Raises AlreadyRunningError with the number of the process that holds it, SettingsError
    where there can be no file.
    """
    path = database.with_name(database.name + ".lock")
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        says = storing.CANT_OPEN.fill(path=database, why=error.strerror)
        raise SettingsError((says,)) from None
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(descriptor, 20, 0).decode(errors="replace").strip() or "?"
            says = words.ALREADY_RUNNING.fill(database=database, process=holder)
            raise AlreadyRunningError((says,)) from None
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(descriptor)
