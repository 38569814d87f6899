"""Says which findings get a card, where, and who is called."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.finding import Finding, Producer, Severity, Workflow
from bot.domain.policy import Policy
from bot.domain.routes import Mode, Route, Routed
from bot.domain.sources import SOURCES

GUARDDUTY = "guardduty"
GUARDDUTY_PRODUCT = ":product/aws/guardduty"

GUARDDUTY_FLOOR = Severity.MEDIUM
SECURITY_HUB_FLOOR = Severity.HIGH
"""Where no route of the policy file says otherwise."""

OPENING = frozenset({Mode.CARD, Mode.THREAD})
"""The modes in which a finding opens an incident."""
SETTLED = frozenset({Workflow.RESOLVED, Workflow.SUPPRESSED})
PASSED = "PASSED"


def route(finding: Finding, policy: Policy, channel: str) -> Routed:
    """Return where a finding goes by the first route that fits it; `channel` is where none says.

    Whoever may tag a resource must not hide a finding: a route by tag only says where it goes.
    Whether it opens an incident at all, with a card or in the day's thread, and whom it calls
    besides, is as the first route without tags has it.
    """
    environment = policy.environment_of(finding.account)
    fitting = [one for one in policy.routes if one.match.fits(finding, environment)]
    firm = next((one for one in fitting if not one.match.tags), None)
    first = fitting[0] if fitting else None
    chosen = _routed(finding, firm, channel)
    if first is None or first is firm:
        return chosen
    own = _routed(finding, first, channel)
    if not (own.opens or chosen.opens):
        return chosen
    mentions = tuple(dict.fromkeys((*own.mentions, *chosen.mentions)))
    mode = own.mode if own.opens else chosen.mode
    return replace(own, opens=True, mode=mode, mentions=mentions)


def _routed(finding: Finding, route: Route | None, channel: str) -> Routed:
    if route is None:
        return Routed(channel, gets_card(finding))
    return Routed(
        route.channel or channel,
        opens=route.mode in OPENING and _reaches(finding, route),
        mode=route.mode,
        mentions=(route.mention,) if route.mention else (),
        route=route.told,
    )


def _reaches(finding: Finding, route: Route) -> bool:
    """Say whether a finding is severe enough: a route that names severities is its own floor."""
    if route.match.severities:
        return bool(finding.asked_by) or not is_settled(finding)
    return gets_card(finding)


def gets_card(finding: Finding) -> bool:
    """Say whether a finding without an incident opens one where no route says otherwise.

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
