"""What everything else of the bot is built on: settings, store, clock, and the ways out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from aiohttp import ClientSession

from bot.aws.access import AwsEstate
from bot.aws.limiter import Rank
from bot.aws.sessions import Sessions
from bot.aws.threads import AwsThreads
from bot.domain.policy import Policy
from bot.ports.anchor import Anchor
from bot.ports.clock import Clock
from bot.ports.store import Store
from bot.settings import Settings
from handlers.http.metrics import Metrics
from handlers.http.reach import Reach
from handlers.slack.web_client import SlackWeb


@dataclass(frozen=True, slots=True)
class Ground:
    """What everything else is built on."""

    settings: Settings
    store: Store
    policy: Policy
    clock: Clock
    sessions: Sessions
    metrics: Metrics
    reach: Reach
    web: SlackWeb
    fetching: ClientSession
    threads: Mapping[Rank, AwsThreads]
    estates: Mapping[Rank, AwsEstate]
    anchor: Anchor | None
