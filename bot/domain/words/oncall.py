"""What is said of who is on call."""

from __future__ import annotations

from runbooks.kit.text import Text

NOBODY = Text(
    "The policy file says nobody is on call: `on_call` names neither rotation nor group.",
    ja="ポリシーファイルでは当番がいません。`on_call` にローテーションもグループもありません。",
)
NOT_YET = Text(
    "Nobody is on call yet: {after} begins {until}.",
    ja="まだ当番はいません。{until} に {after} の当番が始まります。",
)
GROUP = Text("{who} is on call, as a group.", ja="当番はグループ {who} です。")
NOW = Text(
    "{who} is on call until {until}; then {after}.",
    ja="{until} まで {who} が当番です。その後は {after} です。",
)
INSTEAD = Text(
    "{who} is on call until {until}, instead of {instead}; then {after}.",
    ja="{until} まで {instead} に代わって {who} が当番です。その後は {after} です。",
)
NEXT = Text(
    "{after} is on call next, from {until} on.", ja="次の当番は {after} で、{until} からです。"
)
NO_NEXT = Text(
    "A group is on call: nobody comes next.", ja="当番はグループのため、次の人はいません。"
)
NO_SWAP = Text(
    "A group is on call, whose members agree among themselves. Nothing was changed.",
    ja="当番はグループのため、交代はメンバーの間で決めてください。何も変更していません。",
)
SWAP_UNKNOWN = Text(
    "I don't know a time “{typed}”. Nothing was changed. It goes `/sec oncall swap @bob until "
    "18:00`, by the clock in {timezone}, within a day.",
    ja="時刻「{typed}」を読み取れません。何も変更していません。書き方は "
    "`/sec oncall swap @bob until 18:00` です。時刻は {timezone} で、24 "
    "時間以内にしてください。",
)
SWAP_SELF = Text(
    "{name} is on call already. Nothing was changed.",
    ja="{name} はすでに当番です。何も変更していません。",
)
SWAP_NEEDS = Text(
    "{name} can't be on call: {why} Nothing was changed.",
    ja="{name} は当番にできません：{why} 何も変更していません。",
)
NEEDS_RESPONDER = Text(
    "to swap, or to be on call, takes the role responder somewhere.",
    ja="交代するにも当番になるにも、いずれかのアカウントで対応者のロールが必要です。",
)
SWAPPED = Text(
    "{name} is on call until {until}. The channel was told.",
    ja="{until} まで {name} が当番です。チャンネルにも伝えました。",
)
SWAPPED_TOLD = (
    Text(
        "{name} put {newcomer} on call until {until}; {as_well}, whom nobody has asked, is called "
        "as well",
        ja="{name} が {until} まで {newcomer} を当番に指定。本人の同意がないため {as_well} "
        "も呼び出し対象",
    ),
    Text(
        "{name} put {newcomer} on call until {until}, instead of {whom}",
        ja="{name} が {until} まで {whom} に代えて {newcomer} を当番に指定",
    ),
    Text("{name} swapped who is on call", ja="{name} が当番を交代"),
)
ESCALATES = Text("escalates to {whom} at {at}", ja="{at} に {whom} へエスカレーション")
WHOEVER = Text("whoever is on call", ja="当番の人")
THE_GROUP = Text("the group on call", ja="当番のグループ")
EVERYBODY = Text("everybody on call", ja="当番全員")
ESCALATED = (
    Text(
        "🔔 {whom}: {incident} ({severity}) was left alone for {minutes} min, take it with "
        "`/sec ack {incident}`; {passed}, on call, was passed over: the finding names them",
        ja="🔔 {whom}：{incident}（{severity}）が {minutes} 分間未対応です。`/sec ack {incident}` "
        "で担当してください。当番の {passed} は、検出結果に名前があるため除きました",
    ),
    Text(
        "🔔 {whom}: {incident} ({severity}) was left alone for {minutes} min, take it with "
        "`/sec ack {incident}`",
        ja="🔔 {whom}：{incident}（{severity}）が {minutes} 分間未対応です。`/sec ack {incident}` "
        "で担当してください",
    ),
    Text("somebody on call was called", ja="当番の呼び出し"),
)
STORM_ESCALATED = (
    Text(
        "🔔 {whom}: {count} incidents of HIGH or CRITICAL in this storm have neither a card nor "
        "anybody for {minutes} min. Begin with {top}: `/sec ack` and an id; {passed}, on call, was "
        "passed over: a finding names them",
        ja="🔔 {whom}：このストームの HIGH または CRITICAL のインシデント {count} 件が {minutes} "
        "分間、カードも担当者もないままです。まず {top} から `/sec ack` と ID で担当してください。"
        "当番の {passed} は、検出結果に名前があるため除きました",
    ),
    Text(
        "🔔 {whom}: {count} incidents of HIGH or CRITICAL in this storm have neither a card nor "
        "anybody for {minutes} min. Begin with {top}: `/sec ack` and an id",
        ja="🔔 {whom}：このストームの HIGH または CRITICAL のインシデント {count} 件が {minutes} "
        "分間、カードも担当者もないままです。まず {top} から `/sec ack` と ID で担当してください",
        one="🔔 {whom}: one incident of HIGH or CRITICAL in this storm has neither a card nor "
        "anybody for {minutes} min: {top}. Take it with `/sec ack` and its id",
    ),
    Text("somebody on call was called to a storm", ja="ストームで当番を呼び出し"),
)
STORM_PAGE = Text(
    "secbot: a storm has {count} incidents of HIGH or CRITICAL that nobody has taken, for "
    "{minutes} min: {top}. Take them in Slack: /sec list sev>=high owner=none",
    ja="secbot：ストームの HIGH または CRITICAL のインシデント {count} 件が {minutes} "
    "分間未対応です：{top}。Slack で担当してください：/sec list sev>=high owner=none",
)
PAGE_SUBJECT = Text("secbot on call", ja="secbot：当番の呼び出し")
PAGE = Text(
    "secbot: {incident} ({severity}) was left alone for {minutes} min. Take it in Slack: "
    "/sec ack {incident}",
    ja="secbot：{incident}（{severity}）が {minutes} 分間未対応です。Slack "
    "で担当してください：/sec ack {incident}",
)
PUSH = Text("Who is on call", ja="当番")
