"""Approvals: from the approving click until the run's first call that changes something in AWS."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from benchmarks.figures import Goal, Report
from benchmarks.in_range import (
    PATIENCE_SECONDS,
    approval_under,
    awaited,
    bucket,
    card_of,
    opened,
    publish,
    tell,
)
from benchmarks.scale import Scale
from practice.aws.record import CallRecord
from practice.range import Range
from practice.slack.people import ANN, BOB
from practice.spoken import controls

SLOW = Goal(most=300)
WARM = 1
RUNBOOK = "block_public_s3"
WRITE = "PutPublicAccessBlock"
POLL_SECONDS = 0.02


def measure(scale: Scale, report: Report) -> None:
    """Approve runs one at a time, and print how long each one's first write took."""
    report.title(f"approvals: {scale.approvals} runs of {RUNBOOK}")
    waits = asyncio.run(_waits(scale))
    tell(report, "from the approving click to the first AWS write", waits, None, SLOW)


async def _waits(scale: Scale) -> list[float]:
    waits = []
    async with opened() as made:
        for _ in range(WARM + scale.approvals):
            waits.append(await _wait(made))
            await asyncio.sleep(scale.apart_seconds)
    return waits[WARM:]


async def _wait(made: Range) -> float:
    """Let Ann ask for a run and Bob approve it; return the seconds from his click on."""
    name = await bucket(made)
    await publish(made, name)
    action = f"runbook.ask:{RUNBOOK}"

    def asked_for() -> bool:
        card = card_of(made, name)
        return card is not None and action in controls(card)

    await made.slack.workspace.until(asked_for, PATIENCE_SECONDS)
    card = await awaited(made, lambda: card_of(made, name))
    await made.slack.acting.click(ANN.id, card.ts, action)
    await made.slack.acting.submit(ANN.id, {"reason": "anybody can read it"})
    approval = await awaited(made, lambda: approval_under(made, card))
    await asyncio.sleep(1.0)
    began = datetime.now(UTC)
    await made.slack.acting.click(BOB.id, approval.ts, "plan.approve")
    return (await _first_write(made, name, began) - began).total_seconds()


async def _first_write(made: Range, name: str, began: datetime) -> datetime:
    """Return when the bucket's guard was switched on, by AWS's clock. Raises TimeoutError."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            for call in made.aws.calls(account=made.estate.prod.account):
                if call.operation == WRITE and _is_of(call, name) and call.time >= began:
                    return call.time
            await asyncio.sleep(POLL_SECONDS)


def _is_of(call: CallRecord, name: str) -> bool:
    """Say whether a role's session called for this bucket: the range's own calls have none."""
    return bool(call.session) and call.parameters.get("Bucket") == name
