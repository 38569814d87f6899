"""The rules of EventBridge that lead findings, and the calls that matter to them, to the topic.

Which sources a rule takes by default is what few send; docs/sources.md has patterns for the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.deploying import guard_patterns
from bot.deploying.declared import Declared, is_read
from bot.deploying.place import Place
from bot.domain import canary
from bot.domain.moves import MOVES

Pattern = dict[str, Any]

CALL = guard_patterns.CALL
SIGN_IN = "AWS Console Sign In via CloudTrail"
DOMAIN = ".amazonaws.com"

SOURCES: Mapping[str, tuple[str, str, tuple[str, ...]]] = {
    "GuardDuty": ("secbot-guardduty", "aws.guardduty", ("GuardDuty Finding",)),
    "SecurityHub": (
        "secbot-securityhub",
        "aws.securityhub",
        (
            "Security Hub Findings - Imported",
            "Security Hub Findings - Custom Action",
            "Security Hub Insight Results",
            "Findings Imported V2",
        ),
    ),
    "Health": ("secbot-health", "aws.health", ("AWS Health Event", "AWS Health Abuse Event")),
    "Macie": ("secbot-macie", "aws.macie", ("Macie Finding",)),
    "AccessAnalyzer": (
        "secbot-access-analyzer",
        "aws.access-analyzer",
        (
            "Access Analyzer Finding",
            "Internal Access Finding",
            "Unused Access Finding for IAM entities",
        ),
    ),
    "Canary": ("secbot-canary", canary.SOURCE, (canary.DETAIL_TYPE,)),
    "ControlTower": (
        "secbot-controltower",
        "aws.controltower",
        ("AWS Service Event via CloudTrail", "Drift Detected"),
    ),
}
"""A rule's name, and the source and detail types of the events that it takes, by its resource."""

INSPECTOR: Pattern = {
    "source": ["aws.inspector2"],
    "detail-type": ["Inspector2 Finding"],
    "detail": {"severity": ["CRITICAL", "HIGH"]},
}
"""What Inspector calls less would be thousands; what was bad and is closed comes with its severity."""

FAR_REACHING = ("organizations", "securityhub")
"""These have a rule of their own: all in one would be longer than a pattern may be."""

ONLY_RIGHTS = frozenset({"iam:PassRole"})
OPPOSITES: Mapping[str, tuple[str, ...]] = {
    "ec2:RevokeSecurityGroupEgress": ("AuthorizeSecurityGroupEgress",),
    "ec2:RevokeSecurityGroupIngress": ("AuthorizeSecurityGroupIngress",),
    "iam:DeleteLoginProfile": ("CreateLoginProfile",),
    "s3:PutAccountPublicAccessBlock": ("DeleteAccountPublicAccessBlock",),
    "s3:PutBucketPublicAccessBlock": ("DeleteBucketPublicAccessBlock",),
}
"""What undoes a call of a runbook's where no runbook makes that call itself."""
MAKES = "Create"
"""How the names of calls begin that make a new thing, which nothing that is held was."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its name, and the events that it takes; `kind` says what those are."""

    name: str
    kind: str
    pattern: Pattern


def rules(declared: Declared, place: Place) -> dict[str, Rule]:
    """Return every rule of the findings' topic, by its name in the stack."""
    tags = guard_patterns.tags(declared, place)
    return {
        **{
            f"{key}Rule": Rule(
                name, ", ".join(kinds), {"source": [source], "detail-type": list(kinds)}
            )
            for key, (name, source, kinds) in SOURCES.items()
        },
        "InspectorRule": Rule("secbot-inspector", "Inspector2 Finding", INSPECTOR),
        "SignInRule": Rule("secbot-signin", SIGN_IN, _sign_ins()),
        "BlindingRule": Rule("secbot-blinding", CALL, _moves(set(MOVES) - set(FAR_REACHING))),
        "GuardrailRule": Rule("secbot-guardrails", CALL, _moves(FAR_REACHING)),
        "HeldRule": Rule("secbot-held", CALL, held(declared)),
        **{
            f"Tags{name.title()}Rule": Rule(f"secbot-tags-{name}", CALL, pattern)
            for name, pattern in tags.items()
        },
    }


def held(declared: Declared) -> Pattern:
    """Match calls that can undo what a runbook has contained: its own, and their opposites.

    Only what succeeded and what changes something: all else holds as before.
    """
    calls: dict[str, set[str]] = {}
    for action in (*declared.contains, *declared.releases):
        service, _, name = action.partition(":")
        if is_read(action) or action in ONLY_RIGHTS or name.startswith(MAKES):
            continue
        calls.setdefault(service, set()).update({name, *OPPOSITES.get(action, ())})
    return {
        "detail-type": [CALL],
        "detail": {
            "readOnly": [False],
            "errorCode": [{"exists": False}],
            "$or": [_made(service, sorted(names)) for service, names in sorted(calls.items())],
        },
    }


def _moves(services: Iterable[str]) -> Pattern:
    """Match the calls that are findings by themselves, refused ones too."""
    either = [_made(service, sorted(MOVES[service])) for service in sorted(services)]
    return {"detail-type": [CALL], "detail": {"$or": either}}


def _made(service: str, names: list[str]) -> Pattern:
    return {"eventSource": [f"{service}{DOMAIN}"], "eventName": names}


def _sign_ins() -> Pattern:
    """Match root's sign-ins to the console, and those of users without MFA."""
    user = {"userIdentity": {"type": ["IAMUser"]}, "additionalEventData": {"MFAUsed": ["No"]}}
    return {
        "detail-type": [SIGN_IN],
        "detail": {
            "eventName": ["ConsoleLogin"],
            "responseElements": {"ConsoleLogin": ["Success"]},
            "$or": [{"userIdentity": {"type": ["Root"]}}, user],
        },
    }
