"""The bot as a process of its own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from practice.bot_process import NotStartedError, free_port, running


async def test_a_bot_that_ends_at_once_is_told_of(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(NotStartedError, match="ended with 2"):
        async with running(tmp_path, {}):
            pass

    assert "SLACK_BOT_TOKEN is not set" in capfd.readouterr().err


async def test_nothing_of_the_operators_own_settings_reaches_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-a-real-token")
    monkeypatch.setenv("AWS_PROFILE", "production")
    with pytest.raises(NotStartedError):
        async with running(tmp_path, {}):
            pass

    assert "SLACK_BOT_TOKEN is not set" in capfd.readouterr().err
    assert os.environ["AWS_PROFILE"] == "production"


def test_a_free_port_is_one_that_can_be_bound() -> None:
    assert 1024 <= free_port() <= 65535
