"""What is said of what runs with no second person or unasked, and of plans that nobody answers."""

from __future__ import annotations

from runbooks.kit.text import Text

BROKEN = Text(
    "{execution} runs now on your word alone. Everybody was told, and its review stays open until "
    "somebody else closes it.",
    ja="{execution} を、あなたの単独判断で実行しています。全員に通知済みです。"
    "ほかの人が完了するまで、事後レビューは未完了のままです。",
)
REASON = Text(
    "Say why in at least {least} letters. Nothing was changed.",
    ja="理由を {least} 文字以上で書いてください。何も変更していません。",
)
LONG_REASON = Text(
    "That is more than {most} letters. Nothing was changed.",
    ja="{most} 文字を超えています。何も変更していません。",
)
ONE_AT_A_TIME = Text(
    "The glass was broken for {id}, and nobody has reviewed that yet: one at a time. "
    "Nothing was changed.",
    ja="{id} でブレークグラスが使われ、まだ誰も事後レビューをしていません。一度に 1 件だけです。"
    "何も変更していません。",
)
TAMPERED = Text(
    "{plan} is not stored as it was shown, so it can't run. Nothing was changed. Ask again.",
    ja="保存されている {plan} が表示された内容と異なるため、実行できません。"
    "何も変更していません。もう一度申請してください。",
)
UPGRADED = Text(
    "secbot was upgraded since {plan} was made, so it is planned anew. Nothing was changed. Read "
    "the new plan before you break the glass.",
    ja="{plan} の作成後に secbot が更新されたため、再計画します。何も変更していません。"
    "ブレークグラスを使う前に新しい計画を読んでください。",
)
NO_REVIEW = Text(
    "No review is open for that. Nothing was changed.",
    ja="それについての未完了の事後レビューはありません。何も変更していません。",
)
OWN_REVIEW = Text(
    "Somebody else must review what you did. Nothing was changed.",
    ja="あなたの操作の事後レビューは、別の人が行う必要があります。何も変更していません。",
)
REVIEW_NEEDS_APPROVER = Text(
    "A review needs an approver of that account. Nothing was changed.",
    ja="事後レビューには、そのアカウントの承認者のロールが必要です。何も変更していません。",
)
REVIEWED = Text(
    "The review of {execution} is closed.", ja="{execution} の事後レビューが完了しました。"
)

GLASS_BROKEN = Text(
    "🚨 *{name} broke the glass for {execution}:* it runs with no second person, “{reason}”. {who}, "
    "one of you: look at it, and close its review with `/sec review {execution} what you found`",
    ja="🚨 *{name} が {execution} でブレークグラスを使いました：* 2 人目なしで実行中です。"
    "「{reason}」。{who}：どなたか 1 人、確認し、`/sec review {execution} what you found` "
    "で事後レビューを完了してください",
)
STOOD = Text(
    "🤖 *{execution} runs unasked:* `{runbook}` on {target}, by the standing rule of the policy "
    "file. `/sec stop` holds it, `/sec undo {execution} reason` asks to put it back.",
    ja="🤖 *{execution} を申請なしで実行しています：* ポリシーファイルの事前承認ルールにより、"
    "{target} に `{runbook}`。`/sec stop` で止まり、`/sec undo {execution} 理由` "
    "で元に戻す申請ができます。",
)
ASKED_BY_RULE = Text(
    "the standing rule of the policy file for this finding",
    ja="この検出結果に対するポリシーファイルの事前承認ルール",
)
REVIEW_CLOSED = Text(
    "📋 *{name} closed the review of {execution}:* “{says}”",
    ja="📋 *{name} が {execution} の事後レビューを完了しました：*「{says}」",
)
PAGED = Text(
    "⏰ {whom}: *{execution} has waited for an approval for {minutes} min* and expires at {until}. "
    "Read its card, then approve or reject it.",
    ja="⏰ {whom}：*{execution} が {minutes} 分間承認を待っています。* 期限は {until} です。"
    "カードを読んでから、承認または却下してください。",
)
