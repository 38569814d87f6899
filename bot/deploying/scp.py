"""The service control policy that shields secbot from those who can't be bound by its own roles.

https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
It binds nobody in the organization's management account, and no AWS service.
"""

from __future__ import annotations

from bot.deploying.document import Document, Statement, document
from bot.deploying.names import BOT, CONTAIN_ROLE, MARKS, OWN, OWN_POLICIES, RELEASE_ROLE

DEPLOYERS = ("arn:aws:iam::*:role/secbot-deployer",)
"""Who may still change what is shielded, unless others are named."""

KEPT = (
    "arn:aws:iam::*:role/OrganizationAccountAccessRole",
    "arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*",
    "arn:aws:iam::*:role/break-glass*",
    "arn:aws:iam::*:user/break-glass*",
)
"""Whom secbot's own roles never touch, unless others are named: who would mend secbot."""

PLUMBING = (
    f"arn:aws:iam::*:role/{BOT}",
    f"arn:aws:iam::*:user/{BOT}",
    f"arn:aws:iam::*:role/{OWN}",
    f"arn:aws:iam::*:user/{OWN}",
    f"arn:aws:iam::*:instance-profile/{OWN}",
    f"arn:aws:iam::*:policy/{OWN_POLICIES}",
    f"arn:aws:sns:*:*:{OWN}",
    f"arn:aws:sqs:*:*:{OWN}",
    f"arn:aws:events:*:*:rule/{OWN}",
    "arn:aws:cloudformation:*:*:stack/secbot*/*",
)
CHANGES = {
    "cloudformation": (
        *("CreateChangeSet", "DeleteStack", "ExecuteChangeSet", "SetStackPolicy", "UpdateStack"),
        "UpdateTerminationProtection",
    ),
    "events": ("DeleteRule", "DisableRule", "PutRule", "PutTargets", "RemoveTargets"),
    "iam": (
        *("Add*", "Attach*", "Create*", "Delete*", "Detach*", "PassRole", "Put*", "Remove*"),
        *("Set*", "Tag*", "Untag*", "Update*"),
    ),
    "sns": (
        *("AddPermission", "DeleteTopic", "RemovePermission", "SetSubscriptionAttributes"),
        *("SetTopicAttributes", "Unsubscribe"),
    ),
    "sqs": ("AddPermission", "DeleteQueue", "PurgeQueue", "RemovePermission", "SetQueueAttributes"),
}
BLINDING = {
    "cloudtrail": ("DeleteTrail", "PutEventSelectors", "StopLogging", "UpdateTrail"),
    "config": ("DeleteConfigurationRecorder", "DeleteDeliveryChannel", "StopConfigurationRecorder"),
    "guardduty": (
        *("CreateFilter", "CreateIPSet", "DeleteDetector", "DeleteMembers", "Disassociate*"),
        *("StopMonitoringMembers", "UpdateDetector", "UpdateFilter", "UpdateIPSet"),
    ),
    "securityhub": (
        *("BatchUpdateAutomationRules", "CreateAutomationRule", "DeleteMembers"),
        *("DisableSecurityHub", "Disassociate*"),
    ),
}
"""What makes an account's detectors see less."""

TAGGING = (
    *("ec2:CreateTags", "ec2:DeleteTags", "iam:Tag*", "iam:Untag*"),
    *("tag:TagResources", "tag:UntagResources"),
)
ACTING = tuple(f"arn:aws:iam::*:role/{name}" for name in (CONTAIN_ROLE, RELEASE_ROLE))


def scp(deployers: tuple[str, ...] = DEPLOYERS, kept: tuple[str, ...] = KEPT) -> Document:
    """Return the policy; `deployers` and `kept` are patterns of ARNs."""
    return document(
        [
            _deny("ShieldSecbot", _named(CHANGES), PLUMBING, _unless(deployers)),
            _deny("KeepDetectorsOn", _named(BLINDING), ("*",), _unless(deployers)),
            _deny(
                "KeepSecbotsMarks",
                TAGGING,
                ("*",),
                {
                    **_unless((*deployers, *ACTING)),
                    "ForAnyValue:StringEquals": {"aws:TagKeys": list(MARKS)},
                },
            ),
            _deny(
                "KeepSecbotFromThoseWhoMendIt",
                ("iam:*",),
                kept,
                {"ArnLike": {"aws:PrincipalArn": list(ACTING)}},
            ),
        ]
    )


def _named(actions: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(f"{service}:{name}" for service, names in actions.items() for name in names)


def _unless(principals: tuple[str, ...]) -> dict[str, dict[str, list[str]]]:
    return {"ArnNotLike": {"aws:PrincipalArn": list(principals)}}


def _deny(
    name: str,
    actions: tuple[str, ...],
    resources: tuple[str, ...],
    when: dict[str, dict[str, list[str]]],
) -> Statement:
    return {
        "Sid": name,
        "Effect": "Deny",
        "Action": list(actions),
        "Resource": list(resources),
        "Condition": when,
    }
