"""Writes the session policies that narrow a role to what one plan, or one question, needs."""

from __future__ import annotations

import json
from collections.abc import Iterable

from runbooks.kit.values import Step

LONGEST = 2048
"""Characters: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html (Policy)."""


class PolicyTooLongError(ValueError):
    """The policy has more characters than AWS takes."""

    def __init__(self, length: int) -> None:
        """Keep how many it has."""
        super().__init__(f"a session policy of {length} characters, and AWS takes {LONGEST}")
        self.length = length


def for_steps(steps: Iterable[Step]) -> str:
    """Return a policy that allows each step's action on that action's own resources, no more.

    Actions share a statement only where their resources are the same, so that no action
    reaches what another one's step has named. Raises PolicyTooLongError.
    """
    resources: dict[str, set[str]] = {}
    for action, arns in (right for step in steps for right in step.rights):
        resources.setdefault(action, set()).update(arns)
    actions: dict[frozenset[str], list[str]] = {}
    for action in sorted(resources):
        actions.setdefault(frozenset(resources[action]), []).append(action)
    return _policy((names, sorted(arns)) for arns, names in actions.items())


def for_reads(actions: Iterable[str]) -> str:
    """Return a policy that allows these read actions on everything the role may read.

    Raises PolicyTooLongError.
    """
    return _policy([(sorted(set(actions)), ["*"])])


def _policy(allowed: Iterable[tuple[list[str], list[str]]]) -> str:
    statements = [
        {"Effect": "Allow", "Action": _few(actions), "Resource": _few(resources)}
        for actions, resources in allowed
    ]
    policy = json.dumps(
        {"Version": "2012-10-17", "Statement": _few(statements)}, separators=(",", ":")
    )
    if len(policy) > LONGEST:
        raise PolicyTooLongError(len(policy))
    return policy


def _few(things: list[str] | list[dict[str, object]]) -> object:
    """Return one thing as itself, many as a list: IAM takes both, and the one is shorter."""
    return things[0] if len(things) == 1 else things
