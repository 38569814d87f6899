"""Which events of CloudTrail page: changes to secbot's own things, and what blinds the detectors.

An event bears the names of its API; where another name than the API's own stands in IAM, it is
said beside it. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference.html
"""

from __future__ import annotations

from collections.abc import Mapping

Names = tuple[str, ...]

IAM, EC2, S3, KMS = (f"{name}.amazonaws.com" for name in ("iam", "ec2", "s3", "kms"))
SNS, SQS, EVENTS, STACKS = (
    f"{name}.amazonaws.com" for name in ("sns", "sqs", "events", "cloudformation")
)

POLICY_CHANGES: Names = (
    *("CreatePolicyVersion", "DeletePolicy", "DeletePolicyVersion", "SetDefaultPolicyVersion"),
    *("TagPolicy", "UntagPolicy"),
)
"""What changes a policy itself; to attach one changes whom it is attached to."""

PIPE: Mapping[str, Names] = {
    SNS: (
        *("AddPermission", "DeleteTopic", "PutDataProtectionPolicy", "RemovePermission"),
        *("SetSubscriptionAttributes", "SetTopicAttributes", "Subscribe", "Unsubscribe"),
    ),
    SQS: ("AddPermission", "DeleteQueue", "PurgeQueue", "RemovePermission", "SetQueueAttributes"),
    EVENTS: (
        *("DeleteRule", "DisableRule", "EnableRule", "PutRule", "PutTargets", "RemoveTargets"),
    ),
    STACKS: (
        *("CreateChangeSet", "DeleteStack", "ExecuteChangeSet", "SetStackPolicy", "UpdateStack"),
        "UpdateTerminationProtection",
    ),
}
"""What changes the way that findings and pages take, and the stack that made it."""

KEY_CHANGES: Names = (
    *("CancelKeyDeletion", "CreateGrant", "DeleteAlias", "DisableKey", "EnableKey"),
    *("PutKeyPolicy", "RetireGrant", "RevokeGrant", "ScheduleKeyDeletion", "UpdateAlias"),
)

DETECTORS: Mapping[str, Names] = {
    "guardduty.amazonaws.com": (
        *("CreateIPSet", "CreateTrustedEntitySet", "DeleteDetector", "DeleteMembers"),
        *("DeletePublishingDestination", "DisableOrganizationAdminAccount"),
        *("DisassociateFromAdministratorAccount", "DisassociateFromMasterAccount"),
        *("DisassociateMembers", "StopMonitoringMembers", "UpdateDetector", "UpdateFilter"),
        *("UpdateIPSet", "UpdateMemberDetectors", "UpdateOrganizationConfiguration"),
        "UpdateTrustedEntitySet",
    ),
    "securityhub.amazonaws.com": (
        *("BatchDisableStandards", "BatchUpdateAutomationRules", "CreateAutomationRule"),
        *("CreateAutomationRuleV2", "DeleteFindingAggregator", "DeleteMembers"),
        *("DisableImportFindingsForProduct", "DisableOrganizationAdminAccount"),
        *("DisableSecurityHub", "DisableSecurityHubV2", "DisassociateFromAdministratorAccount"),
        *("DisassociateFromMasterAccount", "DisassociateMembers", "UpdateAutomationRuleV2"),
        "UpdateFindingAggregator",
    ),
    "access-analyzer.amazonaws.com": (
        *("CreateArchiveRule", "DeleteAnalyzer", "UpdateArchiveRule"),
    ),
}
"""What lets a detector see or tell less; a change that may only do so is one of them, since an
event does not always show which it is."""

GUARDDUTY = "guardduty.amazonaws.com"
ARCHIVING = ("CreateFilter", "ARCHIVE")
"""A filter blinds where it archives: one that only sorts a list is nobody's business."""

TRAILS: Mapping[str, Names] = {
    "cloudtrail.amazonaws.com": (
        *(
            "DeleteEventDataStore",
            "DeleteTrail",
            "PutEventSelectors",
            "StopEventDataStoreIngestion",
        ),
        *("StopLogging", "UpdateTrail"),
    ),
    "config.amazonaws.com": (
        *("DeleteConfigurationRecorder", "DeleteDeliveryChannel", "StopConfigurationRecorder"),
    ),
}
"""What stops the logs that detectors, and these very rules, live on."""

ACCOUNT_BLOCK: Mapping[str, str] = {
    "DeleteAccountPublicAccessBlock": "s3:PutAccountPublicAccessBlock",
    "PutAccountPublicAccessBlock": "s3:PutAccountPublicAccessBlock",
}
"""The calls that open an account's buckets, with what IAM calls the right to make them."""

BLOCKS = ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")

EC2_TAGGING: Mapping[str, str] = {
    "CreateTags": "ec2:CreateTags",
    "DeleteTags": "ec2:DeleteTags",
}
S3_TAGGING: Mapping[str, str] = {"PutBucketTagging": "s3:PutBucketTagging"}
IAM_TAGGED = (
    *("InstanceProfile", "MFADevice", "OpenIDConnectProvider", "Policy", "Role", "SAMLProvider"),
    *("ServerCertificate", "User"),
)
IAM_TAGGING: Mapping[str, str] = {f"Tag{kind}": f"iam:Tag{kind}" for kind in IAM_TAGGED}
IAM_UNTAGGING: Mapping[str, str] = {f"Untag{kind}": f"iam:Untag{kind}" for kind in IAM_TAGGED}
