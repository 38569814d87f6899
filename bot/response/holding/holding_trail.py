"""Asks CloudTrail who has changed what a containment had touched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from bot.domain.execution import Execution
from bot.domain.guarding import SESSION
from bot.domain.policy import Account
from bot.domain.record import spoken
from bot.domain.words import deciding as refusals
from bot.domain.words import holding as words
from bot.ports.estate import BrokenError, ForbiddenCallError
from bot.response.bench import awsfaults
from bot.response.bench.workbench import Workbench
from runbooks.kit import history
from runbooks.kit.history import Event
from runbooks.kit.shield import LOOKUP
from runbooks.kit.text import Said

NAMES = 6
"""Names that are looked up: CloudTrail answers two calls a second in an account's Region."""
CHANGES = 5
LONGEST = 300
"""Characters that are kept of what a stranger has written: a user agent can be of any length."""
SKEW = timedelta(minutes=1)
"""How much earlier than it last held a change is looked for: clocks differ."""


@dataclass(frozen=True, slots=True)
class Traced:
    """The changes that CloudTrail tells of, the newest first, or why it tells of none."""

    changes: tuple[Event, ...] = ()
    why: Said | None = None

    def body(self) -> dict[str, Any]:
        """Return it as it is written down."""
        told = [_told(one) for one in self.changes[:CHANGES]]
        first = told[0] if told else {}
        body: dict[str, Any] = {"changes": told}
        body |= {key: first[key] for key in ("actor", "event") if first.get(key)}
        if self.why is not None:
            body |= spoken("untraced", self.why)
        return body


def trace(bench: Workbench, execution: Execution, names: Sequence[str], since: datetime) -> Traced:
    """Return what was changed since a moment of what an execution had touched. Blocks.

    Calls that were refused, that only read, and the execution's own are left out. Never raises
    for a lookup that fails: the slip is told all the same.
    """
    ask = execution.ask
    account = bench.policy.accounts.get(ask.acts_in or ask.account)
    if account is None:
        return Traced(why=refusals.UNKNOWN_ACCOUNT.fill(account=ask.account))
    found: list[Event] = []
    try:
        aws = bench.estate.reading(account, ask.region, (LOOKUP,))
        for name in names[:NAMES]:
            trail = history.events(aws, "ResourceName", name, since - SKEW)
            if trail.why_not is not None:
                return Traced(why=trail.why_not)
            found += trail.events
    except (BrokenError, ForbiddenCallError) as error:
        return Traced(why=error.says)
    except (ClientError, BotoCoreError) as error:
        return Traced(why=words.NOT_LOOKED_UP.fill(code=awsfaults.code_of(error)))
    changes = _changes(found, _sessions(account, execution))
    return Traced(changes) if changes else Traced(why=words.LATE.fill())


def _sessions(account: Account, execution: Execution) -> tuple[str, ...]:
    """Return how the ARNs of an execution's own sessions end: a session's name alone is anybody's.

    https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumedRoleUser.html
    """
    return tuple(f":assumed-role/{role}/{SESSION}{execution.id}" for role in account.acting_roles)


def _changes(events: Iterable[Event], ours: tuple[str, ...]) -> tuple[Event, ...]:
    made = {one for one in events if not (one.reads or one.code or one.actor.endswith(ours))}
    return tuple(sorted(made, key=lambda one: (one.at, one.name), reverse=True))


def _told(event: Event) -> dict[str, str]:
    texts = {
        "event": event.name,
        "actor": event.actor,
        "address": event.address,
        "agent": event.agent,
    }
    return {key: text[:LONGEST] for key, text in texts.items()} | {"at": event.at.isoformat()}
