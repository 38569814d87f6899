"""Findings are read again at their source; not being able to is told, and is a no."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.aws.access import AwsEstate
from bot.aws.threads import AwsThreads
from bot.clock import SystemClock
from bot.domain.finding import Finding
from bot.domain.policy import Account, Policy
from bot.ports.confirming import SilentError, TooEarlyError
from bot.questions.confirm.guardduty import GuardDuty
from bot.questions.confirming import Confirming
from practice.aws.faults import Failing, Fault
from practice.aws.server import SimulatedAws
from tests.bot.questions.confirm.findings import raised
from tests.clocks import FrozenClock

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
FIRST_CALLS = {
    "inspector2": "ListFindings",
    "macie": "GetFindings",
    "access-analyzer": "ListAnalyzers",
    "health": "DescribeEventDetails",
}


async def told(confirming: Confirming, finding: Finding) -> str:
    """Return why not; empty where it is borne out."""
    why = await confirming.why_not(finding)
    return why.plain() if why else ""


def confirming_in(
    estate: AwsEstate, threads: AwsThreads, *accounts: Account, deadline: float = 30.0
) -> Confirming:
    policy = Policy("digest", accounts={each.number: each for each in accounts})
    sources = {"guardduty": GuardDuty()}
    return Confirming(estate, threads, lambda: policy, SystemClock(), sources, deadline)


async def test_a_finding_is_asked_about_where_its_key_says_that_it_is_from(
    aws: SimulatedAws, estate: AwsEstate, threads: AwsThreads, prod: Account
) -> None:
    confirming = confirming_in(estate, threads, prod)
    finding = raised(aws, prod.number)
    assert await told(confirming, finding) == ""
    for key, why in (
        ("shield:aws:1", "secbot can't read shield again"),
        ("opensearch:aws:1", "what a monitor says stands in no AWS API that could be read again"),
    ):
        assert await told(confirming, replace(finding, key=key)) == why


async def test_an_account_outside_the_policy_file_is_not_entered(
    aws: SimulatedAws, estate: AwsEstate, threads: AwsThreads, prod: Account
) -> None:
    confirming = confirming_in(estate, threads)
    why = await told(confirming, raised(aws, prod.number))
    assert why == f"account {prod.number} is not in the policy file"


async def test_to_be_denied_the_look_is_a_no_with_its_reason(
    aws: SimulatedAws, estate: AwsEstate, threads: AwsThreads, prod: Account
) -> None:
    finding = raised(aws, prod.number)
    aws.faults.place(Fault(Failing.DENIED, prod.number, operation="GetFindings"))
    why = await told(confirming_in(estate, threads, prod), finding)
    assert why == f"GetFindings denied in {prod.number}"


@pytest.mark.parametrize("failing", [Failing.THROTTLED, Failing.BROKEN, Failing.HUNG_UP])
async def test_what_may_be_answered_in_a_moment_is_no_answer(
    aws: SimulatedAws, estate: AwsEstate, threads: AwsThreads, prod: Account, failing: Failing
) -> None:
    finding = raised(aws, prod.number)
    aws.faults.place(Fault(failing, prod.number, operation="GetFindings"))
    with pytest.raises(SilentError):
        await told(confirming_in(estate, threads, prod), finding)
    aws.faults.clear(prod.number)
    assert await told(confirming_in(estate, threads, prod), finding) == ""


async def test_what_comes_too_late_is_no_answer(
    aws: SimulatedAws, estate: AwsEstate, threads: AwsThreads, prod: Account
) -> None:
    late = confirming_in(estate, threads, prod, deadline=0.0)
    with pytest.raises(SilentError, match="no answer within 0 s"):
        await told(late, raised(aws, prod.number))


async def test_the_card_s_answer_names_the_source_or_why_not(
    aws: SimulatedAws, estate: AwsEstate, threads: AwsThreads, prod: Account
) -> None:
    confirming = confirming_in(estate, threads, prod)
    finding = raised(aws, prod.number)
    good = await confirming.answer(finding)
    assert (good.value, good.reason, good.source) == ("GuardDuty", None, "guardduty:GetFindings")
    bad = await confirming.answer(replace(finding, native_id="forged"))
    assert bad.value is None
    assert bad.reason is not None


@pytest.mark.parametrize("service", ["inspector2", "macie", "access-analyzer", "health"])
async def test_any_source_may_deny_the_look_or_ask_to_slow_down(
    aws: SimulatedAws, estate: AwsEstate, threads: AwsThreads, prod: Account, service: str
) -> None:
    call = FIRST_CALLS[service]
    finding = replace(raised(aws, prod.number), key=f"{service}:aws:1")
    policy = Policy("digest", accounts={prod.number: prod})
    confirming = Confirming(estate, threads, lambda: policy, SystemClock(), deadline=30.0)

    aws.faults.place(Fault(Failing.DENIED, prod.number, operation=call))
    assert await told(confirming, finding) == f"{call} denied in {prod.number}"
    aws.faults.clear(prod.number)
    aws.faults.place(Fault(Failing.THROTTLED, prod.number, operation=call))
    with pytest.raises(SilentError, match=f"AWS throttled {call} in {prod.number}"):
        await told(confirming, finding)


@pytest.mark.parametrize(
    ("age", "pause"),
    [
        (timedelta(minutes=-6), None),
        (timedelta(seconds=-10), timedelta(minutes=2)),
        (timedelta(minutes=10), timedelta(minutes=5)),
        (timedelta(minutes=16), None),
    ],
    ids=["claims to be later", "clocks differ", "young", "old enough"],
)
async def test_what_has_just_been_called_may_not_be_in_cloudtrail_yet(
    aws: SimulatedAws,
    estate: AwsEstate,
    threads: AwsThreads,
    prod: Account,
    age: timedelta,
    pause: timedelta | None,
) -> None:
    policy, clock = Policy("digest", accounts={prod.number: prod}), FrozenClock(NOW)
    confirming = Confirming(estate, threads, lambda: policy, clock, deadline=30.0)
    key, at = "cloudtrail:aws:1", clock.now() - age
    finding = replace(raised(aws, prod.number), key=key, native_id="e-1", created_at=at)
    if pause is None:
        assert await told(confirming, finding) == "CloudTrail knows no such finding"
        return
    with pytest.raises(TooEarlyError, match="does not show it yet") as early:
        await told(confirming, finding)
    assert early.value.again_in == pause


async def test_what_has_no_time_is_not_waited_for(
    aws: SimulatedAws, estate: AwsEstate, threads: AwsThreads, prod: Account
) -> None:
    policy = Policy("digest", accounts={prod.number: prod})
    confirming = Confirming(estate, threads, lambda: policy, SystemClock(), deadline=30.0)
    finding = replace(raised(aws, prod.number), key="cloudtrail:aws:1", created_at=None)
    assert await told(confirming, finding) == "CloudTrail knows no such finding"
