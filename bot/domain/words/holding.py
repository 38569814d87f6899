"""What is said of a containment that is checked again and again, and of how it ends."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.record import What
from runbooks.kit.text import Text

NOT_PROVED = Text("this is not proved any more: {says}", ja="検証した状態が失われています：{says}")
NOT_READ = Text(
    "the claim `{claim}` could not be read", ja="検証項目 `{claim}` を読み取れませんでした"
)

HELD = Text(
    "🔒 {execution} held {span}, checked {when}",
    ja="🔒 {execution} 封じ込め維持中 {span}、点検 {when}",
)
SLIPPED = Text(
    "🔓 *{execution} has slipped* {when}: see its message",
    ja="🔓 *{execution} の封じ込めが崩れました* {when}：該当のメッセージを確認してください",
)
UNKNOWN = Text(
    "❔ *{execution} not checked since {when}* because {why}",
    ja="❔ *{execution} は {when} から点検できていません*：{why}",
)
NEVER_CHECKED = Text(
    "❔ *{execution} never checked yet* because {why}",
    ja="❔ *{execution} は一度も点検できていません*：{why}",
)
RELEASED = Text(
    "🔓 *{execution} is not held any more:* {why}",
    ja="🔓 *{execution} の維持は終了しました：* {why}",
)
NO_REASON = Text("it was not read yet", ja="まだ読み取っていません")
REVERT_AT = Text(
    "⏰ {execution}: somebody is asked {when} whether to put it back",
    ja="⏰ {execution}：元に戻すかどうかを {when} に確認します",
)
MORE = Text(
    "… and {count} more holds: `/sec show A-…` tells of each",
    ja="…ほか維持 {count} 件：それぞれ `/sec show A-…` で確認できます",
    one="… and 1 more hold: `/sec show A-…` tells of it",
)
DAYS = Text("{days} d {hours} h", ja="{days} 日 {hours} 時間")
HOURS = Text("{hours} h {minutes} m", ja="{hours} 時間 {minutes} 分")
MINUTES = Text("{minutes} m", ja="{minutes} 分")

PAGE_PUSH = Text(
    "{execution} has slipped: {target} in {account} is not contained any more",
    ja="{execution} の封じ込めが崩れました：{account} の {target} は封じ込められていません",
)
PAGE_HEAD = Text(
    "🔓 *Contained in part: what {execution} did has slipped* · {title} on `{target}` · {account} · "
    "{region}",
    ja="🔓 *一部のみ封じ込め：{execution} の封じ込めが崩れました* · {title}、"
    "`{target}` · {account} · {region}",
)
PAGE_FOR = Text("{who}: you must act. {where}", ja="{who}：対応が必要です。{where}")
PAGE_NOBODY = Text(
    "Nobody has it, and the policy file names no responder here. {where}",
    ja="担当者がおらず、ポリシーファイルにここの対応者もいません。{where}",
)
PAGE_INCIDENT = Text("It is for {incident}.", ja="関連インシデント：{incident}。")
PAGE_NO_INCIDENT = Text("It is for no incident.", ja="関連するインシデントはありません。")
PAGE_CLAIMS = Text("*Was proved, and fails now*", ja="*以前は検証済み、現在は不合格*")
CLAIM = Text("❌ {says}", ja="❌ {says}")
CHANGES = Text("*What CloudTrail tells of the change*", ja="*CloudTrail が示す変更*")
CHANGES_HIDDEN = Text(
    "*What CloudTrail tells of the change* {hidden}", ja="*CloudTrail が示す変更* {hidden}"
)
CHANGE = Text(
    "• `{event}` {when} by `{actor}` from `{address}` with `{agent}`",
    ja="• `{event}` {when} 実行者 `{actor}` 接続元 `{address}` エージェント `{agent}`",
)
CHANGES_MORE = Text(
    "… and {count} more changes", ja="…ほか変更 {count} 件", one="… and 1 more change"
)
NO_ACTOR = Text("somebody it does not name", ja="記録に名前なし")
NO_ADDRESS = Text("nowhere told", ja="記録なし")
NO_AGENT = Text("nothing told", ja="記録なし")
NOT_TRACED = Text(
    "*Who changed it is not known yet:* {why}. I look again with each check.",
    ja="*変更した人はまだ分かりません：* {why}。点検のたびに調べ直します。",
)
LATE = Text(
    "CloudTrail, which is minutes late, shows no change of it since it last held",
    ja="CloudTrail（数分遅れます）には、最後に維持を確認してからの変更がありません",
)
NOT_LOOKED_UP = Text("{code} at cloudtrail:LookupEvents", ja="cloudtrail:LookupEvents で {code}")
PAGE_FOOT = Text("Nothing is applied again by itself.", ja="自動で封じ込め直すことはありません。")
AGAIN = Text("Plan it again", ja="計画し直す")
AGAIN_REASON = Text(
    "{execution} has slipped: contain it again",
    ja="{execution} の封じ込めが崩れたため、再度封じ込め",
)
AGAIN_NOT = Text(
    "{execution} has not slipped: it is {state}. Nothing was asked for. `/sec show {execution}` "
    "says how it stands.",
    ja="{execution} の封じ込めは崩れていません（状態：{state}）。何も申請していません。"
    "状況は `/sec show {execution}` で確認できます。",
)
NO_HOLD = Text(
    "Nothing is held for {id}. Nothing was changed.",
    ja="{id} に維持中のものはありません。何も変更していません。",
)
NO_LONGER = Text(
    "The hold of {id} has ended already. Nothing was changed.",
    ja="{id} の維持はすでに終了しています。何も変更していません。",
)

BLIND_PUSH = Text(
    "{execution}: nobody knows whether {target} in {account} is still contained",
    ja="{execution}：{account} の {target} の封じ込めが維持されているか不明です",
)
BLIND_HEAD = Text(
    "❔ *Nobody knows whether {execution} still holds, since {when}* · {title} on `{target}` · "
    "{account} · {region}",
    ja="❔ *{execution} の封じ込めが維持されているか不明です（{when} から）* · "
    "{title}、`{target}` · {account} · {region}",
)
BLIND_WHY = Text(
    "*It can't be checked:* {why}. It is tried again, and told once it holds.",
    ja="*点検できません：* {why}。再試行を続け、維持を確認できたら知らせます。",
)

HELD_AGAIN_PUSH = Text("{execution} holds again", ja="{execution} の封じ込めは再び維持されています")
HELD_AGAIN = Text(
    "🔒 *{execution} holds again* · {title} on `{target}` · {account} · {region}",
    ja="🔒 *{execution} の封じ込めは再び維持されています* · {title}、"
    "`{target}` · {account} · {region}",
)

REVERT_PUSH = Text("{execution}: is it to be put back?", ja="{execution}：元に戻しますか")
REVERT_HEAD = Text(
    "⏰ *{execution} was to hold until {when}* · {title} on `{target}` · {account} · {region}",
    ja="⏰ *{execution} の維持は {when} までの予定でした* · {title}、"
    "`{target}` · {account} · {region}",
)
REVERT_ASK = Text(
    "Is it to be put back? The button plans that; nothing is put back by itself.",
    ja="元に戻しますか。ボタンを押すと計画を作成します。自動で元に戻すことはありません。",
)
REVERT = Text("Put it back…", ja="元に戻す…")

BAD_SPAN = Text(
    "`hold={typed}` can't be read: it goes `hold=4h`, in minutes (m), hours (h) or days (d), from "
    "{least} minutes to {most} days. Nothing was changed.",
    ja="`hold={typed}` を読み取れません。`hold=4h` のように、分（m）、時間（h）、日（d）"
    "で、{least} 分から {most} 日の間で指定してください。何も変更していません。",
)
NOT_HELD = Text(
    "{runbook} contains nothing, so there is nothing to hold: leave `hold=` out. Nothing was "
    "changed.",
    ja="{runbook} は何も封じ込めないため、維持するものがありません。"
    "`hold=` を外してください。何も変更していません。",
)

ASKED = Text(
    "One of two: an approver other than you must say `/sec release {id}` as well, within {minutes} "
    "minutes. Until then it is checked as before.",
    ja="2 人中 1 人目です：{minutes} 分以内に、自分以外の承認者も `/sec release {id}` を"
    "実行する必要があります。それまでは従来どおり点検します。",
)
ASKED_TWICE = Text(
    "You have asked for that already. An approver other than you must say it as well; until then "
    "it is checked as before.",
    ja="すでに申請済みです。自分以外の承認者も実行する必要があります。"
    "それまでは従来どおり点検します。",
)
ENDED = Text(
    "The hold of {ids} has ended: it is not checked any more. What was changed in AWS stays as it "
    "is.",
    ja="{ids} の維持を終了しました。今後は点検しません。AWS で変更したものはそのまま残ります。",
)
ENDED_PART = Text(
    "The hold of {ids} has ended: it is not checked any more. You are the first to ask for "
    "{others}: an approver other than you must say it as well.",
    ja="{ids} の維持を終了しました。今後は点検しません。{others} は最初の申請です："
    "自分以外の承認者も実行する必要があります。",
)

BY_TWO = Text(
    "{name} ended the hold, as {asker} had asked",
    ja="{asker} の申請により、{name} が維持を終了しました",
)
BY_UNDO = Text("{undo} has put it back", ja="{undo} で元に戻しました")
BY_CLOSING = Text("{incident} was closed", ja="{incident} がクローズされました")
BY_NEWER = Text(
    "{newer} did the same again, and is held instead",
    ja="{newer} が同じ封じ込めを行い、維持を引き継ぎました",
)

RELEASE_ASKED = Text(
    "⏳ *{name} asked to end the hold of {execution}.* An approver other than {name} must agree: "
    "`/sec release {execution}`",
    ja="⏳ *{name} が {execution} の維持の終了を申請しました。* {name} 以外の承認者の"
    "同意が必要です：`/sec release {execution}`",
)
RELEASE_ASKED_BECAUSE = Text(
    "⏳ *{name} asked to end the hold of {execution}:* “{reason}”. An approver other than {name} "
    "must agree: `/sec release {execution}`",
    ja="⏳ *{name} が {execution} の維持の終了を申請しました：* 「{reason}」。"
    "{name} 以外の承認者の同意が必要です：`/sec release {execution}`",
)
HOLD_RELEASED = Text(
    "🔓 *{execution} is not held any more:* {why}. What it changed in AWS stays as it is, "
    "and nobody checks it.",
    ja="🔓 *{execution} の維持は終了しました：* {why}。"
    "AWS で変更したものはそのまま残り、今後は点検しません。",
)
HOLD_ENDED = Text(
    "🔓 *The hold of {execution} has ended:* {why}. It is not checked any more.",
    ja="🔓 *{execution} の維持は終了しました：* {why}。今後は点検しません。",
)
WORDS: Mapping[What, Text] = {
    What.HOLD_RELEASED: HOLD_RELEASED,
    What.HOLD_ENDED: HOLD_ENDED,
}

STATUS = Text(
    "*Holds* {held} held · {slipped} slipped · {unknown} not known · oldest check {when}",
    ja="*封じ込めの維持* 維持中 {held} · 崩れ {slipped} · 不明 {unknown} · 最も古い点検 {when}",
)
STATUS_NEVER = Text(
    "*Holds* {held} held · {slipped} slipped · {unknown} not known · one was never checked",
    ja="*封じ込めの維持* 維持中 {held} · 崩れ {slipped} · 不明 {unknown} · "
    "一度も点検していないものあり",
)
STATUS_HEAD = Text("*Holds*", ja="*封じ込めの維持*")
STATUS_SLIPPED = Text(
    "{count} containments have slipped: `/sec list` shows where",
    ja="{count} 件の封じ込めが崩れています：場所は `/sec list` で確認できます",
    one="1 containment has slipped: `/sec list` shows where",
)
STATUS_UNKNOWN = Text(
    "{count} containments could not be checked",
    ja="{count} 件の封じ込めを点検できませんでした",
    one="1 containment could not be checked",
)
STATUS_OLD = Text("the check that is longest ago was at {at}", ja="最も古い点検は {at}")
STATUS_WELL = Text(
    "{count} containments hold",
    ja="{count} 件の封じ込めが維持されています",
    one="1 containment holds",
)

ASKS_AFTER = Text(
    "⏰ *Asks after {span}* whether to put it back; nothing is put back by itself",
    ja="⏰ *{span} 後に元に戻すかどうかを確認します*。自動で元に戻すことはありません",
)

TOLD_SLIPPED = (
    Text("{execution} has slipped: {says}", ja="{execution} の封じ込めの崩れを検知：{says}"),
    Text("{execution} has slipped", ja="{execution} の封じ込めの崩れを検知"),
)
TOLD_TRACED = (
    Text(
        "what {execution} did was changed by `{actor}` with `{event}`",
        ja="{execution} の変更内容を `{actor}` が `{event}` で変更",
    ),
    Text(
        "who changed what {execution} did was found",
        ja="{execution} の変更内容を誰が変えたかが判明",
    ),
)
TOLD_HELD_AGAIN = (Text("{execution} holds again", ja="{execution} の封じ込めが維持状態に復帰"),)
TOLD_UNCHECKED = (
    Text(
        "{execution} could not be checked: {why}",
        ja="{execution} の封じ込めを点検できず：{why}",
    ),
    Text("{execution} could not be checked", ja="{execution} の封じ込めを点検できず"),
)
TOLD_BLIND = (
    Text(
        "{execution} is not known to hold since {since}: {why}",
        ja="{execution} の封じ込めは {since} から不明：{why}",
    ),
    Text("{execution} is not known to hold", ja="{execution} の封じ込めは不明"),
)
TOLD_REVERT_ASKED = (
    Text(
        "somebody was asked whether to put back {execution}",
        ja="{execution} を元に戻すかどうかの確認を依頼",
    ),
)
TOLD_RELEASE_ASKED = (
    Text(
        "{name} asked to end the hold of {execution}: “{reason}”",
        ja="{name} が {execution} の維持の終了を申請：「{reason}」",
    ),
    Text(
        "{name} asked to end the hold of {execution}",
        ja="{name} が {execution} の維持の終了を申請",
    ),
)
TOLD_HOLD_RELEASED = (
    Text("the hold of {execution} was ended: {why}", ja="{execution} の維持を終了：{why}"),
    Text("{name} ended the hold of {execution}", ja="{name} が {execution} の維持を終了"),
)
TOLD_HOLD_ENDED = (
    Text("the hold of {execution} has ended: {why}", ja="{execution} の維持が終了：{why}"),
    Text("the hold of {execution} has ended", ja="{execution} の維持が終了"),
)
