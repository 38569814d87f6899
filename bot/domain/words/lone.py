"""What the records say of what ran unasked, or on one person's word, and of its review."""

from __future__ import annotations

from runbooks.kit.text import Text

TOLD_STOOD = (
    Text(
        "{execution} runs unasked, by the standing rule for `{runbook}`",
        ja="{execution} を申請なしで実行（`{runbook}` の事前承認ルール）",
    ),
    Text("{execution} runs unasked", ja="{execution} を申請なしで実行"),
)
TOLD_GLASS_BROKEN = (
    Text(
        "{name} broke the glass for {execution}: “{reason}”",
        ja="{name} が {execution} をブレークグラスで実行：「{reason}」",
    ),
    Text("{name} broke the glass", ja="{name} がブレークグラスを使用"),
)
TOLD_REVIEWED = (
    Text(
        "{name} closed the review of {execution}: “{says}”",
        ja="{name} が {execution} の事後レビューを完了：「{says}」",
    ),
    Text("{name} closed a review", ja="{name} が事後レビューを完了"),
)
TOLD_ALONE = (
    Text(
        "{name} contains alone, at night: {execution}, “{reason}”",
        ja="{name} が夜間に単独で封じ込め：{execution}、「{reason}」",
    ),
    Text("{name} contains alone, at night", ja="{name} が夜間に単独で封じ込め"),
)
TOLD_CONFIRMED = (
    Text(
        "{name} confirmed {execution}, which ran on one word: “{says}”",
        ja="{name} が単独判断の {execution} を確認：「{says}」",
    ),
    Text("{name} confirmed what ran on one word", ja="{name} が単独判断の実行を確認"),
)
TOLD_DENIED = (
    Text(
        "{name} says that {execution} should not have been contained: “{says}”",
        ja="{name} が {execution} を封じ込めるべきでなかったと判断：「{says}」",
    ),
    Text(
        "{name} says that it should not have been contained",
        ja="{name} が封じ込めるべきでなかったと判断",
    ),
)
TOLD_UNCONFIRMED = (
    Text(
        "nobody has confirmed {execution} within {minutes} min",
        ja="{execution} は {minutes} 分以内に誰も確認せず",
    ),
    Text("nobody has confirmed what ran on one word", ja="単独判断の実行を誰も確認せず"),
)
