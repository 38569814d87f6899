"""The routes of the policy file: which findings a route is about, and what becomes of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints

from bot.domain.finding import Severity
from bot.domain.routes import Mode
from bot.domain.words import policy as words
from bot.policy.part import Part
from bot.policy.scalars import AccountNumber, ChannelId, MemberId

BOUND = re.compile(r"(>=|<=|>|<|=?)([A-Z]+)")
MOST_TAGS = 10

Glob = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Source = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{1,39}$")]


def _severities(value: object) -> tuple[Severity, ...]:
    """Return the severities that bounds such as `>=LOW <HIGH` leave, lowest first."""
    bounds = value.upper().split() if isinstance(value, str) else []
    found = [BOUND.fullmatch(each) for each in bounds]
    if not bounds or any(each is None or each[2] not in set(Severity) for each in found):
        raise ValueError(words.POLICY_SEVERITY.en)
    left = [one for one in Severity if all(_holds(each, one) for each in found if each)]
    if not left:
        raise ValueError(words.POLICY_NO_SEVERITY.en)
    return tuple(left)


def _holds(bound: re.Match[str], severity: Severity) -> bool:
    rank, at = severity.rank, Severity(bound[2]).rank
    match bound[1]:
        case ">=":
            return rank >= at
        case "<=":
            return rank <= at
        case ">":
            return rank > at
        case "<":
            return rank < at
        case _:
            return rank == at


def _one_or_more(value: object) -> object:
    """Return what was named alone as a list of one."""
    return (value,) if isinstance(value, str) else value


Severities = Annotated[tuple[Severity, ...], BeforeValidator(_severities)]
Names = Annotated[tuple[str, ...], BeforeValidator(_one_or_more)]


class MatchPart(Part):
    """What a finding must be: every key that is given must fit."""

    severity: Severities = ()
    environment: Names = Field(default=(), strict=False, min_length=1)
    account: Annotated[tuple[AccountNumber, ...], BeforeValidator(_one_or_more)] = Field(
        default=(), strict=False, min_length=1
    )
    type: Glob | None = None
    tag: Mapping[Glob, Glob] = Field(default={}, min_length=1, max_length=MOST_TAGS)
    source: Source | None = None
    product: Glob | None = None


class RoutePart(Part):
    """A route: the findings that it is about, and where they go."""

    match: MatchPart
    channel: ChannelId | None = None
    mention: MemberId | None = None
    mode: Annotated[Mode, Field(strict=False)] = Mode.CARD
