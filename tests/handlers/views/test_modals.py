from __future__ import annotations

from typing import Any

from bot.domain.cards import Offer
from bot.domain.words import deciding, responding
from handlers.views import ids
from handlers.views.kit import Modal
from handlers.views.marks import line
from handlers.views.modals import (
    ask_modal,
    field_errors,
    message_modal,
    refused,
    reject_modal,
    undo_modal,
)
from runbooks.kit.text import Text
from tests.handlers.views.checking import view_faults, written
from tests.handlers.views.examples import (
    CARRIED,
    ISOLATE,
    LOOK,
    alert_card,
    approval_card,
    progress_card,
)


def inputs(modal: Modal) -> dict[str, Any]:
    assert view_faults(modal) == []
    blocks = modal.view["blocks"]
    return {block["block_id"]: block for block in blocks if block["type"] == "input"}


def test_asking_shows_the_target_and_demands_a_reason() -> None:
    modal = ask_modal(alert_card(), LOOK, "isolate_instance")
    asked = inputs(modal)
    assert list(asked) == [ids.REASON]
    assert asked[ids.REASON]["element"]["min_length"] == 5
    assert not asked[ids.REASON]["optional"]
    text = written(modal.view["blocks"])
    assert "Isolate instance for I-3K9K" in text
    assert "i-0abc123 web-7 · prod-payments 111122223333 · ap-northeast-1" in text
    assert ids.carried(modal.view["private_metadata"]) == ids.Carried(
        "I-3K9K", "4", "isolate_instance"
    )


def test_asking_only_to_look_promises_no_plan_and_no_approval() -> None:
    looks = Offer("detective_context", Text("Find out who"), looks=True)
    view = ask_modal(alert_card(offers=(looks, ISOLATE)), LOOK, "detective_context").view
    text = written(view["blocks"])
    assert "It runs at once, unless the policy file asks for an approval" in text
    assert "asks others to approve it" not in text
    assert view["submit"]["text"] == "Look"
    assert "approvers" not in str(view["blocks"])


def test_asking_without_a_choice_made_offers_all_that_fit() -> None:
    modal = ask_modal(alert_card(), LOOK)
    asked = inputs(modal)
    assert list(asked) == [ids.RUNBOOK, ids.REASON]
    values = [option["value"] for option in asked[ids.RUNBOOK]["element"]["options"]]
    assert values == ["isolate_instance", "block_public_s3"]
    assert modal.view["private_metadata"] == "I-3K9K:4"


def test_a_runbook_that_fits_no_more_leads_to_those_that_do() -> None:
    assert ids.RUNBOOK in inputs(ask_modal(alert_card(), LOOK, "gone"))
    only = ask_modal(alert_card(offers=(ISOLATE,)), LOOK, "gone")
    assert list(inputs(only)) == [ids.REASON]
    assert only.view["private_metadata"] == "I-3K9K:4:isolate_instance"


def test_where_no_runbook_fits_there_is_nothing_to_submit() -> None:
    modal = ask_modal(alert_card(offers=()), LOOK)
    assert inputs(modal) == {}
    assert "there is nothing to ask for" in written(modal.view["blocks"])


def test_rejecting_needs_no_reason_but_takes_one() -> None:
    modal = reject_modal(approval_card(), LOOK)
    assert inputs(modal)[ids.REASON]["optional"]
    assert modal.view["private_metadata"] == CARRIED
    assert modal.view["callback_id"] == ids.REJECT_MODAL


def test_undoing_needs_a_reason() -> None:
    modal = undo_modal(progress_card(), LOOK, {})
    assert inputs(modal)[ids.REASON]["element"]["min_length"] == 5
    assert modal.view["private_metadata"] == "A-19X:1"
    assert modal.view["callback_id"] == ids.UNDO_MODAL


def test_what_is_chosen_at_an_undo_is_asked_for_and_no_stands_first() -> None:
    modal = undo_modal(progress_card(), LOOK, {"reactivate": Text("Make the keys active again?")})
    assert view_faults(modal) == []
    asked = inputs(modal)["reactivate"]
    assert asked["label"]["text"] == "Make the keys active again?"
    values = [each["value"] for each in asked["element"]["options"]]
    assert (values, asked["element"]["initial_option"]["value"]) == (["false", "true"], "false")


def test_the_modal_names_what_the_runbook_would_work_on() -> None:
    role = "arn:aws:iam::111122223333:role/web-prod"
    revoke = Offer("revoke_iam", Text("Revoke IAM access"), target=role)
    modal = ask_modal(alert_card(offers=(revoke,)), LOOK)
    assert "Revoke IAM access web-prod, for I-" in written(modal.view["blocks"])


def test_what_went_wrong_is_told_with_the_errors_id() -> None:
    modal = message_modal(deciding.GUEST.fill(), LOOK, "E-41")
    assert view_faults(modal) == []
    assert written(modal.view["blocks"]) == "Guests can't do that here. Nothing was changed. · E-41"
    assert "E-" not in written(message_modal(deciding.GUEST.fill(), LOOK).view["blocks"])


def test_a_refused_submission_says_in_words_who_may_do_it() -> None:
    why = deciding.NEEDS_APPROVER.fill(account="prod-payments")
    whom = responding.ASK_APPROVER.fill(account="prod-payments")
    told = "You can't approve changes in prod-payments (needs approver). Nothing was changed."
    assert refused(why, whom, LOOK)["errors"] == {
        "reason": f"{told} Ask an approver of prod-payments."
    }
    assert refused(why, None, LOOK)["errors"] == {"reason": told}


def test_what_is_wrong_with_a_field_stands_under_it() -> None:
    short = line(Text("Give *{least}* characters."), least=5)
    assert field_errors({ids.REASON: short}, LOOK) == {
        "response_action": "errors",
        "errors": {"reason": "Give 5 characters."},
    }


def test_of_several_targets_all_are_chosen_unless_somebody_leaves_some_out() -> None:
    both = {"k1": "arn:aws:s3:::a", "k2": "arn:aws:s3:::b"}
    offer = Offer("block_public_s3", Text("Block it"), target="arn:aws:s3:::a", choices=both)
    asked = ask_modal(alert_card(offers=(offer,)), LOOK)
    assert view_faults(asked) == []
    element = next(b for b in asked.view["blocks"] if b.get("block_id") == "targets")["element"]
    assert [one["value"] for one in element["initial_options"]] == ["k1", "k2"]
    one = Offer("block_public_s3", Text("Block it"), target="arn:aws:s3:::a")
    assert "targets" not in inputs(ask_modal(alert_card(offers=(one,)), LOOK))
