"""The command line as a whole."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bot.__main__ import main, parser
from tests.bot.verbs.commands import environment

ROOT = Path(__file__).resolve().parent.parent.parent
HEAVY = ("alembic", "mako", "moto", "psycopg", "practice")
"""What one verb needs or another process; the bot that runs must not carry it."""
VERBS = ("run", "practice", "migrate", "audit", "web", "worker")


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_its_help(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parser().parse_args([verb, "--help"])

    assert ended.value.code == 0
    assert f"usage: python -m bot {verb}" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], ["nonsense"], ["audit"], ["practice", "--port", "x"]])
def test_a_wrong_use_is_exit_code_two(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)

    assert ended.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_it_runs_from_the_checkout_as_a_module(tmp_path: Path) -> None:
    helped = subprocess.run(
        [sys.executable, "-m", "bot", "--help"],
        cwd=tmp_path,
        env=environment({}),
        capture_output=True,
        text=True,
        check=True,
    )

    assert all(verb in helped.stdout for verb in VERBS)


def test_what_runs_carries_nothing_that_only_another_verb_needs() -> None:
    asked = f"import sys, bot.__main__; print(*sorted(set({HEAVY!r}) & sys.modules.keys()))"
    carried = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert carried.stdout.split() == []
