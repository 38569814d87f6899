"""What proves the quiet: findings that came lately, looks that are fresh, pipes that flow."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.hold import Grasp
from bot.domain.message import Depth
from bot.domain.policy import Account
from bot.domain.posture import Checked, Standing
from bot.domain.proving import (
    OLD_AFTER,
    SILENT_AFTER,
    held,
    last_findings,
    looked,
    missing,
    pipe,
    places,
    readable,
    strangers,
    worked,
)
from bot.domain.run import Work
from bot.domain.words import proving as words
from tests.bot.triage.examples import CUSTOM, a_finding
from tests.clocks import MORNING

PROD, TEST = Account("111122223333", "prod"), Account("444455556666", "test")
TOKYO, IRELAND = "ap-northeast-1", "eu-west-1"
SECOND = timedelta(seconds=1)
OFF = words.NEVER_LOOKED.fill()


def a_check(standing: Standing = Standing.PASSED, **changes: object) -> Checked:
    says = None if standing is Standing.PASSED else OFF
    check = Checked("guardduty", PROD.number, TOKYO, standing, says, MORNING)
    return replace(check, **changes)  # type: ignore[arg-type]  # the tests name real fields only


@pytest.mark.parametrize(
    "changes",
    [
        {"producer": CUSTOM},
        {"account": ""},
        {"account": "12"},
        {"account": "١١١١٢٢٢٢٣٣٣٣"},
        {"region": ""},
        {"region": "eu-west-1" * 1000},
        {"region": "<!channel>"},
    ],
)
def test_only_what_aws_itself_reports_from_a_real_place_proves_a_way(
    changes: dict[str, object],
) -> None:
    assert places([a_finding(), a_finding(**changes)]) == {("111122223333", "eu-west-1")}
    assert places([a_finding(**changes)]) == frozenset()


@pytest.mark.parametrize("region", ["us-gov-west-1", "cn-north-1", "us-iso-east-1", "mx-central-1"])
def test_every_partition_has_its_places(region: str) -> None:
    assert places([a_finding(region=region)]) == {("111122223333", region)}


def test_what_passed_long_ago_is_not_known_any_more_and_what_failed_stays_failed() -> None:
    now = MORNING + OLD_AFTER + SECOND
    kept = [a_check(), a_check(Standing.WARNING), a_check(Standing.FAILED)]

    fresh = looked([PROD], kept, now - SECOND)
    aged = looked([PROD], kept, now)

    assert fresh == tuple(kept)
    assert [each.standing for each in aged] == [
        Standing.NOT_AVAILABLE,
        Standing.NOT_AVAILABLE,
        Standing.FAILED,
    ]
    assert aged[0].says == words.OLD.fill(at="2026-11-22 09:00 UTC", standing="PASSED")


def test_an_account_that_was_never_looked_at_is_told_and_so_is_a_policy_without_any() -> None:
    told = looked([PROD, TEST], [a_check()], MORNING)
    assert [(each.account, each.standing) for each in told] == [
        (PROD.number, Standing.PASSED),
        (TEST.number, Standing.NOT_AVAILABLE),
    ]
    (nothing,) = looked([], [a_check()], MORNING)
    assert nothing.standing is Standing.NOT_AVAILABLE
    assert nothing.says == words.NO_ACCOUNTS.fill()


def test_a_region_that_the_policy_has_watched_and_the_look_left_out_is_told() -> None:
    watched = replace(PROD, watch_regions=(TOKYO, IRELAND))

    told = looked([watched], [a_check(region=""), a_check()], MORNING)

    assert [(each.region, each.standing) for each in told] == [
        ("", Standing.PASSED),
        (TOKYO, Standing.PASSED),
        (IRELAND, Standing.NOT_AVAILABLE),
    ]


def test_the_last_finding_is_told_of_every_region_that_is_known() -> None:
    account = replace(PROD, act_regions=("us-east-1",))
    heard = {(PROD.number, TOKYO): MORNING, (TEST.number, "eu-north-1"): MORNING}
    kept = [a_check(), a_check(region=IRELAND), a_check(region="")]

    told = last_findings([account], kept, heard, MORNING + SILENT_AFTER)

    assert {each.region: each.standing for each in told} == {
        TOKYO: Standing.PASSED,
        IRELAND: Standing.WARNING,
        "us-east-1": Standing.WARNING,
    }


def test_a_place_that_has_been_silent_for_a_week_is_a_warning() -> None:
    heard = {(PROD.number, TOKYO): MORNING}
    watched = replace(PROD, watch_regions=(TOKYO,))

    (fresh,) = last_findings([watched], [], heard, MORNING + SILENT_AFTER)
    (silent,) = last_findings([watched], [], heard, MORNING + SILENT_AFTER + SECOND)

    assert fresh.says == words.SEEN_AT.fill(at="2026-11-22 09:00 UTC")
    assert silent.standing is Standing.WARNING
    assert silent.says == words.SILENT.fill(count=7, at="2026-11-22 09:00 UTC")


def test_where_no_region_is_known_nothing_is_known_of_its_findings() -> None:
    (told,) = last_findings([PROD], [], {}, MORNING)

    assert told.standing is Standing.NOT_AVAILABLE
    assert told.says == words.NO_REGIONS.fill()


def test_only_watched_regions_count_where_the_policy_names_them() -> None:
    watched = replace(PROD, watch_regions=(IRELAND,), act_regions=(TOKYO,))

    told = last_findings([watched], [a_check()], {(PROD.number, TOKYO): MORNING}, MORNING)

    assert [(each.region, each.standing) for each in told] == [(IRELAND, Standing.WARNING)]


def test_an_account_that_reports_and_that_nobody_looks_at_is_a_warning() -> None:
    heard = {(PROD.number, TOKYO): MORNING, (TEST.number, TOKYO): MORNING}

    (told,) = strangers([PROD.number], heard, MORNING)

    assert (told.account, told.standing) == (TEST.number, Standing.WARNING)
    assert strangers([PROD.number, TEST.number], heard, MORNING) == ()


@pytest.mark.parametrize(
    ("depth", "standing"),
    [
        (Depth(0, None), Standing.PASSED),
        (Depth(3, MORNING - 30 * SECOND), Standing.PASSED),
        (Depth(3, MORNING - 31 * SECOND), Standing.FAILED),
        (Depth(1, MORNING + SECOND), Standing.PASSED),
    ],
)
def test_a_pipe_passes_while_what_waits_in_it_is_young(depth: Depth, standing: Standing) -> None:
    told = pipe("inbox", depth, 30 * SECOND, MORNING)

    assert told.standing is standing
    assert told.says is not None


def test_a_message_that_could_not_be_read_may_have_been_a_finding() -> None:
    assert readable(0, MORNING).standing is Standing.PASSED
    assert readable(2, MORNING).standing is Standing.WARNING
    assert missing("inbox", OFF, MORNING).standing is Standing.NOT_AVAILABLE


def test_work_that_gave_up_is_told_by_its_kind() -> None:
    lost = worked({Work.ENRICH: 1, Work.WITNESS: 2}, MORNING)

    assert worked({}, MORNING).standing is Standing.PASSED
    assert (lost.standing, lost.check) == (Standing.WARNING, "work_done")
    assert lost.says is not None
    assert lost.says.plain().startswith("1 enrichment, 2 later readings of a claim gave up in")


def test_every_kind_of_work_has_words_for_giving_up() -> None:
    assert set(words.GAVE_UP) == set(Work)


@pytest.mark.parametrize(
    ("holds", "standing", "says"),
    [
        (Grasp(held=2, oldest=MORNING), Standing.PASSED, "2 containments hold"),
        (
            Grasp(held=2, slipped=1, unknown=1),
            Standing.FAILED,
            "1 containment has slipped: `/sec list` shows where",
        ),
        (Grasp(held=2, unknown=1), Standing.NOT_AVAILABLE, "1 containment could not be checked"),
        (
            Grasp(held=2, oldest=MORNING - timedelta(minutes=31)),
            Standing.NOT_AVAILABLE,
            "the check that is longest ago was at 2026-11-22 08:29 UTC",
        ),
        (
            Grasp(held=2),
            Standing.NOT_AVAILABLE,
            "the check that is longest ago was at ?",
        ),
    ],
)
def test_what_was_contained_is_well_only_where_all_of_it_was_seen_to_hold_lately(
    holds: Grasp, standing: Standing, says: str
) -> None:
    (check,) = held(holds, MORNING)
    assert (check.check, check.standing) == ("holds", standing)
    assert check.says is not None
    assert check.says.plain() == says


def test_where_nothing_is_held_nothing_is_checked() -> None:
    assert held(Grasp(), MORNING) == ()
