from __future__ import annotations

from practice.aws.membership import Membership
from practice.aws.reporters import Reporters


def test_every_call_that_a_reporter_answers_is_answered_by_them_all_together() -> None:
    reporters = Reporters(Membership())
    parts = [part for part in vars(reporters).values() if hasattr(part, "answers")]

    assert len(parts) == 7
    assert set(reporters.answers()) == {call for part in parts for call in part.answers()}
