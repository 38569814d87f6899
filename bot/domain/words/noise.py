"""What is said of noise: how loud each type is, and what might be kept from the channel."""

from __future__ import annotations

from runbooks.kit.text import Text

PUSH = Text("Noise of the last 7 days", ja="過去 7 日間のノイズ")
HEAD = Text(
    "*Noise of the last 7 days:* {count} cards",
    ja="*過去 7 日間のノイズ：* カード {count} 枚",
    one="*Noise of the last 7 days:* 1 card",
)
QUIET = Text(
    "*Noise of the last 7 days:* no card at all.", ja="*過去 7 日間のノイズ：* カードはありません。"
)
CUT = Text(
    "There were more incidents in 30 days than are looked at: only the newest {most} count.",
    ja="30 日間のインシデントが確認できる数を超えています。最新の {most} 件だけを数えています。",
)
ROW = Text(
    "{place}. `{type}`: *{cards}* · {figures}", ja="{place}. `{type}`：*{cards}* · {figures}"
)
ROW_ROUTED = Text(
    "{place}. `{type}` on `{route}`: *{cards}* · {figures}",
    ja="{place}. `{type}`（`{route}`）：*{cards}* · {figures}",
)
TAKEN = Text("{percent} % taken", ja="担当 {percent} %")
TAKEN_AFTER = Text("{percent} % taken, after {median}", ja="担当 {percent} %（{median}後）")
FALSE = Text("{percent} % false", ja="誤検知 {percent} %")
MORE = Text("… and {count} types more.", ja="…ほか {count} タイプ", one="… and 1 type more.")
PROPOSALS = Text(
    "*Might be kept from the channel:* nothing but false positives in 30 days. Nothing is hidden by "
    "itself.",
    ja="*チャンネルに出さない候補：* 30 日間、誤検知しかありません。自動では何も隠しません。",
)
PROPOSED_TYPE = Text(
    "• type `{key}` in {account}: {would}. {how}", ja="• {account} のタイプ `{key}`：{would}。{how}"
)
PROPOSED_RESOURCE = Text(
    "• all about `{key}` in {account}: {would}. {how}",
    ja="• {account} の `{key}` に関するすべて：{would}。{how}",
)
WOULD = Text(
    "would have hidden {count} cards, of them {real} real, {false} false, {open} open",
    ja="カード {count} 枚を隠していたはずです（実際の脅威 {real}、誤検知 {false}、未解決 {open}）",
    one="would have hidden 1 card, of them {real} real, {false} false, {open} open",
)
SNOOZE = Text(
    "`/sec snooze {incident} 7d scope={scope} reason`",
    ja="`/sec snooze {incident} 7d scope={scope} 理由`",
)
NEXT = Text("Snooze it at its next card.", ja="次のカードでスヌーズしてください。")
OR_ROUTE = Text(
    "{snooze}, or for good in `routes` of the policy file: `{route}`",
    ja="{snooze}、または恒久的にはポリシーファイルの `routes`：`{route}`",
)
NO_PROPOSAL = Text(
    "Nothing is proposed to be kept from the channel.", ja="チャンネルに出さない候補はありません。"
)
