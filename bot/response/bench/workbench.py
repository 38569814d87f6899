"""What the worker's parts of response work with."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.policy import Policy
from bot.ports.bell import Bell
from bot.ports.clock import Clock
from bot.ports.confirming import Confirming
from bot.ports.estate import Estate
from bot.ports.store import Store
from bot.ports.threads import Threads
from bot.response.bench.anchoring import Anchoring
from bot.response.bench.prefill import Catalogue


@dataclass(frozen=True, slots=True)
class Workbench:
    """Store, time, the AWS estate, what runbooks there are, and the policy in force.

    `channel` is told of what concerns everybody, such as a brake that secbot pulls by itself.
    `anchoring` is None where no anchor is set up.
    """

    store: Store
    bell: Bell
    clock: Clock
    estate: Estate
    threads: Threads
    confirming: Confirming
    catalogue: Catalogue
    policy: Policy
    channel: str
    anchoring: Anchoring | None = None
