from __future__ import annotations

from bot.deploying.findings import DELIVERY, SOURCES, resources
from bot.intake.formats import asff, insights, ocsf
from bot.intake.formats.guardduty import DETAIL_TYPE

LONGEST_SECONDS = 3600
"""In all, whatever the policy: https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html"""


def test_the_delivery_policy_stays_within_the_hour_that_sns_allows() -> None:
    policy = DELIVERY["healthyRetryPolicy"]
    tries, longest = int(str(policy["numRetries"])), int(str(policy["maxDelayTarget"]))

    assert tries * longest <= LONGEST_SECONDS
    phases = ("numNoDelayRetries", "numMinDelayRetries", "numMaxDelayRetries")
    assert sum(int(str(policy[name])) for name in phases) < tries


def test_the_rules_take_what_intake_reads() -> None:
    assert SOURCES["GuardDuty"][1:] == ("aws.guardduty", (DETAIL_TYPE,))
    _, source, kinds = SOURCES["SecurityHub"]
    assert source == "aws.securityhub"
    imported = "Security Hub Findings - Imported"
    assert set(kinds) == {imported, asff.CUSTOM_ACTION, insights.DETAIL_TYPE, ocsf.DETAIL_TYPE}


def test_eventbridge_publishes_without_a_condition_since_it_gives_no_context() -> None:
    policy = resources()["FindingsTopicPolicy"]["Properties"]["PolicyDocument"]

    (statement,) = policy["Statement"]
    assert statement["Principal"] == {"Service": "events.amazonaws.com"}
    assert statement["Action"] == "sns:Publish"
    assert "Condition" not in statement


def test_what_is_not_delivered_is_kept_for_two_weeks_by_topic_and_rules_alike() -> None:
    made = resources()
    queue = {"Fn::GetAtt": ["DeadLetterQueue", "Arn"]}

    assert made["DeadLetterQueue"]["Properties"]["MessageRetentionPeriod"] == 1_209_600
    assert made["FindingsSubscription"]["Properties"]["RedrivePolicy"] == {
        "deadLetterTargetArn": queue
    }
    for name in ("GuardDutyRule", "SecurityHubRule"):
        (target,) = made[name]["Properties"]["Targets"]
        assert target["DeadLetterConfig"] == {"Arn": queue}
    senders = made["DeadLetterQueuePolicy"]["Properties"]["PolicyDocument"]["Statement"]
    assert all("aws:SourceArn" in one["Condition"]["ArnEquals"] for one in senders)
