"""The manifest is what Slack's schema takes, and asks for nothing that is not used."""

from __future__ import annotations

import json

import pytest
import yaml
from pydantic import BaseModel, ConfigDict, Field, HttpUrl

from bot.deploying.manifest import as_yaml, manifest
from bot.deploying.scopes import needed
from practice.slack.people import COMMAND

URL = "https://secbot.example.com"
SCOPES = needed(is_private=True)


class Part(BaseModel):
    """A part of https://docs.slack.dev/reference/app-manifest; what it does not know is refused."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Display(Part):
    name: str = Field(max_length=35)
    description: str = Field(max_length=140)


class BotUser(Part):
    display_name: str = Field(max_length=80, pattern=r"^[a-zA-Z0-9_.-]+$")
    always_online: bool


class Command(Part):
    command: str = Field(max_length=32, pattern="^/")
    url: HttpUrl | None = None
    description: str = Field(max_length=2000)
    usage_hint: str = Field(max_length=1000)
    should_escape: bool


class Features(Part):
    bot_user: BotUser
    slash_commands: list[Command] = Field(max_length=50)


class Scopes(Part):
    bot: list[str] = Field(max_length=255)


class Oauth(Part):
    scopes: Scopes


class Interactivity(Part):
    is_enabled: bool
    request_url: HttpUrl | None = None


class Settings(Part):
    interactivity: Interactivity
    org_deploy_enabled: bool
    socket_mode_enabled: bool
    token_rotation_enabled: bool


class Schema(Part):
    """The whole, as far as this app uses it: no events are part of it."""

    display_information: Display
    features: Features
    oauth_config: Oauth
    settings: Settings


def read(text: str) -> Schema:
    return Schema.model_validate_json(json.dumps(yaml.safe_load(text)))


@pytest.mark.parametrize("url", [URL, None])
def test_slack_takes_both_variants(url: str | None) -> None:
    taken = read(as_yaml(manifest(SCOPES, url), SCOPES))

    assert taken.settings.socket_mode_enabled is (url is None)
    assert taken.oauth_config.scopes.bot == [scope.name for scope in SCOPES]
    assert taken.features.slash_commands[0].command == COMMAND


def test_over_http_slack_posts_both_kinds_to_where_the_bot_listens() -> None:
    taken = read(as_yaml(manifest(SCOPES, URL), SCOPES))

    posted = {taken.features.slash_commands[0].url, taken.settings.interactivity.request_url}
    assert {str(each) for each in posted} == {f"{URL}/slack/events"}


def test_socket_mode_needs_no_address() -> None:
    assert "url" not in json.dumps(manifest(SCOPES, None))


def test_names_that_are_typed_come_as_ids_that_cant_be_forged() -> None:
    assert read(as_yaml(manifest(SCOPES, URL), SCOPES)).features.slash_commands[0].should_escape


def test_tokens_stay_since_this_version_does_not_rotate_them() -> None:
    assert manifest(SCOPES, URL)["settings"]["token_rotation_enabled"] is False


def test_each_scope_says_its_reason_beside_it() -> None:
    lines = as_yaml(manifest(SCOPES, URL), SCOPES).splitlines()

    for scope in SCOPES:
        (line,) = (line for line in lines if line.strip().startswith(f"- {scope.name}  #"))
        assert line.endswith(scope.why.en)
