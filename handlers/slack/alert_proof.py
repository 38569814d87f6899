"""What the alert card says of what was proved here, and of what was settled at its source."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import TypeAdapter

from bot.domain.cards import Verified
from bot.domain.execution import Execution, Stage
from bot.domain.finding import Workflow
from bot.domain.incident import ENDED, Case
from bot.domain.record import What
from bot.domain.syncing import Settled, settled
from bot.ports.unit import Unit
from runbooks.kit.text import Said
from runbooks.kit.values import Proof

MOST_RECORDS = 300
HIDDEN = frozenset({Workflow.RESOLVED, Workflow.SUPPRESSED})
SAID = TypeAdapter(Said)


def settled_upstream(unit: Unit, case: Case) -> Settled | None:
    """Return who has settled upstream what is open here; read only where it is settled there."""
    lead, incident = case.lead, case.incident
    if incident.status in ENDED or not (lead.archived or lead.workflow in HIDDEN):
        return None
    return settled(unit.records.of_incident(incident.number, MOST_RECORDS))


def verified(unit: Unit, executions: Sequence[Execution]) -> Verified | None:
    """Return what the newest execution that has run proves, or None where none has.

    A claim that was read again is told as it was read last. A look contains nothing, so what it
    has read proves nothing of the kind.
    """
    ran = [one for one in executions if one.stage is Stage.DONE and one.ask.contains]
    proposal = ran and unit.executions.proposal(ran[-1].number, ran[-1].plan_number)
    if not proposal:
        return None
    read = unit.records.of_execution(ran[-1].number, What.CLAIM)
    claims = {one.body.get("key"): one for one in read}.values()
    passed = [one for one in claims if one.body.get("proof") == Proof.PASSED]
    failed = [one for one in claims if one.body.get("proof") != Proof.PASSED]
    return Verified(
        ran[-1].id,
        tuple(SAID.validate_python(one.body["says"]) for one in passed),
        (
            *(SAID.validate_python(one.body["says"]) for one in failed),
            *proposal.plan.unproved,
        ),
    )
