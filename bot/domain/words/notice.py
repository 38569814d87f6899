"""What a message says of itself (late, cut, hidden), and the notice of what could not be read."""

from __future__ import annotations

from runbooks.kit.text import Text

CUT = Text("_… there was no room for the rest._", ja="_…残りは表示しきれませんでした。_")
BETWEEN = Text(", ", ja="、")
MORE = Text("… and {count} more", ja="…ほか {count} 件")
LATE = Text("_Posted {span} late._", ja="_{span} 遅れて投稿しました。_")
LATE_BECAUSE = Text("_Posted {span} late: {why}_", ja="_{span} 遅れて投稿しました：{why}_")
SECONDS = Text("{count} s", ja="{count} 秒")
MINUTES = Text("{count} min", ja="{count} 分")
HIDDEN = Text("hidden by `slack.detail`", ja="`slack.detail` により非表示")
WITHHELD = Text("[hidden]", ja="[非表示]")
WITHHELD_WHY = Text(
    "_Names, addresses and texts are left out here: {why}. `/sec show` tells them to you alone._",
    ja="_名前、アドレス、文章はここには表示しません（{why}）。`/sec show` であなただけに表示します。_",
)
BY_POLICY = Text(
    "`slack.detail` of the policy file is `minimal`",
    ja="ポリシーファイルの `slack.detail` が `minimal` です",
)
PUBLIC = Text(
    "everybody in the workspace may read this channel; make it private to see them",
    ja="このチャンネルはワークスペースの全員が読めます。表示するには非公開にしてください",
)
UNKNOWN_READERS = Text(
    "Slack has not told who may read this channel",
    ja="このチャンネルを誰が読めるか、Slack から確認できていません",
)
ROW = Text("• {row}", ja="• {row}")
ONE = Text("{head} {says}", ja="{head} {says}")

HEAD = Text(
    "📭 *{count} messages of {day} could not be read as findings*",
    ja="📭 *{day} のメッセージ {count} 件を検出結果として読み取れませんでした*",
    one="📭 *One message of {day} could not be read as a finding*",
)
KEPT = Text(
    "Nothing is lost: each is kept as it came, and is read again after an upgrade.",
    ja="失われたものはありません。届いたまま保存し、更新後に読み直します。",
)
UNREAD = Text(
    "• {when} from {source} ({topic}), message `{message}`: {reason}",
    ja="• {when} {source}（{topic}）から、メッセージ `{message}`：{reason}",
)
PUSH = Text(
    "{count} messages of {day} could not be read as findings. They are kept.",
    ja="{day} のメッセージ {count} 件を検出結果として読み取れませんでした。保存してあります。",
    one="One message of {day} could not be read as a finding. It is kept.",
)
