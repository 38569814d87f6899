"""The range as a newcomer starts it: the bot as its own process, people who act, an outcome."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from practice import words
from practice.scenarios.catalogue import SCENARIOS

AT_ONCE = 3
LONGEST_FIRST = sorted(SCENARIOS, key=lambda name: not SCENARIOS[name].attempts)
ROOT = Path(__file__).resolve().parent.parent.parent

pytestmark = pytest.mark.long


def practice(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", "practice", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )


def test_each_scenario_is_played_and_contained_verified_and_undone() -> None:
    """All wait for Slack's pace most of the time, so that they are played side by side."""
    with ThreadPoolExecutor(AT_ONCE) as several:
        plays = {
            name: several.submit(practice, "--play", "--scenario", name) for name in LONGEST_FIRST
        }
    for name, play in plays.items():
        is_as_the_key_says(name, play.result())


def is_as_the_key_says(name: str, played: subprocess.CompletedProcess[str]) -> None:
    assert played.returncode == 0, played.stdout + played.stderr
    assert "never awaited" not in played.stderr
    assert f"RESULT    {name}: contained yes, verified yes, undone yes" in played.stdout
    told = r"Ann Abe alone is told: You asked for A-\d, so somebody else must approve it"
    attempts = SCENARIOS[name].attempts
    own = sum("somebody else must approve it" in each.told.en for each in attempts)
    assert len(re.findall(told, played.stdout)) == 1 + own
    assert played.stdout.count(words.RESISTED.en) == bool(attempts)
    assert played.stdout.count(words.DRILLED.en) == bool(SCENARIOS[name].prologue)


def test_the_range_is_open_before_its_drill_and_earns_its_proof_by_itself() -> None:
    command = [sys.executable, "-m", "bot", "practice", "--port", "0", "--language", "ja"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as opened:
        assert opened.stdout is not None
        told = []
        for line in opened.stdout:
            told.append(line.rstrip())
            if told[-1] in (words.DRILLED.en, words.NOT_DRILLED.en):
                opened.send_signal(signal.SIGINT)
    assert opened.returncode == 0
    assert told[0].startswith("The practice range is open: http://")
    assert words.DRILLED.en in told
    assert told[-1] == words.CLOSING.en


def test_it_is_played_in_socket_mode_too() -> None:
    played = practice("--play", "--socket", "--scenario", "public-bucket")

    assert played.returncode == 0, played.stdout + played.stderr
    assert "RESULT    public-bucket: contained yes, verified yes, undone yes" in played.stdout


def test_a_scenario_that_there_is_not_is_one_sentence() -> None:
    refused = practice("--scenario", "nonsense")

    assert refused.returncode == 2
    assert refused.stderr == (
        "There is no scenario nonsense. There are: crypto-miner, emptied-bucket, insider, "
        "leaked-key, public-bucket.\n"
    )
