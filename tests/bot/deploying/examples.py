"""Declarations for the tests: what today's runbooks declare, and what wider ones would."""

from __future__ import annotations

from bot.deploying.declared import Declared
from bot.deploying.place import Place

ACCOUNT = "111122223333"
PLACE = Place(account=ACCOUNT)
WEB = f"arn:aws:iam::{ACCOUNT}:role/web-server"
DENY_ALL = f"arn:aws:iam::{ACCOUNT}:policy/SecbotDenyAll"
INSTANCE = f"arn:aws:ec2:eu-central-1:{ACCOUNT}:instance/i-1"
GROUP = f"arn:aws:ec2:eu-central-1:{ACCOUNT}:security-group/sg-1"
USER = f"arn:aws:iam::{ACCOUNT}:user/ci-deploy"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/ci-deploy"
BUCKET = "arn:aws:s3:::pay-exports"

WIDE = Declared(
    reads=("iam:ListAccessKeys", "s3:GetBucketAcl"),
    contains=(
        "ec2:CreateTags",
        "ec2:ModifyInstanceAttribute",
        "ec2:ModifyNetworkInterfaceAttribute",
        "iam:AttachRolePolicy",
        "iam:AttachUserPolicy",
        "iam:UpdateAccessKey",
        "s3:PutBucketPublicAccessBlock",
    ),
    releases=(
        "iam:DetachRolePolicy",
        "iam:PassRole",
        "iam:PutRolePolicy",
        "iam:UpdateAccessKey",
        "s3:PutBucketPublicAccessBlock",
    ),
)
