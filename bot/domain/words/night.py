"""What is said of a containment that whoever asked for it ran alone at night."""

from __future__ import annotations

from runbooks.kit.text import Text

RUNS = Text(
    "{execution} runs now on your word alone. Everybody was told. If nobody else confirms it within "
    "{minutes} min, its undo is asked for.",
    ja="{execution} を、あなたの単独判断で実行しています。全員に通知済みです。{minutes} "
    "分以内にほかの人が確認しなければ、元に戻す申請を行います。",
)
NOT_AGAIN = Text(
    "It was let run on one person's word before: now others must approve it as usual. "
    "Nothing was changed.",
    ja="前回は単独判断で実行されたため、今回は通常どおりほかの人の承認が必要です。"
    "何も変更していません。",
)
NOT_DENIED = Text(
    "An admin broke the glass for {execution}: its review is closed with what you found, and "
    "`/sec undo {execution} reason` asks to put it back. Nothing was changed.",
    ja="{execution} は管理者がブレークグラスで実行したものです。"
    "確認した内容を書いて事後レビューを完了し、元に戻すには `/sec undo {execution} 理由` "
    "で申請してください。何も変更していません。",
)
NOT_YOURS = Text(
    "Only {name}, who asked for {execution}, can run it alone. Nothing was changed.",
    ja="{execution} を単独で実行できるのは、申請した {name} だけです。何も変更していません。",
)
CONFIRMED_REPLY = Text("{execution} is confirmed.", ja="{execution} を確認済みにしました。")
CONFIRMED_LATE = Text(
    "{execution} is confirmed. Its undo {undo} was asked for already: reject it if it should stay.",
    ja="{execution} を確認済みにしました。元に戻す {undo} がすでに申請されています。"
    "このままでよければ却下してください。",
)
DENIED_REPLY = Text(
    "The undo of {execution} is asked for, if it has changed anything.",
    ja="{execution} が何かを変更していれば、元に戻す申請を行います。",
)
DENIED_BY = Text(
    "{name} says that it should not run: “{says}”", ja="{name} が実行すべきでないと判断：「{says}」"
)
UNDO_LATE = Text(
    "nobody has confirmed in time that {execution}, which ran on one person's word at night, was "
    "right: secbot asks by itself",
    ja="夜間に単独判断で実行された {execution} が正しかったことを、"
    "期限までに誰も確認しなかったため、secbot が自動で申請",
)
UNDO_DENIED = Text(
    "{name} says that it should not have been contained: “{says}”",
    ja="{name} が封じ込めるべきでなかったと判断：「{says}」",
)

ALONE = Text(
    "🌙 🚨 *{name} contains alone, at night: {execution}* runs with no second person, `{runbook}` on "
    "{target} in {account}: “{reason}”. {who}, one of you: look at it. If nobody confirms it until "
    "{until}, its undo is asked for. [Stop] holds every change in that account.",
    ja="🌙 🚨 *{name} が夜間に単独で封じ込めています：{execution}* を 2 人目なしで実行中です。"
    "{account} の {target} に `{runbook}`：「{reason}」。{who}：どなたか 1 人、"
    "確認してください。{until} までに誰も確認しなければ、元に戻す申請を行います。[停止] "
    "を押すと、そのアカウントのすべての変更が止まります。",
)
CONFIRMED = Text(
    "✅ *{name} confirmed {execution}*, which ran on one word at night: “{says}”",
    ja="✅ *{name} が、夜間に単独判断で実行された {execution} を確認しました。* 「{says}」",
)
DENIED = Text(
    "⛔ *{name} says that {execution} should not have been contained:* “{says}”. Its undo is asked "
    "for, if it has changed anything.",
    ja="⛔ *{name} は、{execution} を封じ込めるべきでなかったと判断しました：*「{says}」。"
    "何かを変更していれば、元に戻す申請を行います。",
)
UNCONFIRMED = Text(
    "🚨 *Nobody has confirmed {execution} within {minutes} min*, which ran on one word at night. If it "
    "has changed anything, its undo is asked for, and needs its approvals. {who}, one of you: confirm "
    "it, or approve the undo.",
    ja="🚨 *{execution} を {minutes} 分以内に誰も確認しませんでした。* "
    "夜間に単独判断で実行されたものです。何かを変更していれば元に戻す申請を行い、"
    "それには承認が必要です。{who}：どなたか 1 人、確認するか、"
    "元に戻す操作を承認してください。",
)
VOICE = Text("{name}, alone", ja="{name}（単独）")

BUTTON = Text("Contain now, alone…", ja="単独で今すぐ封じ込め…")
STOP = Text("Stop", ja="停止")
STOP_TITLE = Text("Stop all changes?", ja="変更をすべて停止しますか？")
STOP_TEXT = Text(
    "secbot changes nothing more in the account of {execution}, what runs included. Two people "
    "start it again.",
    ja="secbot は {execution} のアカウントで、実行中のものも含め、これ以上何も変更しません。"
    "再開には 2 人が必要です。",
)
STOP_YES = Text("Stop", ja="停止")
STOP_NO = Text("Go back", ja="戻る")
STOPPED_ALONE = Text(
    "{execution} ran on one person's word at night", ja="{execution} が夜間に単独判断で実行された"
)
CONFIRM = Text("Confirm…", ja="確認…")

MODAL_TITLE = Text("Contain alone", ja="単独で封じ込め")
MODAL_SUBMIT = Text("Contain now", ja="今すぐ封じ込め")
MODAL_HEAD = Text(
    "*{title}*, {plan}: it runs at once, on your word alone.",
    ja="*{title}*、{plan}：あなたの単独判断で、すぐに実行されます。",
)
MODAL_THEN = Text(
    "Everybody is told. If nobody else confirms it in time, its undo is asked for, and until "
    "somebody has looked at it nobody contains alone again.",
    ja="全員に通知されます。期限までにほかの人が確認しなければ元に戻す申請を行います。"
    "誰かが確認するまで、誰も再び単独で封じ込めることはできません。",
)
DIGEST = Text("The plan's digest", ja="計画のダイジェスト")
DIGEST_HINT = Text(
    "The first six digits, as they stand at the foot of the card.",
    ja="カードの最下部にある、先頭の 6 桁。",
)
REASON = Text("Reason", ja="理由")
REASON_HINT = Text(
    "Why it can't wait: everybody reads it, and the audit trail keeps it.",
    ja="待てない理由。全員が読み、監査証跡に残ります。",
)
REVIEW_TITLE = Text("Confirm {execution}", ja="{execution} の確認")
REVIEW_SUBMIT = Text("Say so", ja="送信")
REVIEW_HEAD = Text(
    "*{title}*, {plan}: {name} contained it alone, at night.",
    ja="*{title}*、{plan}：{name} が夜間に単独で封じ込めました。",
)
VERDICT = Text("Was it right to contain it?", ja="封じ込めは正しかったですか？")
RIGHT = Text("Yes, it stays", ja="はい、このままにする")
WRONG = Text("No: ask for its undo", ja="いいえ、元に戻す申請をする")
FOUND = Text("What you found", ja="確認した内容")
FOUND_HINT = Text(
    "It is told in the channel, and the audit trail keeps it.",
    ja="チャンネルで伝えられ、監査証跡に残ります。",
)

PAGE_SUBJECT = Text("secbot: contained alone", ja="secbot：単独での封じ込め")
PAGE_BEGUN = Text(
    "{name} contains alone: {execution}, {runbook} in account {account}: {reason}. Confirm it in "
    "Slack until {until} UTC, or its undo is asked for.",
    ja="{name} が単独で封じ込めています：{execution}、アカウント {account} で {runbook}："
    "{reason}。{until} UTC までに Slack で確認してください。確認がなければ、"
    "元に戻す申請を行います。",
)
PAGE_LATE = Text(
    "Nobody has confirmed {execution}, which {name} contained alone. If it has changed "
    "anything, its undo is asked for and waits for approvals in Slack.",
    ja="{name} が単独で封じ込めた {execution} を誰も確認していません。何かを変更していれば、"
    "元に戻す申請を行い、Slack で承認を待ちます。",
)
PAGE_WITHHELD = Text(
    "{execution}, about a restricted incident, ran on one person's word, and nobody has confirmed it. "
    "Those whom it is for see it in Slack.",
    ja="閲覧制限中のインシデントに関する {execution} が単独判断で実行され、"
    "誰も確認していません。指名された人は Slack で確認できます。",
)
STATUS_ROW = Text(
    "🌙 `{execution}` {name} ran it alone at {at} UTC, {when}, confirmed by nobody: “{reason}” · "
    "`/sec review {execution} …`",
    ja="🌙 `{execution}` {name} が {at} UTC に単独で実行、{when}、未確認：「{reason}」 · "
    "`/sec review {execution} …`",
)
