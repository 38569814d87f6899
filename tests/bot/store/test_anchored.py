"""The chain held against its anchors: what was rewritten, cut off or slipped in shows."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.anchor import Mark
from bot.domain.record import What
from bot.ports.records import Bare, Held
from bot.store.anchored import Holding
from bot.store.chain import START, Head, Link, check, hash_of
from tests.clocks import MORNING

RUN = (What.STARTED, What.INTENT, What.RESULT, What.STEP, What.INTENT, What.RESULT, What.ENDED)


def a_chain(*kinds: What, bodies: dict[int, Any] | None = None) -> list[Link]:
    """Return a chain of these kinds; each record's number is ten times its place."""
    links: list[Link] = []
    previous = START
    for place, what in enumerate(kinds or RUN, 1):
        body = (bodies or {}).get(place, {"step": "a"})
        link = Link(place, str(what), MORNING, "", None, 1, body, previous, "", place * 10)
        links.append(replace(link, hash=hash_of(link)))
        previous = links[-1].hash
    return links


def mark(links: list[Link], place: int) -> Mark:
    return Mark(place, links[place - 1].hash, links[0].hash)


def held(links: list[Link], marks: list[Mark], head: Head | None = None) -> Held:
    holding = Holding(marks)
    last = head or Head(len(links), links[-1].hash if links else START)
    return holding.held(check(holding.watch(links), last))


def test_a_run_that_was_anchored_at_each_intent_and_at_its_end_is_covered() -> None:
    links = a_chain()

    found = held(links, [mark(links, place) for place in (2, 5, 7)])

    assert found.wrong_at is None
    assert found.beyond is None
    assert found.bare == ()
    assert (found.is_foreign, found.earlier, found.open_ends) == (False, 0, 0)
    assert (found.began, found.covered, found.loose) == (20, 70, 0)


def test_a_later_anchor_of_somebody_else_s_intent_covers_a_change_too() -> None:
    links = a_chain(What.INTENT, What.ASKED, What.RESULT)

    assert held(links, [mark(links, 2)]).bare == ()


def test_what_was_told_upstream_without_an_anchor_is_bare_too() -> None:
    links = a_chain(What.SYNC_INTENT, What.SYNC_RESULT, What.SYNC_INTENT, What.SYNC_RESULT)

    assert held(links, [mark(links, 1)]).bare == (Bare(number=40, begun=3, ended=4),)


def test_a_change_without_an_anchor_between_intent_and_result_is_bare() -> None:
    links = a_chain()

    found = held(links, [mark(links, 2), mark(links, 7)])

    assert found.bare == (Bare(number=60, begun=5, ended=6),)


def test_a_call_that_was_never_sent_needs_no_anchor() -> None:
    links = a_chain(bodies={6: {"step": "a", "code": "NotSent"}})

    assert held(links, [mark(links, 2), mark(links, 7)]).bare == ()


def test_a_result_without_any_intent_is_bare() -> None:
    links = a_chain(What.STARTED, What.RESULT)

    assert held(links, [mark(links, 1)]).bare == (Bare(20, 2, 2),)


def test_changes_before_the_first_anchor_are_counted_apart() -> None:
    links = a_chain(*RUN, *RUN)

    found = held(links, [mark(links, place) for place in (7, 9, 12)])

    assert found.bare == ()
    assert (found.earlier, found.began, found.covered, found.open_ends) == (2, 70, 120, 1)


def test_without_anchors_every_change_is_an_earlier_one() -> None:
    found = held(a_chain(), [])

    assert (found.earlier, found.covered, found.loose, found.open_ends) == (2, 0, 7, 1)


def test_an_outcome_that_is_not_anchored_yet_is_counted() -> None:
    links = a_chain()

    found = held(links, [mark(links, 2), mark(links, 5)])

    assert (found.open_ends, found.covered, found.loose) == (1, 50, 2)


def test_a_chain_that_was_rewritten_from_somewhere_on_differs_at_the_next_anchor() -> None:
    links = a_chain()
    marks = [mark(links, place) for place in (2, 5, 7)]
    forged = a_chain(bodies={3: {"step": "another"}})

    found = held(forged, marks)

    assert found.verified.broken_at is None
    assert (found.wrong_at, found.is_foreign) == (50, False)


def test_a_chain_that_was_rewritten_from_its_beginning_is_another_one() -> None:
    links = a_chain()

    assert held(a_chain(bodies={1: {}}), [mark(links, 7)]).is_foreign


def test_two_anchors_of_one_place_can_t_both_be_right() -> None:
    links = a_chain()
    other = replace(mark(links, 2), hash="ee" * 32)

    assert held(links, [mark(links, 2), other]).wrong_at == 20


def test_a_tail_that_was_cut_off_shows_by_the_anchors_past_it() -> None:
    links = a_chain()
    marks = [mark(links, place) for place in (2, 5, 7)]

    found = held(links[:5], marks)

    assert found.verified.cut_after is None
    assert (found.beyond, found.last) == (7, 50)


def test_an_emptied_chain_is_cut_off_too() -> None:
    links = a_chain()

    found = held([], [mark(links, 7)])

    assert (found.beyond, found.last, found.is_foreign) == (7, 0, False)


@pytest.mark.parametrize("body", [None, [], "x", 7])
def test_a_body_of_any_shape_is_looked_at_without_a_fault(body: object) -> None:
    links = a_chain(bodies={3: body, 2: body})

    assert held(links, [mark(links, 1)]).bare[0].number == 30


def test_a_link_that_is_wrong_in_itself_ends_the_look() -> None:
    links = a_chain()
    links[2] = replace(links[2], body=None)

    assert held(links, [mark(links, 2)]).verified.broken_at == 30
