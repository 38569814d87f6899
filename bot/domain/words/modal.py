"""What the modals say: asking for a runbook, rejecting, undoing, and what went wrong."""

from __future__ import annotations

from runbooks.kit.text import Text

CANCEL = Text("Cancel", ja="キャンセル")
CLOSE = Text("Close", ja="閉じる")

ASK_TITLE = Text("Ask for a runbook", ja="ランブックの申請")
ASK_SUBMIT = Text("Ask for a plan", ja="計画を申請")
ASK_HEAD = Text("*{title}* for {incident}", ja="*{title}*（関連 {incident}）")
ASK_HEAD_ON = Text(
    "*{title}* `{target}`, for {incident}", ja="*{title}* `{target}`（関連 {incident}）"
)
ASK_HEAD_ANY = Text("*A runbook* for {incident}", ja="*ランブック*（関連 {incident}）")
ASK_PLANNED = Text(
    "Nothing is changed yet: secbot looks, makes a plan, and asks others to approve it.",
    ja="まだ何も変更しません。secbot が現状を調べて計画を作成し、ほかの人に承認を求めます。",
)
ASK_LOOKS = Text(
    "This one only looks and contains nothing. It runs at once, unless the policy file asks for an "
    "approval; what it finds comes in the thread.",
    ja="これは調査だけで、封じ込めは行いません。ポリシーファイルが承認を求めていないかぎり、"
    "すぐに実行されます。結果はスレッドに届きます。",
)
ASK_LOOKS_SUBMIT = Text("Look", ja="調査する")
NO_RUNBOOK = Text(
    "No runbook fits this incident, so there is nothing to ask for.",
    ja="このインシデントに合うランブックはないため、申請できるものがありません。",
)
RUNBOOK = Text("Runbook", ja="ランブック")
REASON = Text("Reason", ja="理由")
REASON_HINT = Text(
    "Why now: the approvers read it, and the audit trail keeps it.",
    ja="今必要な理由。承認者が読み、監査証跡に残ります。",
)
REASON_HINT_LOOKS = Text(
    "Why now: the audit trail keeps it.", ja="今必要な理由。監査証跡に残ります。"
)

REJECT_TITLE = Text("Reject {execution}", ja="{execution} の却下")
REJECT_SUBMIT = Text("Reject", ja="却下")
REJECT_HEAD = Text(
    "*Reject {plan}: {title}*, asked by {requester}. Nothing will run.",
    ja="*{plan} の却下：{title}*（申請者 {requester}）。何も実行されません。",
)
REJECT_HEAD_UNDO = Text(
    "*Reject {plan}, the undo of {undone}: {title}*, asked by {requester}. Nothing will run.",
    ja="*{plan} の却下（{undone} を元に戻す：{title}）*（申請者 {requester}）。"
    "何も実行されません。",
)
REJECT_REASON = Text("Reason, for {requester}", ja="理由（{requester} 宛て）")
REJECT_HINT = Text(
    "It is shown on the card, and the audit trail keeps it.",
    ja="カードに表示され、監査証跡に残ります。",
)

UNDO_TITLE = Text("Undo {execution}", ja="{execution} を元に戻す")
UNDO_SUBMIT = Text("Ask for a plan", ja="計画を申請")
UNDO_HEAD = Text(
    "*Put back what {execution} changed: {title}*, for {incident}",
    ja="*{execution} の変更を元に戻す：{title}*（関連 {incident}）",
)
UNDO_HEAD_ALONE = Text(
    "*Put back what {execution} changed: {title}*", ja="*{execution} の変更を元に戻す：{title}*"
)
UNDO_PLANNED = Text(
    "Nothing is changed yet: secbot looks whether anything has moved since, makes a plan, and "
    "asks others to approve it.",
    ja="まだ何も変更しません。secbot がその後の変化の有無を調べて計画を作成し、"
    "ほかの人に承認を求めます。",
)

SNOOZE_TITLE = Text("Snooze {incident}", ja="{incident} のスヌーズ")
SNOOZE_SUBMIT = Text("Snooze", ja="スヌーズ")
SNOOZE_ASK_SUBMIT = Text("Ask to snooze", ja="スヌーズを申請")
SNOOZE_HEAD = Text(
    "*Snooze {incident}*: what comes like it is kept and counted, and gets no card until then.",
    ja="*{incident} のスヌーズ*：同じものが来ても、期限までは保存と計数だけを行い、"
    "カードは出しません。",
)
SNOOZE_ALONE = Text(
    "This finding you can snooze alone, the first time. A renewal, and all that is wider, waits "
    "for an approver who is not you and agrees within {minutes} minutes. What is more severe ends "
    "the snooze, and CRITICAL can never be snoozed.",
    ja="この検出結果は、初回に限り 1 人でスヌーズできます。延長や、より広い範囲のスヌーズには、"
    "あなた以外の承認者が {minutes} 分以内に同意する必要があります。"
    "より重大なものが来るとスヌーズは終わります。CRITICAL はスヌーズできません。",
)
SNOOZE_BY_TWO = Text(
    "It is {severity}: the snooze waits for an approver who is not you and agrees within {minutes} "
    "minutes. What is more severe ends it, and CRITICAL can never be snoozed.",
    ja="{severity} のため、スヌーズには、あなた以外の承認者が {minutes} "
    "分以内に同意する必要があります。より重大なものが来るとスヌーズは終わります。CRITICAL "
    "はスヌーズできません。",
)
LENGTH = Text("For how long", ja="期間")
LENGTHS = {
    "1h": Text("1 hour", ja="1 時間"),
    "4h": Text("4 hours", ja="4 時間"),
    "8h": Text("8 hours", ja="8 時間"),
    "1d": Text("1 day", ja="1 日"),
    "3d": Text("3 days", ja="3 日"),
    "7d": Text("7 days", ja="7 日"),
}
SCOPE = Text("What of", ja="範囲")
SNOOZE_FINDING = Text("This finding", ja="この検出結果")
SNOOZE_RESOURCE = Text("All about this resource", ja="このリソースに関するすべて")
SNOOZE_TYPE = Text("All of this type in the account", ja="このアカウントのこのタイプすべて")
SILENCE_HINT = Text(
    "Others rely on it: the card shows it, and the audit trail keeps it.",
    ja="ほかの人の判断にも影響します。カードに表示され、監査証跡に残ります。",
)

CLEAR_TITLE = Text("Not a threat: {incident}", ja="脅威ではない：{incident}")
CLEAR_SUBMIT = Text("Close it", ja="クローズ")
CLEAR_HEAD = Text(
    "*Close {incident} as a false positive.* Its holds end with it.",
    ja="*{incident} を誤検知としてクローズします。* 封じ込めの維持も終わります。",
)
CLEAR_RULE = Text(
    "Of HIGH and above, and after any containment, it waits for an approver who is not you and "
    "agrees within {minutes} minutes.",
    ja="HIGH 以上の場合と、封じ込めを行った後は、あなた以外の承認者が {minutes} "
    "分以内に同意する必要があります。",
)

AGREE_SUBMIT = Text("Agree", ja="同意")
AGREE_WOULD = Text("In the last 30 days it {would}.", ja="過去 30 日間に当てはめると：{would}。")
AGREE_SNOOZE = Text(
    "{name} asked for this snooze: “{why}”. You agree to it with your own name.",
    ja="{name} がこのスヌーズを申請しました：「{why}」。あなたの名前で同意します。",
)
AGREE_CLEAR = Text(
    "{name} asked for this: “{why}”. You agree to it with your own name.",
    ja="{name} がこれを申請しました：「{why}」。あなたの名前で同意します。",
)

ASSIGN_TITLE = Text("Reassign {incident}", ja="{incident} の担当変更")
ASSIGN_SUBMIT = Text("Give it away", ja="引き渡す")
ASSIGN_HEAD = Text(
    "*Give {incident} to somebody else*, who is called in its thread.",
    ja="*{incident} をほかの人に引き渡します。* 相手はスレッドで呼び出されます。",
)
ASSIGN_OWNER = Text("Who has it from now on", ja="今後の担当者")
ASSIGN_HINT = Text(
    "Somebody of ours, whom the finding does not name.",
    ja="当社のメンバーで、検出結果に名前が出ていない人。",
)

NO = Text("No", ja="いいえ")
YES = Text("Yes", ja="はい")

REFUSED_ASK = Text("{says} {whom}", ja="{says} {whom}")
ERROR_TITLE = Text("That did not work", ja="処理できませんでした")
ERROR_ID = Text("{says} · `{error}`", ja="{says} · `{error}`")
