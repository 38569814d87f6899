"""The Slack app's manifest, as data and as YAML with the reason beside each scope.

The fields are those of https://docs.slack.dev/reference/app-manifest.
"""

from __future__ import annotations

from typing import Any

import yaml

from bot.deploying.scopes import Scope
from bot.domain.words import scopes as words

NAME = "secbot"
COMMAND = "/sec"
EVENTS = "/slack/events"

Manifest = dict[str, Any]


def manifest(scopes: tuple[Scope, ...], url: str | None) -> Manifest:
    """Return the manifest; without a `url` (`https://HOST`) it is the one for Socket Mode.

    No event is subscribed to: all that the bot hears is /sec and its own buttons and forms.
    The command escapes users and channels, so that a name that is typed can't be forged.
    """
    posted = {"url": f"{url}{EVENTS}"} if url else {}
    asked = {"request_url": f"{url}{EVENTS}"} if url else {}
    command = {
        "command": COMMAND,
        **posted,
        "description": words.COMMAND.en,
        "usage_hint": words.HINT.en,
        "should_escape": True,
    }
    return {
        "display_information": {"name": NAME, "description": words.DESCRIPTION.en},
        "features": {
            "bot_user": {"display_name": NAME, "always_online": True},
            "slash_commands": [command],
        },
        "oauth_config": {"scopes": {"bot": [scope.name for scope in scopes]}},
        "settings": {
            "interactivity": {"is_enabled": True, **asked},
            "org_deploy_enabled": False,
            "socket_mode_enabled": url is None,
            "token_rotation_enabled": False,
        },
    }


def as_yaml(made: Manifest, scopes: tuple[Scope, ...]) -> str:
    """Return the manifest as YAML, with the reason of each scope as a comment beside it."""
    written = yaml.safe_dump(made, sort_keys=False, allow_unicode=True, width=200)
    reasons = {scope.name: scope.why.en for scope in scopes}
    lines = (
        f"{line}  # {reasons[item]}"
        if (item := line.strip().removeprefix("- ")) in reasons
        else line
        for line in written.splitlines()
    )
    return "\n".join([f"# {words.HEAD.en}", *lines]) + "\n"
