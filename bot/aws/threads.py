"""The threads that AWS calls are made on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


class AwsThreads:
    """A bounded number of threads of our own.

    A call that hangs for its whole time-out holds one of these, never one of the event loop's.
    What waits for a thread and is cancelled meanwhile never runs.
    """

    def __init__(self, name: str, size: int) -> None:
        """Keep at most `size` threads, named for who reads a thread dump."""
        self._pool = ThreadPoolExecutor(size, thread_name_prefix=f"aws-{name}")

    async def run(self, work: Callable[[], T]) -> T:
        """Run the work on a thread and return what it returns, or raise what it raises."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, work)

    async def close(self) -> None:
        """Drop what has not begun, and wait for what has: a client's time-outs, a step's patience."""
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(None, lambda: self._pool.shutdown(cancel_futures=True))
