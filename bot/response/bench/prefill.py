"""Which runbooks fit a finding, and what a finding or a person's words fill in."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from bot.domain.answer import Subject
from bot.domain.cards import Offer
from bot.domain.finding import Finding
from bot.domain.people import Role
from bot.domain.policy import Policy
from bot.domain.words import deciding as refusals
from bot.domain.words import offering
from bot.domain.words import responding as words
from bot.response.bench import admission
from bot.response.bench.faults import fault
from runbooks.kit.catalog import AnyRunbook, matches, target_field, undo_fields
from runbooks.kit.text import Said
from runbooks.kit.values import Tactic

Catalogue = Mapping[str, type[AnyRunbook]]

ARN_PARTS = 6
WHOLE = "AwsAccount"
KEY_DIGITS = 12
ACCOUNT = re.compile(r"(?:AWS::::Account:)?([0-9]{12})")
"""An account by its number, or as Security Hub names it among resources:
https://docs.aws.amazon.com/securityhub/latest/userguide/asff-resources-attributes.html
"""


class UnfitError(Exception):
    """What was asked for can't be made into a runbook's inputs."""

    def __init__(self, says: Said) -> None:
        """Keep the sentence."""
        super().__init__(says.plain())
        self.says = says


def offers(
    finding: Finding, catalogue: Catalogue, policy: Policy
) -> tuple[tuple[Offer, ...], Said | None]:
    """Return the runbooks that fit a finding, those that look last, or why none is offered.

    Where all that is left only looks, it is told as well why nothing else is offered.

    What a product claims that the policy file does not trust is never filled in: anybody who may
    import findings could have written it.
    """
    if finding.sample:
        return (), offering.OFFER_NONE_SAMPLE.fill()
    if not policy.trusts(finding.producer):
        is_own = finding.producer.verified
        return (), (offering.OFFER_NONE_UNTRUSTED if is_own else offering.OFFER_NONE_CLAIMED).fill()
    if finding.account not in policy.accounts:
        return (), offering.OFFER_NONE_ACCOUNT.fill(account=finding.account or "?")
    if not policy.members_of(Role.APPROVER, finding.account):
        name = policy.accounts[finding.account].name
        return (), offering.OFFER_NONE_APPROVER.fill(account=name)
    if finding.confirmed_at is None:
        return (), offering.OFFER_NONE_UNCONFIRMED.fill()
    fitting = {
        name: _barred(catalogue[name], finding, policy)
        for name in catalogue
        if fits(catalogue[name], finding)
    }
    if not fitting:
        return (), offering.OFFER_NONE_FITS.fill()
    names = sorted(fitting, key=lambda name: catalogue[name].about.tactic is Tactic.DETECT)
    free = tuple(_offer(name, catalogue[name], finding) for name in names if not fitting[name])
    if any(not offer.looks for offer in free):
        return free, None
    return free, next((why for why in fitting.values() if why), None)


def _offer(name: str, runbook: type[AnyRunbook], finding: Finding) -> Offer:
    named = [one.id for one in resources_of(runbook, finding)]
    looks, first = runbook.about.tactic is Tactic.DETECT, next(iter(named), "")
    choices = {key_of(one): one for one in named} if len(named) > 1 else {}
    return Offer(name, runbook.about.title, looks=looks, target=first, choices=choices)


def key_of(resource: str) -> str:
    """Return a short key for a resource's id, which may be longer than a button may carry."""
    return hashlib.sha256(resource.encode()).hexdigest()[:KEY_DIGITS]


def _barred(runbook: type[AnyRunbook], finding: Finding, policy: Policy) -> Said | None:
    """Return why the policy file lets nobody run it on what the finding names, or None.

    What is protected may be looked into all the same.
    """
    subject = resource_of(runbook, finding)
    if subject is None or runbook.about.tactic is Tactic.DETECT:
        return None
    if policy.protects(subject.account, subject.id):
        return refusals.PROTECTED.fill(target=subject.id)
    return admission.closed_region(policy.accounts[subject.account], subject.region)


def fits(runbook: type[AnyRunbook], finding: Finding) -> bool:
    """Say whether a runbook is for this type of finding and it names something to work on."""
    service = finding.key.partition(":")[0]
    known = f"{service}:{finding.type}"
    is_triggered = any(matches(trigger, known) for trigger in runbook.about.triggers)
    return is_triggered and resource_of(runbook, finding) is not None


def resource_of(runbook: type[AnyRunbook], finding: Finding) -> Subject | None:
    """Return the first resource in the finding's own account that the runbook works on, or None."""
    return next(iter(resources_of(runbook, finding)), None)


def resources_of(runbook: type[AnyRunbook], finding: Finding) -> tuple[Subject, ...]:
    """Return the resources in the finding's own account that the runbook works on.

    Of several types that it works on, those of the first that is there. Where it works on an
    account, it is the finding's own, whether or not it names it among them.
    """
    _, types = target_field(runbook.inputs)
    if WHOLE in types:
        if not finding.account:
            return ()
        return (Subject(finding.account, finding.region, WHOLE, finding.account),)
    for asff_type in types:
        found = tuple(_subjects(finding, asff_type))
        if found:
            return found
    return ()


def _subjects(finding: Finding, asff_type: str) -> Iterator[Subject]:
    """Yield the resources of a type that are in the finding's own account, each once."""
    seen: set[str] = set()
    for resource in finding.resources:
        account, region = address(resource.id)
        if resource.type != asff_type or account not in {"", finding.account}:
            continue
        if resource.id not in seen:
            seen.add(resource.id)
            where = region or resource.region or finding.region
            yield Subject(finding.account, where, resource.type, resource.id, resource.tags)


def scoped(name: str, catalogue: Catalogue, more: Mapping[str, str]) -> str:
    """Return the runbook that `scope=` makes of another one: what it does, on a wider target.

    One runbook works on one kind of target: `block_public_s3` with `scope=account` is
    `block_public_s3_account`. Its own kind may be named too (`scope=bucket`).
    """
    wider = f"{name}_{more.get('scope', '').casefold()}"
    return wider if wider in catalogue else name


def has_scope(runbook: type[AnyRunbook], scope: str) -> bool:
    """Say whether a runbook works on what a scope names, such as `bucket` or `account`."""
    _, types = target_field(runbook.inputs)
    return bool(scope) and any(each.casefold().endswith(scope.casefold()) for each in types)


def account_arn(target: str) -> str:
    """Return an account's ARN for its number, and whatever else as it is."""
    found = ACCOUNT.fullmatch(target)
    return f"arn:aws:iam::{found[1]}:root" if found else target


def address(target: str) -> tuple[str, str]:
    """Return the account and the Region that an ARN names; both are empty for no ARN.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
    """
    parts = target.split(":", ARN_PARTS - 1)
    if len(parts) < ARN_PARTS or parts[0] != "arn":
        return "", ""
    return parts[4], parts[3]


def inputs(runbook: type[AnyRunbook], target: str, more: Mapping[str, str]) -> dict[str, Any]:
    """Return a runbook's inputs, validated, from a target as people write it.

    An ARN stands for what the runbook's inputs make of it, or for its account where that is the
    target. Raises UnfitError with the field at fault.
    """
    field, types = target_field(runbook.inputs)
    name = runbook.inputs.spelled(target)
    if WHOLE in types:
        name = address(target)[0] or target
    return _checked(runbook, {**more, field: name}, field)


def inputs_of_undo(
    runbook: type[AnyRunbook],
    of: Mapping[str, Any],
    before: Mapping[str, Any] | None,
    more: Mapping[str, str],
) -> dict[str, Any]:
    """Return the inputs of an undo: those of what it undoes, but what is chosen at an undo.

    That is what `more` says of it, else its default; all else in `more` is none of it. The
    target is found as the runbook finds it again, from the state that was there `before`. Raises
    UnfitError.
    """
    of = _found_again(runbook, of, before)
    chosen = undo_fields(runbook.inputs)
    if not chosen:
        return dict(of)
    kept = {name: value for name, value in of.items() if name not in chosen}
    asked = {name: more[name] for name in chosen if name in more}
    field, _ = target_field(runbook.inputs)
    return _checked(runbook, {**kept, **asked}, field)


def _found_again(
    runbook: type[AnyRunbook], of: Mapping[str, Any], before: Mapping[str, Any] | None
) -> Mapping[str, Any]:
    """Return the inputs that find the target again; a state of other code's is the planner's."""
    try:
        inputs = runbook.inputs.model_validate(dict(of))
        state = runbook.state.model_validate(dict(before or {}))
    except ValidationError:
        return of
    return dict(runbook.found_again(inputs, state).model_dump(mode="json"))


def _checked(runbook: type[AnyRunbook], given: Mapping[str, Any], field: str) -> dict[str, Any]:
    try:
        made = runbook.inputs.model_validate(dict(given))
    except ValidationError as error:
        first = error.errors()[0]
        at = ".".join(str(part) for part in first["loc"]) or field
        told = fault(first, runbook.inputs.model_fields)
        raise UnfitError(words.BAD_INPUT.fill(field=at, fault=told)) from None
    return made.model_dump(mode="json")
