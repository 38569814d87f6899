"""What the findings of an incident offer together, and which of them a target is named by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

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


def bearer(case: Case, ask: Ask, catalogue: Catalogue, policy: Policy) -> Finding:
    """Return the finding whose source has to bear out what is asked for: the one that names it.

    What the policy file does not trust bears nothing out, whatever it names. Where the target is
    named no more, it is the one that the card speaks of.
    """
    trusted = [one for one in (case.lead, *_others(case, policy)) if policy.trusts(one.producer)]
    runbook = catalogue.get(ask.runbook)
    naming = (one for one in trusted if runbook is not None and _names(one, runbook, ask))
    return next(naming, next(iter(trusted), case.lead))


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
    return ask.inputs.get(field) in set(_meant(finding, runbook, field))


def _meant(finding: Finding, runbook: type[AnyRunbook], field: str) -> Iterator[object]:
    """Yield what a runbook's target is called for each of a finding's resources."""
    for subject in prefill.resources_of(runbook, finding):
        try:
            yield prefill.inputs(runbook, subject.id, {})[field]
        except UnfitError:
            continue
