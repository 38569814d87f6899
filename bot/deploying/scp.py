"""The service control policy that shields secbot from those who can't be bound by its own roles.

https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
It binds nobody in the organization's management account, and no AWS service.
"""

from __future__ import annotations

from bot.deploying.document import Document, Statement, document
from bot.deploying.names import CONTAIN_ROLE, RELEASE_ROLE
from bot.domain.ours import MENDERS, PLUMBING
from runbooks.kit.own import MARKS

DEPLOYERS = ("arn:aws:iam::*:role/secbot-deployer",)
"""Who may still change what is shielded, unless others are named."""

CHANGES = {
    "cloudformation": (
        *("CreateChangeSet", "CreateStack", "DeleteStack", "ExecuteChangeSet", "SetStackPolicy"),
        *("UpdateStack", "UpdateTerminationProtection"),
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


def scp(deployers: tuple[str, ...] = DEPLOYERS, kept: tuple[str, ...] = MENDERS) -> Document:
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
