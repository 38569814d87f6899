"""The practice range to measure in: the bot on a core of its own, findings that are like no other."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from benchmarks.figures import Goal, Report, percentile
from benchmarks.machine import SERVER_CORE, pin
from practice.range import Range
from practice.range import opened as opened_range
from practice.slack.messages import Message
from practice.spoken import controls

CHANNEL = "C0SEC"
PATIENCE_SECONDS = 20.0
GUARDS = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")


@asynccontextmanager
async def opened() -> AsyncIterator[Range]:
    """Open the range while the block runs. Raises NotStartedError."""
    async with opened_range(0, is_quiet=True) as made:
        pin(made.bot.pid, SERVER_CORE)
        yield made


async def bucket(made: Range) -> str:
    """Make a bucket in the production account that keeps nobody out, and return its name."""
    name = f"bench-{uuid.uuid4().hex[:16]}"
    s3 = made.aws.client("s3", made.estate.prod.account, made.estate.region)
    place = {"LocationConstraint": made.estate.region}
    await asyncio.to_thread(s3.create_bucket, Bucket=name, CreateBucketConfiguration=place)
    await asyncio.to_thread(
        s3.put_public_access_block,
        Bucket=name,
        PublicAccessBlockConfiguration=dict.fromkeys(GUARDS, False),
    )
    return name


async def publish(made: Range, name: str) -> None:
    """Let GuardDuty find that anybody may read a bucket."""
    account, region = made.estate.prod.account, made.estate.region
    await asyncio.to_thread(made.aws.raise_finding, account, region, _finding(name))


def everything(made: Range) -> list[Message]:
    """Return all that stands in the bot's channel."""
    return made.slack.workspace.messages.everything_in(CHANNEL)


def card_of(made: Range, name: str) -> Message | None:
    """Return the card that speaks of this bucket, or None where it does not stand yet."""
    found = (
        each
        for each in everything(made)
        if not each.is_reply and each.only_for is None and name in str(each.content.blocks)
    )
    return next(found, None)


def approval_under(made: Range, card: Message) -> Message | None:
    """Return the message under a card that has a button to approve, or None."""
    found = (
        each
        for each in everything(made)
        if each.is_reply and each.thread_ts == card.ts and "plan.approve" in controls(each)
    )
    return next(found, None)


async def awaited(made: Range, found: Callable[[], Message | None]) -> Message:
    """Wait until a message stands. Raises TimeoutError."""
    await made.slack.workspace.until(lambda: found() is not None, PATIENCE_SECONDS)
    message = found()
    if message is None:
        raise TimeoutError
    return message


def tell(report: Report, what: str, waits: list[float], middle: Goal | None, slow: Goal) -> None:
    """Print the median and the 95th percentile of seconds, in milliseconds."""
    told = [wait * 1000 for wait in waits]
    report.figure(f"{what}, p50 of {len(told)}", percentile(told, 0.5), "ms", middle)
    report.figure(f"{what}, p95 of {len(told)}", percentile(told, 0.95), "ms", slow)
    report.say(f"  least {min(told):.0f} ms, most {max(told):.0f} ms")


def _finding(name: str) -> dict[str, Any]:
    """Return a finding that joins no other: its bucket is its own, and it names no key."""
    found = {"name": name, "arn": f"arn:aws:s3:::{name}"}
    public = found | {"publicAccess": {"effectivePermission": "PUBLIC"}}
    return {
        "id": uuid.uuid4().hex,
        "type": "Policy:S3/BucketAnonymousAccessGranted",
        "severity": 8.0,
        "title": "Anybody may read a bucket",
        "description": f"An IAM entity granted anonymous access to the bucket {name}.",
        "resource": {"resourceType": "S3Bucket", "s3BucketDetails": [public]},
        "service": {"serviceName": "guardduty", "count": 1},
    }
