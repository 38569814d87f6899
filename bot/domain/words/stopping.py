"""What is said of the brake that stops and starts accounts, and of the ceiling that two lift."""

from __future__ import annotations

from runbooks.kit.text import Text

TOLD_STOPPED = (
    Text(
        "{name} pulled the brake for {account}: “{reason}”",
        ja="{name} が {account} を停止：「{reason}」",
    ),
    Text("{name} pulled the brake for {account}", ja="{name} が {account} を停止"),
    Text("{name} pulled the brake", ja="{name} が停止スイッチを作動"),
)
TOLD_START_ASKED = (
    Text("{name} asked to release the brake for {account}", ja="{name} が {account} の再開を申請"),
    Text("{name} asked to release the brake", ja="{name} が再開を申請"),
)
TOLD_RELEASED = (
    Text("{name} released the brake for {account}", ja="{name} が {account} を再開"),
    Text("{name} released the brake", ja="{name} が再開"),
)
TOLD_LIFT_ASKED = (
    Text(
        "{name} asked to lift the ceiling for {account} for {minutes} minutes: “{reason}”",
        ja="{name} が {account} の上限解除を {minutes} 分間申請：「{reason}」",
    ),
    Text("{name} asked to lift the ceiling", ja="{name} が上限解除を申請"),
)
TOLD_LIFTED = (
    Text(
        "{name} agreed to lift the ceiling for {account} until {until}: “{reason}”",
        ja="{name} が {account} の上限解除に同意、{until} まで：「{reason}」",
    ),
    Text("{name} agreed to lift the ceiling", ja="{name} が上限解除に同意"),
)

STOPPED = Text(
    "🛑 *{name} pulled the brake for {account}.* Nothing more is changed there.",
    ja="🛑 *{name} が {account} を停止しました。* これ以上の変更は行いません。",
)
STOPPED_BECAUSE = Text(
    "🛑 *{name} pulled the brake for {account}:* “{reason}”. Nothing more is changed there.",
    ja="🛑 *{name} が {account} を停止しました：* 「{reason}」。これ以上の変更は行いません。",
)
STOPPED_ITSELF = Text(
    "🛑 *secbot stopped {account} by itself:* {reason}. Nothing but an undo runs there. {who}: "
    "look at why; two start it again, each with `/sec start {number}`",
    ja="🛑 *secbot が {account} を自動で停止しました：* {reason}。"
    "元に戻す操作以外は実行しません。{who}：原因を調べてください。"
    "再開には 2 人がそれぞれ `/sec start {number}` を実行します",
)
STOPPED_ITSELF_ALL = Text(
    "🛑 *secbot stopped all accounts by itself:* {reason}. Nothing but an undo runs. {who}: look "
    "at why; two start them again, each with `/sec start`",
    ja="🛑 *secbot がすべてのアカウントを自動で停止しました：* {reason}。"
    "元に戻す操作以外は実行しません。{who}：原因を調べてください。"
    "再開には 2 人がそれぞれ `/sec start` を実行します",
)
LIFT_ASKED = Text(
    "⏳ *{name} asked to lift the hourly ceiling for {account}*, {minutes} minutes long: "
    "“{reason}”. An approver must agree: `/sec lift {number}`",
    ja="⏳ *{name} が {account} の 1 時間あたりの上限解除を申請しました*（{minutes} "
    "分間）：「{reason}」。承認者の同意が必要です：`/sec lift {number}`",
)
LIFT_ASKED_ALL = Text(
    "⏳ *{name} asked to lift the hourly ceiling for all accounts*, {minutes} minutes long: "
    "“{reason}”. An approver must agree: `/sec lift`",
    ja="⏳ *{name} がすべてのアカウントの 1 時間あたりの上限解除を"
    "申請しました*（{minutes} 分間）：「{reason}」。承認者の同意が必要です："
    "`/sec lift`",
)
LIFTED = Text(
    "🟠 *{name} agreed to lift the hourly ceiling for {account}* until {until}, as {asked_by} "
    "asked: “{reason}”. The brake still holds.",
    ja="🟠 *{name} が {account} の 1 時間あたりの上限解除に同意しました。* {until} "
    "まで、{asked_by} の申請による：「{reason}」。停止スイッチは引き続き有効です。",
)
START_ASKED = Text(
    "⏳ *{name} asked to release the brake for {account}.* Somebody else must agree: "
    "`/sec start {number}`",
    ja="⏳ *{name} が {account} の再開を申請しました。* 別の人の同意が必要です："
    "`/sec start {number}`",
)
START_ASKED_ALL = Text(
    "⏳ *{name} asked to release the brake for all accounts.* Somebody else must agree: "
    "`/sec start`",
    ja="⏳ *{name} がすべてのアカウントの再開を申請しました。* 別の人の同意が必要です："
    "`/sec start`",
)
RELEASED = Text(
    "🟢 *{name} released the brake for {account}.* Changes can run there again.",
    ja="🟢 *{name} が {account} を再開しました。* 変更を再び実行できます。",
)
RELEASED_HELD = Text(
    "🟡 *{name} released the brake for {account}.* Still stopped: {held}.",
    ja="🟡 *{name} が {account} を再開しました。* 停止中：{held}。",
)
