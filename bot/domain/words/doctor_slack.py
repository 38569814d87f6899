"""What `doctor` says of Slack: the app's tokens and scopes, the channels, the user groups."""

from __future__ import annotations

from runbooks.kit.text import Text

TOKEN = Text("Slack token", ja="Slack トークン")
SCOPES = Text("Slack scopes", ja="Slack スコープ")
CHANNEL = Text("Slack channel", ja="Slack チャンネル")
APP_TOKEN = Text("Slack app token", ja="Slack アプリトークン")
PEOPLE = Text("people", ja="メンバー")

TOKEN_FINE = Text(
    "Slack knows it: {user} in {team} ({team_id}).",
    ja="Slack で有効です：{team}（{team_id}）の {user}。",
)
TOKEN_REFUSED = Text(
    "Slack does not take SLACK_BOT_TOKEN ({code}).",
    ja="SLACK_BOT_TOKEN が Slack に受け付けられません（{code}）。",
)
TOKEN_MEND = Text(
    "api.slack.com/apps, your app, OAuth & Permissions: copy the Bot User OAuth Token "
    "(install the app first) into SLACK_BOT_TOKEN",
    ja="api.slack.com/apps でアプリを開き、OAuth & Permissions の Bot User OAuth Token "
    "を SLACK_BOT_TOKEN に設定してください（先にアプリのインストールが必要です）",
)
TOKEN_NO_BOT = Text(
    "It is the token of a person, not of a bot.", ja="ボットではなく、個人のトークンです。"
)
TOKEN_OTHER_TEAM = Text(
    "It is of the workspace {team_id}, which `teams` of the policy does not list.",
    ja="ワークスペース {team_id} のトークンですが、ポリシーの `teams` にありません。",
)
TOKEN_OTHER_TEAM_MEND = Text(
    "install the app in your own workspace, or add {team_id} to `teams`",
    ja="自分のワークスペースにアプリをインストールするか、`teams` に {team_id} を追加してください",
)

SCOPES_FINE = Text(
    "Every one of the {count} that are needed is granted.",
    ja="必要な {count} 件がすべて付与されています。",
)
SCOPES_MISSING = Text(
    "{scope} is not granted: it {why}.", ja="{scope} が付与されていません。用途：{why}。"
)
SCOPES_MISSING_MEND = Text(
    "api.slack.com/apps, your app, OAuth & Permissions: add the bot scope {scope}, then Reinstall "
    "to Workspace (`python -m bot manifest` has them all)",
    ja="api.slack.com/apps でアプリを開き、OAuth & Permissions でボットのスコープ "
    "{scope} を追加し、Reinstall to Workspace を"
    "実行してください（`python -m bot manifest` に全スコープがあります）",
)
SCOPES_SPARE = Text(
    "{scope} is granted, and the bot never uses it.",
    ja="{scope} が付与されていますが、ボットは使いません。",
)
SCOPES_SPARE_MEND = Text(
    "remove the bot scope {scope} from the app, then Reinstall to Workspace",
    ja="アプリからボットのスコープ {scope} を外し、Reinstall to Workspace を実行してください",
)
SCOPES_UNTOLD = Text(
    "Could not look: Slack's answer does not tell the scopes.",
    ja="確認できませんでした：Slack の応答にスコープがありません。",
)
SCOPES_UNTOLD_MEND = Text(
    "see whether SLACK_API_URL leads to Slack itself",
    ja="SLACK_API_URL が Slack 本体を指しているか確認してください",
)

CHANNEL_FINE = Text(
    "The bot is in #{name}, which nobody outside reads.",
    ja="ボットは #{name} に参加しています。外部の閲覧者はいません。",
)
CHANNEL_NONE = Text(
    "The bot's workspace has no channel {channel} that the bot can see.",
    ja="ボットのワークスペースに、ボットから見えるチャンネル {channel} がありません。",
)
CHANNEL_NONE_MEND = Text(
    "put the id from the channel's details (About, at the bottom) into SECBOT_CHANNEL; "
    "in a private channel type /invite @{user} first",
    ja="チャンネル詳細（「チャンネル情報」の一番下）"
    "の ID を SECBOT_CHANNEL に設定してください。"
    "プライベートチャンネルでは先に /invite @{user} と入力してください",
)
CHANNEL_ROUTE_MEND = Text(
    "put the id from the channel's details into the `routes` of the policy file; in a private "
    "channel type /invite @{user} first",
    ja="チャンネル詳細の ID をポリシーファイルの `routes` に書いてください。"
    "プライベートチャンネルでは先に /invite @{user} と入力してください",
)
CHANNEL_OUTSIDE = Text("The bot is not in #{name}.", ja="ボットが #{name} に参加していません。")
CHANNEL_OUTSIDE_MEND = Text(
    "type /invite @{user} in #{name}", ja="#{name} で /invite @{user} と入力してください"
)
CHANNEL_ARCHIVED = Text("#{name} is archived.", ja="#{name} はアーカイブされています。")
CHANNEL_ARCHIVED_MEND = Text(
    "unarchive #{name}, or set SECBOT_CHANNEL to another channel",
    ja="#{name} のアーカイブを解除するか、SECBOT_CHANNEL に別のチャンネルを設定してください",
)
CHANNEL_PUBLIC = Text(
    "Everybody in the workspace may read #{name}: its cards leave out names, addresses and texts, "
    "and a plan counts as read once it was opened.",
    ja="#{name} はワークスペースの全員が読めます。カードに名前、アドレス、文章を表示せず、"
    "計画は開くまで読んだことになりません。",
)
CHANNEL_PUBLIC_MEND = Text(
    "make #{name} private (channel settings), give the bot the scopes groups:read and "
    "groups:history, and type /invite for it there",
    ja="チャンネル設定で #{name} を非公開にし、ボットにスコープ groups:read と groups:history を"
    "付与して、そこで /invite してください",
)
CHANNEL_SHARED = Text(
    "#{name} is shared with another organisation: nothing is posted there.",
    ja="#{name} はほかの組織と共有されています。このチャンネルには何も投稿しません。",
)
CHANNEL_SHARED_MEND = Text(
    "set SECBOT_CHANNEL to a channel of your own workspace alone",
    ja="SECBOT_CHANNEL に、自分のワークスペースだけのチャンネルを設定してください",
)

APP_TOKEN_FINE = Text("Slack opens a socket for it.", ja="Slack がソケットを開けます。")
APP_TOKEN_REFUSED = Text(
    "Slack opens no socket for SLACK_APP_TOKEN ({code}).",
    ja="SLACK_APP_TOKEN では Slack がソケットを開きません（{code}）。",
)
APP_TOKEN_MEND = Text(
    "api.slack.com/apps, your app, Basic Information, App-Level Tokens: generate one with the "
    "scope connections:write; and switch on Socket Mode",
    ja="api.slack.com/apps でアプリを開き、Basic Information の App-Level Tokens で"
    "スコープ connections:write のトークンを作成し、Socket Mode を有効にしてください",
)

PEOPLE_FINE = Text(
    "Each of the {count} user groups has members.",
    ja="{count} 個のユーザーグループすべてにメンバーがいます。",
    one="The 1 user group has members.",
)
PEOPLE_NONE = Text(
    "The policy names no user group.", ja="ポリシーにユーザーグループの指定がありません。"
)
PEOPLE_EMPTY = Text(
    "The user group {group} has nobody in it: its roles are nobody's.",
    ja="ユーザーグループ {group} は空です。割り当てたロールを持つ人がいません。",
)
PEOPLE_MISSING = Text(
    "There is no user group {group} in Slack: its roles are nobody's.",
    ja="ユーザーグループ {group} は Slack にありません。割り当てたロールを持つ人がいません。",
)
PEOPLE_MEND = Text(
    "put the group's own id into `roles` of the policy (People & user groups, the group, "
    "Copy group ID), or add members to it",
    ja="ポリシーの `roles` にグループの ID（「メンバーとユーザーグループ」"
    "でグループを開き「グループ ID をコピー」）を書くか、"
    "グループにメンバーを追加してください",
)
