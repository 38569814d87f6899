"""What the app's token may do, as Slack grants it: scopes, and the methods that need them.

https://docs.slack.dev/reference/scopes
"""

from __future__ import annotations

from collections.abc import Mapping

from practice.slack.arguments import Arguments
from practice.slack.errors import Code, RefusedError
from practice.slack.people import Channel

GRANTED = frozenset(
    {
        "channels:history",
        "channels:read",
        "chat:write",
        "commands",
        "groups:history",
        "groups:read",
        "im:history",
        "im:write",
        "mpim:history",
        "mpim:write",
        "usergroups:read",
        "users:read",
        "users:read.email",
    }
)
EMAIL = "users:read.email"
NEEDED: Mapping[str, str] = {
    "chat.delete": "chat:write",
    "chat.postEphemeral": "chat:write",
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "usergroups.list": "usergroups:read",
    "usergroups.users.list": "usergroups:read",
    "users.info": "users:read",
}
IN_CHANNELS: Mapping[str, str] = {
    "conversations.history": "history",
    "conversations.info": "read",
    "conversations.members": "read",
    "conversations.replies": "history",
}
"""What these need depends on the channel: `channels:read` or, for a private one, `groups:read`, or
`mpim:read` for a conversation of people."""


def check(
    granted: frozenset[str], method: str, arguments: Arguments, channels: Mapping[str, Channel]
) -> None:
    """Raise RefusedError where the scope that a method needs is not granted."""
    needed = NEEDED.get(method)
    if method == "conversations.open":
        is_one = "," not in str(arguments.given.get("users"))
        needed = "im:write" if is_one else "mpim:write"
    if method in IN_CHANNELS:
        channel = channels.get(str(arguments.given.get("channel")))
        kind = _kind(channel)
        needed = f"{kind}:{IN_CHANNELS[method]}"
    if needed is not None and needed not in granted:
        raise RefusedError(Code.MISSING_SCOPE)


def _kind(channel: Channel | None) -> str:
    if channel is not None and channel.is_im:
        return "im"
    if channel is not None and channel.is_mpim:
        return "mpim"
    return "groups" if channel is not None and channel.is_private else "channels"
