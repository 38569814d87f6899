"""The doctor's report: a table for people, JSON for scripts, and the exit code."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from textwrap import wrap

from bot.deploying.doctor.contract import Result, Row
from bot.deploying.doctor.examining import Examined
from bot.domain.words import doctor as words

FINE = 0
FAULTS = 1
WIDTH = 110
MARK_WIDTH = max(len(result.value) for result in Result)


def code(found: Sequence[Examined]) -> int:
    """Return the exit code: 0 where nothing is to mend, else 1; what nobody saw is to mend."""
    return FAULTS if any(row.result.is_fault for row in _rows(found)) else FINE


def table(found: Sequence[Examined]) -> str:
    """Return the table, each fault with its mend beneath it, and a last line that sums up."""
    lines = [line for each in found for row in each.rows for line in _lines(each.title.en, row)]
    return "\n".join([*lines, "", _sum(found)])


def as_json(found: Sequence[Examined]) -> str:
    """Return the report as one JSON object."""
    rows = [
        {
            "check": each.title.en,
            "subject": row.subject,
            "result": row.result.value,
            "says": row.says.plain(),
            "mend": row.mend.plain() if row.mend else "",
        }
        for each in found
        for row in each.rows
    ]
    faults = sum(row.result.is_fault for row in _rows(found))
    return json.dumps({"faults": faults, "checks": rows}, indent=2)


def _rows(found: Sequence[Examined]) -> Iterator[Row]:
    for each in found:
        yield from each.rows


def _lines(title: str, row: Row) -> Iterator[str]:
    named = f"{title} {row.subject}".strip()
    indent = " " * (MARK_WIDTH + 2)
    said = f"{named}: {row.says.plain()}"
    yield from wrap(
        f"{row.result.value:<{MARK_WIDTH}}  {said}",
        WIDTH,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    if row.mend is not None:
        # One line, however long: it is there to be copied.
        yield indent + words.MEND.fill(mend=row.mend.plain()).plain()


def _sum(found: Sequence[Examined]) -> str:
    counts = Counter(row.result for row in _rows(found))
    passed, warned = counts[Result.PASSED], counts[Result.WARNING]
    faults = counts[Result.FAILED] + counts[Result.NOT_AVAILABLE]
    if not faults:
        return words.FINE.fill(count=passed, warned=warned).plain()
    return words.FAULTY.fill(faults=faults, passed=passed, warned=warned).plain()
