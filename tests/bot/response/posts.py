"""What waits to be posted, taken as if it had been."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from itertools import count

from bot.domain.posting import Due
from bot.ports.unit import Unit
from tests.bot.response.works import LEASE, Works

PACES = (timedelta(days=days) for days in count(1))
"""How much later each look at what is to be posted is, so that no pace holds anything back."""


def _post(unit: Unit, now: datetime) -> tuple[Due, ...]:
    """Take what may be posted now, as if it were."""
    posts = unit.outbox.lease(now, 99, LEASE)
    for post in posts:
        unit.outbox.sent(post, f"{post.number}.0", now)
    return posts


async def posted(works: Works) -> list[Due]:
    """Take all that waits to be posted, and return it."""
    done: list[Due] = []
    now = works.clock.now() + next(PACES)
    while posts := await works.store.write(partial(_post, now=now)):
        done += posts
        now += timedelta(hours=1)
    return done
