"""The worker's run that asks which accounts the organization has, and says once which are new."""

from __future__ import annotations

from bot.domain import organization
from bot.domain.organization import CHECK, Member
from bot.domain.policy import Policy
from bot.domain.posting import Sheet, Wanted
from bot.domain.posture import Checked, Standing
from bot.domain.record import Record, What, spoken
from bot.domain.run import Run
from bot.domain.words import organization as words
from bot.ports.bell import Bell, Ring
from bot.ports.clock import Clock
from bot.ports.organization import Roll
from bot.ports.store import Store
from bot.ports.unit import Unit
from runbooks.kit.moments import for_people
from runbooks.kit.text import Said

THE_ORGANIZATION = 1
"""The subject of the run: there is one."""


class Discovering:
    """Asks, keeps and announces; once more is fine, and announces nothing twice."""

    def __init__(
        self, store: Store, bell: Bell, clock: Clock, *, roll: Roll, policy: Policy, channel: str
    ) -> None:
        """Ask by this port; `channel` is told what is new."""
        self._store = store
        self._bell = bell
        self._clock = clock
        self._roll = roll
        self._policy = policy
        self._channel = channel

    async def __call__(self, run: Run) -> None:
        """Ask, unless the policy file has nobody to ask any more."""
        account = organization.asked(self._policy)
        if account is None:
            return
        found = await self._roll.call(account)
        await self._store.write(lambda unit: self._keep(unit, found))
        self._bell.ring(Ring.OUTBOX)

    def _keep(self, unit: Unit, found: tuple[Member, ...] | Said) -> None:
        now = self._clock.now()
        if isinstance(found, Said):
            unit.coverage.note(Checked(CHECK, "", "", Standing.NOT_AVAILABLE, found, now))
            return
        members = organization.merged(unit.organization.members(), found)
        self._tell(unit, members)
        unit.organization.keep(organization.announced(self._policy, members))
        says = words.ASKED.fill(at=for_people(now))
        unit.coverage.note(Checked(CHECK, "", "", Standing.PASSED, says, now))

    def _tell(self, unit: Unit, members: tuple[Member, ...]) -> None:
        """Announce together what was never told; the record has each of them."""
        new = [one for one in organization.strangers(self._policy, members) if not one.told]
        if not new:
            return
        now = self._clock.now()
        body = {
            **spoken("named", organization.named(new)),
            "accounts": [one.number for one in new],
        }
        (number,) = unit.records.write([Record(What.ACCOUNTS_FOUND, now, body=body)])
        unit.outbox.want([Wanted(self._channel, Sheet.WORD, str(number))], now)
