"""The whole way against the floor of intake: findings parsed, decided on, with card and record."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.events import events
from benchmarks.figures import Goal, Report, percentile
from benchmarks.intake import CONNECTIONS, WARM_SEED, Loads, run_pair
from benchmarks.posts import Publisher
from benchmarks.scale import Scale

GOAL = Goal(least=0.35)


def measure(scale: Scale, report: Report) -> None:
    """Measure pairs of floor and bot; the bot's time ends when the last finding is filed.

    Filed is what one transaction has done with: the finding kept, its incident opened, joined or
    not, its record written, and its card, or the storm's, in the outbox.
    """
    report.title(f"end to end: {scale.messages} findings over {CONNECTIONS} connections")
    publisher = Publisher()
    warm = publisher.posts(events(scale.warm, seed=WARM_SEED))
    loads = Loads(warm, publisher.posts(events(scale.messages)))
    ratios, rates = [], []
    for index in range(scale.pairs):
        with tempfile.TemporaryDirectory(prefix="secbot-bench-") as name:
            floor, bot = run_pair(index, Path(name), publisher, loads, report)
        rates.append(scale.messages / (bot.driven.seconds + bot.filed))
        ratios.append(rates[-1] / floor.driven.rate)
    report.figure("filed", percentile(rates, 0.5), "findings a second, from first POST to last")
    report.pairs("filed a second, of the floor's POSTs a second", ratios, GOAL)
