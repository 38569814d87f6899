"""The Web API's methods by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from practice.slack.arguments import Arguments
from practice.slack.content import Json
from practice.slack.methods import chat, conversations, people, views
from practice.slack.workspace import Workspace

METHODS: Mapping[str, Callable[[Workspace, Arguments], Json]] = {
    "auth.test": people.auth_test,
    "blocks.validate": views.validate,
    "chat.delete": chat.delete,
    "chat.postEphemeral": chat.post_ephemeral,
    "chat.postMessage": chat.post_message,
    "chat.update": chat.update,
    "conversations.history": conversations.history,
    "conversations.info": conversations.info,
    "conversations.members": conversations.members,
    "conversations.open": conversations.open_,
    "conversations.replies": conversations.replies,
    "usergroups.list": people.group_list,
    "usergroups.users.list": people.group_members,
    "users.info": people.info,
    "views.open": views.open_view,
    "views.publish": views.publish,
    "views.push": views.push,
    "views.update": views.update,
}
