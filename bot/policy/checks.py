"""Finds what no part of a policy file can see by itself: what is too loose, or names what is nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict
from datetime import time, timedelta
from fnmatch import fnmatchcase

from bot.domain.policy import LONGEST_UNCONFIRMED, SAFE_RULES, Limits
from bot.domain.unasked import is_production
from bot.domain.words import policy as words
from bot.policy.parts import (
    NightPart,
    PolicyFile,
    RaisePart,
    RolePart,
    SlackPart,
    StandingPart,
)
from bot.policy.route_checks import of_networks, of_routes
from bot.policy.scalars import level
from bot.policy.slips import Slip, Where

LONGEST_TTL = timedelta(days=1)
LONGEST_NIGHT = timedelta(hours=12)
ACCOUNT = re.compile(r"[0-9]{12}")


def slips(file: PolicyFile) -> Iterator[Slip]:
    """Yield every fault of a file whose parts are well each by itself, and where it is."""
    yield from _too_loose(file)
    yield from _not_accounts(file)
    yield from _unknown_places(file)
    yield from _nobody_to_ask(file)
    if file.alone_at_night:
        yield from _no_night(file.alone_at_night)
    yield from _precious_elsewhere(file)
    yield from _shown_by_nothing(file)
    yield from of_routes(file)
    yield from of_networks(file)


def _too_loose(file: PolicyFile) -> Iterator[Slip]:
    for risk, part in file.approvals.items():
        least = SAFE_RULES[risk].approvals
        where: Where = ("approvals", str(risk))
        if part.approvals is not None and part.approvals < least:
            yield (*where, "approvals"), words.POLICY_LOOSER.fill(least=least).plain()
        if part.ttl is not None and part.ttl > LONGEST_TTL:
            yield (*where, "ttl"), words.POLICY_TTL.en
    safe = asdict(Limits())
    for key, number in file.limits.model_dump(exclude_none=True).items():
        if number > safe[key]:
            yield ("limits", key), words.POLICY_MOST.fill(most=safe[key]).plain()


def _no_night(part: NightPart) -> Iterator[Slip]:
    """Find a night that is none: without hours, as long as a day, or confirmed too late."""
    where: Where = ("alone_at_night",)
    if part.enabled and part.hours is None:
        yield (*where, "hours"), words.POLICY_NIGHT_HOURS.en
    if part.hours is not None and _length(*part.hours) > LONGEST_NIGHT:
        yield (*where, "hours"), words.POLICY_NIGHT_LONG.en
    if part.confirm_within > LONGEST_UNCONFIRMED:
        yield (*where, "confirm_within"), words.POLICY_NIGHT_CONFIRM.en


def _length(begins: time, ends: time) -> timedelta:
    """Return how long a part of the day is, over midnight or not."""
    first, last = (timedelta(hours=one.hour, minutes=one.minute) for one in (begins, ends))
    return (last - first) % timedelta(days=1)


def _not_accounts(file: PolicyFile) -> Iterator[Slip]:
    names: set[str] = set()
    for number, part in file.accounts.numbered.items():
        if not ACCOUNT.fullmatch(number):
            yield ("accounts", number), words.POLICY_ACCOUNT.en
        if part.name in names:
            yield ("accounts", number, "name"), words.POLICY_SAME_NAME.en
        names.add(part.name)


def _unknown_places(file: PolicyFile) -> Iterator[Slip]:
    """Find roles and parts that are given where nothing is: they would be given nowhere."""
    for key, number in file.organization.special.items():
        if number not in file.accounts.numbered:
            yield ("organization", key), words.POLICY_NO_ACCOUNT.en
    for index, role in enumerate(file.roles):
        yield from _unknown_scope(("roles", index), role, file)
    for index, standing in enumerate(file.standing):
        yield from _unknown_scope(("standing", index), standing, file)
        if any(is_production(each) for each in standing.environments):
            yield ("standing", index, "environments"), words.POLICY_IN_PRODUCTION.en
    if file.alone_at_night:
        yield from _unknown_scope(("alone_at_night",), file.alone_at_night, file)
    for index, rule in enumerate(file.raises):
        yield from _unknown_scope(("raises", index), rule, file)


def _nobody_to_ask(file: PolicyFile) -> Iterator[Slip]:
    """Find that the organization's accounts are wanted of nobody who could tell them."""
    part = file.organization
    if part.discover and part.management is None and part.security_admin is None:
        yield ("organization", "discover"), words.POLICY_DISCOVER.en


def _precious_elsewhere(file: PolicyFile) -> Iterator[Slip]:
    """Find patterns of ARNs under an account that name another one: nothing would fit them."""
    for number, account in file.accounts.numbered.items():
        for index, pattern in enumerate(account.precious):
            named = pattern.split(":")[4]
            if named and not fnmatchcase(number, named):
                yield ("accounts", number, "precious", index), words.POLICY_OTHER_ACCOUNT.en


def _shown_by_nothing(file: PolicyFile) -> Iterator[Slip]:
    """Find levels of detail for what is nowhere, or above the one that holds for all."""
    slack = file.slack or SlackPart()
    environments = slack.environments or {}
    known = {account.environment for account in file.accounts.numbered.values()}
    for name in environments:
        if name not in known:
            yield ("slack", "environments", name), words.POLICY_NO_ENVIRONMENT.en
    accounts = {"defaults": file.accounts.defaults, **file.accounts.numbered}
    levels: list[tuple[Where, str | None]] = [
        *((("slack", "environments", name), each) for name, each in environments.items()),
        *((("accounts", name, "detail"), part.detail) for name, part in accounts.items()),
    ]
    for where, each in levels:
        if each is not None and level(each) > level(slack.detail):
            yield where, words.POLICY_DETAIL_LOOSER.fill(detail=slack.detail).plain()


def _unknown_scope(
    where: Where, part: RolePart | RaisePart | StandingPart | NightPart, file: PolicyFile
) -> Iterator[Slip]:
    numbered = file.accounts.numbered
    environments = {account.environment for account in numbered.values()}
    if not numbered.keys() >= set(part.accounts):
        yield (*where, "accounts"), words.POLICY_NO_ACCOUNT.en
    if not environments >= set(part.environments):
        yield (*where, "environments"), words.POLICY_NO_ENVIRONMENT.en
