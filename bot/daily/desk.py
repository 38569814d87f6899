"""The desk of the daily check: answers at once from what is kept, and has AWS looked at anew."""

from __future__ import annotations

import logging
from datetime import timedelta

from bot.daily.gathering import Gathering
from bot.daily.refreshing import EVERYTHING
from bot.domain.matter import Refused
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.rights import Deed, may
from bot.domain.run import Work
from bot.domain.status import Picture, StatusCard
from bot.ports.bell import Bell, Ring
from bot.ports.store import Store, StoreError

FRESH = timedelta(minutes=1)

_log = logging.getLogger(__name__)


class StatusDesk:
    """Tells how everything stands."""

    def __init__(self, gathering: Gathering, store: Store, bell: Bell, policy: Policy) -> None:
        """Tell what is gathered, under this policy."""
        self._gathering = gathering
        self._store = store
        self._bell = bell
        self._policy = policy

    async def status(self, person: Person, account: str = "") -> StatusCard | Refused:
        """Return the sheet for somebody, of one account or (empty) of all of them."""
        verdict = may(person, Deed.LOOK, "", self._policy)
        if isinstance(verdict, Refused):
            return verdict
        picture = await self.picture(account)
        return StatusCard(picture, is_refreshing=await self._look_anew(picture))

    async def picture(self, account: str = "") -> Picture:
        """Return the sheet as of now."""
        return await self._gathering.picture(account)

    async def _look_anew(self, picture: Picture) -> bool:
        """Have AWS looked at, unless that was done just now; say whether it will be."""
        looked_at = picture.looked_at
        if looked_at is not None and picture.at - looked_at < FRESH:
            return False
        try:
            await self._store.write(lambda unit: unit.runs.start(Work.LOOK, EVERYTHING))
        except StoreError as error:
            _log.warning("AWS is not looked at anew: %s", error)
            return False
        self._bell.ring(Ring.RUNS)
        return True
