"""What is said of who may read a channel."""

from __future__ import annotations

from runbooks.kit.text import Text

CHECK = Text("Readers of channels", ja="チャンネルの閲覧者")
FEW = Text("{channel} is private", ja="{channel} は非公開チャンネルです")
ALL = Text(
    "everybody in the workspace may read {channel}, so its cards leave names and addresses out; "
    "make it private",
    ja="{channel} はワークスペースの全員が読めるため、カードに名前やアドレスを表示しません。"
    "非公開にしてください",
)
UNKNOWN = Text(
    "Slack does not tell who may read {channel}, so its cards leave names and addresses out; "
    "`python -m bot doctor` says what the bot lacks",
    ja="{channel} を誰が読めるか Slack から確認できないため、カードに名前やアドレスを表示しません。"
    "`python -m bot doctor` で不足を確認してください",
)
