"""What is said of the sockets to Slack: how they stand, and why one does not work."""

from __future__ import annotations

from runbooks.kit.text import Text

NO_HELLO = Text(
    "a socket was open, but Slack said no hello in {seconds} s; it is opened again",
    ja="ソケットは開きましたが、Slack から {seconds} 秒以内に hello が届きませんでした。"
    "開き直します",
)
NO_ROUND_TRIP = Text(
    "a socket was open, but for {seconds} s nothing came through it and our listeners and back; "
    "it is opened again",
    ja="ソケットは開いていましたが、{seconds} 秒間、"
    "ソケットと受信処理を往復するものがありませんでした。開き直します",
)
NOT_ANSWERED = Text(
    "what Slack sent through a socket has waited {seconds} s for its answer; it is opened again",
    ja="Slack がソケット経由で送ったものへの応答が {seconds} 秒間できていません。開き直します",
)
BROKE = Text(
    "a socket could not be read (the log tells why); it is opened again",
    ja="ソケットを読み取れませんでした（理由はログにあります）。開き直します",
)
CLOSED = Text("the socket was closed (code {code})", ja="ソケットが閉じられました（コード {code}）")
LEFT = Text(
    "Slack asked for a new socket ({reason})", ja="Slack が新しいソケットを求めました（{reason}）"
)
RETIRED = Text("the socket was given back", ja="ソケットを返却しました")
DISABLED = Text(
    "Socket Mode is switched off at Slack: switch it on under Socket Mode in the app's settings, "
    "or unset SLACK_APP_TOKEN",
    ja="Slack で Socket Mode が無効です。アプリの設定の Socket Mode で有効にするか、"
    "SLACK_APP_TOKEN の設定を外してください",
)
CROWDED = Text(
    "this app has too many sockets open (Slack allows ten): end other processes that use "
    "SLACK_APP_TOKEN, or wait until Slack has dropped dead ones",
    ja="このアプリの開いているソケットが多すぎます（Slack の上限は 10）。SLACK_APP_TOKEN "
    "を使うほかのプロセスを終了するか、切れたソケットを Slack が片付けるまで待ってください",
)
NOT_OPENED = Text(
    "Slack opened no socket (apps.connections.open: {code})",
    ja="Slack がソケットを開きませんでした（apps.connections.open：{code}）",
)
NO_ADDRESS = Text(
    "Slack gave an address that is no wss://, so it was not used",
    ja="Slack が返したアドレスが wss:// ではないため、使用しませんでした",
)
NOT_CONNECTED = Text(
    "the socket could not be connected ({code})", ja="ソケットを接続できませんでした（{code}）"
)
NONE_YET = Text(
    "no socket to Slack has been proved yet",
    ja="Slack へのソケットは、まだ 1 つも動作を確認できていません",
)
STALE = Text(
    "no socket to Slack was proved within {seconds} s",
    ja="{seconds} 秒以内に動作を確認できた Slack へのソケットがありません",
)
STANDS = Text(
    "{open} of {most} sockets, proved {proved} s ago, last envelope {envelope}",
    ja="ソケット {open}/{most}、動作確認 {proved} 秒前、最後のエンベロープ {envelope}",
)
AGO = Text("{seconds} s ago", ja="{seconds} 秒前")
NEVER = Text("never", ja="なし")
BESIDES = Text(
    "Slack counts {count} sockets of this app",
    ja="Slack によるこのアプリのソケット数は {count}",
    one="Slack counts 1 socket of this app",
)
