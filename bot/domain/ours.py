"""What no policy can let secbot change: its own things, and those of whoever would mend it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bot.domain.patterns import is_any
from bot.domain.policy import Policy
from bot.domain.words import braking as words
from runbooks.kit.own import BOT, MARKS, OURS, PREFIX, texts
from runbooks.kit.text import Said
from runbooks.kit.values import Plan, Power

OWN = f"{OURS}*"
PLUMBING = (
    f"arn:aws:iam::*:role/{BOT}",
    f"arn:aws:iam::*:user/{BOT}",
    f"arn:aws:iam::*:role/{OWN}",
    f"arn:aws:iam::*:user/{OWN}",
    f"arn:aws:iam::*:instance-profile/{OWN}",
    "arn:aws:iam::*:policy/Secbot*",
    f"arn:aws:sns:*:*:{OWN}",
    f"arn:aws:sqs:*:*:{OWN}",
    f"arn:aws:events:*:*:rule/{OWN}",
    "arn:aws:cloudformation:*:*:stack/secbot*/*",
)
"""What secbot is made of in an account, as deployment names it; the SCP shields the same."""

MENDERS = (
    "arn:aws:iam::*:role/OrganizationAccountAccessRole",
    "arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*",
    "arn:aws:iam::*:role/break-glass*",
    "arn:aws:iam::*:user/break-glass*",
)
"""Who would mend secbot, and all else; the SCP keeps secbot's roles from the same."""

WATCHERS = (
    "arn:aws:organizations:*",
    "arn:aws:iam::*:role/AWSControlTower*",
    "arn:aws:iam::*:role/stacksets-exec-*",
    "arn:aws:cloudtrail:*:*:trail/*",
    "arn:aws:config:*:*:config*",
    "arn:aws:detective:*:*:graph:*",
    "arn:aws:guardduty:*:*:detector/*",
    "arn:aws:securityhub:*:*:hub/*",
    "arn:aws:sso:*",
)
"""What holds for a whole organization, or watches over it, in whichever account it stands."""


def refused(policy: Policy, accounts: tuple[str, ...], arns: Iterable[str]) -> Said | None:
    """Return why one of these can't be changed, whoever approves and whatever the file says.

    In whatever case: IAM knows no two names that differ so. `accounts` are those that the change is about: their roles may bear other names.
    """
    own = (*PLUMBING, *policy.own, *_roles(policy, accounts))
    wholes = (f"arn:aws:iam::{number}:root" for number in policy.special.values())
    reasons = ((words.OURS, own), (words.KEPT, MENDERS), (words.WHOLE, (*WATCHERS, *wholes)))
    known = [
        (text, tuple(pattern.casefold() for pattern in _spread(patterns)))
        for text, patterns in reasons
    ]
    for arn in arns:
        for text, patterns in known:
            if is_any(arn.casefold(), patterns):
                return text.fill(target=arn)
    return None


def _roles(policy: Policy, accounts: tuple[str, ...]) -> Iterator[str]:
    for number in accounts:
        known = policy.accounts.get(number)
        if known is None:
            continue
        for name in (*map(known.role_of, Power), known.read_role):
            yield f"arn:aws:iam::{number}:role/{name}"


def _spread(patterns: Iterable[str]) -> Iterator[str]:
    """Yield patterns for every partition, and for IAM names that have a path before them."""
    for pattern in patterns:
        anywhere = pattern.replace("arn:aws:", "arn:*:", 1)
        yield anywhere
        kind, _, name = anywhere.partition("/")
        if ":iam:" in anywhere and name:
            yield f"{kind}/*/{name}"


def named(topics: Iterable[str], anchor: str) -> tuple[str, ...]:
    """Return the ARNs of what the settings name as secbot's own: topics, and the anchor's place."""
    place = anchor.removeprefix("s3://").partition("/")[0]
    anchors = {"s3": f"arn:aws:s3:::{place}", "kms": anchor.removeprefix("kms:")}
    kept = anchors.get(anchor.partition(":")[0])
    return (*sorted(topics), *((kept,) if kept else ()))


def foreign_mark(plan: Plan) -> Said | None:
    """Return that a step of a plan would set a tag of secbot's that no step may set, or None.

    A tag's key may come from an input, and so from whoever asks.
    """
    for step in plan.steps:
        for tag in tags_in(step.parameters):
            if tag not in MARKS:
                return words.RESERVED.fill(tag=tag)
    return None


def tags_in(parameters: Mapping[str, Any]) -> Iterator[str]:
    """Yield every text in a call's parameters that bears secbot's prefix: each service has its way."""
    return (text for text in texts(parameters) if text.casefold().startswith(PREFIX))


def told_strange(tags: Iterable[str]) -> tuple[Said, ...]:
    """Return the warnings about secbot's tags that its record knows nothing of."""
    return tuple(words.STRANGE_TAG.fill(tag=tag) for tag in tags)


def told_stack(stack: str) -> tuple[Said, ...]:
    """Return the warning about a target of a stack that bears secbot's name; none without one."""
    return (words.OF_STACK.fill(stack=stack),) if stack else ()
