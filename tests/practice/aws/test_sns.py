from __future__ import annotations

import json
from typing import Any

import pytest

from practice.aws.server import SimulatedAws
from tests.practice.aws.asking import refusal, until
from tests.practice.aws.endpoint import Endpoint, an_endpoint
from tests.practice.aws.verifying import verify

CONFIRMATION = "SubscriptionConfirmation"


@pytest.fixture
def sns(aws: SimulatedAws, account: str) -> Any:
    return aws.client("sns", account)


@pytest.fixture
def topic(sns: Any) -> str:
    return str(sns.create_topic(Name="security-findings")["TopicArn"])


def asked(endpoint: Endpoint) -> dict[str, Any]:
    return until(lambda: endpoint.of_type(CONFIRMATION))[-1]


def confirmed(sns: Any, topic: str, endpoint: Endpoint, **attributes: str) -> str:
    sns.subscribe(TopicArn=topic, Protocol="http", Endpoint=endpoint.url, Attributes=attributes)
    token = asked(endpoint)["Token"]
    return str(sns.confirm_subscription(TopicArn=topic, Token=token)["SubscriptionArn"])


def notified(endpoint: Endpoint) -> dict[str, Any]:
    return until(lambda: endpoint.of_type("Notification"))[-1]


def test_an_endpoint_is_asked_to_confirm_and_waits_until_it_has(
    aws: SimulatedAws, sns: Any, topic: str
) -> None:
    with an_endpoint() as endpoint:
        answer = sns.subscribe(TopicArn=topic, Protocol="http", Endpoint=endpoint.url)
        message = asked(endpoint)

    verify(aws.certificate_pem, message)
    listed = sns.list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"]
    assert answer["SubscriptionArn"] == "pending confirmation"
    assert [one["SubscriptionArn"] for one in listed] == ["PendingConfirmation"]


def test_nothing_is_delivered_before_the_token_came_back(
    aws: SimulatedAws, sns: Any, topic: str
) -> None:
    with an_endpoint() as endpoint:
        sns.subscribe(TopicArn=topic, Protocol="http", Endpoint=endpoint.url)
        sns.publish(TopicArn=topic, Message="too early")
        token = asked(endpoint)["Token"]
        sns.confirm_subscription(TopicArn=topic, Token=token)
        sns.publish(TopicArn=topic, Message="in time")
        message = notified(endpoint)

    verify(aws.certificate_pem, message)
    assert message["Message"] == "in time"
    assert len(endpoint.of_type("Notification")) == 1


@pytest.mark.parametrize("token", ["wrong", ""])
def test_a_wrong_token_is_refused(sns: Any, topic: str, token: str) -> None:
    with an_endpoint() as endpoint:
        sns.subscribe(TopicArn=topic, Protocol="http", Endpoint=endpoint.url)
        asked(endpoint)

        code = refusal(sns.confirm_subscription, TopicArn=topic, Token=token)
    assert code == "InvalidParameter"


def test_a_token_confirms_only_the_topic_that_it_was_made_for(sns: Any, topic: str) -> None:
    other = sns.create_topic(Name="other")["TopicArn"]
    with an_endpoint() as endpoint:
        sns.subscribe(TopicArn=topic, Protocol="http", Endpoint=endpoint.url)
        token = asked(endpoint)["Token"]

        assert refusal(sns.confirm_subscription, TopicArn=other, Token=token) == "InvalidParameter"


def test_asking_again_while_it_waits_sends_another_token(sns: Any, topic: str) -> None:
    with an_endpoint() as endpoint:
        for _ in range(2):
            sns.subscribe(TopicArn=topic, Protocol="http", Endpoint=endpoint.url)
        messages = until(
            lambda: found if len(found := endpoint.of_type(CONFIRMATION)) == 2 else None
        )

    assert messages[0]["Token"] != messages[1]["Token"]


def test_a_confirmed_endpoint_is_not_asked_again(sns: Any, topic: str) -> None:
    with an_endpoint() as endpoint:
        arn = confirmed(sns, topic, endpoint)

        answer = sns.subscribe(TopicArn=topic, Protocol="http", Endpoint=endpoint.url)
        sns.publish(TopicArn=topic, Message="m")
        notified(endpoint)

    assert answer["SubscriptionArn"] == arn
    assert len(endpoint.of_type(CONFIRMATION)) == 1


def test_the_topic_says_by_which_version_its_messages_are_signed(
    aws: SimulatedAws, sns: Any, topic: str
) -> None:
    with an_endpoint() as endpoint:
        confirmed(sns, topic, endpoint)
        sns.set_topic_attributes(
            TopicArn=topic, AttributeName="SignatureVersion", AttributeValue="2"
        )
        sns.publish(TopicArn=topic, Message="m", Subject="a subject")
        message = notified(endpoint)

    verify(aws.certificate_pem, message)
    assert asked(endpoint)["SignatureVersion"] == "1"
    assert (message["SignatureVersion"], message["Subject"]) == ("2", "a subject")


def test_a_publisher_learns_the_id_of_the_message_that_arrives(sns: Any, topic: str) -> None:
    with an_endpoint() as endpoint:
        confirmed(sns, topic, endpoint)
        told = sns.publish(
            TopicArn=topic,
            Message="m",
            MessageAttributes={"k": {"DataType": "String", "StringValue": "v"}},
        )["MessageId"]
        message = notified(endpoint)

    assert message["MessageId"] == told
    assert message["MessageAttributes"] == {"k": {"Type": "String", "Value": "v"}}


def test_a_filter_policy_holds_messages_back(sns: Any, topic: str) -> None:
    with an_endpoint() as endpoint:
        confirmed(sns, topic, endpoint, FilterPolicy=json.dumps({"sev": ["HIGH"]}))
        for level in ("LOW", "HIGH"):
            sns.publish(
                TopicArn=topic,
                Message=level,
                MessageAttributes={"sev": {"DataType": "String", "StringValue": level}},
            )
        message = notified(endpoint)

    assert message["Message"] == "HIGH"
    assert len(endpoint.of_type("Notification")) == 1


def test_a_structured_message_is_cut_to_the_protocol(sns: Any, topic: str) -> None:
    with an_endpoint() as endpoint:
        confirmed(sns, topic, endpoint)
        text = json.dumps({"default": "d", "http": "for http"})
        sns.publish(TopicArn=topic, Message=text, MessageStructure="json")

        assert notified(endpoint)["Message"] == "for http"


def test_raw_delivery_posts_the_message_alone(sns: Any, topic: str) -> None:
    with an_endpoint() as endpoint:
        confirmed(sns, topic, endpoint, RawMessageDelivery="true")
        sns.publish(TopicArn=topic, Message="bare")
        until(lambda: len(endpoint.posts) == 2)

    assert endpoint.posts[-1].body == b"bare"


def test_a_publisher_does_not_wait_for_an_endpoint_that_fails(
    aws: SimulatedAws, sns: Any, topic: str
) -> None:
    with an_endpoint() as endpoint:
        confirmed(sns, topic, endpoint)
        endpoint.statuses[:] = [503, 503]
        told = sns.publish(TopicArn=topic, Message="m")["MessageId"]
        found = until(lambda: [one for one in aws.deliveries if one.message_id == told])

    assert found[0].statuses == (503, 503, 200)


def test_a_queue_gets_the_same_signed_envelope(
    aws: SimulatedAws, account: str, sns: Any, topic: str
) -> None:
    sqs = aws.client("sqs", account)
    queue = sqs.create_queue(QueueName="findings")["QueueUrl"]
    arn = f"arn:aws:sqs:us-east-1:{account}:findings"
    sns.subscribe(
        TopicArn=topic, Protocol="sqs", Endpoint=arn, Attributes={"RawMessageDelivery": "false"}
    )

    sns.publish(TopicArn=topic, Message="m", Subject="s")

    (received,) = sqs.receive_message(QueueUrl=queue)["Messages"]
    message = json.loads(received["Body"])
    verify(aws.certificate_pem, message)
    assert (message["Message"], message["Subject"]) == ("m", "s")


def test_a_topic_that_is_not_there_is_not_found(sns: Any, topic: str) -> None:
    missing = f"{topic}-not"

    assert refusal(sns.list_subscriptions_by_topic, TopicArn=missing) == "NotFound"
    assert (
        refusal(sns.subscribe, TopicArn=missing, Protocol="http", Endpoint="http://127.0.0.1/")
        == "NotFound"
    )
