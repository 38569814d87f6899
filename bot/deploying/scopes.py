"""The scopes of the Slack app, derived from the Web API methods that the bot calls."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.words import scopes as words
from runbooks.kit.text import Text


@dataclass(frozen=True, slots=True)
class Scope:
    """One OAuth scope and why it is needed; `is_private` where private channels alone need it."""

    name: str
    why: Text
    is_private: bool = False


CHAT_WRITE = Scope("chat:write", words.CHAT_WRITE)
USERS_READ = Scope("users:read", words.USERS_READ)
USERS_READ_EMAIL = Scope("users:read.email", words.USERS_READ_EMAIL)
USERGROUPS_READ = Scope("usergroups:read", words.USERGROUPS_READ)
CHANNELS_READ = Scope("channels:read", words.CHANNELS_READ)
GROUPS_READ = Scope("groups:read", words.GROUPS_READ, is_private=True)
CHANNELS_HISTORY = Scope("channels:history", words.CHANNELS_HISTORY)
GROUPS_HISTORY = Scope("groups:history", words.GROUPS_HISTORY, is_private=True)
MPIM_WRITE = Scope("mpim:write", words.MPIM_WRITE)
IM_WRITE = Scope("im:write", words.IM_WRITE)
IM_HISTORY = Scope("im:history", words.IM_HISTORY)
MPIM_HISTORY = Scope("mpim:history", words.MPIM_HISTORY)

METHODS: Mapping[str, tuple[Scope, ...]] = {
    "chat.postMessage": (CHAT_WRITE,),
    "chat.update": (CHAT_WRITE,),
    "users.info": (USERS_READ, USERS_READ_EMAIL),
    "usergroups.users.list": (USERGROUPS_READ,),
    "conversations.info": (CHANNELS_READ, GROUPS_READ),
    "conversations.members": (CHANNELS_READ, GROUPS_READ),
    "conversations.history": (CHANNELS_HISTORY, GROUPS_HISTORY, IM_HISTORY, MPIM_HISTORY),
    "conversations.replies": (CHANNELS_HISTORY, GROUPS_HISTORY, IM_HISTORY, MPIM_HISTORY),
    "conversations.open": (IM_WRITE, MPIM_WRITE),
}
"""What each method that the bot calls needs: https://docs.slack.dev/reference/methods"""

FREE = frozenset({"apps.connections.open", "auth.test", "views.open"})
"""Methods that need no scope of the bot token; `apps.connections.open` takes the app token."""

FEATURES = (Scope("commands", words.COMMANDS),)
"""What is not a method and needs a scope all the same: https://docs.slack.dev/reference/scopes"""


def needed(*, is_private: bool) -> tuple[Scope, ...]:
    """Return every scope once, in the order of the methods; private channels need two more."""
    called = (scope for scopes in METHODS.values() for scope in scopes)
    every = dict.fromkeys((*FEATURES, *called))
    return tuple(scope for scope in every if is_private or not scope.is_private)
