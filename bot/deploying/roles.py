"""The policies of an account's roles, what bounds them, and who may assume them."""

from __future__ import annotations

from typing import Any

from bot.deploying.declared import Declared
from bot.deploying.document import Document, Statement, allowing, document, statement
from bot.deploying.grants import (
    ANYTHING,
    BOTH,
    BUCKET,
    CANARIES,
    CONTAINS,
    RELEASES,
    ROLE,
    SYNCS,
    USER,
    Grant,
    Grants,
    passing,
)
from bot.deploying.names import BOT, OWN, OWN_POLICIES
from bot.deploying.place import Place
from bot.domain.syncing import WRITES
from runbooks.kit.values import PASS_ROLE

ON_BUCKET = (Grant((BUCKET,)),)
ON_PRINCIPALS = {
    "iam:GetAccessKeyLastUsed": (Grant((USER,)),),
    "iam:ListRoleTags": (Grant((ROLE,)),),
    "iam:ListUserTags": (Grant((USER,)),),
}
READS: Grants = {
    **ON_PRINCIPALS,
    "s3:GetBucketAcl": ON_BUCKET,
    "s3:GetBucketPolicyStatus": ON_BUCKET,
    "s3:GetBucketPublicAccessBlock": ON_BUCKET,
    "s3:GetBucketTagging": ON_BUCKET,
    "s3:GetBucketWebsite": ON_BUCKET,
}
"""What is read of one thing; the other reads list, and are granted on everything."""

PLUMBING = (
    f"arn:{{partition}}:iam::{{account}}:role/{BOT}",
    f"arn:{{partition}}:iam::{{account}}:user/{BOT}",
    f"arn:{{partition}}:iam::{{account}}:role/{OWN}",
    f"arn:{{partition}}:iam::{{account}}:policy/{OWN_POLICIES}",
    f"arn:{{partition}}:iam::{{account}}:user/{OWN}",
    "arn:{partition}:iam::{account}:role/aws-service-role/*",
    f"arn:{{partition}}:sns:*:{{account}}:{OWN}",
    f"arn:{{partition}}:sqs:*:{{account}}:{OWN}",
    f"arn:{{partition}}:events:*:{{account}}:rule/{OWN}",
    "arn:{partition}:cloudformation:*:{account}:stack/secbot*/*",
)
"""What no role of secbot's changes: its own things, and roles that AWS's services work with."""

LOOKS = tuple(
    f"{service}:{verb}*"
    for service, verbs in (
        ("cloudformation", ("Describe", "Get", "List")),
        ("events", ("Describe", "List")),
        ("iam", ("Get", "List", "Simulate")),
        ("sns", ("Get", "List")),
        ("sqs", ("Get", "List")),
    )
    for verb in verbs
)
"""What may still be done with those: look. IAM takes no wildcard for the service."""


def read(declared: Declared, place: Place) -> Document:
    """Return the policy of the role that only looks."""
    return document(allowing(declared.reads, READS, place))


def contain(declared: Declared, place: Place) -> Document:
    """Return the policy of the role that takes away."""
    allowed = allowing(declared.contains, {**BOTH, **CONTAINS}, place)
    return document([*allowed, _hands_off(place)])


def release(declared: Declared, place: Place, passable: tuple[str, ...] = ()) -> Document:
    """Return the policy of the role that gives back; `passable` are ARNs of roles.

    Where none is named, no role may be handed to a machine, and an undo that does so fails.
    """
    grants = {**BOTH, **RELEASES, PASS_ROLE: passing(passable)}
    return document([*allowing(declared.releases, grants, place), _hands_off(place)])


def sync(place: Place) -> Document:
    """Return the policy of the role that tells detective services what became of findings.

    It is apart from the role that contains: to silence a finding is to blind others, which no
    approval of a containment is about, and a deployment without a sync has no such role.
    """
    return document(allowing(WRITES, SYNCS, place))


def canary(place: Place) -> Document:
    """Return the policy that lets the role that looks send canaries, where that is wanted."""
    return document(allowing(tuple(CANARIES), CANARIES, place))


def boundary(declared: Declared, place: Place) -> Document:
    """Return the permissions boundary of secbot's roles.

    Whoever may rewrite a role's own policy but not its boundary can't make it more than all
    of them together: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
    """
    actions = sorted({*declared.reads, *declared.contains, *declared.releases, *WRITES, *CANARIES})
    return document([statement("Allow", actions, Grant((ANYTHING,)), place), _hands_off(place)])


def deny_all(place: Place) -> Document:
    """Return the policy that contains whomever it is attached to."""
    return document([statement("Deny", [ANYTHING], Grant((ANYTHING,)), place)])


def trust(principal: Any, external_id: str) -> Document:
    """Return who may assume a role: this principal (an ARN), if it knows the external id.

    A session bears the approver's name as its source identity, which needs a right of its own:
    https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
    """
    who = {"AWS": principal}
    known = {"StringEquals": {"sts:ExternalId": external_id}}
    return document(
        [
            {
                "Effect": "Allow",
                "Principal": who,
                "Action": "sts:AssumeRole",
                "Condition": known,
            },
            {"Effect": "Allow", "Principal": who, "Action": "sts:SetSourceIdentity"},
        ]
    )


def _hands_off(place: Place) -> Statement:
    """Return the denial that keeps a role from secbot's own things, `iam:PassRole` included."""
    denied = statement("Deny", LOOKS, Grant(PLUMBING), place)
    return {
        "Effect": denied["Effect"],
        "NotAction": denied["Action"],
        "Resource": denied["Resource"],
    }
