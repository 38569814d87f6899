"""What is said of findings that join an incident, leave it, or go into another with it."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.material import Trait
from bot.domain.observable import Kind
from runbooks.kit.text import Text

BY: Mapping[Kind, Text] = {
    Kind.SEQUENCE: Text("both are of one attack sequence", ja="同じ攻撃シーケンスに属する"),
    Kind.KEY: Text("both name the access key {value}", ja="どちらにもアクセスキー {value} がある"),
    Kind.PRINCIPAL: Text("both name {value} as who acted", ja="どちらも実行者が {value}"),
    Kind.RESOURCE: Text("both name {value}", ja="どちらにも {value} がある"),
    Kind.ADDRESS: Text(
        "both name the remote address {address}", ja="どちらにもリモートアドレス {address} がある"
    ),
}
UNKNOWN = Text("both name the same", ja="どちらにも同じものがある")

TOLD_OPENED = (
    Text(
        "the finding came in; {earlier}, which is over or contained, named the same",
        ja="検出結果を受信。終了済みまたは封じ込め済みの {earlier} にも同じものがあった",
    ),
    Text("the finding came in", ja="検出結果を受信"),
)
TOLD_JOINED = (
    Text(
        "a finding joined, {severity} {type}: {tie}", ja="検出結果が追加、{severity} {type}：{tie}"
    ),
    Text("a finding joined", ja="検出結果が追加"),
)
TOLD_MATERIAL = (
    Text("something new: {news}", ja="新しい事実：{news}"),
    Text("something is new", ja="新しい事実あり"),
)
NEWS: Mapping[Trait, Text] = {
    Trait.SEVERITY: Text("it is {value} now", ja="重大度が {value} に変化"),
    Trait.TACTIC: Text("another tactic, {value}", ja="別の戦術 {value}"),
    Trait.RESOURCE: Text("another kind of resource, {value}", ja="別の種類のリソース {value}"),
    Trait.PRINCIPAL: Text("somebody else who acts, {value}", ja="別の実行者 {value}"),
}
ALOUD_MATERIAL = Text(
    "❗ {who}: {incident} is more than it was: {news}. Nobody has it any more. ({type})",
    ja="❗ {who}：{incident} が深刻化しました：{news}。担当者は外れました。（{type}）",
)
ALOUD_MATERIAL_UNOWNED = Text(
    "❗ {incident} is more than it was: {news}. ({type})",
    ja="❗ {incident} が深刻化しました：{news}。（{type}）",
)

CARD_OTHER = Text("{finding} {severity} {title}", ja="{finding} {severity} {title}")
CARD_JOINED = Text(
    "{finding} {severity} {title} ({tie})", ja="{finding} {severity} {title}（{tie}）"
)
CARD_MORE = Text(
    "… and {count} more: `/sec why {incident}` tells them all",
    ja="…ほか {count} 件：すべては `/sec why {incident}` で確認できます",
)

WHY_FIRST = Text(
    "{finding} {type}: it opened this incident.",
    ja="{finding} {type}：このインシデントの発端です。",
)
WHY_JOINED: Mapping[Kind, Text] = {
    Kind.SEQUENCE: Text(
        "{finding} {type}: joined at {at} because both are of one attack sequence.",
        ja="{finding} {type}：同じ攻撃シーケンスに属するため、{at} に追加されました。",
    ),
    Kind.KEY: Text(
        "{finding} {type}: joined at {at} because both name the access key {value}.",
        ja="{finding} {type}：どちらにもアクセスキー {value} があるため、{at} に追加されました。",
    ),
    Kind.PRINCIPAL: Text(
        "{finding} {type}: joined at {at} because {value} acted in both.",
        ja="{finding} {type}：どちらも実行者が {value} のため、{at} に追加されました。",
    ),
    Kind.RESOURCE: Text(
        "{finding} {type}: joined at {at} because both name {value}.",
        ja="{finding} {type}：どちらにも {value} があるため、{at} に追加されました。",
    ),
    Kind.ADDRESS: Text(
        "{finding} {type}: joined at {at} because both name the remote address {address}.",
        ja="{finding} {type}：どちらにもリモートアドレス {address} があるため、{at} "
        "に追加されました。",
    ),
}
WHY_MOVED = Text(
    "{finding} {type}: {name} put it here at {at}.",
    ja="{finding} {type}：{name} が {at} にここに移しました。",
)
