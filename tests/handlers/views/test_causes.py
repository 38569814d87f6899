"""The card says what secbot did itself, and most loudly what somebody does in its name."""

from __future__ import annotations

from bot.domain.causing import Cause, Involved
from bot.domain.words import guarding as words
from handlers.views.alert import alert
from tests.clocks import MORNING
from tests.handlers.views.checking import faults, live, written
from tests.handlers.views.examples import LOOK, alert_card


def test_what_secbot_did_itself_is_named_with_who_approved_it_and_lowers_nothing() -> None:
    caused = Involved((Cause("A-19X", "isolate_instance", ("Bob", "Ryo")),))
    plain, shown = (alert(alert_card(involved=one), LOOK) for one in (Involved(), caused))

    text = written(shown.blocks)
    assert faults(shown) == []
    assert "Caused by secbot's own A-19X (isolate_instance), approved by Bob, Ryo" in text
    assert shown.text == plain.text
    assert written(plain.blocks).splitlines()[0] in text


def test_a_change_right_before_it_is_told_with_its_time_and_claims_no_more() -> None:
    changed = Involved((Cause("A-19X", "isolate_instance", (), MORNING),))

    text = written(alert(alert_card(involved=changed), LOOK).blocks)
    assert "secbot changed this resource" in text
    assert words.NO_APPROVER.en in text
    assert "Caused by" not in text


def test_a_role_of_ours_in_other_hands_stands_first_calls_who_must_act_and_says_so_on_phones() -> (
    None
):
    shown = alert(alert_card(involved=Involved((), ("secbot-release",), ("S0APPROVE",))), LOOK)

    assert faults(shown) == []
    assert written(shown.blocks).splitlines()[0].startswith("🚨 CRITICAL · somebody acts with")
    assert "S0APPROVE" in live(shown.blocks)
    assert shown.text.startswith("CRITICAL: somebody acts with secbot's own role.")
