"""Waits until something holds, without saying how long that should take."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

PATIENCE = 20.0
"""Seconds after which what has not come is taken for never."""

T = TypeVar("T")


async def eventually(ask: Callable[[], Awaitable[T | None]], seconds: float = PATIENCE) -> T:
    """Ask again and again until the answer is something. Raises TimeoutError."""
    async with asyncio.timeout(seconds):
        while True:
            found = await ask()
            if found:
                return found
            await asyncio.sleep(0.02)


async def eventually_off_loop(ask: Callable[[], T | None], seconds: float = PATIENCE) -> T:
    """Do as `eventually` with a question that blocks, such as one to AWS."""
    return await eventually(lambda: asyncio.to_thread(ask), seconds)
