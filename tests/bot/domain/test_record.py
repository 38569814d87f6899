"""Which records are the audit trail."""

from __future__ import annotations

from bot.domain.record import What


def test_all_that_people_and_secbot_did_is_chained_and_what_findings_did_is_not() -> None:
    loose = {what for what in What if not what.is_chained}

    assert loose == {
        What.FINDING_OPENED,
        What.FINDING_CHANGED,
        What.FINDING_JOINED,
        What.FINDING_RETURNED,
        What.MATERIAL,
    }
