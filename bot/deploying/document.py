"""Writes policy documents from grants: few statements, always in the same order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from bot.deploying.grants import EVERYWHERE, Conditions, Grant, Grants
from bot.deploying.place import Place

VERSION = "2012-10-17"
"""The policy language's: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html"""

Document = dict[str, Any]
Statement = dict[str, Any]


def document(statements: Iterable[Statement]) -> Document:
    """Return a policy of these statements."""
    return {"Version": VERSION, "Statement": list(statements)}


def allowing(actions: Iterable[str], grants: Grants, place: Place) -> list[Statement]:
    """Return statements that allow each action on what its grants say, else on everything.

    Actions share a statement where resources and conditions are the same.
    """
    shared: dict[str, tuple[Grant, list[str]]] = {}
    for action in sorted(actions):
        for grant in grants.get(action, EVERYWHERE):
            key = json.dumps([grant.resources, grant.when], sort_keys=True)
            shared.setdefault(key, (grant, []))[1].append(action)
    return [statement("Allow", names, grant, place) for grant, names in shared.values()]


def statement(effect: str, actions: Iterable[str], grant: Grant, place: Place) -> Statement:
    """Return one statement, filled for a place."""
    made: Statement = {
        "Effect": effect,
        "Action": _few(list(actions)),
        "Resource": _few([place.fill(one) for one in grant.resources]),
    }
    return made | ({"Condition": _filled(grant.when, place)} if grant.when else {})


def written(policy: Mapping[str, Any]) -> str:
    """Return a policy as people read it, the same each time."""
    return json.dumps(policy, indent=2) + "\n"


def listed(value: Any) -> list[Any]:
    """Return one thing or many, as a policy has them, as many."""
    return value if isinstance(value, list) else [value]


def _filled(when: Conditions, place: Place) -> dict[str, dict[str, Any]]:
    return {
        operator: {key: _value(value, place) for key, value in sorted(keys.items())}
        for operator, keys in sorted(when.items())
    }


def _value(value: str | tuple[str, ...], place: Place) -> str | list[str]:
    if isinstance(value, tuple):
        return [_filled_in(one, place) for one in value]
    return _filled_in(value, place)


def _filled_in(value: str, place: Place) -> str:
    return place.fill(value.replace("{owner}", place.owner))


def _few(things: list[str]) -> str | list[str]:
    return things[0] if len(things) == 1 else things
