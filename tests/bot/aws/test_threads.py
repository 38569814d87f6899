"""Tests of the threads that AWS calls are made on."""

from __future__ import annotations

import asyncio
import threading

import pytest

from bot.aws.threads import AwsThreads


async def test_work_runs_on_a_thread_of_that_name_and_its_result_comes_back() -> None:
    threads = AwsThreads("questions", 1)

    name = await threads.run(lambda: threading.current_thread().name)

    assert name.startswith("aws-questions")
    await threads.close()


async def test_what_the_work_raises_rises() -> None:
    threads = AwsThreads("questions", 1)

    with pytest.raises(ZeroDivisionError):
        await threads.run(lambda: 1 // 0)
    await threads.close()


async def test_no_more_works_run_at_once_than_there_are_threads() -> None:
    threads = AwsThreads("questions", 2)
    both_run = threading.Barrier(2)
    running, most, lock = 0, 0, threading.Lock()

    def work() -> None:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        both_run.wait()
        with lock:
            running -= 1

    await asyncio.gather(*(threads.run(work) for _ in range(6)))

    assert most == 2
    await threads.close()


async def test_work_that_is_cancelled_while_it_waits_for_a_thread_never_runs() -> None:
    threads = AwsThreads("questions", 1)
    release, has_run = threading.Event(), threading.Event()
    first = asyncio.create_task(threads.run(release.wait))
    second = asyncio.create_task(threads.run(has_run.set))
    await asyncio.sleep(0)

    second.cancel()
    with pytest.raises(asyncio.CancelledError):
        await second
    release.set()
    await first
    await threads.close()

    assert not has_run.is_set()
