"""What each action is granted on, and under which conditions: as narrow as IAM lets it be.

Which resources and condition keys an action takes is the Service Authorization Reference's:
https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
An action that stands in none of the tables is granted on everything: `iam prove` says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.deploying.names import DENY_ALL, QUARANTINE_TAG, TAGS
from bot.domain.canary import DETAIL_TYPE, SOURCE

Conditions = Mapping[str, Mapping[str, str | tuple[str, ...]]]
"""Operator to key to what it is compared with; `{owner}` is the account (`Place.owner`)."""

ANYTHING = "*"
INSTANCE = "arn:{partition}:ec2:*:{account}:instance/*"
INTERFACE = "arn:{partition}:ec2:*:{account}:network-interface/*"
GROUP = "arn:{partition}:ec2:*:{account}:security-group/*"
VPC = "arn:{partition}:ec2:*:*:vpc/*"
"""A VPC may be another account's, shared with this one."""
SCALING_GROUP = "arn:{partition}:autoscaling:*:{account}:autoScalingGroup:*"
TARGET_GROUP = "arn:{partition}:elasticloadbalancing:*:{account}:targetgroup/*"
BUCKET = "arn:{partition}:s3:::*"
GRAPH = "arn:{partition}:detective:*:{account}:graph:*"
"""Detective keeps it in the account that administers the organization's security alone."""
HUB = "arn:{partition}:securityhub:*:{account}:hub/default"
HUB_V2 = "arn:{partition}:securityhub:*:{account}:hubv2/*"
DETECTOR = "arn:{partition}:guardduty:*:{account}:detector/*"
USER = "arn:{partition}:iam::{account}:user/*"
ROLE = "arn:{partition}:iam::{account}:role/*"

OWN_TAGS: Conditions = {
    "ForAllValues:StringLike": {"aws:TagKeys": TAGS},
    "Null": {"aws:TagKeys": "false"},
}
"""`ForAllValues` holds for a request without tags too, so that there are some is said besides."""
IN_QUARANTINE: Conditions = {"StringLike": {f"aws:ResourceTag/{QUARANTINE_TAG}": "vpc-*"}}
OF_THIS_ACCOUNT: Conditions = {"StringEquals": {"aws:ResourceAccount": "{owner}"}}
"""A bucket's ARN names no account."""
DENY_ALL_ONLY: Conditions = {
    "ArnEquals": {"iam:PolicyARN": f"arn:{{partition}}:iam::{{account}}:policy/{DENY_ALL}"}
}
PROTECT: Conditions = {"StringEqualsIgnoreCase": {"ec2:Attribute/DisableApiTermination": "true"}}
UNPROTECT: Conditions = {"StringEqualsIgnoreCase": {"ec2:Attribute/DisableApiTermination": "false"}}
TO_MACHINES: Conditions = {"StringEquals": {"iam:PassedToService": "ec2.amazonaws.com"}}


ASFF = "securityhub:ASFFSyntaxPath/"
OCSF = "securityhub:OCSFSyntaxPath/"
OTHERS_FIELDS = (
    *("Confidence", "Criticality", "RelatedFindings", "Severity.Label"),
    *("Severity.Normalized", "Severity.Product", "Types", "UserDefinedFields"),
    "VerificationState",
)
STATUS_AND_NOTE_ONLY: Conditions = {
    "StringEqualsIfExists": {
        f"{ASFF}Workflow.Status": ("NOTIFIED", "RESOLVED", "SUPPRESSED"),
        f"{OCSF}StatusId": ("2", "3", "4"),
    },
    "Null": dict.fromkeys(
        (*(f"{ASFF}{each}" for each in OTHERS_FIELDS), f"{OCSF}SeverityId"), "true"
    ),
}
"""No field of a finding but its status, of these (OCSF's are In Progress, Suppressed and Resolved),
and its note: one action is for both of Security Hub's calls.
https://docs.aws.amazon.com/securityhub/latest/userguide/batchupdatefindings-configure-access.html
https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_BatchUpdateFindingsV2.html"""


@dataclass(frozen=True, slots=True)
class Grant:
    """Resources that an action is granted on, and when."""

    resources: tuple[str, ...]
    when: Conditions = field(default_factory=dict)


Grants = Mapping[str, tuple[Grant, ...]]

EVERYWHERE = (Grant((ANYTHING,)),)
ON_INSTANCES = (Grant((INSTANCE,)),)
ON_SCALING_GROUPS = (Grant((SCALING_GROUP,)),)
ON_TARGET_GROUPS = (Grant((TARGET_GROUP,)),)
ON_BUCKETS = (Grant((BUCKET,), OF_THIS_ACCOUNT),)
ON_USERS = (Grant((USER,)),)
ON_ROLES = (Grant((ROLE,)),)

BOTH: Grants = {
    "ec2:DisassociateIamInstanceProfile": ON_INSTANCES,
    "iam:DeleteLoginProfile": ON_USERS,
    "iam:DeleteRolePolicy": ON_ROLES,
    "iam:DeleteUserPolicy": ON_USERS,
    "iam:DetachRolePolicy": (Grant((ROLE,), DENY_ALL_ONLY),),
    "iam:DetachUserPolicy": (Grant((USER,), DENY_ALL_ONLY),),
    "iam:PutRolePolicy": ON_ROLES,
    "iam:PutUserPolicy": ON_USERS,
    "iam:UpdateAccessKey": ON_USERS,
    "iam:UpdateAssumeRolePolicy": ON_ROLES,
    "iam:UpdateSSHPublicKey": ON_USERS,
    "iam:UpdateServiceSpecificCredential": ON_USERS,
    "iam:UpdateSigningCertificate": ON_USERS,
    "s3:PutBucketPublicAccessBlock": ON_BUCKETS,
    "s3:PutAccountPublicAccessBlock": EVERYWHERE,
}
"""What is granted alike to take away and to give back: IAM does not see which of the two it is."""

CONTAINS: Grants = {
    "autoscaling:EnterStandby": ON_SCALING_GROUPS,
    "detective:StartInvestigation": (Grant((GRAPH,)),),
    "ec2:CreateSecurityGroup": (Grant((GROUP, VPC)),),
    "ec2:CreateTags": (Grant((INSTANCE, GROUP), OWN_TAGS),),
    "ec2:ModifyInstanceAttribute": (Grant((INSTANCE,), PROTECT),),
    "ec2:ModifyNetworkInterfaceAttribute": (
        Grant((INSTANCE, INTERFACE)),
        Grant((GROUP,), IN_QUARANTINE),
    ),
    "ec2:RevokeSecurityGroupEgress": (Grant((GROUP,), IN_QUARANTINE),),
    "ec2:RevokeSecurityGroupIngress": (Grant((GROUP,), IN_QUARANTINE),),
    "ec2:StopInstances": ON_INSTANCES,
    "elasticloadbalancing:DeregisterTargets": ON_TARGET_GROUPS,
    "iam:AttachRolePolicy": (Grant((ROLE,), DENY_ALL_ONLY),),
    "iam:AttachUserPolicy": (Grant((USER,), DENY_ALL_ONLY),),
    "iam:TagRole": (Grant((ROLE,), OWN_TAGS),),
    "iam:TagUser": (Grant((USER,), OWN_TAGS),),
}
"""What takes away, pinned in its content wherever IAM has a key for that."""

RELEASES: Grants = {
    "autoscaling:ExitStandby": ON_SCALING_GROUPS,
    "ec2:AssociateIamInstanceProfile": ON_INSTANCES,
    "ec2:DeleteTags": (Grant((INSTANCE,), OWN_TAGS),),
    "ec2:ModifyInstanceAttribute": (Grant((INSTANCE,), UNPROTECT),),
    "ec2:ModifyNetworkInterfaceAttribute": (Grant((INSTANCE, INTERFACE, GROUP)),),
    "ec2:StartInstances": ON_INSTANCES,
    "elasticloadbalancing:RegisterTargets": ON_TARGET_GROUPS,
    "iam:AttachRolePolicy": (Grant((ROLE,), DENY_ALL_ONLY),),
    "iam:AttachUserPolicy": (Grant((USER,), DENY_ALL_ONLY),),
    "iam:UntagRole": (Grant((ROLE,), OWN_TAGS),),
    "iam:UntagUser": (Grant((USER,), OWN_TAGS),),
}
"""What gives back; `iam:PassRole` has a table of its own, from what may be passed."""


SYNCS: Grants = {
    "guardduty:ArchiveFindings": (Grant((DETECTOR,)),),
    "guardduty:UpdateFindingsFeedback": (Grant((DETECTOR,)),),
    "securityhub:BatchUpdateFindings": (Grant((HUB, HUB_V2), STATUS_AND_NOTE_ONLY),),
}
"""What tells the detective services; it reaches nothing that they watch."""


CANARIES: Grants = {
    "events:PutEvents": (
        Grant(
            ("arn:{partition}:events:*:{account}:event-bus/default",),
            {"StringEquals": {"events:source": SOURCE, "events:detail-type": DETAIL_TYPE}},
        ),
    ),
}
"""What proves the way of findings: events of a source that is secbot's alone. Where one entry of a
call is another's, IAM refuses the whole call."""


def passing(roles: tuple[str, ...]) -> tuple[Grant, ...]:
    """Return how roles (ARNs) may be handed to EC2; no grant at all where none is named."""
    return (Grant(roles, TO_MACHINES),) if roles else ()
