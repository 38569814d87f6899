from __future__ import annotations

from bot.deploying.findings import DELIVERY, resources
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
