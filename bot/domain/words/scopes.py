"""Why the Slack app needs each of its scopes, and what the app says of itself."""

from __future__ import annotations

from runbooks.kit.text import Text

CHAT_WRITE = Text("posts the cards and the threads, and edits them in place")
COMMANDS = Text("takes /sec")
USERS_READ = Text("tells guests and other teams from people who may act, each time they act")
USERS_READ_EMAIL = Text("one person is one corporate address: nobody approves what they asked for")
USERGROUPS_READ = Text("roles are user groups: who is in one is asked at the moment of a decision")
CHANNELS_READ = Text("refuses channels that another organisation reads too")
CHANNELS_HISTORY = Text("after a lost answer, looks whether its own message is there already")
GROUPS_READ = Text("the same as channels:read, for a private channel")
GROUPS_HISTORY = Text("the same as channels:history, for a private channel")
IM_WRITE = Text("reminds whoever has an incident and does nothing, in private")
IM_HISTORY = Text("the same as channels:history, for such a message")
MPIM_WRITE = Text("opens the conversation of those whom a restricted incident is for")
MPIM_HISTORY = Text("the same as channels:history, for such a conversation")

DESCRIPTION = Text("Contains AWS incidents: approved by a second person, proved, undoable.")
COMMAND = Text("Incidents: list, take, contain, approve, undo")
HINT = Text("help")
HEAD = Text(
    "The Slack app of secbot: api.slack.com/apps, Create New App, From a manifest, "
    "choose the workspace, paste this."
)
HELP_MANIFEST = Text("print the Slack app's manifest, each scope with its reason")
HELP_URL = Text("the public address of the bot, https://HOST: Slack posts to HOST/slack/events")
HELP_SOCKET = Text("for Socket Mode, which needs no public address")
HELP_PRIVATE = Text("with the scopes that private channels need")
HELP_JSON = Text("as JSON, which has no room for the reasons")
NOT_A_URL = Text("--url is {url}: it should be https://HOST, with no path.")
