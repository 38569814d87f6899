"""What could not be read is never fine."""

from __future__ import annotations

from bot.deploying.doctor.contract import Result, failed, passed, unseen, warned, without_policy
from bot.domain.words import doctor_slack as words

SAYS = words.PEOPLE_NONE.fill()


def test_only_what_was_looked_at_and_is_well_needs_no_mend() -> None:
    rows = [passed("", SAYS), warned("", SAYS, SAYS), failed("", SAYS, SAYS)]
    rows += [unseen("", SAYS, SAYS), without_policy()]

    assert [row.result for row in rows if row.result.is_fault] == [
        Result.FAILED,
        Result.NOT_AVAILABLE,
        Result.NOT_AVAILABLE,
    ]
    assert [row.mend is None for row in rows] == [True, False, False, False, False]
