"""What readiness and the metrics are made of: database, Slack, inbox and outbox."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

from bot.domain.message import Depth
from bot.domain.outage import Outage
from bot.domain.proving import OLDEST_IN_INBOX, OLDEST_IN_OUTBOX
from bot.ports.clock import Clock
from bot.ports.store import Store, StoreError
from handlers.http.health import Check
from handlers.http.metrics import Metrics


class Watch:
    """Looks at the store; what can't be read is not well."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        metrics: Metrics,
        teams: frozenset[str],
        *slack: Callable[[], Check],
    ) -> None:
        """Watch this store and the ways to and from `slack`; without `teams` no click counts."""
        self._store = store
        self._clock = clock
        self._metrics = metrics
        self._teams = teams
        self._slack = slack

    async def checks(self) -> Sequence[Check]:
        """Return how each stands; a stuck outbox is Slack not taking cards.

        Teams are not known where the policy file names none and Slack was away at the start:
        then `run` must be started again. Where the database can't be read, nothing is known of
        inbox and outbox.
        """
        teams = Check("teams", is_well=bool(self._teams), detail=", ".join(sorted(self._teams)))
        slack = [look() for look in self._slack]
        try:
            inbox, outbox, outage = await self._store.read(
                lambda unit: (unit.inbox.depth(), unit.outbox.depth(), unit.outages.live())
            )
        except StoreError as error:
            return (Check("database", is_well=False, detail=error.says.plain()), teams, *slack)
        return (
            Check("database", is_well=True),
            teams,
            *slack,
            self._aged("inbox", inbox, OLDEST_IN_INBOX),
            self._aged("outbox", outbox, OLDEST_IN_OUTBOX),
            _dispatch(outage),
        )

    async def refresh(self) -> None:
        """Set the gauges to what they are now."""
        outbox, counts, heard, ways = await self._store.read(
            lambda unit: (
                unit.outbox.depth(),
                unit.incidents.count_open(),
                unit.coverage.last_heard(),
                unit.canaries.all(),
            )
        )
        now = self._clock.now()
        self._metrics.outbox(outbox, now)
        self._metrics.incidents_open(counts)
        canaries = {(one.account, one.region): one.heard_at for one in ways if one.heard_at}
        places = heard.keys() | canaries.keys()
        for account, region in sorted(places):
            known = (heard.get((account, region)), canaries.get((account, region)))
            at = max(one for one in known if one is not None)
            self._metrics.heartbeat_age(account, region, (now - at).total_seconds())

    def _aged(self, name: str, depth: Depth, most: timedelta) -> Check:
        age = self._clock.now() - depth.oldest if depth.oldest else timedelta()
        detail = f"{depth.count}, {age.total_seconds():.0f} s"
        return Check(name, is_well=age <= most, detail=detail)


def _dispatch(outage: Outage | None) -> Check:
    """Return whether Slack takes messages, as all processes together have found."""
    if outage is None or not outage.is_on:
        return Check("dispatch", is_well=True)
    return Check("dispatch", is_well=False, detail=outage.since.isoformat())
