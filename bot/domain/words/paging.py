"""What is said of the ways by which people are paged beyond Slack."""

from __future__ import annotations

from runbooks.kit.text import Text

CHECK_SNS = Text("Pages by SNS", ja="SNS による呼び出し")
CHECK_WEBHOOK = Text("Pages by webhook", ja="Webhook による呼び出し")
NEVER = Text(
    "pages go to {place}; none was sent yet", ja="呼び出し先は {place}。まだ送信していません"
)
TAKEN = Text(
    "pages go to {place}, which took the last one {at}",
    ja="呼び出し先は {place}。前回（{at}）は受け付けられました",
)
NOT_TAKEN = Text(
    "pages go to {place}, which did not take the last one {at}",
    ja="呼び出し先は {place}。前回（{at}）は受け付けられませんでした",
)

REFUSED = Text(
    "{host} answered the page with {status}", ja="{host} が呼び出しに {status} を返しました"
)
SILENT = Text(
    "{host} could not be asked to page: {error}",
    ja="{host} に呼び出しを送信できませんでした：{error}",
)
RESOLVES = Text(
    "Pages go to {host} too, whose name leads somewhere; nothing was sent there.",
    ja="呼び出しは {host} にも送られ、その名前は解決できます。何も送信していません。",
)
OPEN = Text(
    "{path} holds an address that may let whoever knows it page, and others can read it.",
    ja="{path} には、知っている人なら誰でも呼び出せるおそれのあるアドレスがあり、"
    "ほかの人が読める状態です。",
)
OPEN_MEND = Text("chmod 600 {path}", ja="chmod 600 {path}")
UNRESOLVED = Text(
    "Pages go to {host}, and its name leads nowhere from here.",
    ja="呼び出しは {host} に送られますが、ここからその名前を解決できません。",
)
UNRESOLVED_MEND = Text(
    "see whether {host} in `on_call.page.webhook` of {path} is written right, and whether this "
    "machine resolves names",
    ja="{path} の `on_call.page.webhook` の {host} が正しいか、"
    "このマシンで名前を解決できるかを確認してください",
)
