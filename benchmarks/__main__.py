"""Measures secbot against its floors: `python -m benchmarks [PART...]`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence

from benchmarks import (
    answers,
    approvals,
    backlog,
    bursts,
    cards,
    decisions,
    end_to_end,
    faults,
    growth,
    growth_bot,
    holds,
    idle,
    intake,
    looks,
    outage,
    retention,
    storm,
)
from benchmarks.figures import Report
from benchmarks.machine import DRIVER_CORE, described, load, pin
from benchmarks.scale import FULL, QUICK, Scale

PARTS: Mapping[str, Callable[[Scale, Report], None]] = {
    "intake": intake.measure,
    "end_to_end": end_to_end.measure,
    "backlog": backlog.measure,
    "bursts": bursts.measure,
    "faults": faults.measure,
    "cards": cards.measure,
    "approvals": approvals.measure,
    "answers": answers.measure,
    "decisions": decisions.measure,
    "idle": idle.measure,
    "looks": looks.measure,
    "holds": holds.measure,
    "outage": outage.measure,
    "storm": storm.measure,
    "growth": growth.measure,
    "memory": growth_bot.measure,
    "retention": retention.measure,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure the parts that are named, or all; return 1 only where a result is wrong."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--quick", action="store_true", help="small counts: does it work at all")
    read = parser.parse_args(arguments)
    unknown = sorted(set(read.parts) - set(PARTS))
    if unknown:
        parser.error(f"no such part: {', '.join(unknown)}")
    report = Report(_say)
    is_pinned = pin(0, DRIVER_CORE)
    report.say(f"{described()}; load {load()}; {'pinned' if is_pinned else 'not pinned'}")
    for name in read.parts or PARTS:
        PARTS[name](QUICK if read.quick else FULL, report)
    report.say(f"\nload at the end {load()}; {len(report.faults)} wrong results")
    return 1 if report.faults else 0


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
