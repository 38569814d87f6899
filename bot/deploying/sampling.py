"""Requests that a policy of ours allows: what a simulation of it must be told, to say so.

IAM's policy simulator knows neither tags nor other context of things: a pinned action is an
implicit deny to it unless the request names a thing and gives the keys that the pin asks for.
https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.deploying.document import Document, Statement, listed
from bot.deploying.powers import allows

ANY = "*"
SOME = "x"
"""Stands for any name: the simulator takes things that are not there."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One request: an action on a thing (an ARN, or `*`), and its condition keys with values."""

    action: str
    resource: str
    context: Mapping[str, tuple[str, ...]]


def samples(policy: Document, action: str) -> tuple[Sample, ...]:
    """Return a request for each thing that a policy allows an action on; none if it does not."""
    return tuple(
        Sample(action, _some(resource), _context(statement))
        for statement in allows(policy, action)
        for resource in listed(statement["Resource"])
    )


def _some(pattern: str) -> str:
    return pattern if pattern == ANY else pattern.replace(ANY, SOME).replace("?", SOME)


def _context(statement: Statement) -> dict[str, tuple[str, ...]]:
    """Return values that fit; that a key is there at all (`Null`) another operator says too."""
    return {
        key: tuple(_some(str(one)) for one in listed(wanted))
        for operator, keys in statement.get("Condition", {}).items()
        if operator != "Null"
        for key, wanted in keys.items()
    }
