"""What is said of a message that comes late."""

from __future__ import annotations

from runbooks.kit.text import Text

QUEUED = Text(
    "it waited its turn: Slack takes about one message a second in a channel",
    ja="順番を待っていました。Slack が 1 つのチャンネルで受け付けるのは 1 秒に約 1 件です",
)
NOT_TAKEN = Text("Slack did not take it at once", ja="Slack がすぐには受け付けませんでした")
