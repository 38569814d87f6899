"""The way of findings in the template: rules of EventBridge, the topic, the dead letters.

https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html
"""

from __future__ import annotations

from typing import Any

from bot.deploying.document import VERSION
from bot.deploying.names import DEAD_LETTERS, TOPIC
from bot.domain.words import deploying as words

SOURCES = {
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
}
"""A rule's name, and the source and detail types of the events that it takes."""

TOPIC_ARN = {"Ref": "FindingsTopic"}
QUEUE_ARN = {"Fn::GetAtt": ["DeadLetterQueue", "Arn"]}
KEPT_SECONDS = 14 * 24 * 3600
"""The longest that a queue keeps a message."""

DELIVERY = {
    "healthyRetryPolicy": {
        "numRetries": 50,
        "numNoDelayRetries": 0,
        "numMinDelayRetries": 3,
        "minDelayTarget": 5,
        "maxDelayTarget": 70,
        "numMaxDelayRetries": 37,
        "backoffFunction": "exponential",
    }
}
"""SNS's own policy gives up after a minute; this one tries for some 45, in which a bot can be
started again. SNS allows an hour in all, however a policy is reckoned: 50 times 70 seconds."""

EVENTBRIDGE_TRIES = {"MaximumEventAgeInSeconds": 24 * 3600, "MaximumRetryAttempts": 185}
"""EventBridge's own limits: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html"""


def resources() -> dict[str, Any]:
    """Return topic, queue, their policies, subscription and rules, by their names in the stack."""
    return {
        "FindingsTopic": {
            "Type": "AWS::SNS::Topic",
            "Properties": {"TopicName": TOPIC, "SignatureVersion": "2"},
        },
        "FindingsTopicPolicy": _topic_policy(),
        "DeadLetterQueue": {
            "Type": "AWS::SQS::Queue",
            "UpdateReplacePolicy": "Retain",
            "DeletionPolicy": "Retain",
            "Properties": {
                "QueueName": DEAD_LETTERS,
                "MessageRetentionPeriod": KEPT_SECONDS,
                "SqsManagedSseEnabled": True,
            },
        },
        "DeadLetterQueuePolicy": _queue_policy(),
        "FindingsSubscription": _subscription(),
        **{f"{key}Rule": _rule(*source) for key, source in SOURCES.items()},
    }


OUTPUTS: dict[str, Any] = {
    "FindingsTopicArn": {"Description": words.TOPIC_OUT.en, "Value": TOPIC_ARN},
    "DeadLetterQueueArn": {"Description": words.QUEUE_OUT.en, "Value": QUEUE_ARN},
}


def _topic_policy() -> dict[str, Any]:
    """Return who may publish: EventBridge, without a condition, for it gives no context to SNS.

    A policy with one would drop every finding in silence:
    https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sns-permissions
    """
    publish = {
        "Effect": "Allow",
        "Principal": {"Service": "events.amazonaws.com"},
        "Action": "sns:Publish",
        "Resource": TOPIC_ARN,
    }
    return {
        "Type": "AWS::SNS::TopicPolicy",
        "Properties": {
            "Topics": [TOPIC_ARN],
            "PolicyDocument": {"Version": VERSION, "Statement": [publish]},
        },
    }


def _queue_policy() -> dict[str, Any]:
    rules = [{"Fn::GetAtt": [f"{key}Rule", "Arn"]} for key in SOURCES]
    senders = (("sns.amazonaws.com", TOPIC_ARN), ("events.amazonaws.com", rules))
    statements = [
        {
            "Effect": "Allow",
            "Principal": {"Service": service},
            "Action": "sqs:SendMessage",
            "Resource": QUEUE_ARN,
            "Condition": {"ArnEquals": {"aws:SourceArn": sender}},
        }
        for service, sender in senders
    ]
    return {
        "Type": "AWS::SQS::QueuePolicy",
        "Properties": {
            "Queues": [{"Ref": "DeadLetterQueue"}],
            "PolicyDocument": {"Version": VERSION, "Statement": statements},
        },
    }


def _subscription() -> dict[str, Any]:
    return {
        "Type": "AWS::SNS::Subscription",
        "Condition": "WithEndpoint",
        "DependsOn": "DeadLetterQueuePolicy",
        "Properties": {
            "TopicArn": TOPIC_ARN,
            "Protocol": "https",
            "Endpoint": {"Ref": "Endpoint"},
            "DeliveryPolicy": DELIVERY,
            "RedrivePolicy": {"deadLetterTargetArn": QUEUE_ARN},
        },
    }


def _rule(name: str, source: str, kinds: tuple[str, ...]) -> dict[str, Any]:
    target = {
        "Id": "topic",
        "Arn": TOPIC_ARN,
        "DeadLetterConfig": {"Arn": QUEUE_ARN},
        "RetryPolicy": EVENTBRIDGE_TRIES,
    }
    return {
        "Type": "AWS::Events::Rule",
        "Properties": {
            "Name": name,
            "Description": words.RULE.fill(kind=", ".join(kinds)).plain(),
            "State": "ENABLED",
            "EventPattern": {"source": [source], "detail-type": list(kinds)},
            "Targets": [target],
        },
    }
