"""Looks at every account and watched Region, side by side, and says how each control stands."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from itertools import chain
from typing import TypeVar

from bot.domain.policy import Account
from bot.domain.posture import Checked, Standing
from bot.ports.clock import Clock
from bot.ports.estate import Estate
from bot.ports.threads import Threads
from bot.questions.checks.catalogue import CHECKS, REGIONS
from bot.questions.checks.contract import About, Check, Look
from bot.questions.reasons import reason_of
from bot.questions.scrubber import scrub
from runbooks.kit.text import Said, Text

T = TypeVar("T")

AT_ONCE = 8
"""Questions to AWS at a time: half of the threads, so that an alert's own find one free."""

LONGEST = 180.0
"""Seconds that a look takes at most."""

LONGEST_FIELD = 200
"""Characters of a blank: a trail's name, a code of AWS's."""

ALL_OF_IT = ""
NO_TIME = Text(
    "the look took longer than {seconds} s, and did not come to this",
    ja="確認が {seconds} 秒を超えたため、ここまで至りませんでした",
)
UNEXPLAINED = Text("secbot's check gives no reason", ja="secbot の確認から理由が得られませんでした")
REGIONS_UNKNOWN = Text(
    "which Regions are enabled is not known: {why}", ja="どのリージョンが有効か不明です：{why}"
)


class LookingPosture:
    """Fulfils the posture port, under the read role, each check with the rights it declares.

    A look at an account of 17 Regions makes at most 17 x (2 + 2 + 11 + 1) + 3 calls, 122 where
    one trail covers all, and assumes a role seven times: for 20 such accounts about a minute at
    0.2 s a call. A check that hangs or is refused hurts no other, nor does one Region another;
    what the time does not suffice for is NOT_AVAILABLE.
    """

    def __init__(
        self,
        estate: Estate,
        threads: Threads,
        clock: Clock,
        watched: Callable[[Account], Sequence[str]],
        catalogue: Sequence[Check] = CHECKS,
        *,
        longest: float = LONGEST,
    ) -> None:
        """Look in the Regions that `watched` names for an account; none means all enabled ones."""
        self._estate = estate
        self._threads = threads
        self._clock = clock
        self._watched = watched
        self._catalogue = tuple(catalogue)
        self._longest = longest
        self._free = asyncio.Semaphore(AT_ONCE)

    async def look(self, accounts: Sequence[Account]) -> tuple[Checked, ...]:
        """Look at all, within the longest time; see the port."""
        until = asyncio.get_running_loop().time() + self._longest
        found = await asyncio.gather(*(self._account(each, until) for each in accounts))
        return tuple(chain.from_iterable(found))

    async def _account(self, account: Account, until: float) -> tuple[Checked, ...]:
        named = tuple(dict.fromkeys(self._watched(account)))
        enabled = await self._ask(
            REGIONS.about,
            account,
            ALL_OF_IT,
            lambda: REGIONS.enabled(
                self._estate.reading(account, ALL_OF_IT, REGIONS.about.actions)
            ),
            until,
        )
        if isinstance(enabled, Look):
            watch, regions = enabled, named or account.act_regions
        else:
            watch, regions = REGIONS.judge(enabled, named), named or enabled
        asked = [
            self._check(check, account, region, until)
            for check in self._catalogue
            for region in (regions if check.about.is_regional else (ALL_OF_IT,))
        ]
        unasked = [] if regions else self._without_regions(account, watch)
        found = await asyncio.gather(*asked)
        return (self._checked(REGIONS.about, account, ALL_OF_IT, watch), *unasked, *found)

    async def _check(self, check: Check, account: Account, region: str, until: float) -> Checked:
        about = check.about
        look = await self._ask(
            about,
            account,
            region,
            lambda: check.ask(
                self._estate.reading(account, region, about.actions), account, region
            ),
            until,
        )
        return self._checked(about, account, region, look)

    async def _ask(
        self, about: About, account: Account, region: str, work: Callable[[], T], until: float
    ) -> T | Look:
        """Return what AWS says, or why it is not known; its place is free when its thread is."""
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout_at(until):
                await self._free.acquire()
        except TimeoutError:
            said = NO_TIME.fill(seconds=f"{self._longest:g}")
            return Look(Standing.NOT_AVAILABLE, said)
        asked = asyncio.ensure_future(self._threads.run(work))
        asked.add_done_callback(self._finished)
        seconds = round(max(0.0, min(about.deadline, until - loop.time())), 1)
        try:
            return await asyncio.wait_for(asyncio.shield(asked), seconds)
        except Exception as error:  # noqa: BLE001 - a failing check never hurts another
            return Look(Standing.NOT_AVAILABLE, reason_of(error, account.number, seconds))

    def _finished(self, asked: asyncio.Future[T]) -> None:
        """Give the place to the next; what came too late is not told, failure or not."""
        self._free.release()
        if not asked.cancelled():
            asked.exception()

    def _without_regions(self, account: Account, watch: Look) -> list[Checked]:
        why = watch.says.plain() if watch.says else ""
        look = Look(Standing.NOT_AVAILABLE, REGIONS_UNKNOWN.fill(why=why))
        return [
            self._checked(check.about, account, ALL_OF_IT, look)
            for check in self._catalogue
            if check.about.is_regional
        ]

    def _checked(self, about: About, account: Account, region: str, look: Look) -> Checked:
        says = _clean(look.says) if look.says else None
        if says is None and look.standing is not Standing.PASSED:
            says = UNEXPLAINED.fill()
        now = self._clock.now()
        return Checked(about.key, account.number, region, look.standing, says, now)


def _clean(says: Said) -> Said:
    """Return a reason as it is kept: scrubbed, and no longer than anybody reads."""
    return says.with_words(lambda words: scrub(words)[:LONGEST_FIELD])
