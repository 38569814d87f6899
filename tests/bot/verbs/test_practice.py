"""`practice` starts the range with nothing of the operator's own AWS settings."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.__main__ import parser
from bot.verbs import practice
from tests.bot.verbs.commands import secbot


def test_the_operators_own_aws_settings_are_gone_before_the_range_begins(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("AWS_PROFILE", "production")
    monkeypatch.setenv("AWS_ENDPOINT_URL", "https://somewhere.example")
    arguments = parser().parse_args(["practice", "--scenario", "nonsense"])

    assert practice.main(arguments) == 2
    assert "There is no scenario nonsense" in capsys.readouterr().err
    assert [name for name in os.environ if name.startswith("AWS_")] == []


def test_a_broken_profile_does_not_keep_the_range_from_starting(tmp_path: Path) -> None:
    refused = secbot(
        tmp_path, "practice", "--scenario", "nonsense", variables={"AWS_PROFILE": "no-such"}
    )

    assert refused.returncode == 2
    assert "Traceback" not in refused.stderr
