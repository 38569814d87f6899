"""The way of findings in the template: rules of EventBridge, topic, queue, dead letters.

https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html
https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bot.deploying.declared import Declared
from bot.deploying.document import VERSION
from bot.deploying.finding_rules import Rule, rules
from bot.deploying.names import DEAD_LETTERS, QUEUE, TOPIC
from bot.deploying.place import Place
from bot.domain.words import deploying as words

TOPIC_ARN = {"Ref": "FindingsTopic"}
QUEUE_ARN = {"Fn::GetAtt": ["FindingsQueue", "Arn"]}
DEAD_LETTERS_ARN = {"Fn::GetAtt": ["DeadLetterQueue", "Arn"]}
WITH_QUEUE = "WithQueue"
KEPT_SECONDS = 14 * 24 * 3600
"""The longest that a queue keeps a message."""
HIDDEN_SECONDS = 60
"""How long a message that is being taken in is shown to nobody else."""
WAIT_SECONDS = 20
"""The longest that SQS lets a receiver wait."""
MOST_RECEIVES = 5
"""What could not be taken in so often goes to the dead letters."""

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


def resources(declared: Declared, place: Place) -> dict[str, Any]:
    """Return topic, queue, their policies, subscription and rules, by their names in the stack."""
    leading = rules(declared, place)
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
        "DeadLetterQueuePolicy": _dead_letters_policy(leading),
        **_queue(),
        "FindingsSubscription": _subscription(),
        **{key: _rule(rule) for key, rule in leading.items()},
    }


OUTPUTS: dict[str, Any] = {
    "FindingsTopicArn": {"Description": words.TOPIC_OUT.en, "Value": TOPIC_ARN},
    "FindingsQueueUrl": {
        "Condition": WITH_QUEUE,
        "Description": words.QUEUE_URL_OUT.en,
        "Value": {"Ref": "FindingsQueue"},
    },
    "DeadLetterQueueArn": {"Description": words.QUEUE_OUT.en, "Value": DEAD_LETTERS_ARN},
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


def _queue() -> dict[str, Any]:
    """Return the queue to receive findings from, the topic's subscription, and who may send there.

    What an identity of the queue's own account may is kept out by the Deny: an Allow for the
    topic alone would keep nobody out. Messages keep SNS's envelope, which bears its signature.
    """
    queue = {
        "QueueName": QUEUE,
        "MessageRetentionPeriod": KEPT_SECONDS,
        "VisibilityTimeout": HIDDEN_SECONDS,
        "ReceiveMessageWaitTimeSeconds": WAIT_SECONDS,
        "SqsManagedSseEnabled": True,
        "RedrivePolicy": {
            "deadLetterTargetArn": DEAD_LETTERS_ARN,
            "maxReceiveCount": MOST_RECEIVES,
        },
    }
    subscription = {
        "TopicArn": TOPIC_ARN,
        "Protocol": "sqs",
        "Endpoint": QUEUE_ARN,
        "RawMessageDelivery": False,
        "RedrivePolicy": {"deadLetterTargetArn": DEAD_LETTERS_ARN},
    }
    return {
        "FindingsQueue": {
            "Type": "AWS::SQS::Queue",
            "Condition": WITH_QUEUE,
            "Properties": queue,
        },
        "FindingsQueuePolicy": {"Condition": WITH_QUEUE, **_queue_policy()},
        "FindingsQueueSubscription": {
            "Type": "AWS::SNS::Subscription",
            "Condition": WITH_QUEUE,
            "DependsOn": ["DeadLetterQueuePolicy", "FindingsQueuePolicy"],
            "Properties": subscription,
        },
    }


def _queue_policy() -> dict[str, Any]:
    send = {"Action": "sqs:SendMessage", "Resource": QUEUE_ARN}
    topic = {
        "Effect": "Allow",
        "Principal": {"Service": "sns.amazonaws.com"},
        **send,
        "Condition": {"ArnEquals": {"aws:SourceArn": TOPIC_ARN}},
    }
    nobody_else = {
        "Effect": "Deny",
        "Principal": "*",
        **send,
        "Condition": {"ArnNotEquals": {"aws:SourceArn": TOPIC_ARN}},
    }
    return {
        "Type": "AWS::SQS::QueuePolicy",
        "Properties": {
            "Queues": [{"Ref": "FindingsQueue"}],
            "PolicyDocument": {"Version": VERSION, "Statement": [topic, nobody_else]},
        },
    }


def _dead_letters_policy(leading: Iterable[str]) -> dict[str, Any]:
    arns = [{"Fn::GetAtt": [key, "Arn"]} for key in leading]
    senders = (("sns.amazonaws.com", TOPIC_ARN), ("events.amazonaws.com", arns))
    statements = [
        {
            "Effect": "Allow",
            "Principal": {"Service": service},
            "Action": "sqs:SendMessage",
            "Resource": DEAD_LETTERS_ARN,
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
            "RedrivePolicy": {"deadLetterTargetArn": DEAD_LETTERS_ARN},
        },
    }


def _rule(rule: Rule) -> dict[str, Any]:
    target = {
        "Id": "topic",
        "Arn": TOPIC_ARN,
        "DeadLetterConfig": {"Arn": DEAD_LETTERS_ARN},
        "RetryPolicy": EVENTBRIDGE_TRIES,
    }
    return {
        "Type": "AWS::Events::Rule",
        "Properties": {
            "Name": rule.name,
            "Description": words.RULE.fill(kind=rule.kind).plain(),
            "State": "ENABLED",
            "EventPattern": rule.pattern,
            "Targets": [target],
        },
    }
