"""What secbot answers to one person: what happened, what was changed, what to do next."""

from __future__ import annotations

from runbooks.kit.text import Text

WITH_ID = Text("{says} · `{error}`", ja="{says} · `{error}`")
BROKEN = Text(
    "That did not work: secbot met an error of its own. Nothing was changed in AWS. Try once "
    "more; if it stays so, tell the operator the id.",
    ja="処理できませんでした：secbot 内部でエラーが発生しました。AWS では何も変更していません。"
    "もう一度実行し、続くようであれば運用担当者に ID を知らせてください。",
)
UNKNOWN_VERB = Text(
    "I don't know `{typed}`. Nothing was done. Try `/sec help`.",
    ja="`{typed}` は不明なコマンドです。何も行っていません。`/sec help` を試してください。",
)
NEAREST_VERB = Text(
    "I don't know `{typed}`. Nothing was done. Did you mean `/sec {nearest}`?",
    ja="`{typed}` は不明なコマンドです。何も行っていません。`/sec {nearest}` ではありませんか？",
)
RUN_NEAREST = Text("Run /sec {nearest}", ja="/sec {nearest} を実行")
WRONG_USE = Text(
    "I could not read that. Nothing was done. It goes: `{usage}`",
    ja="読み取れませんでした。何も行っていません。書き方：`{usage}`",
)
UNKNOWN_ID = Text(
    "There is no `{id}`. Nothing was done. `/sec list` shows what is open.",
    ja="`{id}` は見つかりません。何も行っていません。未解決のものは `/sec list` で確認できます。",
)
OLD_BUTTON = Text(
    "That button is from an older card, so nothing was done. The newest card of it is in the "
    "channel; `/sec show` brings it here.",
    ja="このボタンは古いカードのものなので、何も行っていません。最新のカードはチャンネルにあり、"
    "`/sec show` でここにも表示できます。",
)
OLD_MODAL = Text(
    "That window is from an older card, so nothing was done. The newest card of it is in the "
    "channel; `/sec show` brings it here.",
    ja="この画面は古いカードのものなので、何も行っていません。最新のカードはチャンネルにあり、"
    "`/sec show` でここにも表示できます。",
)
TOO_LONG = Text(
    "That is longer than {most} letters. Nothing was done. Say it more shortly.",
    ja="{most} 文字を超えています。何も行っていません。もっと短く書いてください。",
)

LIST_HEAD = Text(
    "*Open incidents*, page {page} of {pages}", ja="*未解決のインシデント*（{page}/{pages} ページ）"
)
LIST_EMPTY = Text(
    "Nothing is open that fits. That is what was kept, not proof that all is well.",
    ja="当てはまる未解決のものはありません。これは保存された内容であり、"
    "すべてが平穏である証明ではありません。",
)
LIST_ROW = Text(
    "{sign} `{incident}` *{severity}* {title} · {account} · *{state}* · {since}",
    ja="{sign} `{incident}` *{severity}* {title} · {account} · *{state}* · {since}",
)
NOT_STOPPED = Text(
    "NOTHING IS STOPPED: I don't know an account “{typed}”. `/sec stop` stops all of them, "
    "`/sec stop ACCOUNT reason` one; a reason for all goes after `/sec stop all`.",
    ja="何も停止していません：アカウント「{typed}」は見つかりません。`/sec stop` はすべて、"
    "`/sec stop ACCOUNT 理由` は 1 つを停止します。すべてを理由付きで停止するには "
    "`/sec stop all` の後に理由を書きます。",
)
LIST_NEXT = Text("The next page: `/sec list {next}`", ja="次のページ：`/sec list {next}`")
LIST_PUSH = Text(
    "{count} open incidents on page {page} of {pages}",
    ja="未解決のインシデント {count} 件（{page}/{pages} ページ）",
    one="1 open incident on page {page} of {pages}",
)

AUDIT_HEAD = Text("*Audit of* `{subject}`", ja="`{subject}` *の監査証跡*")
AUDIT_HEAD_PERSON = Text("*Audit of* {subject}", ja="{subject} *の監査証跡*")
AUDIT_ROW = Text("{number} · {when} · {sentence}", ja="{number} · {when} · {sentence}")
AUDIT_EMPTY = Text("Nothing is recorded of that.", ja="記録はありません。")
AUDIT_EARLIER = Text(
    "_… only the newest records are shown, {count} of them; the database has them all._",
    ja="_…最新の記録 {count} 件だけを表示しています。データベースにはすべてあります。_",
)
AUDIT_PUSH = Text("Audit of {subject}", ja="{subject} の監査証跡")
NO_MODAL = Text(
    "Slack did not open the window. Nothing was changed. Click once more.",
    ja="Slack が画面を開けませんでした。何も変更していません。もう一度クリックしてください。",
)
WHO_MAY = Text("Who may: {who}", ja="実行できる人：{who}")
