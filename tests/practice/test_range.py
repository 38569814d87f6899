"""The range as a newcomer starts it: the bot as its own process, people who act, an outcome."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from practice.scenarios.catalogue import SCENARIOS

ROOT = Path(__file__).resolve().parent.parent.parent


def practice(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", "practice", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )


@pytest.mark.parametrize(
    "named", [(), ("crypto-miner",), ("emptied-bucket",), ("leaked-key",), ("public-bucket",)]
)
def test_a_played_scenario_is_contained_verified_and_undone(named: tuple[str, ...]) -> None:
    """Without a name all are played, each in a range of its own, in one process."""
    played = practice("--play", *(word for name in named for word in ("--scenario", name)))

    assert played.returncode == 0, played.stdout + played.stderr
    for name in named or SCENARIOS:
        assert f"RESULT    {name}: contained yes, verified yes, undone yes" in played.stdout
    told = r"Ann Abe alone is told: You asked for A-[12], so somebody else must approve it"
    assert re.search(told, played.stdout)


def test_a_scenario_that_there_is_not_is_one_sentence() -> None:
    refused = practice("--scenario", "nonsense")

    assert refused.returncode == 2
    assert refused.stderr == (
        "There is no scenario nonsense. There are: crypto-miner, emptied-bucket, leaked-key, "
        "public-bucket.\n"
    )
