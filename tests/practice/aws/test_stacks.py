"""What a stack says is there, as AWS makes it, where moto by itself only says so."""

from __future__ import annotations

import json
from typing import Any

import pytest

from practice.aws.server import SimulatedAws
from tests.practice.aws.asking import until
from tests.practice.aws.endpoint import an_endpoint

PUBLISH = {"Effect": "Allow", "Principal": {"Service": "s.amazonaws.com"}, "Action": "sns:Publish"}
TRUST = {"Version": "2012-10-17", "Statement": []}


@pytest.fixture
def make(aws: SimulatedAws, account: str) -> Any:
    """Create a stack of these resources, beside a topic `T` and a queue `Q`."""

    def created(**resources: dict[str, Any]) -> dict[str, str]:
        template = {
            "Resources": {
                "T": {
                    "Type": "AWS::SNS::Topic",
                    "Properties": {"TopicName": "t", "SignatureVersion": "2"},
                },
                "Q": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "q"}},
                **resources,
            }
        }
        stacks = aws.client("cloudformation", account)
        stacks.create_stack(
            StackName="s",
            TemplateBody=json.dumps(template),
            Capabilities=["CAPABILITY_NAMED_IAM"],
        )
        found = stacks.describe_stack_resources(StackName="s")["StackResources"]
        return {each["LogicalResourceId"]: each["PhysicalResourceId"] for each in found}

    return created


def policy(*statements: dict[str, Any]) -> dict[str, Any]:
    return {"Version": "2012-10-17", "Statement": list(statements)}


def test_a_topics_policy_is_set(aws: SimulatedAws, account: str, make: Any) -> None:
    properties = {"Topics": [{"Ref": "T"}], "PolicyDocument": policy(PUBLISH)}
    made = make(P={"Type": "AWS::SNS::TopicPolicy", "Properties": properties})

    found = aws.client("sns", account).get_topic_attributes(TopicArn=made["T"])["Attributes"]
    assert json.loads(found["Policy"]) == policy(PUBLISH)
    assert made["P"]


def test_a_queues_policy_is_set(aws: SimulatedAws, account: str, make: Any) -> None:
    send = {**PUBLISH, "Action": "sqs:SendMessage", "Resource": "*"}
    properties = {"Queues": [{"Ref": "Q"}], "PolicyDocument": policy(send)}
    make(P={"Type": "AWS::SQS::QueuePolicy", "Properties": properties})

    sqs = aws.client("sqs", account)
    url = sqs.get_queue_url(QueueName="q")["QueueUrl"]
    found = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["Policy"])["Attributes"]
    assert json.loads(found["Policy"]) == policy(send)


def test_a_subscription_has_its_attributes_and_is_asked_to_confirm(
    aws: SimulatedAws, account: str, make: Any
) -> None:
    delivery = {"healthyRetryPolicy": {"numRetries": 50}}
    with an_endpoint() as endpoint:
        properties = {
            "TopicArn": {"Ref": "T"},
            "Protocol": "http",
            "Endpoint": endpoint.url,
            "DeliveryPolicy": delivery,
            "RedrivePolicy": {"deadLetterTargetArn": {"Fn::GetAtt": ["Q", "Arn"]}},
        }
        made = make(S={"Type": "AWS::SNS::Subscription", "Properties": properties})
        (asked,) = until(lambda: endpoint.of_type("SubscriptionConfirmation"))

    sns = aws.client("sns", account)
    found = sns.get_subscription_attributes(SubscriptionArn=made["S"])["Attributes"]
    assert (asked["TopicArn"], asked["SignatureVersion"]) == (made["T"], "2")
    assert json.loads(found["DeliveryPolicy"]) == delivery
    queue = f"arn:aws:sqs:us-east-1:{account}:q"
    assert json.loads(found["RedrivePolicy"]) == {"deadLetterTargetArn": queue}


def test_a_subscription_that_is_not_over_http_is_asked_nothing(
    aws: SimulatedAws, account: str, make: Any
) -> None:
    queue = {"Fn::GetAtt": ["Q", "Arn"]}
    properties = {"TopicArn": {"Ref": "T"}, "Protocol": "sqs", "Endpoint": queue}
    made = make(S={"Type": "AWS::SNS::Subscription", "Properties": properties})

    aws.client("sns", account).publish(TopicArn=made["T"], Message="a finding")
    sqs = aws.client("sqs", account)
    url = sqs.get_queue_url(QueueName="q")["QueueUrl"]
    (message,) = sqs.receive_message(QueueUrl=url)["Messages"]
    assert json.loads(message["Body"])["Message"] == "a finding"


def test_a_roles_policy_is_json_and_holds(aws: SimulatedAws, account: str, make: Any) -> None:
    stop = policy({"Effect": "Allow", "Action": "ec2:StopInstances", "Resource": "*"})
    left_out = policy(*stop["Statement"], {"Ref": "AWS::NoValue"})
    properties = {
        "RoleName": "r",
        "AssumeRolePolicyDocument": TRUST,
        "Policies": [{"PolicyName": "p", "PolicyDocument": left_out}],
    }
    make(R={"Type": "AWS::IAM::Role", "Properties": properties})

    iam = aws.client("iam", account)
    held = iam.get_role_policy(RoleName="r", PolicyName="p")["PolicyDocument"]
    assert held == stop
    arn = iam.get_role(RoleName="r")["Role"]["Arn"]
    said = iam.simulate_principal_policy(PolicySourceArn=arn, ActionNames=["ec2:StopInstances"])
    assert said["EvaluationResults"][0]["EvalDecision"] == "allowed"
