"""What is said of who joins and leaves the groups of approvers and responders."""

from __future__ import annotations

from runbooks.kit.text import Text

TOLD_GROUP_READ = (
    Text(
        "secbot read who is in {group}, for the first time: {count}",
        ja="secbot が {group} のメンバーを初めて取得：{count} 人",
    ),
    Text(
        "secbot read who is in an approvers' group, for the first time",
        ja="secbot が承認者グループのメンバーを初めて取得",
    ),
)
TOLD_GROUP_JOINED = (
    Text(
        "{name} has joined the approvers' group {group}",
        ja="{name} が承認者グループ {group} に参加",
    ),
    Text("{name} has joined an approvers' group", ja="{name} が承認者グループに参加"),
)
TOLD_GROUP_LEFT = (
    Text(
        "{name} has left the approvers' group {group}",
        ja="{name} が承認者グループ {group} から離脱",
    ),
    Text("{name} has left an approvers' group", ja="{name} が承認者グループから離脱"),
)
TOLD_MEMBER_CONFIRMED = (
    Text(
        "{name} confirmed that {newcomer} is rightly in an approvers' group",
        ja="{name} が {newcomer} の承認者グループへの所属を正当と確認",
    ),
    Text(
        "{name} confirmed that somebody is rightly in an approvers' group",
        ja="{name} が新メンバーの承認者グループへの所属を正当と確認",
    ),
)
TOLD_RESPONDERS_JOINED = (
    Text(
        "{name} has joined the responders' group {group}",
        ja="{name} が対応者グループ {group} に参加",
    ),
    Text("{name} has joined a responders' group", ja="{name} が対応者グループに参加"),
)
TOLD_RESPONDERS_READ = (
    Text(
        "secbot read who is in the responders' group {group}, for the first time: {count}",
        ja="secbot が対応者グループ {group} のメンバーを初めて取得：{count} 人",
    ),
    Text(
        "secbot read who is in a responders' group, for the first time",
        ja="secbot が対応者グループのメンバーを初めて取得",
    ),
)
TOLD_RESPONDERS_LEFT = (
    Text(
        "{name} has left the responders' group {group}",
        ja="{name} が対応者グループ {group} から離脱",
    ),
    Text("{name} has left a responders' group", ja="{name} が対応者グループから離脱"),
)

GROUP_JOINED = Text(
    "👤 *{name} has joined the approvers' group {group}.* Until {until} no approval by it counts, "
    "unless an admin confirms: `/sec confirm @{name}`. If nobody here did this, take them out.",
    ja="👤 *{name} が承認者グループ {group} に参加しました。* 管理者が "
    "`/sec confirm @{name}` で確認しない限り、{until} まで承認は有効になりません。"
    "心当たりがなければ、グループから外してください。",
)
RESPONDER_JOINED = Text(
    "👤 *{name} has joined the responders' group {group}*, and may ask for changes from now on, "
    "which others approve. If nobody here did this, take them out.",
    ja="👤 *{name} が対応者グループ {group} に参加しました。* 今後は変更を申請でき、"
    "承認は別の人が行います。心当たりがなければ、グループから外してください。",
)
GROUP_JOINED_RESPONDERS = Text(
    "👤 *{name} has joined the responders' group {group}.* Until {until} they contain nothing alone "
    "at night. If nobody here did this, take them out.",
    ja="👤 *{name} が対応者グループ {group} に参加しました。* {until} までは夜間に単独で"
    "封じ込めできません。心当たりがなければ、グループから外してください。",
)
MEMBER_CONFIRMED = Text(
    "👤 *{name} confirmed that {newcomer} is rightly in an approvers' group.* What they approve "
    "counts from now on, but for 24 hours after they joined they and {name} count as one.",
    ja="👤 *{name} が {newcomer} の承認者グループへの所属を正当と確認しました。* 今後は"
    "承認が有効になりますが、参加後 24 時間は {name} と合わせて 1 人として数えます。",
)
