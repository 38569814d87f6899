"""Findings are read again at their source; not being able to is told, and is a no."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.aws.access import AwsEstate
from bot.aws.threads import AwsThreads
from bot.clock import SystemClock
from bot.domain.finding import Finding
from bot.domain.policy import Account, Policy
from bot.ports.confirming import SilentError
from bot.questions.confirm.guardduty import GuardDuty
from bot.questions.confirming import Confirming
from practice.aws.faults import Failing, Fault
from practice.aws.server import SimulatedAws
from tests.bot.questions.confirm.findings import raised


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
    elsewhere = replace(finding, key="macie:aws:1")
    assert await told(confirming, elsewhere) == "secbot can't read macie again"


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
