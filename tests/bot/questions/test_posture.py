"""A look covers every account and Region in bounded time; what could not be read is never fine."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from copy import copy
from dataclasses import replace
from typing import Any

import pytest

from bot.aws.access import AwsEstate
from bot.aws.limiter import Limiter, Rank
from bot.aws.sessions import Keys, Sessions
from bot.aws.threads import AwsThreads
from bot.clock import SystemClock
from bot.domain.policy import Account
from bot.domain.posture import Checked, Standing
from bot.questions.checks.catalogue import ABOUTS, CHECKS
from bot.questions.checks.contract import About, Check, Look
from bot.questions.posture import AT_ONCE, LONGEST_FIELD, LookingPosture
from practice.aws.estate import Accounts, Plan, build
from practice.aws.faults import Failing, Fault
from practice.aws.server import SimulatedAws
from runbooks.kit.aws import Aws
from runbooks.kit.text import Said, Text
from tests.bot.aws.estates import REGION, seeded
from tests.bot.questions.checks.accounts import well_set

ELSEWHERE = "us-east-1"
UNHURRIED = 60.0
"""Seconds: a busy machine is no reason to miss a deadline that a test is not about."""
SAYS = Text("{what}")

OPERATIONS = {
    "regions": ("ec2", "DescribeRegions"),
    "guardduty": ("guardduty", "GetDetector"),
    "security_hub": ("securityhub", "DescribeHub"),
    "cloudtrail": ("cloudtrail", "GetTrailStatus"),
    "config": ("config", "DescribeConfigurationRecorderStatus"),
    "s3_block": ("s3control", "GetPublicAccessBlock"),
    "root_mfa": ("iam", "GetAccountSummary"),
}
"""An operation of each check, by its key."""


def unhurried(check: Check) -> Check:
    """Give a check as much time as it takes."""
    about = replace(check.about, deadline=UNHURRIED)
    slow = copy(check)
    slow.about = about  # type: ignore[misc]
    return slow


@pytest.fixture
def posture_of(estate: AwsEstate, threads: AwsThreads) -> Callable[..., LookingPosture]:
    def make(*watched: str, catalogue: Sequence[Check] | None = None, **more: Any) -> Any:
        checks = catalogue or [unhurried(each) for each in CHECKS]
        return LookingPosture(estate, threads, SystemClock(), lambda _: watched, checks, **more)

    return make


class Told(Check):
    """A check that gives what it is told, and counts who asks at the same time."""

    def __init__(
        self, answer: Callable[[], Look], *, is_regional: bool = True, deadline: float = UNHURRIED
    ) -> None:
        """Ask nobody."""
        self.about = About("told", SAYS, ("ec2:DescribeVpcs",), is_regional, deadline)  # type: ignore[misc]
        self.answer = answer
        self.at_once: list[int] = []
        self._now = 0
        self._lock = threading.Lock()

    def ask(self, aws: Aws, account: Account, region: str) -> Look:
        with self._lock:
            self._now += 1
            self.at_once.append(self._now)
        try:
            return self.answer()
        finally:
            with self._lock:
                self._now -= 1


def by_place(found: Sequence[Checked]) -> dict[tuple[str, str], str]:
    """Return how each check stands in each Region, with its reason."""
    return {
        (each.check, each.region): f"{each.standing}: {each.says.plain()}"
        if each.says
        else str(each.standing)
        for each in found
    }


async def test_an_account_that_is_well_set_passes_every_check(
    aws: SimulatedAws, prod: Account, posture_of: Callable[..., LookingPosture]
) -> None:
    well_set(aws, prod.number)

    found = await posture_of().look([prod])

    assert by_place(found) == {
        (about.key, REGION if about.is_regional else ""): "PASSED" for about in ABOUTS
    }
    assert {each.account for each in found} == {prod.number}


async def test_every_enabled_region_is_watched_unless_the_policy_names_some(
    aws: SimulatedAws, prod: Account, posture_of: Callable[..., LookingPosture]
) -> None:
    well_set(aws, prod.number)
    aws.controls.regions.enable(prod.number, [REGION, ELSEWHERE])

    everywhere = by_place(await posture_of().look([prod]))
    named = by_place(await posture_of(REGION).look([prod]))

    assert everywhere["guardduty", REGION] == "PASSED"
    assert everywhere["guardduty", ELSEWHERE].startswith("FAILED")
    assert ("guardduty", ELSEWHERE) not in named
    assert named["regions", ""] == (
        "PASSED: 1 of 2 enabled Regions are watched, as the policy file says"
    )


async def test_accounts_are_told_in_their_order(
    aws: SimulatedAws,
    prod: Account,
    account_numbers: Iterator[str],
    posture_of: Callable[..., LookingPosture],
) -> None:
    other = seeded(aws, next(account_numbers))

    found = await posture_of(REGION).look([other, prod])

    numbers = list(dict.fromkeys(each.account for each in found))
    assert numbers == [other.number, prod.number]
    assert len(found) == 2 * len(ABOUTS)


@pytest.mark.parametrize(
    ("failing", "why"),
    [
        (Failing.DENIED, "{call} denied in {account}"),
        (Failing.THROTTLED, "AWS throttled {call} in {account}"),
        (Failing.BROKEN, "{call} failed in {account}: Internal"),
        (Failing.HUNG_UP, "AWS in {account} gave no answer that can be read"),
    ],
    ids=lambda each: each.value if isinstance(each, Failing) else "",
)
async def test_what_aws_does_not_answer_is_not_available_and_the_rest_is_told(
    aws: SimulatedAws,
    prod: Account,
    posture_of: Callable[..., LookingPosture],
    failing: Failing,
    why: str,
) -> None:
    well_set(aws, prod.number)
    for service, operation in OPERATIONS.values():
        aws.faults.place(Fault(failing, prod.number, service, operation))

    found = by_place(await posture_of(REGION).look([prod]))

    for key, (_, operation) in OPERATIONS.items():
        place = next(each for each in found if each[0] == key)
        said = why.format(call=operation, account=prod.number)
        assert found[place].startswith(f"NOT_AVAILABLE: {said}"), key
    aws.faults.clear(prod.number)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: str(check.about.key))
async def test_one_check_that_fails_hurts_no_other(
    aws: SimulatedAws, prod: Account, posture_of: Callable[..., LookingPosture], check: Check
) -> None:
    well_set(aws, prod.number)
    service, operation = OPERATIONS[check.about.key]
    aws.faults.place(Fault(Failing.DENIED, prod.number, service, operation))

    found = await posture_of().look([prod])

    standing = {each.check: each.standing for each in found}
    assert standing.pop(check.about.key) is Standing.NOT_AVAILABLE
    assert set(standing.values()) == {Standing.PASSED}
    aws.faults.clear(prod.number)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: str(check.about.key))
async def test_an_answer_that_comes_too_late_is_not_waited_for(
    aws: SimulatedAws, prod: Account, posture_of: Callable[..., LookingPosture], check: Check
) -> None:
    well_set(aws, prod.number)
    service, operation = OPERATIONS[check.about.key]
    aws.faults.place(Fault(Failing.LATE, prod.number, service, operation, seconds=0.5))
    late = unhurried(check)
    late.about = replace(check.about, deadline=0.1)  # type: ignore[misc]

    found = by_place(await posture_of(REGION, catalogue=[late]).look([prod]))

    where = REGION if check.about.is_regional else ""
    assert found[check.about.key, where] == "NOT_AVAILABLE: no answer within 0.1 s"
    aws.faults.clear(prod.number)


async def test_a_region_that_fails_hurts_no_other(
    aws: SimulatedAws, prod: Account, posture_of: Callable[..., LookingPosture]
) -> None:
    well_set(aws, prod.number)
    aws.faults.place(Fault(Failing.THROTTLED, prod.number, "guardduty", region=ELSEWHERE))

    found = by_place(await posture_of(ELSEWHERE, REGION).look([prod]))
    aws.faults.clear(prod.number)

    assert found["guardduty", ELSEWHERE].startswith("NOT_AVAILABLE: AWS throttled ListDetectors")
    assert found["guardduty", REGION] == "PASSED"


async def test_where_regions_are_not_told_those_to_act_in_are_looked_at(
    aws: SimulatedAws, prod: Account, posture_of: Callable[..., LookingPosture]
) -> None:
    well_set(aws, prod.number)
    aws.faults.place(Fault(Failing.DENIED, prod.number, "ec2", "DescribeRegions"))

    acting = by_place(await posture_of().look([replace(prod, act_regions=(REGION,))]))
    nowhere = by_place(await posture_of().look([prod]))

    assert acting["guardduty", REGION] == "PASSED"
    assert acting["regions", ""].startswith("NOT_AVAILABLE: DescribeRegions denied")
    assert nowhere["guardduty", ""] == (
        "NOT_AVAILABLE: which Regions are enabled is not known: "
        f"DescribeRegions denied in {prod.number}"
    )
    assert nowhere["root_mfa", ""] == "PASSED"
    assert len(nowhere) == len(ABOUTS)
    aws.faults.clear(prod.number)


async def test_an_account_that_can_t_be_entered_is_not_available_and_hurts_no_other(
    aws: SimulatedAws, prod: Account, posture_of: Callable[..., LookingPosture]
) -> None:
    well_set(aws, prod.number)
    closed = Account("999900001111", "closed")

    found = await posture_of().look([closed, prod])

    theirs = [each for each in found if each.account == closed.number]
    assert {each.standing for each in theirs} == {Standing.NOT_AVAILABLE}
    assert {each.check for each in theirs} == {about.key for about in ABOUTS}
    assert all(each.says and "secbot-read" in each.says.plain() for each in theirs)
    ours = {each.standing for each in found if each.account == prod.number}
    assert ours == {Standing.PASSED}


async def test_an_error_of_our_own_is_told_as_one(
    prod: Account, posture_of: Callable[..., LookingPosture]
) -> None:
    def broken() -> Look:
        raise KeyError

    found = by_place(await posture_of(REGION, catalogue=[Told(broken)]).look([prod]))

    assert found["told", REGION] == "NOT_AVAILABLE: an error in secbot: KeyError"


async def test_a_fault_without_a_reason_is_told_all_the_same(
    prod: Account, posture_of: Callable[..., LookingPosture]
) -> None:
    told = Told(lambda: Look(Standing.FAILED))

    found = by_place(await posture_of(REGION, catalogue=[told]).look([prod]))

    assert found["told", REGION] == "FAILED: secbot's check gives no reason"


async def test_reasons_are_scrubbed_and_cut(
    prod: Account, posture_of: Callable[..., LookingPosture]
) -> None:
    key = "AKIAIOSFODNN7EXAMPLE"
    says = Said(SAYS, {"what": f"{key} " + "x" * 1000})
    told = Told(lambda: Look(Standing.FAILED, says))

    found = await posture_of(REGION, catalogue=[told]).look([prod])

    (reason,) = [each.says.plain() for each in found if each.says and each.check == "told"]
    assert key not in reason
    assert len(reason) == LONGEST_FIELD


REGIONS_OF_MANY = tuple(f"eu-west-{number}" for number in range(2 * AT_ONCE))


class Hanging(Told):
    """A check that does not answer before it is let; `is_busy` tells when all places are taken."""

    def __init__(self, deadline: float = UNHURRIED) -> None:
        """Hang until let."""
        super().__init__(self._hang, deadline=deadline)
        self.let = threading.Event()
        self.is_busy = threading.Event()

    def _hang(self) -> Look:
        if len(self.at_once) >= AT_ONCE:
            self.is_busy.set()
        self.let.wait()
        return Look(Standing.PASSED)


@pytest.fixture
async def hang(estate: AwsEstate) -> AsyncIterator[Callable[..., tuple[Hanging, LookingPosture]]]:
    made: list[Hanging] = []
    threads = AwsThreads("many", 2 * AT_ONCE)

    def make(deadline: float = UNHURRIED, **more: Any) -> tuple[Hanging, LookingPosture]:
        made.append(Hanging(deadline))
        clock = SystemClock()
        return made[0], LookingPosture(
            estate, threads, clock, lambda _: REGIONS_OF_MANY, made, **more
        )

    yield make
    for each in made:
        each.let.set()
    await threads.close()


Hang = Callable[..., tuple[Hanging, LookingPosture]]


async def test_a_look_takes_no_more_places_than_its_own(prod: Account, hang: Hang) -> None:
    check, posture = hang()
    looking = asyncio.create_task(posture.look([prod]))

    await asyncio.to_thread(check.is_busy.wait)
    check.let.set()
    found = await looking

    assert max(check.at_once) == AT_ONCE
    assert len(check.at_once) == len(REGIONS_OF_MANY)
    assert {each.standing for each in found if each.check == "told"} == {Standing.PASSED}


async def test_a_look_ends_in_its_time_though_every_answer_hangs(prod: Account, hang: Hang) -> None:
    check, posture = hang(longest=3.0)

    found = [each for each in await posture.look([prod]) if each.check == "told"]

    assert [each.region for each in found] == list(REGIONS_OF_MANY)
    assert {each.standing for each in found} == {Standing.NOT_AVAILABLE}
    unasked = "the look took longer than 3 s, and did not come to this"
    told = [each.says.plain() for each in found if each.says]
    assert told.count(unasked) >= len(REGIONS_OF_MANY) - AT_ONCE
    assert len(check.at_once) <= AT_ONCE


async def test_a_call_that_hangs_keeps_its_place_until_its_thread_is_free(
    prod: Account, hang: Hang
) -> None:
    check, posture = hang(deadline=0.1, longest=3.0)

    found = await posture.look([prod])

    assert {each.standing for each in found if each.check == "told"} == {Standing.NOT_AVAILABLE}
    assert len(check.at_once) <= AT_ONCE


async def test_the_range_s_accounts_show_a_true_mixture(
    aws: SimulatedAws, threads: AwsThreads, account_numbers: Iterator[str]
) -> None:
    numbers = Accounts(next(account_numbers), next(account_numbers), next(account_numbers))
    built = build(aws, Plan(numbers))
    sessions = Sessions(Keys(*aws.credentials(numbers.home)), built.region, aws.url)
    estate = AwsEstate(sessions, Limiter(), SystemClock(), Rank.QUESTION)
    accounts = [
        Account(place.account, place.name, external_id=built.external_id) for place in built.places
    ]
    checks = [unhurried(each) for each in CHECKS]
    posture = LookingPosture(estate, threads, SystemClock(), lambda _: (), checks)

    found = await posture.look(accounts)
    estate.close()
    sessions.close()

    amiss = {
        (each.account, each.check, each.region): each.standing
        for each in found
        if each.standing is not Standing.PASSED
    }
    assert len(found) == 2 * (1 + 4 * 2 + 2)
    assert amiss == {
        (numbers.prod, "s3_block", ""): Standing.FAILED,
        (numbers.staging, "s3_block", ""): Standing.FAILED,
        (numbers.staging, "security_hub", ELSEWHERE): Standing.FAILED,
        (numbers.staging, "config", built.region): Standing.FAILED,
        (numbers.staging, "config", ELSEWHERE): Standing.FAILED,
        (numbers.staging, "cloudtrail", ELSEWHERE): Standing.WARNING,
    }
