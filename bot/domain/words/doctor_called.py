"""What `doctor` says of whether whoever is called reads the channel that calls."""

from __future__ import annotations

from runbooks.kit.text import Text

CHECK = Text("who is called", ja="呼び出し先")
NOBODY = Text(
    "The policy file has nobody called in a channel by name.",
    ja="ポリシーファイルに、チャンネルで名指しで呼び出す人はいません。",
)
FINE = Text(
    "All {count} who are called there are in #{name}.",
    ja="そこで呼び出す {count} 人は全員 #{name} にいます。",
    one="The 1 who is called there is in #{name}.",
)
OUTSIDE = Text(
    "{who}: called in #{name} by {what}, and not in it: anybody may join it, but Slack notifies "
    "members alone.",
    ja="{who}：{what} により #{name} で呼び出されますが、参加していません。"
    "誰でも参加できますが、Slack が通知するのはメンバーだけです。",
)
SHUT_OUT = Text(
    "{who}: called in #{name} by {what}, and not in it: it is private, so they can't read it.",
    ja="{who}：{what} により #{name} で呼び出されますが、参加していません。"
    "プライベートチャンネルのため読めません。",
)
INVITE = Text(
    "type /invite in #{name} for each of them, or take them out of {what}",
    ja="#{name} でそれぞれを /invite するか、{what} から外してください",
)
GROUP_UNREAD = Text(
    "Nobody knows who is in {group}, which {what} has called: Slack answered {code}.",
    ja="{what} が呼び出す {group} のメンバーが分かりません（Slack の応答：{code}）。",
)
GROUP_MEND = Text(
    "put the group's own id into {what} of the policy file (People & user groups, the group, "
    "Copy group ID)",
    ja="ポリシーファイルの {what} にグループ自身の ID を設定してください（People & user "
    "groups → 対象グループ → Copy group ID）",
)
CHANNEL_UNREAD = Text(
    "Nobody knows who is in {channel}: Slack answered {code}.",
    ja="{channel} の参加者が分かりません（Slack の応答：{code}）。",
)
CHANNEL_MEND = Text(
    "see *Slack channel* above; where the channel is well, run doctor again in a minute",
    ja="上の「*Slack channel*」を確認してください。チャンネルに問題がなければ、1 分後に doctor "
    "を再実行してください",
)
MORE = Text("{names} and {count} more", ja="{names} ほか {count} 人", one="{names} and 1 more")
ON_CALL = Text("on_call", ja="on_call")
ROUTE = Text("route {number}", ja="ルート {number}")
