"""Looks: the daily check of many accounts in all their Regions, until each control is told."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from time import perf_counter, process_time

from benchmarks.figures import Goal, Report
from benchmarks.scale import Scale
from bot.aws.access import AwsEstate
from bot.aws.limiter import Limiter, Rank
from bot.aws.sessions import Keys, Sessions
from bot.aws.threads import AwsThreads
from bot.clock import SystemClock
from bot.domain.policy import Account
from bot.domain.posture import Checked, Standing
from bot.questions.checks.catalogue import CHECKS
from bot.questions.posture import LONGEST, LookingPosture
from practice.aws.regions import BY_DEFAULT
from practice.aws.server import SimulatedAws

HOME = "999988887777"
EXTERNAL_ID = "external-id-of-the-benchmark"
FIRST = 300_000_000_000
THREADS = 16
IN_TIME = Goal(most=LONGEST)


def measure(scale: Scale, report: Report) -> None:
    """Look at accounts that have one trail each and nothing else, and print how long it took."""
    report.title(f"looks: {scale.accounts} accounts in {len(BY_DEFAULT)} Regions each")
    with SimulatedAws() as aws:
        accounts = [_account(aws, str(FIRST + number)) for number in range(scale.accounts)]
        before = len(aws.calls())
        began, worked = perf_counter(), process_time()
        found = asyncio.run(_look(aws, accounts))
        report.figure("one look", perf_counter() - began, "s", IN_TIME)
        report.figure("processor time, the simulated AWS's included", process_time() - worked, "s")
        report.figure("calls", len(aws.calls()) - before, "calls")
    regional = sum(check.about.is_regional for check in CHECKS)
    everything = 1 + regional * len(BY_DEFAULT) + len(CHECKS) - regional
    unknown = sum(each.standing is Standing.NOT_AVAILABLE for each in found)
    report.check("every control is told", holds=len(found) == scale.accounts * everything)
    report.check("all of them could be read", holds=not unknown, detail=f"{unknown} could not")


def _account(aws: SimulatedAws, number: str) -> Account:
    aws.seed_roles(number, ("secbot-read",), EXTERNAL_ID)
    aws.client("s3", number).create_bucket(Bucket=f"trail-{number}")
    client = aws.client("cloudtrail", number)
    client.create_trail(Name="all", S3BucketName=f"trail-{number}", IsMultiRegionTrail=True)
    client.start_logging(Name="all")
    return Account(number, "", external_id=EXTERNAL_ID)


async def _look(aws: SimulatedAws, accounts: Sequence[Account]) -> tuple[Checked, ...]:
    sessions = Sessions(Keys(*aws.credentials(HOME)), BY_DEFAULT[0], aws.url)
    estate = AwsEstate(sessions, Limiter(), SystemClock(), Rank.QUESTION)
    threads = AwsThreads("questions", THREADS)
    try:
        posture = LookingPosture(estate, threads, SystemClock(), lambda _: ())
        return await posture.look(accounts)
    finally:
        await threads.close()
        estate.close()
        sessions.close()
