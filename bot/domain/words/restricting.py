"""What is said where an incident is for named people alone, to them and to all others."""

from __future__ import annotations

from runbooks.kit.text import Text

BARRED = Text(
    "{id} is for named people alone. Nothing was done. Ask {name}, who restricted it.",
    ja="{id} は指名された人だけに閲覧を制限しています。何も行っていません。"
    "制限した {name} に問い合わせてください。",
)

NOT_OURS = Text(
    "{name} is not of one of this bot's own teams, and can't be named. Nothing was changed.",
    ja="{name} はこのボットのチームのメンバーではないため、指名できません。何も変更していません。",
)
NOT_KNOWN = Text(
    "Slack did not tell who {name} is, so they can't be named. Nothing was changed. Try again in "
    "a moment.",
    ja="{name} が誰かを Slack が答えなかったため、指名できません。何も変更していません。"
    "少し待ってからもう一度実行してください。",
)
IMPLICATED = Text(
    "{name} can't be named for this incident. Nothing was changed.",
    ja="{name} はこのインシデントには指名できません。何も変更していません。",
)
NO_ROLE = Text(
    "{name} holds no role in *{account}*, and can't be named. Nothing was changed. The policy "
    "file gives roles.",
    ja="{name} は *{account}* で何のロールも持たないため、指名できません。何も変更していません。"
    "ロールはポリシーファイルで与えます。",
)
HOW_MANY = Text(
    "An incident can be for {least} to {most} people, you among them: Slack opens no larger "
    "conversation. Nothing was changed.",
    ja="1 つのインシデントに指名できるのは、あなたを含めて {least} 人から {most} 人までです。"
    "Slack はそれより大きい会話を開けません。何も変更していません。",
)
NOBODY_APPROVES = Text(
    "Among these people nobody could approve a class C change in *{account}* that another of them "
    "asks for. Nothing was changed. Name an approver who is not you.",
    ja="この人たちの中には、その中の別の人が *{account}* で申請するクラス C "
    "の変更を承認できる人がいません。何も変更していません。"
    "あなた以外の承認者を指名してください。",
)
NEEDS_THIRD = Text(
    "{incident} has something contained, and only whom it is for could put that back. Nothing was "
    "changed. Name two others at least who can respond in *{account}*, so that no one of you "
    "alone keeps it from the rest.",
    ja="{incident} には封じ込め済みのものがあり、元に戻せるのは指名された人だけになります。"
    "何も変更していません。1 人だけで抱え込むことがないよう、*{account}* "
    "で対応できる人をほかに 2 人以上指名してください。",
)
NO_REASON = Text(
    "Say why, in {least} to {most} letters; only the named read it. Nothing was changed.",
    ja="理由を {least} 文字から {most} 文字で書いてください。読めるのは指名された人だけです。"
    "何も変更していません。",
)
ALREADY = Text(
    "{incident} is restricted already. Nothing was changed. One more of you: "
    "`/sec restrict {incident} +@PERSON reason`; no longer: `/sec unrestrict {incident} reason`.",
    ja="{incident} はすでに閲覧制限中です。何も変更していません。1 人加えるには "
    "`/sec restrict {incident} +@PERSON 理由`、解除するには "
    "`/sec unrestrict {incident} 理由` を実行してください。",
)
NOT_RESTRICTED = Text(
    "{incident} is not restricted. Nothing was changed.",
    ja="{incident} は閲覧制限されていません。何も変更していません。",
)
NAMED_ALREADY = Text(
    "{name} is named already. Nothing was changed.",
    ja="{name} はすでに指名されています。何も変更していません。",
)
MOVED = Text(
    "{incident} has changed while you spoke. Nothing was changed by you. Say it once more.",
    ja="処理中に {incident} が変わりました。あなたの操作では何も変更していません。"
    "もう一度実行してください。",
)

RESTRICTED = Text(
    "{incident} is for {count} people alone now, you among them. It goes on in a conversation "
    "with them; the channel is told that you did this, and not why.",
    ja="{incident} の閲覧を、あなたを含む {count} 人に制限しました。"
    "以後はその人たちとの会話で続けます。チャンネルには、"
    "あなたが閲覧を制限したことだけを伝え、理由は伝えません。",
)
WIDENED = Text(
    "{name} may see {incident} now. It goes on in a new conversation.",
    ja="{name} も {incident} を見られるようになりました。以後は新しい会話で続きます。",
)
UNRESTRICTED = Text(
    "{incident} is in its channel again.", ja="{incident} は元のチャンネルに戻りました。"
)
WIDEN_ASKED = Text(
    "One of two: another of the named must say `/sec restrict {incident} +@{name}` as well, "
    "within {minutes} minutes. Until then nothing is changed.",
    ja="2 人中 1 人目です：指名された別の人も {minutes} 分以内に "
    "`/sec restrict {incident} +@{name}` を実行する必要があります。"
    "それまでは何も変更しません。",
)
LIFT_ASKED = Text(
    "One of two: another of the named must say `/sec unrestrict {incident}` as well, within "
    "{minutes} minutes. Until then nothing is changed.",
    ja="2 人中 1 人目です：指名された別の人も {minutes} 分以内に `/sec unrestrict {incident}` "
    "を実行する必要があります。それまでは何も変更しません。",
)
ASKED_TWICE = Text(
    "You have asked for that already. Another of the named must say it. Nothing was changed.",
    ja="あなたはすでに申請しています。指名された別の人が実行する必要があります。"
    "何も変更していません。",
)
OTHER_WISH = Text(
    "{name} has asked to name somebody else. Nothing was changed. Agree to that first, or let "
    "its 30 minutes pass.",
    ja="{name} が別の人の指名を申請しています。何も変更していません。先にそれに同意するか、30 "
    "分の期限が過ぎるのを待ってください。",
)
NOT_AN_OWNER = Text(
    "{name} is not one of those whom it is for, so they can't have it.",
    ja="{name} は指名された人ではないため、担当者にできません。",
)

TOLD_RESTRICTED = (
    Text(
        "{name} restricted it to {names}: “{reason}”",
        ja="{name} が閲覧を {names} に制限：「{reason}」",
    ),
    Text("{name} restricted it to named people", ja="{name} が閲覧を指名した人に制限"),
)
TOLD_WIDEN_ASKED = (
    Text(
        "{name} asked to let {newcomer} see it: “{reason}”",
        ja="{name} が {newcomer} への閲覧許可を申請：「{reason}」",
    ),
    Text("{name} asked to let somebody else see it", ja="{name} が別の人への閲覧許可を申請"),
)
TOLD_LIFT_ASKED = (
    Text(
        "{name} asked to end the restriction: “{reason}”",
        ja="{name} が閲覧制限の解除を申請：「{reason}」",
    ),
    Text("{name} asked to end the restriction", ja="{name} が閲覧制限の解除を申請"),
)
TOLD_WIDENED = (
    Text(
        "{name} let {newcomer} see it, as {asked_by} asked: “{reason}”",
        ja="{asked_by} の申請を受け、{name} が {newcomer} に閲覧を許可：「{reason}」",
    ),
    Text("{name} let somebody else see it", ja="{name} が別の人に閲覧を許可"),
)
TOLD_UNRESTRICTED = (
    Text(
        "{name} ended the restriction, as {asked_by} asked",
        ja="{asked_by} の申請を受け、{name} が閲覧制限を解除",
    ),
    Text("{name} ended the restriction", ja="{name} が閲覧制限を解除"),
)

ALOUD_RESTRICTED = Text(
    "🔒 *{name} restricted {incident}* ({severity}) to {count} people. The reason is withheld; it "
    "stands in the audit trail. The morning post names it until it is closed.",
    ja="🔒 *{name} が {incident} の閲覧を {count} 人に制限しました*（{severity}）。"
    "理由は公開しません（監査証跡に残ります）。クローズされるまで毎朝の投稿に載ります。",
)
ALOUD_WIDENED = Text(
    "🔒 *{incident} is for {count} people now*, as two of them agreed.",
    ja="🔒 *{incident} を閲覧できるのは {count} 人になりました。* そのうち 2 人が同意しました。",
)
ALOUD_UNRESTRICTED = Text(
    "🔓 *{incident} is not restricted any more*, as two of the named agreed.",
    ja="🔓 *{incident} の閲覧制限は解除されました。* 指名された 2 人が同意しました。",
)
ALOUD_WIDEN_ASKED = Text(
    "⏳ *{name} asked to let {newcomer} see {incident}:* “{reason}”. Another of you must agree, "
    "within 30 minutes: `/sec restrict {incident} +@PERSON`",
    ja="⏳ *{name} が {newcomer} への {incident} の閲覧許可を申請しました：*「{reason}」。30 "
    "分以内に、別の 1 人の同意が必要です：`/sec restrict {incident} +@PERSON`",
)
ALOUD_LIFT_ASKED = Text(
    "⏳ *{name} asked to end the restriction of {incident}:* “{reason}”. Another of you must agree, "
    "within 30 minutes: `/sec unrestrict {incident}`",
    ja="⏳ *{name} が {incident} の閲覧制限の解除を申請しました：*「{reason}」。30 分以内に、"
    "別の 1 人の同意が必要です：`/sec unrestrict {incident}`",
)

STUB = Text(
    "🔒 *Restricted incident {incident}: {severity}*, {state}, for named people. Restricted by "
    "{name} to {count} people, {when}. Ask {name}.",
    ja="🔒 *閲覧制限中のインシデント {incident}：{severity}*（{state}）。{when} に {name} が "
    "{count} 人に制限しました。問い合わせ先：{name}",
)
OPEN = Text("open", ja="未解決")
OVER = Text("closed", ja="クローズ済み")
STUB_PUSH = Text(
    "Restricted incident {incident}: {severity}, for named people",
    ja="閲覧制限中のインシデント {incident}：{severity}、指名された人のみ",
)
STUB_REPLY = Text(
    "🔒 This is about {incident}, which is for named people now.",
    ja="🔒 これは {incident} に関するもので、現在は指名された人だけが閲覧できます。",
)
ELSEWHERE = Text(
    "➡️ {incident} goes on elsewhere: its people have changed.",
    ja="➡️ {incident} は、メンバーが変わったため別の会話で続きます。",
)

FOR_FEW = Text("🔒 For {names} alone", ja="🔒 {names} のみ")
OFFERED = Text(
    "A matter for few? `/sec restrict {incident} @PERSON reason` hides it from others.",
    ja="関係者を限る必要がありますか。`/sec restrict {incident} @PERSON 理由` "
    "でほかの人から見えなくできます。",
)
WHY = Text(
    "It is for {names} alone, since {name} restricted it: “{reason}”",
    ja="{name} が閲覧を制限したため、{names} だけのものです：「{reason}」",
)
WHY_VOTES = Text(
    "It is about a restricted incident: only a yes of {names} counts.",
    ja="閲覧制限中のインシデントに関するため、{names} の承認だけが数に入ります。",
)
NOT_NAMED = Text(
    "This plan is about a restricted incident, and only those whom it is for decide on it. "
    "Nothing was changed.",
    ja="この計画は閲覧制限中のインシデントに関するもので、決定できるのは指名された人だけです。"
    "何も変更していません。",
)

STATUS_HEAD = Text("*Restricted*", ja="*閲覧制限中*")
STATUS_COUNT = Text(
    "🔒 {count} restricted incidents",
    ja="🔒 閲覧制限中のインシデント {count} 件",
    one="🔒 1 restricted incident",
)
STATUS_ROW = Text(
    "`{incident}` *{severity}*, opened {since}, restricted by {name}, {state}",
    ja="`{incident}` *{severity}* 発生 {since}、{name} が閲覧制限、{state}",
)
STATUS_ROW_WAITS = Text(
    "`{incident}` *{severity}*, opened {since}, restricted by {name}, {state} · ⚠️ not brought to "
    "its people since {when}: does the app have the scope mpim:write?",
    ja="`{incident}` *{severity}* 発生 {since}、{name} が閲覧制限、{state} · ⚠️ {when} "
    "から指名された人に届いていません。アプリにスコープ mpim:write がありますか。",
)
LIST_ROW = Text(
    "🔒 `{incident}` *{severity}* restricted by {name}, for named people · {since}",
    ja="🔒 `{incident}` *{severity}* {name} が閲覧制限、指名された人のみ · {since}",
)
LIST_ROW_ADMIN = Text(
    "🔒 `{incident}` *{severity}* restricted by {name}, for named people · {account} · {since}",
    ja="🔒 `{incident}` *{severity}* {name} が閲覧制限、指名された人のみ · {account} · {since}",
)
OWNED = Text("somebody has it", ja="担当者あり")
SOMEBODY = Text("somebody", ja="誰か")
WITHHELD = Text(
    "withheld: about a restricted incident", ja="非公開：閲覧制限中のインシデントに関するもの"
)
