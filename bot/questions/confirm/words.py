"""What is said where a source does not bear a finding out."""

from __future__ import annotations

from runbooks.kit.text import Text

UNKNOWN_THERE = Text(
    "{service} knows no such finding", ja="{service} にそのような検出結果はありません"
)
OTHER_TYPE = Text("{service} calls it {type}", ja="{service} ではタイプが {type} です")
OTHER_RESOURCE = Text(
    "at {service} it does not name {resource}",
    ja="{service} の検出結果には {resource} がありません",
)
OTHER_PEOPLE = Text(
    "{service} does not name the same users and sessions",
    ja="{service} の検出結果ではユーザーとセッションが異なります",
)
