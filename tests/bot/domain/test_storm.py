"""When it is a storm, when it is over, who keeps a card of its own, and what its thread names."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.finding import Severity
from bot.domain.posting import Sheet
from bot.domain.storm import (
    DAY_SHOWN_EVERY,
    LINES,
    MOST_LINES,
    OWN_CARDS,
    QUIET,
    SHOWN_EVERY,
    Arrival,
    Cause,
    Kind,
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
        ([(replace(CRITICAL, is_claim=True), NEVER)] * 9, 0, []),
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


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({}, Kind.FOUND),
        ({"is_claim": True}, Kind.CLAIMED),
        ({"in_thread": True}, Kind.ROUTED),
        ({"in_thread": True, "is_claim": True}, Kind.ROUTED),
    ],
)
def test_what_arrives_is_gathered_with_its_kind_alone(changes: dict[str, bool], kind: Kind) -> None:
    assert an_arrival(**changes).kind is kind


def test_a_day_lasts_to_its_end_however_calm_and_is_shown_once_a_minute() -> None:
    day = a_storm(kind=Kind.ROUTED, until=MORNING + timedelta(hours=9), findings=2, shown=1)

    assert not day.is_over(MORNING + timedelta(hours=8))
    assert day.is_over(MORNING + timedelta(hours=9))
    assert not day.must_be_shown(MORNING + DAY_SHOWN_EVERY - ago(1))
    assert day.must_be_shown(MORNING + DAY_SHOWN_EVERY)


def test_a_day_tells_again_of_the_posts_that_have_changed_and_hurries_with_none() -> None:
    day = a_storm(number=4, kind=Kind.ROUTED, named=60, told=60, stale=(1, 3))

    assert [page_of(each.subject)[1] for each in day.pages()] == [1, 3]
    assert not any(each.is_urgent for each in day.pages())


@pytest.mark.parametrize(
    ("kind", "named", "severity", "has_line"),
    [
        (Kind.FOUND, 0, Severity.HIGH, True),
        (Kind.FOUND, 0, Severity.MEDIUM, False),
        (Kind.FOUND, 10_000, Severity.HIGH, True),
        (Kind.CLAIMED, 0, Severity.HIGH, True),
        (Kind.CLAIMED, MOST_LINES[Kind.CLAIMED], Severity.CRITICAL, False),
        (Kind.ROUTED, 0, Severity.INFORMATIONAL, True),
        (Kind.ROUTED, MOST_LINES[Kind.ROUTED], Severity.HIGH, False),
    ],
)
def test_a_thread_names_what_is_severe_and_a_day_s_all_and_only_claims_and_routes_have_a_bound(
    kind: Kind, named: int, severity: Severity, *, has_line: bool
) -> None:
    assert a_storm(kind=kind, named=named).has_line(severity) is has_line


def test_what_is_no_subject_of_a_storm_is_an_error() -> None:
    with pytest.raises(ValueError, match="I-1"):
        page_of("I-1")


def test_a_group_s_key_is_cut_to_what_an_index_may_hold() -> None:
    long = an_arrival(type="t" * 999, account="1" * 999, region="r" * 999)

    assert [len(part) for part in long.group] == [200, 64, 64]
