"""Growth: what all of it costs with a million findings stored, against a thousand, by turns."""

from __future__ import annotations

import asyncio
import gc
import statistics
import tempfile
from collections.abc import Mapping
from contextlib import AsyncExitStack
from pathlib import Path
from time import perf_counter, process_time

from benchmarks import growth_bot, stored
from benchmarks.bots import CHANNEL
from benchmarks.figures import Goal, Report
from benchmarks.grown_day import live, make
from benchmarks.grown_looks import Act, Grown, acts, scheduled
from benchmarks.grown_store import bytes_by_table, grow
from benchmarks.scale import Scale
from bot.store.store import open_store
from bot.triage.sorting import sort

SMALL, LARGE = "small.db", "large.db"
RAW_OF_A_HUNDRED = 9
"""Days of a hundred whose raw messages are kept: 90 of a thousand."""
SLOW_MILLISECONDS = Goal(most=20)
KILOBYTES = Goal(most=2.5)
GOALS: Mapping[str, Goal] = {
    "commit of 32": Goal(most=2.5),
    "top 20": Goal(most=1.5),
    "/sec list": Goal(most=1.5),
    "/sec list sev>=high": Goal(most=1.5),
    "/sec list owner=me": Goal(most=1.5),
    "/sec list owner=none": Goal(most=1.5),
    "look-up by incident id": Goal(most=3),
    "look-up by finding id": Goal(most=3),
    "look-up by key": Goal(most=3),
    "look-up of what joins": Goal(most=3),
    "status counts": Goal(most=1.2),
}
MOST_TABLES = 20
SIZED = ("finding", "record")
SAMPLE = 50
INCIDENTS = "SELECT max(number) FROM incident"
CARDED = "SELECT number FROM finding WHERE incident IS NOT NULL"
Spent = tuple[float, float]


def measure(scale: Scale, report: Report) -> None:
    """Fill two databases, and let each do the same by turns."""
    days = scale.grown_days
    report.title(f"growth: {days * scale.day} findings stored against {scale.day}")
    with tempfile.TemporaryDirectory(prefix="secbot-bench-") as name:
        for each in (SMALL, LARGE):
            make(Path(name) / each)
        folder = Path(name)
        asyncio.run(_measured(folder, scale, report))
        growth_bot.start(folder, folder / LARGE, scale, report)


async def _measured(folder: Path, scale: Scale, report: Report) -> None:
    began = perf_counter()
    lived = await live(folder / SMALL, scale.day)
    incidents = stored.number(folder / SMALL, INCIDENTS)
    carded = [int(each) for each in stored.texts(folder / SMALL, CARDED)]
    raw = max(1, scale.grown_days * RAW_OF_A_HUNDRED // 100)
    await asyncio.to_thread(grow, folder / SMALL, folder / LARGE, scale.grown_days, raw)
    report.say(f"  {incidents} incidents a day, of {len(carded)} findings of {scale.day}")
    report.say(f"  filled in {perf_counter() - began:.0f} s")
    report.check("the large database is whole", holds=stored.is_whole(folder / LARGE))
    _check_sizes(folder, scale.day, report)
    _size(folder / LARGE, scale, raw, report)
    async with AsyncExitStack() as stack:
        stores = [
            Grown(
                await stack.enter_async_context(open_store(f"sqlite:///{folder / name}")),
                days,
                lived,
                incidents,
                carded,
            )
            for name, days in ((SMALL, 1), (LARGE, scale.grown_days))
        ]
        small, large = stores
        await _check_known(large, report)
        await _compare(scale.looks, acts(small), acts(large), report)
        await _compare(scale.looks, scheduled(small), scheduled(large), report)


async def _compare(
    rounds: int, small: Mapping[str, Act], large: Mapping[str, Act], report: Report
) -> None:
    """Do each by turns, and print the ratio of processor time and what it takes."""
    for name, act in small.items():
        pairs = [(await _spent(act), await _spent(large[name])) for _ in range(rounds + 1)][1:]
        ratios = [of_large[0] / of_small[0] for of_small, of_large in pairs]
        report.pairs(name, ratios, GOALS.get(name))
        cpu, wall = (statistics.median(pair[1][kind] for pair in pairs) for kind in (0, 1))
        before = statistics.median(pair[0][0] for pair in pairs)
        told = f"  {before * 1000:.2f} -> {cpu * 1000:.2f} ms CPU, {wall * 1000:.2f} ms"
        report.say(f"{told}; {SLOW_MILLISECONDS.said(cpu * 1000)}" if _is_slow(cpu) else told)


def _is_slow(cpu: float) -> bool:
    return not SLOW_MILLISECONDS.is_met(cpu * 1000)


async def _spent(act: Act) -> Spent:
    """Return the seconds of the processor and of the clock that it takes."""
    prepared = act.prepare()
    gc.collect()
    began, spent = perf_counter(), process_time()
    await act.do(prepared)
    return process_time() - spent, perf_counter() - began


def _check_sizes(folder: Path, day: int, report: Report) -> None:
    """Hold the rows of the oldest day, which were filled in, against those that the bot wrote."""
    for table in SIZED:
        query = f"SELECT sum(length(body)) FROM {table} WHERE number <= {{last}}"  # noqa: S608 - our own names
        last = stored.number(folder / SMALL, f"SELECT max(number) FROM {table}")  # noqa: S608 - our own names
        written, filled = (
            stored.number(folder / name, query.format(last=last)) for name in (SMALL, LARGE)
        )
        report.check(
            f"a filled {table} is as long as a written one",
            holds=abs(filled - written) * 100 <= written,
            detail=f"{filled / last:.0f} and {written / last:.0f} bytes",
        )
    report.check(
        "each day has as many findings",
        holds=stored.number(folder / LARGE, "SELECT max(number) FROM finding") % day == 0,
    )


async def _check_known(grown: Grown, report: Report) -> None:
    """Let the same findings come again: the reader must find each as it would have kept it."""
    again = [grown.known() for _ in range(SAMPLE)]
    sorted_ = await grown.store.write(lambda unit: sort(unit, again, CHANNEL, grown.clock.at))
    report.check(
        "what comes again says nothing new",
        holds=sorted_.nothing_new == SAMPLE,
        detail=f"{sorted_.nothing_new} of {SAMPLE}",
    )


def _size(path: Path, scale: Scale, raw: int, report: Report) -> None:
    count = scale.grown_days * scale.day
    tables = bytes_by_table(path)
    report.figure("a finding on the disk", sum(tables.values()) / count / 1000, "kB", KILOBYTES)
    report.say(f"  with the raw messages of {raw} days of {scale.grown_days}; of it:")
    for name, size in list(tables.items())[:MOST_TABLES]:
        report.say(f"  {size / count:7.0f} bytes {name}")
