"""The digest that an approval binds to: everything that decides what will be done."""

from __future__ import annotations

import hashlib
import inspect
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import runbooks.kit
from bot.domain.execution import Execution
from runbooks.kit.catalog import AnyRunbook
from runbooks.kit.values import Plan, RiskClass


def canonical(value: Any) -> bytes:
    """Return JSON that is the same for equal values: sorted, no spaces, UTF-8."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


@cache
def code_hash(runbook: type[AnyRunbook]) -> str:
    """Return the SHA-256 of the runbook's own file and of every file of the kit."""
    kit = Path(runbooks.kit.__path__[0])
    digest = hashlib.sha256()
    for path in (Path(inspect.getfile(runbook)), *sorted(kit.glob("*.py"))):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def plan_digest(
    execution: Execution,
    number: int,
    plan: Plan,
    *,
    risk: RiskClass,
    state: Mapping[str, Any],
    code: str,
    policy: str,
) -> str:
    """Return the SHA-256 over canonical JSON of all that an approver says yes to.

    Execution id, plan number, the code's hash, account, Region, inputs, the state before,
    steps with their power, the policy's digest, and what the card says (reason, warnings,
    what breaks, what undo can do).
    """
    ask = execution.ask
    return hashlib.sha256(
        canonical(
            {
                "execution": execution.id,
                "number": number,
                "kind": ask.kind,
                "undo_of": ask.undo_of,
                "incident": ask.incident,
                "runbook": ask.runbook,
                "code": code,
                "account": ask.account,
                "region": ask.region,
                "inputs": dict(ask.inputs),
                "state": dict(state),
                "plan": plan.model_dump(mode="json"),
                "risk": risk,
                "policy": policy,
                "requester": execution.requester,
                "requester_name": execution.requester_name,
                "reason": ask.reason,
            }
        )
    ).hexdigest()
