"""The estate: accounts entered to read, or to make one execution's changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from botocore.client import BaseClient

from bot.aws.guard import ChangingGuard, ReadingGuard
from bot.aws.limiter import Limiter, Rank
from bot.aws.narrowing import LONGEST, PolicyTooLongError, for_reads, for_steps
from bot.aws.roles import Door, Roles, session_name, source_identity
from bot.aws.sessions import Keys, Sessions
from bot.domain.execution import Execution
from bot.domain.policy import Account
from bot.domain.words import entering as words
from bot.ports.clock import Clock
from bot.ports.estate import BrokenError, ForbiddenCallError, Journal
from runbooks.kit.values import Made, Power, Step

ATTEMPTS: Mapping[Rank, int] = {Rank.RESPONSE: 3, Rank.QUESTION: 2}
"""A question has seconds: an honest "throttled" now is worth more than a third try too late."""


@dataclass(frozen=True, slots=True)
class Site:
    """One account and Region, for one execution or (empty) for none, and who calls there."""

    sessions: Sessions
    limiter: Limiter
    rank: Rank
    account: str
    region: str
    partition: str
    execution: str = ""

    def client(
        self,
        service: str,
        keys: Keys,
        guard: Callable[[BaseClient], None],
        attempts: int | None = None,
    ) -> BaseClient:
        """Return a client that is guarded and paced; it tries as often as its rank may."""

        def prepare(client: BaseClient) -> None:
            guard(client)
            self.limiter.watch(client, self.account, self.rank)

        tries = attempts or ATTEMPTS[self.rank]
        return self.sessions.kept(service, self.region, keys, prepare, attempts=tries)


class ReadingAws:
    """One account and Region under the read role.

    Its keys are renewed by themselves, so it may be kept for as long as it is needed.
    """

    def __init__(self, site: Site, actions: tuple[str, ...], keys: Callable[[], Keys]) -> None:
        """Read these actions with what `keys` returns at each asking."""
        self._site = site
        self._actions = actions
        self._keys = keys

    @property
    def account(self) -> str:
        return self._site.account

    @property
    def region(self) -> str:
        return self._site.region

    @property
    def partition(self) -> str:
        return self._site.partition

    @property
    def execution(self) -> str:
        return self._site.execution

    def read(self, service: str, region: str = "") -> Any:
        if not self._actions:
            raise ForbiddenCallError(words.NO_READS.fill())
        site = replace(self._site, region=region) if region else self._site
        return site.client(service, self._keys(), ReadingGuard(self._actions).watch)

    def change(self, service: str) -> Any:
        raise ForbiddenCallError(words.NO_STEP.fill())


class GuardedAws(ReadingAws):
    """One account and Region with the rights for one plan's steps.

    Steps that contain and steps that release go through two sessions, of two roles, each
    narrowed to its own steps. Neither is renewed: a plan that takes longer than they last is
    taken up by the next run, which decides again whether it may.
    """

    def __init__(
        self,
        site: Site,
        reads: tuple[str, ...],
        reading_keys: Callable[[], Keys],
        steps: tuple[Step, ...],
        changing_keys: Mapping[Power, Keys],
        guard: ChangingGuard,
    ) -> None:
        """Change with the keys of the running step's power; no step runs yet."""
        super().__init__(site, reads, reading_keys)
        self._steps = steps
        self._changing_keys = changing_keys
        self._guard = guard

    def running(self, step: Step, made: dict[str, Made]) -> None:
        if step not in self._steps:
            raise ForbiddenCallError(words.STRANGE_STEP.fill(step=step.key))
        self._guard.run(step, made)

    def change(self, service: str) -> Any:
        step, _ = self._guard.running()
        keys = self._changing_keys[step.power]
        watch = partial(self._guard.watch, power=step.power)
        return self._site.client(service, keys, watch, attempts=1)


class AwsEstate:
    """Enters accounts, for callers of one rank; those of another have an estate of their own."""

    def __init__(
        self, sessions: Sessions, limiter: Limiter, clock: Clock, rank: Rank = Rank.RESPONSE
    ) -> None:
        """Share sessions and limiter with the other ranks."""
        self._sessions = sessions
        self._limiter = limiter
        self._rank = rank
        self._roles = Roles(sessions, clock)

    def reading(self, account: Account, region: str, actions: tuple[str, ...]) -> ReadingAws:
        site = self._site(account, region)
        return ReadingAws(site, actions, self._reading_keys(account, site, actions))

    def changing(
        self,
        account: Account,
        region: str,
        execution: Execution,
        steps: tuple[Step, ...],
        approver: str,
        journal: Journal,
        reads: tuple[str, ...],
    ) -> GuardedAws:
        site = self._site(account, region, execution.id)
        keys = {
            power: self._roles.assume(_changing_door(account, site, power, steps, approver))
            for power in (Power.CONTAIN, Power.RELEASE)
            if any(step.power is power for step in steps)
        }
        reading_keys = self._reading_keys(account, site, reads)
        return GuardedAws(site, reads, reading_keys, steps, keys, ChangingGuard(journal))

    def telling(
        self,
        account: Account,
        region: str,
        incident: str,
        steps: tuple[Step, ...],
        by: str,
        journal: Journal,
    ) -> GuardedAws:
        site = self._site(account, region, incident)
        keys = {
            Power.SYNC: self._roles.assume(_changing_door(account, site, Power.SYNC, steps, by))
        }
        reading_keys = self._reading_keys(account, site, ())
        return GuardedAws(site, (), reading_keys, steps, keys, ChangingGuard(journal))

    def close(self) -> None:
        """Close the connections that entering has opened."""
        self._roles.close()

    def _site(self, account: Account, region: str, execution: str = "") -> Site:
        where = region or self._sessions.region
        partition = self._sessions.partition_of(where)
        return Site(
            self._sessions, self._limiter, self._rank, account.number, where, partition, execution
        )

    def _reading_keys(
        self, account: Account, site: Site, actions: tuple[str, ...]
    ) -> Callable[[], Keys]:
        """Return what gives the read role's keys; begun here, so that a closed door shows now."""
        door = _reading_door(account, site, actions)
        if actions:
            self._roles.keep(door)
        return partial(self._roles.keep, door)


def _reading_door(account: Account, site: Site, actions: tuple[str, ...]) -> Door:
    role = account.read_role
    return Door(
        account=account.number,
        role=role,
        partition=site.partition,
        external_id=account.external_id,
        session_name=session_name(site.execution or "read"),
        policy=_fitting(account, role, partial(for_reads, actions)),
    )


def _changing_door(
    account: Account, site: Site, power: Power, steps: tuple[Step, ...], approver: str
) -> Door:
    role = account.role_of(power)
    own = [step for step in steps if step.power is power]
    return Door(
        account=account.number,
        role=role,
        partition=site.partition,
        external_id=account.external_id,
        session_name=session_name(site.execution),
        policy=_fitting(account, role, partial(for_steps, own)),
        source_identity=source_identity(approver),
    )


def _fitting(account: Account, role: str, policy: Callable[[], str]) -> str:
    """Return a session policy. Raises BrokenError where it is longer than AWS takes."""
    try:
        return policy()
    except PolicyTooLongError as error:
        said = words.POLICY_TOO_LONG.fill(
            length=error.length, most=LONGEST, role=role, account=account.number
        )
        raise BrokenError(said) from None
