"""Why the Slack app needs each of its scopes, and what the app says of itself."""

from __future__ import annotations

from runbooks.kit.text import Text

CHAT_WRITE = Text(
    "posts the cards and the threads, and edits them in place",
    ja="カードとスレッドを投稿し、その場で更新する",
)
COMMANDS = Text("takes /sec", ja="/sec を受け付ける")
USERS_READ = Text(
    "tells guests and other teams from people who may act, each time they act",
    ja="操作のたびに、ゲストや他チームの人を、操作してよい人と区別する",
)
USERS_READ_EMAIL = Text(
    "one person is one corporate address: nobody approves what they asked for",
    ja="会社のアドレス 1 つを 1 人とみなす。自分の申請は誰も承認できない",
)
USERGROUPS_READ = Text(
    "roles are user groups: who is in one is asked at the moment of a decision",
    ja="ロールはユーザーグループで決まる。判断のつど、所属者を確認する",
)
CHANNELS_READ = Text(
    "refuses channels that another organisation reads too; doctor looks who is in one",
    ja="別の組織も読めるチャンネルを拒否する。doctor が参加者を確認する",
)
CHANNELS_HISTORY = Text(
    "after a lost answer, looks whether its own message is there already",
    ja="応答が失われた後、自身のメッセージがすでにあるかを確認する",
)
GROUPS_READ = Text(
    "the same as channels:read, for a private channel",
    ja="プライベートチャンネルについて channels:read と同じ",
)
GROUPS_HISTORY = Text(
    "the same as channels:history, for a private channel",
    ja="プライベートチャンネルについて channels:history と同じ",
)
IM_WRITE = Text(
    "reminds whoever has an incident and does nothing, in private",
    ja="インシデントを担当したまま何もしていない人に、個別に知らせる",
)
IM_HISTORY = Text(
    "the same as channels:history, for such a message",
    ja="そのメッセージについて channels:history と同じ",
)
MPIM_WRITE = Text(
    "opens the conversation of those whom a restricted incident is for",
    ja="閲覧制限中のインシデントに指名された人の会話を開く",
)
MPIM_HISTORY = Text(
    "the same as channels:history, for such a conversation",
    ja="その会話について channels:history と同じ",
)

DESCRIPTION = Text(
    "Contains AWS incidents: approved by a second person, proved, undoable.",
    ja="AWS のインシデントを封じ込めます。2 人目が承認し、検証され、元に戻せます。",
)
COMMAND = Text(
    "Incidents: list, take, contain, approve, undo",
    ja="インシデント：一覧、担当、封じ込め、承認、元に戻す",
)
HINT = Text("help", ja="help")
HEAD = Text(
    "The Slack app of secbot: api.slack.com/apps, Create New App, From a manifest, "
    "choose the workspace, paste this.",
    ja="secbot の Slack アプリ：api.slack.com/apps の Create New App で From a manifest を選び、"
    "ワークスペースを選んで、これを貼り付けます。",
)
HELP_MANIFEST = Text(
    "print the Slack app's manifest, each scope with its reason",
    ja="Slack アプリのマニフェストを、各スコープの理由とともに出力する",
)
HELP_URL = Text(
    "the public address of the bot, https://HOST: Slack posts to HOST/slack/events",
    ja="ボットの公開アドレス https://HOST。Slack は HOST/slack/events に送信する",
)
HELP_SOCKET = Text(
    "for Socket Mode, which needs no public address", ja="Socket Mode 用。公開アドレスは不要"
)
HELP_PRIVATE = Text(
    "with the scopes that private channels need",
    ja="プライベートチャンネルに必要なスコープを含める",
)
HELP_JSON = Text(
    "as JSON, which has no room for the reasons", ja="JSON で出力する。理由は含められない"
)
NOT_A_URL = Text(
    "--url is {url}: it should be https://HOST, with no path.",
    ja="--url が {url} です。パスのない https://HOST にしてください。",
)
