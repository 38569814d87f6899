"""The digest that an approval binds to: everything that decides what will be done."""

from __future__ import annotations

import hashlib
import inspect
import json
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import JsonValue, TypeAdapter

import runbooks.kit
from bot.domain.execution import Execution, Proposal
from runbooks.kit.catalog import AnyRunbook
from runbooks.kit.text import Said
from runbooks.kit.values import Plan

_PARTS = TypeAdapter(tuple[tuple[str | Said, ...], tuple[Said, ...], dict[str, Said]])


def canonical(value: Any) -> bytes:
    """Return JSON that is the same for equal values: sorted, no spaces, ASCII."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"))
    return text.encode()


@cache
def code_hash(runbook: type[AnyRunbook]) -> str:
    """Return the SHA-256 of the runbook's own file and of every file of the kit."""
    return _hash_with_kit(Path(inspect.getfile(runbook)))


@cache
def form_hash() -> str:
    """Return the SHA-256 of every file that says how a plan is stored, read and digested.

    A plan that another version has stored may be digested otherwise than it was then.
    """
    return _hash_with_kit(Path(__file__), Path(inspect.getfile(Proposal)))


def _hash_with_kit(*files: Path) -> str:
    kit = Path(runbooks.kit.__path__[0])
    digest = hashlib.sha256()
    for path in (*files, *sorted(kit.glob("*.py"))):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def plan_digest(execution: Execution, proposal: Proposal) -> str:
    """Return the SHA-256 over canonical JSON of all that an approver says yes to.

    Execution id, plan number, the code's hash, account, Region, inputs, the state before, what
    secbot's own tags say, steps with their power, the policy's digest, who asked and why, the
    hash of what the card says, the account that it acts in, where that is another, after how long
    somebody is asked whether to put it back, where that was wished for, and that it is part of a
    drill or of a batch; of a plan, its radius and the record where it tells of them. It is computed anew before
    a plan is decided on and before it runs, so that what is stored can't drift from what was
    approved.
    """
    ask = execution.ask
    why: dict[str, Any] = {}
    if proposal.weighed:
        why["weighed"] = [said.bare() for said in proposal.weighed]
    told = _told(proposal)
    if told:
        why["told"] = told
    there: dict[str, str | int] = {"acts_in": ask.acts_in} if ask.acts_in else {}
    if ask.revert_after:
        there["revert_after"] = ask.revert_after
    if ask.drill:
        there["is_part_of_drill"] = True
    if ask.is_automatic:
        there["is_automatic"] = True
    if ask.batch:
        there["batch"] = ask.batch
    return hashlib.sha256(
        canonical(
            {
                "execution": execution.id,
                "number": proposal.number,
                "kind": ask.kind,
                "undo_of": ask.undo_of,
                "incident": ask.incident,
                "runbook": ask.runbook,
                "code": proposal.code_hash,
                "account": ask.account,
                "region": ask.region,
                **there,
                **why,
                "inputs": dict(ask.inputs),
                "target": proposal.target,
                "state": dict(proposal.state),
                "plan": _plan(proposal.plan),
                "risk": proposal.risk,
                "marks": proposal.marks.model_dump(mode="json"),
                "is_raised": proposal.is_raised,
                "is_drill": proposal.is_drill,
                "policy": proposal.policy_digest,
                "rendered": proposal.rendered_hash,
                "requester": execution.requester,
                "requester_slack_id": execution.requester_slack_id,
                "requester_name": execution.requester_name,
                "reason": ask.reason,
            }
        )
    ).hexdigest()


def _told(proposal: Proposal) -> list[JsonValue]:
    """Return what the card tells beside the plan, in each language: what is kept may be forged."""
    parts = (proposal.differences, proposal.weighed, dict(proposal.set_by))
    return list(_PARTS.dump_python(parts, mode="json")) if any(parts) else []


def _plan(plan: Plan) -> dict[str, Any]:
    """Return a plan as it always was digested: without what it leaves unsaid."""
    written: dict[str, Any] = plan.model_dump(mode="json")
    unsaid = {name for name in ("wide", "record") if not written[name]}
    return {name: value for name, value in written.items() if name not in unsaid}


def is_as_digested(execution: Execution, proposal: Proposal) -> bool:
    """Say whether a stored plan is still the one that its digest was made from."""
    return plan_digest(execution, proposal) == proposal.digest
