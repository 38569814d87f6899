"""Finds routes that hide what nobody may hide, or never do anything, and networks that contradict."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import ip_network

from bot.domain.finding import Severity
from bot.domain.routes import Mode
from bot.domain.words import policy as words
from bot.policy.parts import PolicyFile
from bot.policy.routes import MatchPart, RoutePart
from bot.policy.slips import Slip, Where


def of_routes(file: PolicyFile) -> Iterator[Slip]:
    """Yield every fault of the routes, besides those of a key alone."""
    numbered = file.accounts.numbered
    environments = {account.environment for account in numbered.values()}
    before: list[MatchPart] = []
    for index, route in enumerate(file.routes):
        where: Where = ("routes", index)
        if not numbered.keys() >= set(route.match.account):
            yield (*where, "match", "account"), words.POLICY_NO_ACCOUNT.en
        if not environments >= set(route.match.environment):
            yield (*where, "match", "environment"), words.POLICY_NO_ENVIRONMENT.en
        if route.mode is not Mode.CARD:
            yield from _hiding(where, route)
        if any(each in (route.match, MatchPart()) for each in before):
            yield (*where, "match"), words.POLICY_ROUTE_TAKEN.en
        before.append(route.match)


def _hiding(where: Where, route: RoutePart) -> Iterator[Slip]:
    """Find what a route without cards may not do, or says to no effect."""
    severities = route.match.severity
    if route.match.tag:
        yield (*where, "match", "tag"), words.POLICY_TAG_HIDES.en
    if not severities or Severity.CRITICAL in severities:
        yield (*where, "match", "severity"), words.POLICY_HIDES_CRITICAL.en
    if route.mention:
        yield (*where, "mention"), words.POLICY_CALLS_NOBODY.en
    if route.mode is Mode.DROP and route.channel:
        yield (*where, "channel"), words.POLICY_DROPS.en


def of_networks(file: PolicyFile) -> Iterator[Slip]:
    """Yield every network that is both ours and somebody else's."""
    if file.networks is None:
        return
    own = [ip_network(each) for each in file.networks.own]
    for index, each in enumerate(file.networks.allowed):
        network = ip_network(each)
        if any(one.version == network.version and one.overlaps(network) for one in own):
            yield ("networks", "allowed", index), words.POLICY_NETWORK_TWICE.en
