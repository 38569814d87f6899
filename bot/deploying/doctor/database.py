"""Does the database open, at the newest schema, and which one process writes it?"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from bot.deploying.doctor.contract import Check, Ground, Row, failed, passed
from bot.domain.words import doctor as words
from bot.ports.store import StoreError
from bot.store.version import is_current
from runbooks.kit.text import Said

OTHERS = 0o077


def look(ground: Ground) -> Iterator[Row]:
    """Yield what opening the file to read tells; a file that is not there yet is well."""
    path = ground.database
    if path is None:
        says, mend = words.DATABASE_NOT_SERVED.fill(), words.DATABASE_NOT_SERVED_MEND.fill()
        yield failed("", says, mend)
    elif not path.is_file():
        yield _new(path)
    elif stat.S_IMODE(path.stat().st_mode) & OTHERS:
        mend = words.DATABASE_OPEN_MEND.fill(path=path)
        yield failed(str(path), words.DATABASE_OPEN.fill(path=path), mend)
    else:
        yield _opened(ground, path)


def _new(path: Path) -> Row:
    folder = path.absolute().parent
    if folder.is_dir() and os.access(folder, os.W_OK):
        return passed(str(path), words.DATABASE_NEW.fill(place=path))
    says = words.DATABASE_NO_FOLDER.fill(folder=folder)
    return failed(str(path), says, words.DATABASE_NO_FOLDER_MEND.fill(folder=folder))


def _opened(ground: Ground, path: Path) -> Row:
    try:
        is_newest = is_current(ground.settings.database_url.get_secret_value())
    except StoreError as error:
        says = words.DATABASE_UNOPENED.fill(place=path, why=error.says.plain())
        return failed(str(path), says, words.DATABASE_UNOPENED_MEND.fill(place=path))
    if not is_newest:
        mend = words.DATABASE_OLD_MEND.fill()
        return failed(str(path), words.DATABASE_OLD.fill(place=path), mend)
    says = words.DATABASE_FINE.fill(place=path, writer=_writer(path).plain())
    return passed(str(path), says)


def _writer(path: Path) -> Said:
    """Say who writes, by the lock file's word: to try the lock could refuse a bot that starts."""
    lock = path.with_name(path.name + ".lock")
    try:
        process = int(lock.read_text(encoding="ascii").strip())
        os.kill(process, 0)
    except (OSError, ValueError):
        return words.WRITER_NONE.fill()
    return words.WRITER_ONE.fill(process=process)


DATABASE = Check(words.DATABASE, look)
