"""Tells from the journal whether an execution may have changed anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.domain.record import What, Written
from bot.response.bench.awsfaults import may_have_acted


def may_have_changed(records: Sequence[Written]) -> bool:
    """Say whether any call went through, or may have.

    A call that AWS has refused changed nothing; one whose answer was lost may have changed
    something; one whose intent stands alone was cut off by a crash, and may have too.
    """
    intents: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    for record in records:
        step = str(record.body.get("step", ""))
        if record.what is What.INTENT:
            intents[step] += 1
        elif record.what is What.RESULT and not may_have_acted(str(record.body.get("code"))):
            refused[step] += 1
    return any(count > refused[step] for step, count in intents.items())
