"""What is said of what is told upstream, and of what others do there to an open incident."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.syncing import Occasion
from runbooks.kit.text import Text

NOTES: Mapping[Occasion, Text] = {
    Occasion.TAKEN: Text(
        "secbot: somebody works on it as {incident}", ja="secbot：{incident} として担当中"
    ),
    Occasion.CLOSED: Text("secbot: {incident} was closed", ja="secbot：{incident} をクローズ"),
    Occasion.CLOSED_AS_REAL: Text(
        "secbot: {incident} was closed, after a containment",
        ja="secbot：封じ込めを行い {incident} をクローズ",
    ),
    Occasion.CLEARED: Text(
        "secbot: {incident} was closed as a false positive",
        ja="secbot：{incident} を誤検知としてクローズ",
    ),
}
"""Written into Security Hub, where more people read than here: no name, no reason."""

STEP = Text(
    "Tell {destination}: {tell}, {count} findings",
    ja="{destination} に通知：{tell}、検出結果 {count} 件",
    one="Tell {destination}: {tell}",
)

ASKED_SILENCES = Text(
    "One of two, since this is told upstream too ({tells}), which takes the finding out of others' "
    "sight: an approver who is not you must say `/sec {verb} {incident}` as well, within {minutes} "
    "minutes. Until then nothing is changed.",
    ja="2 人中 1 人目です：この操作は連携元にも通知され（{tells}）、"
    "検出結果がほかの人から見えなくなるため、あなた以外の承認者も {minutes} 分以内に "
    "`/sec {verb} {incident}` を実行する必要があります。それまでは何も変更しません。",
)
ALOUD_CLOSE_ASKED = Text(
    "⏳ *{name} asked to close {incident}*, which is told upstream too ({tells}): “{reason}”. "
    "{who}: one of you must agree, within 30 minutes: `/sec close {incident}`",
    ja="⏳ *{name} が {incident} のクローズを申請しました。* 連携元にも通知されます（{tells}）"
    "：「{reason}」。{who}：30 分以内に、どなたか 1 人の同意が必要です："
    "`/sec close {incident}`",
)
ALOUD_CLEAR_ASKED = Text(
    "⏳ *{name} asked to close {incident} as a false positive*, which is told upstream too "
    "({tells}): “{reason}”. {who}: one of you must agree, within 30 minutes: `/sec fp {incident}`",
    ja="⏳ *{name} が {incident} を誤検知としてクローズするよう申請しました。* "
    "連携元にも通知されます（{tells}）：「{reason}」。{who}：30 分以内に、どなたか 1 "
    "人の同意が必要です：`/sec fp {incident}`",
)

NO_ACCOUNT = Text(
    "the policy file has no account {account}",
    ja="ポリシーファイルにアカウント {account} がありません",
)
NOT_THERE = Text("{destination} has no such finding", ja="{destination} にその検出結果がありません")
STALE = Text("it is not wanted any more", ja="もう必要ありません")
NO_DETECTOR = Text(
    "GuardDuty has no detector in {account} {region}",
    ja="{account} {region} に GuardDuty のディテクターがありません",
)
REFUSED = Text("AWS refused it: {code}", ja="AWS が拒否しました：{code}")
CHANGED_BY = Text(
    "it is {state} there, signed by {by}", ja="すでに {state} になっています（署名は {by}）"
)
CHANGED = Text(
    "it is {state} there, by whom is not known", ja="すでに {state} になっています（変更者は不明）"
)

COMMENTED = Text(
    "there is a comment of somebody else's there", ja="連携元にほかの人のコメントがあります"
)

TOLD_INTENT = (
    Text(
        "secbot is about to tell {destination}: {tell}",
        ja="secbot が {destination} に通知を開始：{tell}",
    ),
    Text("secbot is about to tell something upstream", ja="secbot が連携元に通知を開始"),
)
TOLD_RESULT = (
    Text(
        "secbot called `{action}`: request `{request_id}`, AWS answered `{code}`",
        ja="secbot が `{action}` を呼び出し：リクエスト `{request_id}`、AWS の応答 `{code}`",
    ),
    Text(
        "secbot called `{action}`: request `{request_id}`",
        ja="secbot が `{action}` を呼び出し：リクエスト `{request_id}`",
    ),
    Text("secbot called `{action}`: `{code}`", ja="secbot が `{action}` を呼び出し：`{code}`"),
    Text("secbot called `{action}`", ja="secbot が `{action}` を呼び出し"),
    Text("secbot called AWS", ja="secbot が AWS を呼び出し"),
)
TOLD_SYNCED = (
    Text("{destination} was told: {tell}", ja="{destination} に通知：{tell}"),
    Text("something was told upstream", ja="連携元に通知"),
)
TOLD_ALREADY = (
    Text("{destination} had it already: {tell}", ja="{destination} はすでにその状態：{tell}"),
    Text("upstream had it already", ja="連携元はすでにその状態"),
)
TOLD_DRIFTED = (
    Text(
        "{destination} was not told {tell}: {why}", ja="{destination} に {tell} を通知せず：{why}"
    ),
    Text("somebody else has changed it upstream", ja="連携元で別の人が変更済み"),
)
TOLD_FAILED = (
    Text(
        "{destination} could not be told {tell}: {why}",
        ja="{destination} に {tell} を通知できず：{why}",
    ),
    Text("something could not be told upstream", ja="連携元に通知できず"),
)
TOLD_SETTLED = (
    Text(
        "somebody upstream made it {how}; it stays open here",
        ja="連携元で誰かが {how} に変更。こちらでは未解決のまま",
    ),
    Text(
        "somebody settled it upstream; it stays open here",
        ja="連携元で誰かが処理済みに変更。こちらでは未解決のまま",
    ),
)
TOLD_SETTLED_BY = (
    Text(
        "`{actor}` made it {how} upstream, with `{event}`",
        ja="`{actor}` が連携元で `{event}` により {how} に変更",
    ),
    Text(
        "who made it {how} upstream is not known: {why}",
        ja="連携元で {how} に変更した人は不明：{why}",
    ),
    Text("who settled it upstream was looked for", ja="連携元で処理済みにした人を調査"),
)

ALOUD_DRIFTED = Text(
    "↔️ {destination} was *not* told {tell}: {why}. What somebody else has set is not set over; "
    "if it is wrong, change it there.",
    ja="↔️ {destination} に {tell} を *通知していません*：{why}。"
    "ほかの人の設定は上書きしません。誤りであれば連携元で変更してください。",
)
ALOUD_FAILED = Text(
    "⚠️ *{destination} could not be told {tell}*, after {tries} tries: {why}. It is not tried "
    "again: mend it and set it there by hand.",
    ja="⚠️ *{destination} に {tell} を通知できませんでした*（{tries} 回試行）：{why}。"
    "再試行しません。原因を直し、連携元で手動で設定してください。",
)
ALOUD_SETTLED = Text(
    "👀 *Upstream it is {how} now, and not by secbot.* {incident} stays open. {who}: was that one "
    "of you? If not, somebody keeps it from being seen.",
    ja="👀 *連携元で {how} になりました。secbot の操作ではありません。* {incident} "
    "は未解決のままです。{who}：どなたかの操作ですか。違う場合、"
    "誰かがこれを見えなくしています。",
)
ALOUD_SETTLED_UNOWNED = Text(
    "👀 *Upstream it is {how} now, and not by secbot.* {incident} stays open, and nobody has it. If "
    "none of you did that, somebody keeps it from being seen.",
    ja="👀 *連携元で {how} になりました。secbot の操作ではありません。* {incident} "
    "は未解決のままで、担当者がいません。どなたの操作でもない場合、"
    "誰かがこれを見えなくしています。",
)
ALOUD_SETTLED_BY = Text(
    "👀 Upstream {incident} was made {how} by `{actor}`, with `{event}` at {at}.",
    ja="👀 連携元で {incident} を {how} にしたのは `{actor}` です（{at} の `{event}`）。",
)
ALOUD_SETTLED_BY_NOBODY = Text(
    "👀 Who made {incident} {how} upstream is not known: {why}.",
    ja="👀 連携元で {incident} を {how} にした人は不明です：{why}。",
)
SIGNED_BY = Text(
    "the note there is signed {by}, which anybody can write; {why}",
    ja="連携元のメモの署名は {by} ですが、これは誰でも書けます。{why}",
)
NO_EVENT = Text(
    "CloudTrail, which is minutes late, has no such call in {account} {region}",
    ja="CloudTrail（数分遅れ）に、{account} {region} でのその呼び出しがありません",
)
CARD_SETTLED = Text(
    "*Upstream* {how} by {by}; it stays open here",
    ja="*連携元* {by} が {how} に変更。こちらでは未解決のまま",
)
NOT_KNOWN_YET = Text("somebody who is being looked for", ja="調査中の誰か")
NOT_KNOWN = Text("somebody unknown", ja="不明な誰か")

WHY_TOLD = Text("{destination}: {tell}, {fate} {at}", ja="{destination}：{tell}、{fate} {at}")
WHY_TOLD_BECAUSE = Text(
    "{destination}: {tell}, {fate} {at}: {why}", ja="{destination}：{tell}、{fate} {at}：{why}"
)
WHY_WAITS = Text(
    "{destination}: {tell}, waits since {at}, {tries} tries",
    ja="{destination}：{tell}、{at} から待機中、試行 {tries} 回",
)
WHY_WAITS_BECAUSE = Text(
    "{destination}: {tell}, waits since {at}, {tries} tries: {why}",
    ja="{destination}：{tell}、{at} から待機中、試行 {tries} 回：{why}",
)

STATUS_HEAD = Text("*Upstream*", ja="*連携元*")
STATUS_FAILED = Text(
    "⚠️ `{incident}` {destination} could not be told {tell}: {why}",
    ja="⚠️ `{incident}` {destination} に {tell} を通知できませんでした：{why}",
)
STATUS_SETTLED = Text(
    "👀 `{incident}` was made {how} upstream {when}; it stays open here",
    ja="👀 `{incident}` {when} に連携元で {how} になりました。こちらでは未解決のままです",
)
