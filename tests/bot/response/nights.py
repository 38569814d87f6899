"""An office at three in the morning, where the policy file lets one contain alone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.domain.people import Person
from bot.durable.bell import LocalBell
from bot.response.deciding.night import NightDesk
from bot.response.deciding.reviewing import ReviewDesk
from bot.response.people.replies import Reply
from tests.bot.domain.makers import ANN
from tests.bot.domain.test_alone import a_night
from tests.bot.response.office import Office, an_office

WHY = "exfiltration goes on and nobody answers"
FOUND = "it was right, I looked"


@asynccontextmanager
async def an_office_at_night(folder: Path) -> AsyncIterator[Office]:
    """Yield the desks, with a plan of Ann's for a confirmed finding that waits: A-1."""
    async with an_office(folder, a_night()) as office:
        await office.waiting(await office.incident())
        yield office


async def contained(
    office: Office, person: Person = ANN, number: int = 1, digest: str = "", reason: str = WHY
) -> Reply:
    """Type the digest of the plan that waits, or another, and why."""
    desk = NightDesk(office.store, LocalBell(), office.clock, policy=office.policy)
    typed = digest or await office.short(number)
    return await desk.alone(person, number, typed, reason)


async def found(
    office: Office, person: Person, says: str = FOUND, *, number: int = 1, denies: bool = False
) -> Reply:
    """Say what one has found of what ran on one word."""
    desk = ReviewDesk(office.store, LocalBell(), office.clock, policy=office.policy)
    return await desk.review(person, number, says, denies=denies)
