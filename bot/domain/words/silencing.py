"""What is said where somebody ends an incident, opens it again, gives it away, or snoozes it."""

from __future__ import annotations

from runbooks.kit.text import Text

ENDED = Text(
    "{incident} is ended already. Nothing was changed. `/sec reopen {incident}` opens it.",
    ja="{incident} はすでに終了しています。何も変更していません。"
    "`/sec reopen {incident}` で再オープンできます。",
)
MERGED = Text(
    "{incident} was merged into {into}, and has no findings. Nothing was changed.",
    ja="{incident} は {into} に統合済みで、検出結果がありません。何も変更していません。",
)
NOT_ENDED = Text(
    "{incident} is open. Nothing was changed.",
    ja="{incident} はオープンのままです。何も変更していません。",
)
UNDER_WAY = Text(
    "{execution} is under way on {incident}, and what it contains would be held no more. Nothing "
    "was changed. Let it end first, or reject it.",
    ja="{incident} に対する {execution} が進行中です。クローズすると、"
    "封じ込めの維持が行われなくなります。何も変更していません。終了を待つか、"
    "却下してください。",
)
MOVED = Text(
    "{incident} has changed while you spoke. Nothing was changed by you. `/sec show {incident}` "
    "says how it stands.",
    ja="操作中に {incident} の状態が変わりました。この操作では何も変更していません。"
    "状況は `/sec show {incident}` で確認できます。",
)
NEEDS_RESPONDER = Text(
    "You can't do that to an incident of *{account}* (needs responder). Nothing was changed.",
    ja="*{account}* のインシデントにこの操作を行う権限がありません（対応者の権限が"
    "必要）。何も変更していません。",
)
NEEDS_APPROVER = Text(
    "{name} has asked for that, and it takes an approver of *{account}* to agree, one since "
    "yesterday at least. Nothing was changed.",
    ja="{name} が申請済みで、*{account}* の承認者（昨日以前から承認者である人に限る）"
    "の同意が必要です。何も変更していません。",
)
NO_REASON = Text(
    "Say why, in at least {least} letters: others rely on it. Nothing was changed: "
    "`/sec {verb} {incident} reason`.",
    ja="理由を {least} 文字以上で入力してください。ほかの人の判断材料になります。"
    "何も変更していません：`/sec {verb} {incident} 理由`。",
)
LONG_REASON = Text(
    "That reason is longer than {most} letters. Nothing was changed.",
    ja="理由が {most} 文字を超えています。何も変更していません。",
)
ASKED = Text(
    "One of two: an approver who is not you must say `/sec {verb} {incident}` as well, within "
    "{minutes} minutes. Until then nothing is changed.",
    ja="2 人中 1 人目です：{minutes} 分以内に、自分以外の承認者も "
    "`/sec {verb} {incident}` を実行する必要があります。それまでは何も変更しません。",
)
ASKED_WOULD = Text(
    "One of two: an approver who is not you must say `/sec {verb} {incident}` as well, within "
    "{minutes} minutes. Until then nothing is changed. In the last 30 days it would have hidden "
    "{count} cards, of them {real} real, {false} false, {open} open.",
    ja="2 人中 1 人目です：{minutes} 分以内に、自分以外の承認者も "
    "`/sec {verb} {incident}` を実行する必要があります。それまでは何も変更しません。"
    "過去 30 日間なら {count} 件のカードが隠れていました（実際の脅威 {real}、"
    "誤検知 {false}、未解決 {open}）。",
    one="One of two: an approver who is not you must say `/sec {verb} {incident}` as well, within "
    "{minutes} minutes. Until then nothing is changed. In the last 30 days it would have hidden "
    "1 card, of them {real} real, {false} false, {open} open.",
)
ASKED_TWICE = Text(
    "You have asked for that already. Somebody else must say it. Nothing was changed.",
    ja="すでに申請済みです。別の人の同意が必要です。何も変更していません。",
)

ASSIGNED = Text("{name} has {incident} now.", ja="{incident} の担当者は {name} になりました。")
ASSIGNED_ALREADY = Text(
    "{name} has {incident} already. Nothing was changed.",
    ja="{incident} はすでに {name} が担当しています。何も変更していません。",
)
NOT_OURS = Text(
    "{name} is not of one of this bot's own teams, and can have no incident.",
    ja="{name} はこのボットのチームのメンバーではないため、インシデントを担当できません。",
)
NAMED = Text(
    "The finding names {name}, so somebody else must have it. Nothing was changed.",
    ja="検出結果に {name} の名前があるため、別の人が担当する必要があります。何も変更していません。",
)
CLOSED = Text("{incident} is closed.", ja="{incident} をクローズしました。")
CLEARED = Text(
    "{incident} is closed as a false positive.", ja="{incident} を誤検知としてクローズしました。"
)
REOPENED = Text(
    "{incident} is open again, and nobody has it.",
    ja="{incident} を再オープンしました。担当者はいません。",
)

TOLD_ASSIGNED = (
    Text("{name} gave it to {given_to}", ja="{name} が {given_to} に割り当て"),
    Text("{name} gave it to somebody", ja="{name} が別の人に割り当て"),
)
TOLD_CLOSE_ASKED = (
    Text("{name} asked to close it: “{reason}”", ja="{name} がクローズを申請：「{reason}」"),
    Text("{name} asked to close it", ja="{name} がクローズを申請"),
)
TOLD_CLEAR_ASKED = (
    Text(
        "{name} asked to close it as a false positive: “{reason}”",
        ja="{name} が誤検知としてのクローズを申請：「{reason}」",
    ),
    Text(
        "{name} asked to close it as a false positive", ja="{name} が誤検知としてのクローズを申請"
    ),
)
TOLD_CLOSED = (
    Text(
        "{name} closed it, as {asked_by} asked: “{reason}”",
        ja="{asked_by} の申請により {name} がクローズ：「{reason}」",
    ),
    Text("{name} closed it: “{reason}”", ja="{name} がクローズ：「{reason}」"),
    Text("{name} closed it", ja="{name} がクローズ"),
)
TOLD_CLEARED = (
    Text(
        "{name} closed it as a false positive, as {asked_by} asked: “{reason}”",
        ja="{asked_by} の申請により {name} が誤検知としてクローズ：「{reason}」",
    ),
    Text(
        "{name} closed it as a false positive: “{reason}”",
        ja="{name} が誤検知としてクローズ：「{reason}」",
    ),
    Text("{name} closed it as a false positive", ja="{name} が誤検知としてクローズ"),
)
TOLD_REOPENED = (
    Text("{name} opened it again: “{reason}”", ja="{name} が再オープン：「{reason}」"),
    Text("{name} opened it again", ja="{name} が再オープン"),
)

ALOUD_ASSIGNED = Text(
    "👉 {whom}: {name} gave you this.", ja="👉 {whom}：{name} がこのインシデントを割り当てました。"
)
ALOUD_CLOSE_ASKED = Text(
    "⏳ *{name} asked to close {incident}*, which ends its holds: “{reason}”. {who}: one of you "
    "must agree, within 30 minutes: `/sec close {incident}`",
    ja="⏳ *{name} が {incident} のクローズを申請しました*（封じ込めの"
    "維持も終了します）：「{reason}」。{who}：30 分以内に、"
    "どなたか 1 人の同意が必要です：`/sec close {incident}`",
)
ALOUD_CLEAR_ASKED = Text(
    "⏳ *{name} asked to close {incident} as a false positive:* “{reason}”. {who}: one of you must "
    "agree, within 30 minutes: `/sec fp {incident}`",
    ja="⏳ *{name} が {incident} の誤検知としてのクローズを申請しました：* "
    "「{reason}」。{who}：30 分以内に、どなたか 1 人の同意が必要です："
    "`/sec fp {incident}`",
)

SNOOZED_FINDING = Text("the finding {key} in {account}", ja="{account} の検出結果「{key}」")
SNOOZED_RESOURCE = Text("all about {key} in {account}", ja="{account} の「{key}」に関するすべて")
SNOOZED_TYPE = Text("type {key} in {account}", ja="{account} のタイプ「{key}」")

NO_CRITICAL = Text(
    "{incident} is CRITICAL, which nobody can snooze. Nothing was changed.",
    ja="{incident} は CRITICAL のため、誰もスヌーズできません。何も変更していません。",
)
NO_KEY = Text(
    "{incident} names no resource. Nothing was changed. Snooze the finding or its type.",
    ja="{incident} にはリソースがありません。何も変更していません。"
    "検出結果かタイプを指定してスヌーズしてください。",
)
RESTRICTED_WIDE = Text(
    "{incident} is for named people alone, and what hides other findings must be told to all. "
    "Nothing was changed. Snooze the finding, or end the restriction first.",
    ja="{incident} は指名された人だけが閲覧できます。"
    "ほかの検出結果も隠すスヌーズは全員に知らせる必要があります。何も変更していません。"
    "検出結果だけをスヌーズするか、先に閲覧制限を解除してください。",
)
NO_LENGTH = Text(
    "Say for how long and why, 5 minutes to 7 days: "
    "`/sec snooze {incident} 4h [scope=finding|resource|type] reason`. Nothing was changed.",
    ja="期間（5 分から 7 日）と理由を指定してください："
    "`/sec snooze {incident} 4h [scope=finding|resource|type] 理由`。"
    "何も変更していません。",
)
OTHER_SCOPE = Text(
    "{name} has asked to snooze {what}, not what you say. Nothing was changed. Agree with "
    "`/sec snooze {incident}`.",
    ja="{name} が申請したのは{what}のスヌーズで、指定の内容と異なります。"
    "何も変更していません。同意する場合は `/sec snooze {incident}` を"
    "実行してください。",
)
SNOOZED = Text(
    "Snoozed until {until}: {what}. `/sec wake {incident}` ends it.",
    ja="{until} までスヌーズします：{what}。`/sec wake {incident}` で解除できます。",
)
WOKEN = Text("Awake again: {what}.", ja="スヌーズを解除しました：{what}。")
NOT_SNOOZED = Text(
    "No snooze hides {incident}. Nothing was changed.",
    ja="{incident} を隠しているスヌーズはありません。何も変更していません。",
)

TOLD_SNOOZE_ASKED = (
    Text(
        "{name} asked to snooze {says} for {minutes} minutes: “{reason}”",
        ja="{name} が{says}のスヌーズを {minutes} 分間申請：「{reason}」",
    ),
    Text("{name} asked for a snooze", ja="{name} がスヌーズを申請"),
)
TOLD_SNOOZED = (
    Text(
        "{name} snoozed {says} until {until}, as {asked_by} asked: “{reason}”",
        ja="{asked_by} の申請により {name} が{says}を {until} までスヌーズ：「{reason}」",
    ),
    Text(
        "{name} snoozed {says} until {until}: “{reason}”",
        ja="{name} が{says}を {until} までスヌーズ：「{reason}」",
    ),
    Text("{name} snoozed it", ja="{name} がスヌーズ"),
)
TOLD_WOKEN = (
    Text("{name} ended the snooze of {says}", ja="{name} が{says}のスヌーズを解除"),
    Text("{name} ended a snooze", ja="{name} がスヌーズを解除"),
)
TOLD_SNOOZE_ENDED = (
    Text("the snooze of {says} has ended", ja="{says}のスヌーズが終了"),
    Text("a snooze has ended", ja="スヌーズが終了"),
)
TOLD_OUTGROWN = (
    Text(
        "the snooze of {says} has ended, because something more severe came",
        ja="{says}のスヌーズが終了：より重大な検出結果が発生",
    ),
    Text(
        "a snooze has ended, because something more severe came",
        ja="スヌーズが終了：より重大な検出結果が発生",
    ),
)

ALOUD_SNOOZE_ASKED = Text(
    "⏳ *{name} asked to snooze* {says} for {minutes} minutes: “{reason}”. {who}: one of you must "
    "agree, within 30 minutes: `/sec snooze {incident}`",
    ja="⏳ *{name} がスヌーズを申請しました：* {says}、{minutes} 分間：「{reason}」。"
    "{who}：30 分以内に、どなたか 1 人の同意が必要です：`/sec snooze {incident}`",
)
ALOUD_SNOOZE_WOULD = Text(
    "⏳ *{name} asked to snooze* {says} for {minutes} minutes: “{reason}”. In the last 30 days it "
    "would have hidden {count} cards, of them {real} real, {false} false, {open} open. {who}: one "
    "of you must agree, within 30 minutes: `/sec snooze {incident}`",
    ja="⏳ *{name} がスヌーズを申請しました：* {says}、{minutes} 分間：「{reason}」。"
    "過去 30 日間なら {count} 件のカードが隠れていました（実際の脅威 {real}、"
    "誤検知 {false}、未解決 {open}）。{who}：30 分以内に、"
    "どなたか 1 人の同意が必要です：`/sec snooze {incident}`",
    one="⏳ *{name} asked to snooze* {says} for {minutes} minutes: “{reason}”. In the last 30 days "
    "it would have hidden 1 card, of them {real} real, {false} false, {open} open. {who}: one "
    "of you must agree, within 30 minutes: `/sec snooze {incident}`",
)
ALOUD_SNOOZED = Text(
    "💤 *{name} snoozed* {says} until {until}: “{reason}”. `/sec wake {incident}` ends it.",
    ja="💤 *{name} がスヌーズしました：* {says}、{until} まで：「{reason}」。"
    "`/sec wake {incident}` で解除できます。",
)
ALOUD_SNOOZED_BY_TWO = Text(
    "💤 *{name} snoozed* {says} until {until}, as {asked_by} asked: “{reason}”. "
    "`/sec wake {incident}` ends it.",
    ja="💤 *{name} がスヌーズしました：* {says}、{until} まで、{asked_by} の申請による："
    "「{reason}」。`/sec wake {incident}` で解除できます。",
)
ALOUD_ENDED = Text(
    "⏰ *The snooze has ended* of {says}: {count} findings and repeats were hidden.",
    ja="⏰ *スヌーズが終了しました：* {says}。{count} 件の検出結果と繰り返しを隠していました。",
)
ALOUD_OUTGROWN = Text(
    "⏰ *The snooze has ended* of {says}, because something more severe came: {count} findings and "
    "repeats were hidden.",
    ja="⏰ *スヌーズが終了しました：* {says}。より重大な検出結果が発生したためです。"
    "{count} 件の検出結果と繰り返しを隠していました。",
)
ALOUD_WOKEN = Text(
    "⏰ *{name} ended the snooze* of {says}: {count} findings and repeats were hidden.",
    ja="⏰ *{name} がスヌーズを解除しました：* {says}。"
    "{count} 件の検出結果と繰り返しを隠していました。",
)

STATUS_HEAD = Text("*Snoozed*", ja="*スヌーズ中*")
STATUS_ALONE = Text(
    "💤 {scope} {key} in {account} until {when}, by {name}: “{why}” · {count} hidden · "
    "`/sec wake {incident}`",
    ja="💤 {scope} {key}（{account}）{when} まで、{name}："
    "「{why}」 · 非表示 {count} 件 · `/sec wake {incident}`",
)
STATUS_BY_TWO = Text(
    "💤 {scope} {key} in {account} until {when}, by {name}, agreed by {agreed}: “{why}” · "
    "{count} hidden · `/sec wake {incident}`",
    ja="💤 {scope} {key}（{account}）{when} まで、{name}、同意 {agreed}："
    "「{why}」 · 非表示 {count} 件 · `/sec wake {incident}`",
)
CLEARED_HEAD = Text("*False positives since yesterday*", ja="*昨日以降の誤検知*")
CLEARED_ALONE = Text(
    "`{incident}` *{severity}* {title} · {account} · by {name} {when}: “{why}”",
    ja="`{incident}` *{severity}* {title} · {account} · {name} {when}：「{why}」",
)
CLEARED_BY_TWO = Text(
    "`{incident}` *{severity}* {title} · {account} · asked by {asked_by}, agreed by {name} {when}: "
    "“{why}”",
    ja="`{incident}` *{severity}* {title} · {account} · 申請 {asked_by}、"
    "同意 {name} {when}：「{why}」",
)
