"""What a policy lets its holder do: read from the document itself, as IAM would read it."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase

from bot.deploying.declared import is_read
from bot.deploying.document import Document, Statement, listed
from bot.deploying.own import ASSUME

GIVING = (
    "ec2:AssociateIamInstanceProfile",
    "ec2:AuthorizeSecurityGroup*",
    "ec2:ModifyImageAttribute",
    "ec2:ModifySnapshotAttribute",
    "ec2:ReplaceIamInstanceProfileAssociation",
    "ec2:RunInstances",
    "iam:Add*",
    "iam:Attach*Policy",
    "iam:Create*",
    "iam:DeleteRolePermissionsBoundary",
    "iam:DeleteUserPermissionsBoundary",
    "iam:PassRole",
    "iam:Put*Policy",
    "iam:SetDefaultPolicyVersion",
    "iam:UpdateAssumeRolePolicy",
    "iam:UpdateLoginProfile",
    "lambda:AddPermission",
    "lambda:Create*",
    "lambda:UpdateFunction*",
    "s3:PutBucketAcl",
    "s3:PutBucketPolicy",
    "ssm:SendCommand",
    "ssm:StartAutomationExecution",
    "ssm:StartSession",
    "sts:AssumeRole",
)
"""What gives somebody a right, or code that runs with one."""

DATA = (
    "athena:*",
    "dynamodb:*Get*",
    "dynamodb:Query",
    "dynamodb:Scan",
    "ec2:GetConsoleOutput",
    "ec2:GetConsoleScreenshot",
    "kms:Decrypt",
    "lambda:GetFunction",
    "logs:FilterLogEvents",
    "logs:GetLogEvents",
    "logs:GetQueryResults",
    "logs:StartQuery",
    "s3:GetObject*",
    "secretsmanager:GetSecretValue",
    "ssm:GetParameter*",
)
"""What reads what customers and programs have written, not how things are set up."""

POLICY = "iam:PolicyARN"


def changes(policy: Document) -> tuple[str, ...]:
    """Return the changing actions that a policy allows on anything."""
    return tuple(action for action in allowed(policy) if not is_read(action))


def allowed(policy: Document) -> tuple[str, ...]:
    """Return the actions that a policy allows on anything, in alphabetical order."""
    return tuple(sorted({action for one in allows(policy) for action in listed(one["Action"])}))


def allows(policy: Document, action: str = "") -> list[Statement]:
    """Return a policy's allowing statements: all, or those that allow this action."""
    return [
        one
        for one in policy["Statement"]
        if one["Effect"] == "Allow" and (not action or action in listed(one["Action"]))
    ]


def gives(policy: Document) -> tuple[str, ...]:
    """Return the actions of a policy that give rights; attaching is none if pinned to one policy."""
    return tuple(
        action
        for action in allowed(policy)
        if _is_like(action, GIVING) and not all(map(_is_pinned, allows(policy, action)))
    )


def reads_data(policy: Document) -> tuple[str, ...]:
    """Return the actions of a policy that read data."""
    return tuple(action for action in allowed(policy) if _is_like(action, DATA))


def is_alike(action: str, one: Document, other: Document) -> bool:
    """Say whether two policies allow an action on the same things under the same conditions."""
    return _granted(action, one) == _granted(action, other)


def denies(policy: Document, action: str, resource: str) -> bool:
    """Say whether a policy denies an action on a resource, whatever else it allows."""
    return any(
        one["Effect"] == "Deny"
        and _is_like(resource, listed(one["Resource"]))
        and _concerns(one, action)
        for one in policy["Statement"]
    )


def reaches(policy: Document, trust: Document, role: str, caller: str, *, knows_id: bool) -> bool:
    """Say whether a caller (an ARN) with this policy may assume a role (an ARN) with this trust."""
    may = any(_is_like(role, listed(one["Resource"])) for one in allows(policy, ASSUME))
    trusted = any(
        caller in listed(one["Principal"]["AWS"])
        and (knows_id or "sts:ExternalId" not in one.get("Condition", {}).get("StringEquals", {}))
        for one in allows(trust, ASSUME)
    )
    return may and trusted


def _concerns(one: Statement, action: str) -> bool:
    if "NotAction" in one:
        return not _is_like(action, listed(one["NotAction"]))
    return _is_like(action, listed(one["Action"]))


def _granted(action: str, policy: Document) -> list[tuple[object, object]]:
    return [(one["Resource"], one.get("Condition")) for one in allows(policy, action)]


def _is_pinned(one: Statement) -> bool:
    return POLICY in one.get("Condition", {}).get("ArnEquals", {})


def _is_like(value: str, patterns: Iterable[str]) -> bool:
    return any(fnmatchcase(value, pattern) for pattern in patterns)
