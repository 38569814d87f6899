"""The payloads that Slack sends when a person acts.

https://docs.slack.dev/reference/interaction-payloads and
https://docs.slack.dev/interactivity/implementing-slash-commands
"""

from __future__ import annotations

import re

from practice.slack.content import Json, kept_text
from practice.slack.messages import Message
from practice.slack.people import APP, COMMAND, OTHER_TEAM, TEAM, TEAM_DOMAIN, Channel, Person
from practice.slack.views import View
from practice.slack.workspace import Workspace

VERIFICATION_TOKEN = "deprecated"  # noqa: S105 - Slack's old token, which proves nothing
_NAME = re.compile(r"(?<![\w<@#])([@#])([\w.-]+)")


def command(workspace: Workspace, person: Person, channel: Channel, text: str) -> dict[str, str]:
    """Return a slash command's form, with `should_escape` on: names come as ids."""
    token = workspace.hooks.issue(person.id, channel.id)
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": person.team,
        "team_domain": TEAM_DOMAIN if person.team == TEAM else OTHER_TEAM.lower(),
        "channel_id": channel.id,
        "channel_name": channel.name,
        "user_id": person.id,
        "user_name": person.name,
        "command": COMMAND,
        "text": escaped_names(workspace, kept_text(text)),
        "api_app_id": APP,
        "is_enterprise_install": "false",
        "response_url": hook_url(workspace, token),
        "trigger_id": workspace.triggers.issue(person.id),
    }


def message_action(workspace: Workspace, person: Person, message: Message, action: Json) -> Json:
    """Return a block_actions payload of a message; an ephemeral one does not bring its content."""
    channel = workspace.channels[message.channel]
    token = workspace.hooks.issue(person.id, channel.id, message.ts)
    container = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": message.only_for is not None,
    }
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    shown = {} if message.only_for else {"message": workspace.messages.as_json(message)}
    return {
        **_common("block_actions", person),
        "container": container,
        "trigger_id": workspace.triggers.issue(person.id),
        "channel": {"id": channel.id, "name": channel.name},
        **shown,
        "state": {"values": {}},
        "response_url": hook_url(workspace, token),
        "actions": [action],
    }


def view_action(workspace: Workspace, person: Person, view: View, action: Json) -> Json:
    """Return a block_actions payload of a modal or a home tab."""
    return {
        **_common("block_actions", person),
        "container": {"type": "view", "view_id": view.id},
        "trigger_id": workspace.triggers.issue(person.id),
        "view": view.as_json(),
        "actions": [action],
    }


def submission(workspace: Workspace, person: Person, view: View) -> Json:
    """Return a view_submission payload."""
    return {
        **_common("view_submission", person),
        "trigger_id": workspace.triggers.issue(person.id),
        "view": view.as_json(),
        "response_urls": [],
    }


def closing(person: Person, view: View, *, is_cleared: bool) -> Json:
    """Return a view_closed payload."""
    return {**_common("view_closed", person), "view": view.as_json(), "is_cleared": is_cleared}


def suggestion(person: Person, view: View, asked: Json) -> Json:
    """Return a block_suggestion payload, by which the app is asked for a select's options."""
    container = {"type": "view", "view_id": view.id}
    common = _common("block_suggestion", person)
    return {**common, "container": container, **asked, "view": view.as_json()}


def home_opened(workspace: Workspace, person: Person) -> Json:
    """Return the app_home_opened event."""
    at = workspace.now()
    home = workspace.views.homes.get(person.id)
    event = {
        "type": "app_home_opened",
        "user": person.id,
        "channel": f"D{person.id[1:]}",
        "tab": "home",
        "event_ts": f"{at.timestamp():.6f}",
        **({"view": home.as_json()} if home else {}),
    }
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": TEAM,
        "api_app_id": APP,
        "type": "event_callback",
        "event_id": workspace.serials.following("Ev"),
        "event_time": int(at.timestamp()),
        "event": event,
        "is_ext_shared_channel": False,
    }


def escaped_names(workspace: Workspace, text: str) -> str:
    """Return a command's text with the names of people, groups and channels as ids."""
    known = {
        f"@{person.name}": f"<@{person.id}|{person.name}>" for person in workspace.people.values()
    }
    for group in workspace.groups.values():
        known[f"@{group.handle}"] = f"<!subteam^{group.id}|@{group.handle}>"
    for channel in workspace.channels.values():
        known[f"#{channel.name}"] = f"<#{channel.id}|{channel.name}>"
    return _NAME.sub(lambda name: known.get(name[0], name[0]), text)


def hook_url(workspace: Workspace, token: str) -> str:
    """Return the address of a hook."""
    return f"{workspace.url}/hooks/{token}"


def _common(kind: str, person: Person) -> Json:
    return {
        "type": kind,
        "user": {
            "id": person.id,
            "username": person.name,
            "name": person.name,
            "team_id": person.team,
        },
        "team": {"id": TEAM, "domain": TEAM_DOMAIN},
        "api_app_id": APP,
        "token": VERIFICATION_TOKEN,
        "enterprise": None,
        "is_enterprise_install": False,
    }
