"""auth.test, users.* and usergroups.*: who is who."""

from __future__ import annotations

from practice.slack.arguments import Arguments
from practice.slack.content import Json
from practice.slack.errors import Code, RefusedError
from practice.slack.people import BOT_ID, BOT_USER, TEAM, TEAM_NAME, Group, Person
from practice.slack.scopes import EMAIL
from practice.slack.workspace import Workspace


def auth_test(workspace: Workspace, _arguments: Arguments) -> Json:
    """Answer https://docs.slack.dev/reference/methods/auth.test."""
    team = {"team": TEAM_NAME, "team_id": TEAM, "is_enterprise_install": False}
    bot = {"user": workspace.people[BOT_USER].name, "user_id": BOT_USER, "bot_id": BOT_ID}
    return {"url": f"{workspace.url}/", **team, **bot}


def info(workspace: Workspace, arguments: Arguments) -> Json:
    """Answer https://docs.slack.dev/reference/methods/users.info."""
    user = _as_json(workspace.person(arguments.text("user")))
    if EMAIL not in workspace.scopes:
        user["profile"].pop("email", None)
    return {"user": user}


def group_list(workspace: Workspace, arguments: Arguments) -> Json:
    """Answer https://docs.slack.dev/reference/methods/usergroups.list."""
    with_users = arguments.flag("include_users")
    return {
        "usergroups": [
            _group_json(group) | ({"users": list(group.members)} if with_users else {})
            for group in workspace.groups.values()
        ]
    }


def group_members(workspace: Workspace, arguments: Arguments) -> Json:
    """Answer https://docs.slack.dev/reference/methods/usergroups.users.list."""
    group = workspace.groups.get(arguments.text("usergroup"))
    if group is None:
        raise RefusedError(Code.NO_SUCH_SUBTEAM)
    return {"users": list(group.members)}


def _as_json(person: Person) -> Json:
    profile = {
        "real_name": person.real_name,
        "real_name_normalized": person.real_name,
        "display_name": person.real_name.split()[0],
        "title": person.title.en,
        "team": person.team,
    }
    if person.email:
        profile["email"] = person.email
    return {
        "id": person.id,
        "team_id": person.team,
        "name": person.name,
        "real_name": person.real_name,
        "deleted": person.is_deleted,
        "tz": "Asia/Tokyo",
        "tz_label": "Japan Standard Time",
        "tz_offset": 32400,
        "profile": profile,
        "is_admin": person.is_admin,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": person.is_guest,
        "is_ultra_restricted": False,
        "is_bot": person.is_bot,
        "is_app_user": False,
        "is_stranger": person.is_stranger,
    }


def _group_json(group: Group) -> Json:
    return {
        "id": group.id,
        "team_id": TEAM,
        "is_usergroup": True,
        "is_subteam": True,
        "name": group.name,
        "handle": group.handle,
        "description": "",
        "is_external": False,
        "date_delete": 0,
        "user_count": len(group.members),
    }
