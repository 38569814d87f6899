from __future__ import annotations

import pytest

from practice.slack.clock import Serials
from practice.slack.errors import RefusedError
from practice.slack.views import Views
from tests.practice.slack.tiny_bot import an_input, modal

HOME = {"type": "home", "blocks": [{"type": "divider"}]}


def test_a_person_sees_the_top_of_his_own_stack_of_three_at_most() -> None:
    views = Views(Serials())
    first = views.open("U0ANN", modal())
    second, third = views.push("U0ANN", modal()), views.push("U0ANN", modal())

    assert views.top("U0ANN") is third
    assert views.top("U0BOB") is None
    assert (third.root_id, third.previous_id) == (first.id, second.id)
    with pytest.raises(RefusedError, match="push_limit_reached"):
        views.push("U0ANN", modal())


def test_closing_shows_what_lies_beneath_and_clearing_shows_nothing() -> None:
    views = Views(Serials())
    first = views.open("U0ANN", modal())
    views.pop(views.push("U0ANN", modal()))

    assert views.top("U0ANN") is first
    views.clear("U0ANN")
    assert views.stack("U0ANN") == []
    with pytest.raises(RefusedError, match="not_found"):
        views.find(first.id)


def test_opening_takes_the_place_of_what_was_open() -> None:
    views = Views(Serials())
    views.open("U0ANN", modal())
    second = views.open("U0ANN", modal())

    assert views.stack("U0ANN") == [second]


def test_a_change_needs_the_hash_of_what_it_changes_and_keeps_what_was_typed() -> None:
    views = Views(Serials())
    view = views.open("U0ANN", modal(an_input("reason")))
    view.state["reason"]["reason_field"]["value"] = "typed"
    before = view.hash

    views.change(view, modal(an_input("reason"), an_input("note")), before)

    assert view.hash != before
    assert view.state["reason"]["reason_field"]["value"] == "typed"
    with pytest.raises(RefusedError, match="hash_conflict"):
        views.change(view, modal(), before)


def test_a_view_is_found_by_its_external_id_which_is_its_own() -> None:
    views = Views(Serials())
    view = views.open("U0ANN", modal(external_id="x"))

    assert views.find(external_id="x") is view
    with pytest.raises(RefusedError, match="duplicate_external_id"):
        views.open("U0BOB", modal(external_id="x"))


def test_a_home_tab_is_published_again_in_the_same_place() -> None:
    views = Views(Serials())
    home = views.publish("U0ANN", HOME, None)

    assert views.publish("U0ANN", HOME, home.hash) is home
    assert views.find(home.id) is home
    with pytest.raises(RefusedError, match="hash_conflict"):
        views.publish("U0ANN", HOME, "old")


def test_a_view_is_shown_in_slacks_shape() -> None:
    shown = Views(Serials()).open("U0ANN", modal(private_metadata="m")).as_json()

    assert shown["private_metadata"] == "m"
    assert (shown["close"], shown["callback_id"], shown["state"]) == (None, "", {"values": {}})
    assert shown["root_view_id"] == shown["id"]
