from __future__ import annotations

import json
from datetime import timedelta

from bot.deploying.findings import DELIVERY, OUTPUTS, resources
from bot.deploying.template import template
from bot.domain.queueing import QueueLook, sole_sender
from tests.bot.deploying.examples import PLACE, WIDE

LONGEST_SECONDS = 3600
"""In all, whatever the policy: https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html"""


def test_the_delivery_policy_stays_within_the_hour_that_sns_allows() -> None:
    policy = DELIVERY["healthyRetryPolicy"]
    tries, longest = int(str(policy["numRetries"])), int(str(policy["maxDelayTarget"]))

    assert tries * longest <= LONGEST_SECONDS
    phases = ("numNoDelayRetries", "numMinDelayRetries", "numMaxDelayRetries")
    assert sum(int(str(policy[name])) for name in phases) < tries


def test_eventbridge_publishes_without_a_condition_since_it_gives_no_context() -> None:
    policy = resources(WIDE, PLACE)["FindingsTopicPolicy"]["Properties"]["PolicyDocument"]

    (statement,) = policy["Statement"]
    assert statement["Principal"] == {"Service": "events.amazonaws.com"}
    assert statement["Action"] == "sns:Publish"
    assert "Condition" not in statement


def test_what_is_not_delivered_is_kept_for_two_weeks_by_topic_and_rules_alike() -> None:
    made = resources(WIDE, PLACE)
    queue = {"Fn::GetAtt": ["DeadLetterQueue", "Arn"]}

    assert made["DeadLetterQueue"]["Properties"]["MessageRetentionPeriod"] == 1_209_600
    assert made["FindingsSubscription"]["Properties"]["RedrivePolicy"] == {
        "deadLetterTargetArn": queue
    }
    rules = [name for name, one in made.items() if one["Type"] == "AWS::Events::Rule"]
    assert {"GuardDutyRule", "SecurityHubRule", "HeldRule"} <= set(rules)
    for name in rules:
        (target,) = made[name]["Properties"]["Targets"]
        assert target["DeadLetterConfig"] == {"Arn": queue}
    senders = made["DeadLetterQueuePolicy"]["Properties"]["PolicyDocument"]["Statement"]
    topic, all_rules = (one["Condition"]["ArnEquals"]["aws:SourceArn"] for one in senders)
    assert topic == {"Ref": "FindingsTopic"}
    assert all_rules == [{"Fn::GetAtt": [name, "Arn"]} for name in rules]


def test_the_queue_is_made_only_where_it_is_asked_for_and_its_address_is_told() -> None:
    made = resources(WIDE, PLACE)
    for name in ("FindingsQueue", "FindingsQueuePolicy", "FindingsQueueSubscription"):
        assert made[name]["Condition"] == "WithQueue"

    queue = made["FindingsQueue"]["Properties"]
    dead = {"Fn::GetAtt": ["DeadLetterQueue", "Arn"]}
    assert queue["RedrivePolicy"] == {"deadLetterTargetArn": dead, "maxReceiveCount": 5}
    assert queue["SqsManagedSseEnabled"] is True
    assert made["DeadLetterQueue"]["Properties"]["QueueName"].startswith("secbot-")
    subscription = made["FindingsQueueSubscription"]["Properties"]
    assert (subscription["Protocol"], subscription["RawMessageDelivery"]) == ("sqs", False)
    address = OUTPUTS["FindingsQueueUrl"]
    assert (address["Condition"], address["Value"]) == ("WithQueue", {"Ref": "FindingsQueue"})


def test_the_topic_alone_may_send_to_the_queue_as_the_bot_itself_reads_its_policy() -> None:
    policy = resources(WIDE, PLACE)["FindingsQueuePolicy"]["Properties"]["PolicyDocument"]
    filled = json.dumps(policy).replace('{"Ref": "FindingsTopic"}', '"TOPIC"')
    filled = filled.replace('{"Fn::GetAtt": ["FindingsQueue", "Arn"]}', '"QUEUE"')

    look = QueueLook("QUEUE", filled, timedelta(days=14))
    assert sole_sender(look, ["TOPIC"]) == "TOPIC"
    allow, deny = json.loads(filled)["Statement"]
    assert (allow["Effect"], allow["Principal"]) == ("Allow", {"Service": "sns.amazonaws.com"})
    assert allow["Condition"] == {"ArnEquals": {"aws:SourceArn": "TOPIC"}}
    assert (deny["Effect"], deny["Principal"]) == ("Deny", "*")


def test_what_receives_may_receive_from_that_queue_alone_and_do_nothing_else() -> None:
    made = template(WIDE)["Resources"]
    policy = made["ReceivePolicy"]["Properties"]["PolicyDocument"]

    assert made["ReceivePolicy"]["Condition"] == "WithQueue"
    receiving, looking = policy["Statement"]
    assert receiving["Action"] == [
        *("sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage")
    ]
    assert receiving["Resource"]["Fn::Sub"].endswith(":${AWS::AccountId}:secbot-findings")
    assert set(looking["Action"]) == {"sqs:GetQueueAttributes", "sqs:GetQueueUrl"}
    assert "sqs:ReceiveMessage" not in json.dumps(made["RunPolicy"])
