"""Asks the simulated AWS's policy simulator what a policy that we have made allows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from bot.deploying.document import Document
from practice.aws.server import SimulatedAws


def decision(
    aws: SimulatedAws,
    policy: Document,
    action: str,
    resource: str = "*",
    boundary: Document | None = None,
    /,
    **context: str,
) -> str:
    """Return `allowed`, `implicitDeny` or `explicitDeny`; a key's first `__` is a colon, the next a slash."""
    bounds = {"PermissionsBoundaryPolicyInputList": [json.dumps(boundary)]} if boundary else {}
    answer = aws.client("iam", "111122223333").simulate_custom_policy(
        PolicyInputList=[json.dumps(policy)],
        ActionNames=[action],
        ResourceArns=[resource],
        ContextEntries=entries(context),
        **bounds,
    )
    return str(answer["EvaluationResults"][0]["EvalDecision"])


def entries(context: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return context entries: `aws__TagKeys` is aws:TagKeys, values at commas."""
    return [
        {
            "ContextKeyName": key.replace("__", ":", 1).replace("__", "/", 1),
            "ContextKeyValues": value.split(","),
            "ContextKeyType": "stringList",
        }
        for key, value in context.items()
    ]
