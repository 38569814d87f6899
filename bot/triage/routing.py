"""Says which findings get a card."""

from __future__ import annotations

from bot.domain.finding import Finding, Producer, Severity, Workflow
from bot.domain.sources import SOURCES

GUARDDUTY = "guardduty"
GUARDDUTY_PRODUCT = ":product/aws/guardduty"

GUARDDUTY_FLOOR = Severity.MEDIUM
SECURITY_HUB_FLOOR = Severity.HIGH
"""Where no route of the policy file says otherwise."""

SETTLED = frozenset({Workflow.RESOLVED, Workflow.SUPPRESSED})
PASSED = "PASSED"


def gets_card(finding: Finding) -> bool:
    """Say whether a finding without an incident opens one.

    What somebody in Security Hub's console has sent on by a custom action always does: a person
    asks for attention to it. What is archived, resolved, suppressed or passed opens none; an
    incident that is open already stays so whatever becomes of its finding upstream.
    """
    if finding.asked_by:
        return True
    if is_settled(finding):
        return False
    return finding.severity.rank >= floor_for(finding.producer).rank


def is_settled(finding: Finding) -> bool:
    """Say whether its source, or somebody upstream, counts a finding as done with."""
    return finding.archived or finding.workflow in SETTLED or finding.compliance == PASSED


def floor_for(producer: Producer) -> Severity:
    """Return the lowest severity that gets a card; GuardDuty's, whichever way it came.

    What is only claimed has Security Hub's floor at least: anybody might have written it.
    """
    by_hub = producer.verified and producer.product.endswith(GUARDDUTY_PRODUCT)
    if producer.service == GUARDDUTY or by_hub:
        return GUARDDUTY_FLOOR
    source = SOURCES.get(producer.service)
    own = source.floor if source else SECURITY_HUB_FLOOR
    return own if producer.verified else max(own, SECURITY_HUB_FLOOR, key=lambda one: one.rank)
