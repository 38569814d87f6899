"""When it is a storm, when it is over, who keeps a card of its own, and what its thread names."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.finding import Severity
from bot.domain.posting import Sheet
from bot.domain.storm import (
    LINES,
    OWN_CARDS,
    QUIET,
    SHOWN_EVERY,
    Arrival,
    Cause,
    Weather,
    at_once,
    cause_of,
    page_of,
)
from tests.bot.domain.storms import CHANNEL, a_storm, an_arrival
from tests.clocks import MORNING

CALM = Weather(CHANNEL)
CRITICAL = an_arrival(severity=Severity.CRITICAL)
COMMON, NEVER = 50, 0


def ago(seconds: float) -> timedelta:
    return timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("before", "many", "waited", "storm", "cause"),
    [
        ((), 5, None, None, None),
        ((), 6, None, None, Cause.PACE),
        ((59, 59, 30, 1, 0), 1, None, None, Cause.PACE),
        ((61, 59, 30, 1, 0), 1, None, None, None),
        ((), 2, 11, None, Cause.QUEUE),
        ((30,), 1, 11, None, Cause.QUEUE),
        ((), 1, 3600, None, None),
        ((), 2, 9, None, None),
        ((30, 20), 1, None, 1, Cause.PACE),
        ((30,), 1, None, 1, None),
    ],
)
def test_a_storm_begins_by_the_pace_or_the_queue_and_goes_on_more_easily_than_it_begins(
    before: tuple[int, ...], many: int, waited: int | None, storm: int | None, cause: Cause | None
) -> None:
    opened = tuple(MORNING - ago(each) for each in before)
    weather = replace(CALM, opened=opened, storm=storm)
    since = None if waited is None else MORNING - ago(waited)

    assert cause_of(weather, many, MORNING, lambda: since) is cause


def test_no_more_moments_are_kept_than_are_asked_for() -> None:
    weather = CALM
    for _ in range(9):
        weather = weather.after(40, 3, MORNING)
    assert (len(weather.opened), len(weather.carded)) == (6, OWN_CARDS)


@pytest.mark.parametrize(
    ("arrivals", "carded", "chosen"),
    [
        ([(an_arrival(), COMMON)] * 9, 0, []),
        ([(CRITICAL, COMMON)] * 9, 0, [0, 1]),
        ([(CRITICAL, COMMON)] * 9, 2, []),
        ([(CRITICAL, NEVER)] * 9, 0, [0, 1]),
        ([(CRITICAL, COMMON), (CRITICAL, 2), (CRITICAL, NEVER)], 0, [2, 1]),
        ([(CRITICAL, COMMON), (replace(CRITICAL, precious=True), COMMON)], 1, [1]),
        ([(replace(CRITICAL, precious=True), NEVER)] * 9, 0, [0, 1, 2, 3, 4]),
        ([(replace(CRITICAL, precious=True), NEVER)] * 9, 3, [0, 1]),
        ([(replace(CRITICAL, precious=True), NEVER)], 5, []),
        ([(an_arrival(precious=True), NEVER)], 0, []),
    ],
)
def test_the_rarest_and_most_precious_of_what_is_critical_keep_their_own_cards(
    arrivals: list[tuple[Arrival, int]], carded: int, chosen: list[int]
) -> None:
    weather = replace(CALM, carded=(MORNING - ago(59),) * carded)

    assert at_once(arrivals, weather, MORNING) == chosen


def test_what_had_a_card_a_minute_ago_takes_no_other_ones_place() -> None:
    weather = replace(CALM, carded=(MORNING - ago(60),) * OWN_CARDS)

    assert weather.free_cards(MORNING) == OWN_CARDS


def test_a_storm_is_over_once_it_was_calm_for_a_while() -> None:
    assert not a_storm().is_over(MORNING + QUIET - ago(1))
    assert a_storm().is_over(MORNING + QUIET)


def test_its_card_is_edited_where_there_is_news_and_not_too_often() -> None:
    storm = a_storm(findings=7, shown=7)
    later = MORNING + SHOWN_EVERY

    assert not storm.must_be_shown(later)
    assert replace(storm, findings=8).must_be_shown(later)
    assert not replace(storm, findings=8).must_be_shown(later - ago(1))


@pytest.mark.parametrize(
    ("named", "told", "pages"),
    [(0, 0, []), (1, 0, [1]), (LINES, 0, [1]), (LINES + 1, 0, [1, 2]), (LINES + 1, LINES, [2])],
)
def test_a_post_of_its_thread_is_wanted_for_each_page_with_lines_that_are_not_told(
    named: int, told: int, pages: list[int]
) -> None:
    storm = a_storm(number=4, named=named, told=told)

    wanted = storm.pages()

    assert [page_of(each.subject) for each in wanted] == [(4, page) for page in pages]
    assert {(each.sheet, each.under) for each in wanted} <= {(Sheet.GROUPS, storm.subject)}
    assert page_of(storm.wanted().subject) == (4, 0)


def test_what_is_no_subject_of_a_storm_is_an_error() -> None:
    with pytest.raises(ValueError, match="I-1"):
        page_of("I-1")


def test_a_group_s_key_is_cut_to_what_an_index_may_hold() -> None:
    long = an_arrival(type="t" * 999, account="1" * 999, region="r" * 999)

    assert [len(part) for part in long.group] == [200, 64, 64]
