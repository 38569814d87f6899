"""What is claimed of stolen credentials, held against the policies: it holds, or it does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.deploying.document import Document, Statement, listed
from bot.deploying.grants import ANYTHING, ASFF, CANARIES, GROUP, OCSF
from bot.deploying.landscape import PLACE, Landscape
from bot.deploying.names import BOT, BOUNDARY, CONTAIN_ROLE, READ_ROLE, RELEASE_ROLE
from bot.deploying.own import ASSUME, CONFIRM, PUBLISH
from bot.deploying.powers import (
    allowed,
    allows,
    changes,
    denies,
    gives,
    is_alike,
    reads_data,
)
from bot.domain.syncing import WRITES
from bot.domain.words import thief as words
from runbooks.kit.text import Text
from runbooks.kit.values import PASS_ROLE

UPDATE = "securityhub:BatchUpdateFindings"
HARMLESS = frozenset(
    {ASSUME, "sts:SetSourceIdentity", CONFIRM, PUBLISH, "s3:PutObject", "kms:Sign"}
)
"""What the bot's own identity does outside the accounts: confirm, page, anchor, enter by roles."""


class Verdict(StrEnum):
    """What became of a claim; a limit is one that AWS's means, or this design's, can't hold."""

    HOLDS = "holds"
    LIMIT = "limit"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim, and the actions or roles that show what became of it."""

    verdict: Verdict
    says: Text
    evidence: tuple[str, ...] = ()


def claims(found: Landscape) -> tuple[Claim, ...]:
    """Return every claim, those that hold first."""
    listed_claims = (
        _kept(changes_alone(found), words.ALONE, words.ALONE_NOT),
        _kept(found.reached(found.web), words.FRONT, words.FRONT_NOT),
        _reads(found.read),
        _kept(gives(found.contain), words.GIVES, words.GIVES_NOT),
        _kept(_more_than_told(found), words.TELLS, words.TELLS_NOT),
        _kept(_loosely_passed(found), words.PASSES, words.PASSES_NOT),
        _kept(_unshielded(found), words.SHIELDED, words.SHIELDED_NOT),
        _kept(_unbounded(found), words.BOUNDED, words.BOUNDED_NOT),
        _kept(found.reached(found.run, knows_id=False), words.KNOWING, words.KNOWING_NOT),
        *_limits(found),
    )
    return tuple(sorted(listed_claims, key=lambda claim: list(Verdict).index(claim.verdict)))


def changes_alone(found: Landscape) -> tuple[str, ...]:
    """Return what the bot's own identity could change in accounts without a role."""
    held = {action for policy in (found.run, found.web, found.worker) for action in changes(policy)}
    return tuple(sorted(held - HARMLESS))


def _kept(faults: tuple[str, ...], says: Text, otherwise: Text) -> Claim:
    if faults:
        return Claim(Verdict.BROKEN, otherwise, faults)
    return Claim(Verdict.HOLDS, says)


def _reads(policy: Document) -> Claim:
    if changing := changes(policy):
        return Claim(Verdict.BROKEN, words.READS_NOT, changing)
    if data := reads_data(policy):
        return Claim(Verdict.LIMIT, words.READS_DATA, data)
    return Claim(Verdict.HOLDS, words.READS)


def _limits(found: Landscape) -> Iterator[Claim]:
    """Yield what was meant and can't be held, where it is so."""
    if RELEASE_ROLE in found.reached(found.run):
        yield Claim(Verdict.LIMIT, words.RELEASES, changes(found.release))
    yield Claim(Verdict.LIMIT, words.SILENCES, changes(found.sync))
    both = tuple(
        action
        for action in changes(found.contain)
        if action in changes(found.release) and is_alike(action, found.contain, found.release)
    )
    if both:
        yield Claim(Verdict.LIMIT, words.BOTH_WAYS, both)
    if _marks_groups(found.contain):
        yield Claim(
            Verdict.LIMIT, words.MARKING, ("ec2:CreateTags", "ec2:ModifyNetworkInterfaceAttribute")
        )
    anywhere = sorted({*_anywhere(found.contain), *_anywhere(found.release)})
    if anywhere:
        yield Claim(Verdict.LIMIT, words.EVERYTHING, tuple(anywhere))


def _anywhere(policy: Document) -> tuple[str, ...]:
    return tuple(
        action
        for action in changes(policy)
        if any(ANYTHING in listed(one["Resource"]) for one in allows(policy, action))
    )


def _marks_groups(policy: Document) -> bool:
    group = PLACE.fill(GROUP)
    return any(group in listed(one["Resource"]) for one in allows(policy, "ec2:CreateTags"))


def _more_than_told(found: Landscape) -> tuple[str, ...]:
    """Return what the sync role may change besides findings' status, note, archive and feedback."""
    loose = (
        action
        for action in changes(found.sync)
        if action not in WRITES
        or any(ANYTHING in listed(one["Resource"]) for one in allows(found.sync, action))
        or (action == UPDATE and not all(map(_keeps_severity, allows(found.sync, action))))
    )
    return tuple(loose)


def _keeps_severity(one: Statement) -> bool:
    absent = one.get("Condition", {}).get("Null", {})
    severities = (f"{ASFF}Severity.Label", f"{OCSF}SeverityId")
    return all(absent.get(one) == "true" for one in severities)


def _loosely_passed(found: Landscape) -> tuple[str, ...]:
    """Return the roles that pass a role to more than EC2, or pass any role."""
    return tuple(
        name
        for name, policy in found.held.items()
        for one in allows(policy, PASS_ROLE)
        if any(ANYTHING in arn for arn in listed(one["Resource"]))
        or "iam:PassedToService" not in one.get("Condition", {}).get("StringEquals", {})
    )


def _unshielded(found: Landscape) -> tuple[str, ...]:
    """Return which role may change which of secbot's own things."""
    own = (
        ("iam:AttachRolePolicy", PLACE.role(CONTAIN_ROLE)),
        ("iam:PutRolePolicy", PLACE.role(RELEASE_ROLE)),
        ("iam:PutRolePolicy", PLACE.role(BOT)),
        ("iam:UpdateAccessKey", PLACE.fill(f"arn:{{partition}}:iam::{{account}}:user/{BOT}")),
        ("iam:UpdateAssumeRolePolicy", PLACE.role(READ_ROLE)),
        (PASS_ROLE, PLACE.role(RELEASE_ROLE)),
        ("iam:CreatePolicyVersion", PLACE.policy(BOUNDARY)),
        (
            "sns:SetTopicAttributes",
            PLACE.fill("arn:{partition}:sns:eu-central-1:{account}:secbot-findings"),
        ),
        (
            "sns:DeleteTopic",
            PLACE.fill("arn:{partition}:sns:eu-central-1:{account}:secbot-guard"),
        ),
        (
            "events:RemoveTargets",
            PLACE.fill("arn:{partition}:events:eu-central-1:{account}:rule/secbot-guard-pipe"),
        ),
        (
            "events:DisableRule",
            PLACE.fill("arn:{partition}:events:eu-central-1:{account}:rule/secbot-guardduty"),
        ),
        (
            "cloudformation:DeleteStack",
            PLACE.fill("arn:{partition}:cloudformation:eu-central-1:{account}:stack/secbot/1"),
        ),
    )
    return tuple(
        f"{name}: {action}"
        for name in (CONTAIN_ROLE, RELEASE_ROLE)
        for action, arn in own
        if not denies(found.held[name], action, arn)
    )


def _unbounded(found: Landscape) -> tuple[str, ...]:
    """Return the actions in which the boundary differs from what the roles may hold.

    Canaries are sent by the role that looks, where the stack gives it that right besides.
    """
    held = {action for policy in found.held.values() for action in allowed(policy)} | set(CANARIES)
    return tuple(sorted(held ^ set(allowed(found.boundary))))
