"""What the findings of an incident offer together, and which of them a target is named by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from bot.domain.answer import Subject
from bot.domain.cards import Offer
from bot.domain.execution import Ask
from bot.domain.finding import Finding
from bot.domain.incident import Case
from bot.domain.policy import Policy
from bot.response.bench import prefill
from bot.response.bench.prefill import Catalogue, UnfitError
from runbooks.kit.catalog import AnyRunbook, target_field
from runbooks.kit.text import Said

MOST_BEARERS = 5
"""So many findings are asked about at their sources before one thing is planned or run."""


def offers(
    case: Case, catalogue: Catalogue, policy: Policy
) -> tuple[tuple[Offer, ...], Said | None]:
    """Return what fits the finding that the card speaks of, then what fits the other findings.

    Others count only once they were confirmed at their source, the most severe first. Of a
    runbook that fits several, all that they name can be chosen. What only looks comes last.
    """
    own, why = prefill.offers(case.lead, catalogue, policy)
    if any(finding.sample for finding in case.findings):
        return own, why
    found = {offer.name: offer for offer in own}
    for finding in confirmed(case, policy):
        more, _ = prefill.offers(finding, catalogue, policy)
        for offer in more:
            found[offer.name] = _widened(found.get(offer.name), offer)
    all_ = tuple(sorted(found.values(), key=lambda offer: offer.looks))
    return all_, None if any(not offer.looks for offer in all_) else why


def confirmed(case: Case, policy: Policy) -> tuple[Finding, ...]:
    """Return the findings besides the card's own that were confirmed, the most severe first."""
    return tuple(one for one in _others(case, policy) if one.confirmed_at is not None)


def named(case: Case, runbook: type[AnyRunbook], policy: Policy) -> tuple[Subject, ...]:
    """Return all that a runbook works on and the confirmed findings besides the card's own name."""
    found = (prefill.resources_of(runbook, one) for one in confirmed(case, policy))
    return tuple(subject for subjects in found for subject in subjects)


def bearers(case: Case, ask: Ask, catalogue: Catalogue, policy: Policy) -> tuple[Finding, ...]:
    """Return the findings any of which may bear out what is asked for: those that name the target.

    Those that were confirmed before come first, and a few are enough: whoever sends a graver claim
    of the same target must not keep the true one from bearing it out. What the policy file does
    not trust bears nothing out, whatever it names.
    """
    runbook = catalogue.get(ask.runbook)
    if runbook is None:
        return ()
    all_ = (case.lead, *_others(case, policy))
    naming = [one for one in all_ if policy.trusts(one.producer) and _names(one, runbook, ask)]
    return tuple(sorted(naming, key=lambda one: one.confirmed_at is None)[:MOST_BEARERS])


def _others(case: Case, policy: Policy) -> tuple[Finding, ...]:
    lead = case.lead
    found = [one for one in case.findings if one.key != lead.key and policy.trusts(one.producer)]
    return tuple(sorted(found, key=lambda one: -one.severity.rank))


def _widened(held: Offer | None, offer: Offer) -> Offer:
    """Return an offer with what another finding names, or that finding's own."""
    targets = _targets(offer)
    if held is None:
        return replace(offer, choices=targets, on=offer.target)
    all_ = {**_targets(held), **targets}
    if len(all_) == len(_targets(held)):
        return held
    return replace(held, choices=all_, on=held.target)


def _targets(offer: Offer) -> dict[str, str]:
    return dict(offer.choices) or {prefill.key_of(offer.target): offer.target}


def _names(finding: Finding, runbook: type[AnyRunbook], ask: Ask) -> bool:
    field, _ = target_field(runbook.inputs)
    more = {name: value for name, value in ask.inputs.items() if name != field}
    return ask.inputs.get(field) in set(_meant(finding, runbook, field, more))


def _meant(
    finding: Finding, runbook: type[AnyRunbook], field: str, more: Mapping[str, Any]
) -> Iterator[object]:
    """Yield what a runbook's target is called for each of a finding's resources."""
    for subject in prefill.resources_of(runbook, finding):
        try:
            yield prefill.inputs(runbook, subject.id, more)[field]
        except UnfitError:
            continue
