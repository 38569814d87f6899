"""What is said where secbot's own brakes hold it: ceiling, breaker, lease, hold, refuse list."""

from __future__ import annotations

from runbooks.kit.text import Text

CEILING = Text(
    "In {account} {count} targets were changed since {since}, and the ceiling is {most} an hour: "
    "the next may be changed at {free}. Nothing was changed. Two lift it for a while, each with "
    "`/sec lift {number} 1h reason`.",
    ja="{account} では {since} から {count} 個の対象が変更され、上限は 1 時間に {most} 個です。"
    "次の変更は {free} から可能です。何も変更していません。2 人がそれぞれ "
    "`/sec lift {number} 1h 理由` を実行すると、上限を一時的に解除できます。",
    one="In {account} 1 target was changed since {since}, and the ceiling is {most} an hour: the "
    "next may be changed at {free}. Nothing was changed. Two lift it for a while, each with "
    "`/sec lift {number} 1h reason`.",
)
CEILING_ALL = Text(
    "In all accounts {count} targets were changed since {since}, and the ceiling is {most} an "
    "hour: the next may be changed at {free}. Nothing was changed. Two lift it for a while, each "
    "with `/sec lift 1h reason`.",
    ja="全アカウントで {since} から {count} 個の対象が変更され、上限は 1 時間に {most} 個です。"
    "次の変更は {free} から可能です。何も変更していません。2 人がそれぞれ "
    "`/sec lift 1h 理由` を実行すると、上限を一時的に解除できます。",
    one="In all accounts 1 target was changed since {since}, and the ceiling is {most} an hour: "
    "the next may be changed at {free}. Nothing was changed. Two lift it for a while, each with "
    "`/sec lift 1h reason`.",
)
TOO_WIDE = Text(
    "The plan would change {count} targets at once, and the most is {most}. Nothing was changed. "
    "Ask for fewer.",
    ja="この計画は一度に {count} 個の対象を変更しますが、最大は {most} 個です。"
    "何も変更していません。数を減らして申請してください。",
)

LEASED = Text(
    "{other} works on {resource} now, and two never change one thing at once. Nothing was "
    "changed. Approve it again when {other} has ended: `/sec show {other}` says how it stands.",
    ja="現在 {other} が {resource} を変更中で、2 つの実行が同時に 1 "
    "つのものを変更することはありません。何も変更していません。{other} "
    "の終了後にもう一度承認してください。状況は `/sec show {other}` で確認できます。",
)
LEASED_LATER = Text(
    "{execution} is approved. It begins when {other} has ended, which works on {resource} now; "
    "if that lasts longer than the plan waits, it expires.",
    ja="{execution} は承認済みです。現在 {resource} を変更中の {other} が終わると始まります。"
    "計画の期限までに終わらなければ、期限切れになります。",
)
PUT_OFF = Text("{other} works on {resource} now", ja="現在 {other} が {resource} を変更中です")

HELD_OFF = Text(
    "{runbook} was undone here by {name} at {at} ({execution}: {reason}), so nothing applies it "
    "again by itself until {until}. Nothing was changed. A person may ask for it.",
    ja="{runbook} はここで {name} が {at} に元に戻したため（{execution}：{reason}）、{until} "
    "までは自動で再適用されません。何も変更していません。人が申請することはできます。",
)
UNDONE = Text(
    "Undone by {name} at {at} ({execution}): {reason}",
    ja="{name} が {at} に元に戻しました（{execution}）：{reason}",
)

OURS = Text(
    "{target} is one of secbot's own, without which it could neither act nor be stopped: nobody "
    "can change it from here, whatever the policy file says. Nothing was changed.",
    ja="{target} は secbot 自身のもので、これがないと secbot は動作も停止もできません。"
    "ポリシーファイルの内容にかかわらず、ここからは誰も変更できません。何も変更していません。",
)
KEPT = Text(
    "{target} is kept for whoever would mend all else, secbot too: nobody can change it from "
    "here, whatever the policy file says. Nothing was changed.",
    ja="{target} は、secbot を含むほかのすべてを復旧する人のために確保されています。"
    "ポリシーファイルの内容にかかわらず、ここからは誰も変更できません。何も変更していません。",
)
WHOLE = Text(
    "{target} holds for the whole organization, or watches over it: nobody can change it from "
    "here, whatever the policy file says. Nothing was changed.",
    ja="{target} は組織全体に効力を持つか、組織全体を監視しています。"
    "ポリシーファイルの内容にかかわらず、ここからは誰も変更できません。何も変更していません。",
)
RESERVED = Text(
    "The plan would set the tag `{tag}`, which is not one that secbot marks its own work with: "
    "such tags are for people to set. Nothing was changed. Tell the operator.",
    ja="この計画が付けるタグ `{tag}` は、secbot が自身の操作の目印に使うものではなく、"
    "人が付けるためのものです。何も変更していません。運用担当者に知らせてください。",
)
STRANGE_TAG = Text(
    "The tag `{tag}` was not set by secbot: its record knows of no such step on this target",
    ja="タグ `{tag}` は secbot が付けたものではありません。"
    "この対象に対するそのようなステップは記録にありません",
)
OF_STACK = Text(
    "It belongs to the stack `{stack}`, so it may be one of secbot's own, or bear the name to hide "
    "behind it: class D, and two must approve",
    ja="スタック `{stack}` に属しているため、secbot 自身のものか、"
    "隠れるためにその名前を名乗っている可能性があります：クラス D、2 人の承認が必要",
)

BREAKER = Text(
    "{count} of the last {of} changes failed: {executions}",
    ja="直近 {of} 件の変更のうち {count} 件が失敗：{executions}",
)
STOPPED_ITSELF = Text(
    "secbot has stopped {name} by itself, since {reason}. Nothing but an undo runs there until two "
    "people have said `/sec start {account}`. Nothing was changed.",
    ja="secbot が {name} を自動停止しました：{reason}。2 人が `/sec start {account}` "
    "を実行するまで、そこでは元に戻す操作以外は実行されません。何も変更していません。",
)
STOPPED_ITSELF_ALL = Text(
    "secbot has stopped all accounts by itself, since {reason}. Nothing but an undo runs until two "
    "people have said `/sec start`. Nothing was changed.",
    ja="secbot が全アカウントを自動停止しました：{reason}。2 人が `/sec start` を実行するまで、"
    "元に戻す操作以外は実行されません。何も変更していません。",
)

LIFT_ASKED = Text(
    "One of two: an approver who is not you must say `/sec lift{where}` as well, within {minutes} "
    "minutes. Until then the ceiling holds in {account}.",
    ja="2 人中 1 人目です：あなた以外の承認者も {minutes} 分以内に `/sec lift{where}` "
    "を実行する必要があります。それまでは {account} の上限は有効です。",
)
LIFT_TWICE = Text(
    "You have asked for that already. An approver who is not you must say it as well; until then "
    "the ceiling holds.",
    ja="あなたはすでに申請しています。あなた以外の承認者も実行する必要があります。"
    "それまでは上限は有効です。",
)
LIFT_DONE = Text(
    "Lifted until {until}: in {account} no ceiling holds. The brake still does.",
    ja="{until} まで解除しました：{account} に上限はありません。停止スイッチは引き続き有効です。",
)
LIFT_NEEDS_RESPONDER = Text(
    "You can't lift the ceiling of {account} (needs responder). Nothing was changed.",
    ja="{account} の上限は解除できません（対応者のロールが必要）。何も変更していません。",
)
LIFT_NEEDS_APPROVER = Text(
    "{name} has asked to lift the ceiling of {account}, and it takes an approver there to agree. "
    "Nothing was changed.",
    ja="{name} が {account} の上限解除を申請しており、同意にはそこでの承認者のロールが必要です。"
    "何も変更していません。",
)
LIFT_TOO_LONG = Text(
    "The ceiling can be lifted for at most {most} minutes at a time. Nothing was changed. Say "
    "`/sec lift{where} 1h reason`.",
    ja="上限を解除できるのは一度に最大 {most} 分です。何も変更していません。"
    "`/sec lift{where} 1h 理由` を実行してください。",
)
LIFT_NO_TIME = Text(
    "Say for how long and why: `/sec lift{where} 30m reason`, an hour at most. Nothing was changed.",
    ja="期間と理由を書いてください：`/sec lift{where} 30m 理由`（最大 1 時間）。"
    "何も変更していません。",
)
LIFT_NO_REASON = Text(
    "Say why, in at least {least} letters: who agrees reads it. Nothing was changed.",
    ja="理由を {least} 文字以上で書いてください。同意する人が読みます。何も変更していません。",
)
LIFT_UNKNOWN = Text(
    "I don't know an account “{typed}”, so nothing was lifted. It goes: "
    "`/sec lift [ACCOUNT] 1h reason`.",
    ja="アカウント「{typed}」は見つからないため、何も解除していません。書き方："
    "`/sec lift [ACCOUNT] 1h reason`",
)
