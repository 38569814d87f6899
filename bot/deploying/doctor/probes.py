"""Turns what a role is granted into questions for IAM's policy simulator: on what, and when.

A grant's pattern becomes the ARN of a thing that could be there, and its conditions become the
context that a call of secbot's would have. https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from bot.deploying.grants import (
    ANYTHING,
    EVERYWHERE,
    TO_MACHINES,
    Conditions,
    Grant,
    Grants,
)
from bot.deploying.grants import ROLE as ANY_ROLE
from bot.deploying.place import Place
from runbooks.kit.values import PASS_ROLE

SAMPLE = "sample-of-the-doctor"
"""Not `secbot-...`: no role of secbot's may touch what is called so."""
REGION_PART = 3
MUST_BE_THERE = "Null"
OF_SETS = "ForA"
"""`ForAllValues` and `ForAnyValue` compare a key of many values."""
PASSING: Grants = {PASS_ROLE: (Grant((ANY_ROLE,), TO_MACHINES),)}


@dataclass(frozen=True, slots=True)
class Probe:
    """One question: may these actions be done on all of these resources, in this context?"""

    actions: tuple[str, ...]
    resources: tuple[str, ...]
    context: tuple[tuple[str, str, tuple[str, ...]], ...]

    @property
    def request(self) -> dict[str, Any]:
        """Return what SimulatePrincipalPolicy takes, besides whose policies."""
        entries = [
            {"ContextKeyName": name, "ContextKeyType": kind, "ContextKeyValues": list(values)}
            for name, kind, values in self.context
        ]
        return {
            "ActionNames": list(self.actions),
            "ResourceArns": list(self.resources),
            "ContextEntries": entries,
        }


def probes(actions: Iterable[str], grants: Grants, place: Place, region: str) -> Iterator[Probe]:
    """Yield the questions that prove every action of a role in an account, few actions apart."""
    asked: dict[tuple[Any, ...], list[str]] = {}
    for action in sorted(actions):
        for grant in {**grants, **PASSING}.get(action, EVERYWHERE):
            resources = tuple(_sample(pattern, place, region) for pattern in grant.resources)
            key = (resources, _context(grant.when, place))
            asked.setdefault(key, []).append(action)
    for (resources, context), names in asked.items():
        yield Probe(tuple(names), resources, context)


def _sample(pattern: str, place: Place, region: str) -> str:
    """Return an ARN that the pattern covers; `*` stands for everything."""
    if pattern == ANYTHING:
        return pattern
    parts = place.fill(pattern).split(":")
    if parts[REGION_PART] == ANYTHING:
        parts[REGION_PART] = region
    return ":".join(parts).replace(":*:", f":{place.account}:").replace(ANYTHING, SAMPLE)


def _context(when: Conditions, place: Place) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Return the keys that meet the conditions, each with its type and values."""
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for operator, keys in when.items():
        if operator == MUST_BE_THERE:
            continue  # another line of the same grant says what it must be
        kind = "stringList" if operator.startswith(OF_SETS) else "string"
        for key, wanted in keys.items():
            values = (wanted,) if isinstance(wanted, str) else wanted
            found[key] = (kind, tuple(_value(each, place) for each in values[:1]))
    return tuple((key, kind, values) for key, (kind, values) in sorted(found.items()))


def _value(wanted: str, place: Place) -> str:
    owned = place.fill(wanted).replace("{owner}", place.owner)
    return owned.replace(ANYTHING, SAMPLE)
