"""What is said to whoever has an incident and does nothing, and of them."""

from __future__ import annotations

from runbooks.kit.text import Text

TOLD_REMINDED = (
    Text(
        "its owner was reminded: nothing was done for {hours} h",
        ja="担当者に再通知：{hours} 時間対応なし",
    ),
    Text("its owner was reminded", ja="担当者に再通知"),
)
TOLD_STILL_ON = (Text("{name} is still on it", ja="{name} が対応を継続中"),)
TOLD_UNACKED = (
    Text(
        "{was} had it and did nothing for {hours} h: nobody has it",
        ja="担当者 {was} が {hours} 時間対応せず：担当者なしに変更",
    ),
    Text("its owner did nothing: nobody has it", ja="担当者が対応せず：担当者なしに変更"),
)
ALOUD_REMINDED = Text(
    "⏰ {whom}: you have {incident} ({severity}), and have done nothing on it for {hours} h. "
    "`/sec ack {incident}` says that you are still on it, `/sec assign {incident} @…` gives it to "
    "another. If nothing is done until {until}, nobody has it, and it calls again.",
    ja="⏰ {whom}：担当中の {incident}（{severity}）に {hours} 時間対応がありません。"
    "対応を続けている場合は `/sec ack {incident}`、ほかの人に渡す場合は "
    "`/sec assign {incident} @…` を実行してください。{until} "
    "までに対応がなければ担当者なしに戻り、再び呼び出します。",
)
ALOUD_REMINDED_HELD = Text(
    "⏰ {whom}: you have {incident} ({severity}). It is contained, and that holds; nothing else was "
    "done on it for {hours} h. `/sec close {incident} reason` ends it, `/sec ack {incident}` says "
    "that you are still on it.",
    ja="⏰ {whom}：担当中の {incident}（{severity}）は封じ込め済みで、維持されています。"
    "ほかの対応が {hours} 時間ありません。終える場合は `/sec close {incident} 理由`、"
    "対応を続けている場合は `/sec ack {incident}` を実行してください。",
)
ALOUD_UNACKED = Text(
    "↩️ *Nobody has {incident}:* {was} took it and did nothing on it for {hours} h. Take it with "
    "`/sec ack {incident}`",
    ja="↩️ *{incident} の担当者がいません：* {was} が担当しましたが、{hours} "
    "時間対応がありませんでした。`/sec ack {incident}` で担当してください",
)
