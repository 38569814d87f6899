"""When to look for lost findings, from where on, what is late, and how the daily check tells it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain import sweeping
from bot.domain.finding import Finding, Late, Producer
from bot.domain.policy import Account
from bot.domain.posture import Standing
from bot.domain.proving import places
from bot.domain.sweeping import Beat, Detector, Haul, Healed, Reached, Swept
from bot.domain.words import sweeping as words
from runbooks.kit.values import Special
from tests.bot.domain.makers import ACCOUNT, a_policy
from tests.bot.triage.examples import a_finding
from tests.clocks import MORNING

NOW = MORNING
PROD = Account(ACCOUNT, "prod-payments")
REGION = "eu-west-1"
HERE = Beat(Detector.GUARDDUTY, ACCOUNT, REGION)
WHY = words.BACKLOG.fill()


def before(**span: float) -> datetime:
    return NOW - timedelta(**span)


@pytest.mark.parametrize(
    ("minute", "gap", "due"),
    [
        (0, timedelta(minutes=1), True),
        (15, timedelta(minutes=1), True),
        (14, timedelta(minutes=1), False),
        (14, timedelta(minutes=2), False),
        (14, timedelta(minutes=3), True),
        (14, timedelta(days=2), True),
        (14, None, True),
        (30, None, True),
    ],
)
def test_a_sweep_is_due_each_quarter_of_an_hour_and_after_a_downtime(
    minute: int, gap: timedelta | None, *, due: bool
) -> None:
    slot = NOW.replace(minute=minute)

    assert sweeping.is_due(slot, None if gap is None else slot - gap) is due


@pytest.mark.parametrize(
    ("kept", "begins"),
    [
        (None, before(hours=24)),
        (Swept(HERE, before(hours=1), why=WHY), before(hours=24)),
        (Swept(HERE, before(hours=1), before(hours=1)), before(hours=2)),
        (Swept(HERE, before(hours=1), before(hours=9), is_cut=True), before(hours=9)),
    ],
)
def test_a_sweep_begins_an_hour_before_its_mark_or_where_it_was_cut(
    kept: Swept | None, begins: datetime
) -> None:
    assert sweeping.since(kept, NOW) == begins


def test_only_an_answer_moves_the_mark() -> None:
    first = sweeping.swept(None, HERE, WHY, NOW)
    whole = sweeping.swept(first, HERE, Haul(), NOW)
    cut = sweeping.swept(whole, HERE, Haul((), before(hours=3)), NOW)
    failed = sweeping.swept(cut, HERE, WHY, NOW + timedelta(hours=1))

    assert first == Swept(HERE, NOW, why=WHY)
    assert whole == Swept(HERE, NOW, NOW - sweeping.GRACE, NOW)
    assert cut == Swept(HERE, NOW, before(hours=3), NOW, is_cut=True)
    assert (failed.until, failed.done_at, failed.why) == (before(hours=3), NOW, WHY)


def test_a_clock_that_was_put_back_never_moves_the_mark_back() -> None:
    kept = Swept(HERE, NOW, NOW, NOW)

    assert sweeping.swept(kept, HERE, Haul(), before(hours=5)).until == NOW


@pytest.mark.parametrize(
    ("created", "updated", "is_known", "seconds"),
    [
        (before(minutes=4), before(minutes=4), False, None),
        (before(minutes=41), before(minutes=41), False, 41 * 60),
        (before(hours=3), before(minutes=1), False, 60),
        (before(hours=3), before(minutes=1), True, None),
        (before(hours=3), before(minutes=6), True, 360),
        (None, before(minutes=6), True, 360),
        (before(minutes=6), None, False, 360),
        (None, None, False, None),
    ],
)
def test_nothing_is_lost_while_its_message_may_be_on_its_way(
    created: datetime | None, updated: datetime | None, *, is_known: bool, seconds: int | None
) -> None:
    finding = replace(a_finding(), created_at=created, updated_at=updated)
    late = sweeping.lost(finding, NOW, is_known=is_known)

    assert late == (None if seconds is None else Late(NOW, seconds))


def test_the_administrator_is_asked_for_all_else_each_account() -> None:
    other = replace(PROD, number="444455556666")
    both = {each.number: each for each in (PROD, other)}
    alone = a_policy(accounts=both)
    administered = a_policy(accounts=both, special={Special.SECURITY_ADMIN: other.number})

    assert sweeping.asked(alone) == tuple(both.values())
    assert sweeping.asked(administered) == (other,)


def test_what_was_found_by_looking_proves_no_way() -> None:
    came = replace(a_finding(), account="111122223333", region=REGION)
    looked_for = replace(came, late=Late(NOW, 60))

    assert places([came]) == {("111122223333", REGION)}
    assert places([looked_for]) == frozenset()
    assert sweeping.reached([looked_for], NOW) == ()


@pytest.mark.parametrize(
    ("samples", "is_sample"), [((True,), True), ((True, False), False), ((False, True), False)]
)
def test_a_detector_is_reached_by_its_own_findings_and_a_real_one_counts_more(
    samples: tuple[bool, ...], *, is_sample: bool
) -> None:
    found: list[Finding] = [replace(a_finding(), sample=each) for each in samples]
    claim = replace(a_finding(), producer=Producer("securityhub", "custom", verified=False))

    assert sweeping.reached([*found, claim], NOW) == (Reached("guardduty", NOW, is_sample),)


@pytest.mark.parametrize(
    ("swept", "standing", "says"),
    [
        ((), Standing.NOT_AVAILABLE, words.NEVER_SWEPT),
        ((Swept(HERE, NOW, NOW, NOW),), Standing.PASSED, words.SWEPT_AT),
        ((Swept(HERE, before(hours=1), NOW, before(hours=1)),), Standing.NOT_AVAILABLE, None),
        ((Swept(HERE, NOW, NOW, NOW, is_cut=True),), Standing.WARNING, words.BEHIND),
        ((Swept(HERE, NOW, NOW, NOW, why=WHY),), Standing.NOT_AVAILABLE, words.FAILS),
        ((Swept(HERE, NOW, why=WHY),), Standing.NOT_AVAILABLE, words.FAILS_EVER),
        (
            (
                Swept(HERE, NOW, NOW, NOW, why=WHY),
                Swept(replace(HERE, detector=Detector.SECURITY_HUB), NOW, NOW, NOW),
            ),
            Standing.NOT_AVAILABLE,
            words.FAILS,
        ),
    ],
)
def test_each_place_has_one_check_with_the_worst_of_its_detectors(
    swept: tuple[Swept, ...], standing: Standing, says: object
) -> None:
    (check,) = sweeping.checked([PROD], swept, NOW)

    assert (check.account, check.standing) == (ACCOUNT, standing)
    assert check.says is not None
    assert check.says.text == (says or words.SWEPT_LONG_AGO)


def test_what_was_healed_since_yesterday_is_a_warning_for_each_place() -> None:
    counts = [
        Healed("2026-11-20", ACCOUNT, REGION, 2),
        Healed("2026-11-21", ACCOUNT, REGION, 1),
        Healed("2026-11-21", "444455556666", REGION, 7),
    ]
    (first, _), (one,) = (
        sweeping.healed(counts, (), NOW),
        sweeping.healed(counts, (ACCOUNT,), NOW),
    )

    assert (first.standing, first.says) == (Standing.WARNING, words.HEALED_SINCE.fill(count=3))
    assert one == first
