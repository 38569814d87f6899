"""What the pages say themselves, beside what they show."""

from __future__ import annotations

from runbooks.kit.text import Text

OPTIONAL = Text(en="(optional)")
CHOOSE = Text(en="Choose…")
MORE = Text(en="More actions")
CANCEL = Text(en="Cancel")
EMPTY_PICTURE = Text(en="Picture: {alternative}")
UNKNOWN_BLOCK = Text(en="A block of the type “{kind}” cannot be shown here.")
UNREADABLE_BLOCK = Text(en="A block of the type “{kind}” is incomplete and cannot be shown.")

TODAY = Text(en="today")
YESTERDAY = Text(en="yesterday")
TOMORROW = Text(en="tomorrow")
NOW = Text(en="now")
AGO = Text(en="{span} ago")
AHEAD = Text(en="in {span}")
MINUTE = Text(en="1 minute")
MINUTES = Text(en="{count} minutes")
HOUR = Text(en="1 hour")
HOURS = Text(en="{count} hours")
DAY = Text(en="1 day")
DAYS = Text(en="{count} days")
