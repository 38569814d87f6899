"""One process works on an SQLite database."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from bot import lock
from bot.errors import AlreadyRunningError, SettingsError

HOLDER = "import sys,time,pathlib;from bot import lock\nwith lock.held(pathlib.Path(sys.argv[1])):\n print('held',flush=True);time.sleep(60)"


def test_a_second_process_is_refused_with_the_number_of_the_first(tmp_path: Path) -> None:
    database = tmp_path / "secbot.db"
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(database)], stdout=subprocess.PIPE, text=True
    ) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "held\n"
        with pytest.raises(AlreadyRunningError, match=str(first.pid)), lock.held(database):
            pass
        first.kill()


def test_a_killed_process_leaves_no_lock_behind(tmp_path: Path) -> None:
    database = tmp_path / "secbot.db"
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(database)], stdout=subprocess.PIPE, text=True
    ) as first:
        assert first.stdout is not None
        first.stdout.readline()
        first.kill()
    with lock.held(database):
        assert (tmp_path / "secbot.db.lock").read_text() == str(os.getpid())


def test_the_lock_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    with lock.held(tmp_path / "secbot.db"):
        mode = (tmp_path / "secbot.db.lock").stat().st_mode

    assert stat.S_IMODE(mode) == 0o600


def test_where_there_can_be_no_file_it_says_so_in_words(tmp_path: Path) -> None:
    database = tmp_path / "not" / "there" / "secbot.db"
    with pytest.raises(SettingsError, match="can't be opened: No such file"), lock.held(database):
        pass
