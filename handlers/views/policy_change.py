"""What a changed policy file changes, a line each: what makes it looser first."""

from __future__ import annotations

from bot.domain.record import Written
from bot.domain.words import policy as words
from handlers.views import recorded
from handlers.views.happened import SHORT
from handlers.views.marks import Line, Words, line
from handlers.views.rows import rows

MOST = 30
LONGEST = 300


def policy_change(record: Written) -> tuple[Words, ...]:
    """Return the lines, and how many more there are than a message holds."""
    listed = record.body.get("differences")
    differences = [str(one) for one in listed] if isinstance(listed, list) else []
    head = line(words.POLICY_CHANGED, digest=recorded.text(record, "digest")[:SHORT])
    told = [Line(words.POLICY_DIFFERENCE, {"says": one}, longest=LONGEST) for one in differences]
    return rows(head, told, MOST, words.POLICY_DIFFERENCES_MORE) or (head,)
