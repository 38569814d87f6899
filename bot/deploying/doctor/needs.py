"""The IAM actions that the doctor calls, all of which only look."""

from __future__ import annotations

HOME = (
    "events:DescribeRule",
    "events:ListRuleNamesByTarget",
    "kms:GetPublicKey",
    "s3:GetBucketObjectLockConfiguration",
    "sns:GetSubscriptionAttributes",
    "sns:GetTopicAttributes",
    "sns:ListSubscriptionsByTopic",
    "sqs:GetQueueAttributes",
    "sqs:GetQueueUrl",
)
"""With the bot's own identity, on its own topic, queue, rules and anchor."""

ACCOUNTS = ("iam:GetRole", "iam:SimulatePrincipalPolicy")
"""With the read role of each account, beside what runbooks and questions declare."""
