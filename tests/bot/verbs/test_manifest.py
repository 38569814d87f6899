"""`manifest` prints what Slack takes, or says what is wrong with the address."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from tests.bot.verbs.commands import secbot


def test_yaml_and_json_say_the_same(tmp_path: Path) -> None:
    written = secbot(tmp_path, "manifest", "--url", "https://secbot.example.com/")
    data = secbot(tmp_path, "manifest", "--url", "https://secbot.example.com", "--json")

    assert yaml.safe_load(written.stdout) == json.loads(data.stdout)
    assert (written.returncode, data.returncode) == (0, 0)


def test_socket_mode_with_private_channels(tmp_path: Path) -> None:
    made = yaml.safe_load(secbot(tmp_path, "manifest", "--socket", "--private").stdout)

    assert made["settings"]["socket_mode_enabled"] is True
    assert "groups:history" in made["oauth_config"]["scopes"]["bot"]


@pytest.mark.parametrize("url", ["http://secbot.example.com", "https://a.example/path", "secbot"])
def test_an_address_that_slack_could_not_post_to_is_refused(tmp_path: Path, url: str) -> None:
    refused = secbot(tmp_path, "manifest", "--url", url)

    assert refused.returncode == 2
    assert refused.stderr.startswith(f"--url is {url}")


def test_one_of_the_two_ways_must_be_chosen(tmp_path: Path) -> None:
    refused = secbot(tmp_path, "manifest")

    assert refused.returncode == 2
    assert "--url" in refused.stderr
    assert "--socket" in refused.stderr
