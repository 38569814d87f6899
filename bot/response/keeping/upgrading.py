"""Tells a plan that another version of secbot has stored from one that somebody has changed."""

from __future__ import annotations

from bot.domain.execution import Proposal
from bot.domain.record import What
from bot.ports.unit import Unit
from bot.response.keeping.digest import form_hash

FORM = "form"
"""Under this the record of a plan's making keeps how plans were digested then."""


def is_of_another_version(unit: Unit, proposal: Proposal) -> bool:
    """Say whether the audit trail tells that this plan was made by another version of secbot.

    Only the record of its making says so, not the plan's own row: whoever changes a row would
    rather be taken for an upgrade.
    """
    return any(
        record.body.get("sha256") == proposal.digest and record.body.get(FORM) != form_hash()
        for record in unit.records.of_execution(proposal.execution, What.PLANNED)
    )
