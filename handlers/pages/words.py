"""What the pages say themselves, beside what they show."""

from __future__ import annotations

from runbooks.kit.text import Text

OPTIONAL = Text(en="(optional)", ja="（任意）")
CHOOSE = Text(en="Choose…", ja="選択…")
MORE = Text(en="More actions", ja="その他の操作")
CANCEL = Text(en="Cancel", ja="キャンセル")
EMPTY_PICTURE = Text(en="Picture: {alternative}", ja="画像：{alternative}")
UNKNOWN_BLOCK = Text(
    en="A block of the type “{kind}” cannot be shown here.",
    ja="種類「{kind}」のブロックはここでは表示できません。",
)
UNREADABLE_BLOCK = Text(
    en="A block of the type “{kind}” is incomplete and cannot be shown.",
    ja="種類「{kind}」のブロックは不完全なため表示できません。",
)

TODAY = Text(en="today", ja="今日")
YESTERDAY = Text(en="yesterday", ja="昨日")
TOMORROW = Text(en="tomorrow", ja="明日")
NOW = Text(en="now", ja="今")
AGO = Text(en="{span} ago", ja="{span}前")
AHEAD = Text(en="in {span}", ja="{span}後")
MINUTE = Text(en="1 minute", ja="1 分")
MINUTES = Text(en="{count} minutes", ja="{count} 分")
HOUR = Text(en="1 hour", ja="1 時間")
HOURS = Text(en="{count} hours", ja="{count} 時間")
DAY = Text(en="1 day", ja="1 日")
DAYS = Text(en="{count} days", ja="{count} 日")
