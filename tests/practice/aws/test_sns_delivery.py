from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from practice.aws.sns_delivery import SENDERS, Post, Postman
from tests.practice.aws.asking import until
from tests.practice.aws.endpoint import an_endpoint

TOPIC = "arn:aws:sns:us-east-1:999988887777:t"
NOTIFICATION = {"Type": "Notification", "MessageId": "m-1", "TopicArn": TOPIC, "Message": "hi"}
CONFIRMATION = {**NOTIFICATION, "Type": "SubscriptionConfirmation"}
SUBSCRIPTION = f"{TOPIC}:s-1"


@pytest.fixture
def postman() -> Iterator[Postman]:
    quick = Postman(waits=(0.01, 0.01, 0.01))
    yield quick
    quick.stop()


def test_a_notification_is_posted_with_snss_headers(postman: Postman) -> None:
    with an_endpoint() as endpoint:
        postman.send(Post(endpoint.url, NOTIFICATION, SUBSCRIPTION))
        until(lambda: postman.deliveries)

    (posted,) = endpoint.posts
    assert posted.message == NOTIFICATION
    assert posted.headers["x-amz-sns-message-type"] == "Notification"
    assert posted.headers["x-amz-sns-message-id"] == "m-1"
    assert posted.headers["x-amz-sns-topic-arn"] == TOPIC
    assert posted.headers["x-amz-sns-subscription-arn"] == SUBSCRIPTION
    assert posted.headers["content-type"] == "text/plain; charset=UTF-8"
    assert posted.headers["user-agent"] == "Amazon Simple Notification Service Agent"
    assert "x-amz-sns-rawdelivery" not in posted.headers


def test_a_confirmation_has_no_subscription_yet() -> None:
    assert "x-amz-sns-subscription-arn" not in Post("u", CONFIRMATION, SUBSCRIPTION).headers


def test_raw_delivery_is_the_message_alone_and_says_so() -> None:
    post = Post("u", NOTIFICATION, SUBSCRIPTION, raw=True)

    assert (post.body, post.headers["x-amz-sns-rawdelivery"]) == (b"hi", "true")


def test_a_server_that_stumbles_is_tried_again_with_the_same_message(postman: Postman) -> None:
    with an_endpoint(statuses=[503, 500]) as endpoint:
        postman.send(Post(endpoint.url, NOTIFICATION, SUBSCRIPTION))
        (delivery,) = until(lambda: postman.deliveries)

    assert delivery.statuses == (503, 500, 200)
    assert {json.loads(one.body)["MessageId"] for one in endpoint.posts} == {"m-1"}


@pytest.mark.parametrize("status", [403, 413, 429])
def test_a_refusal_is_final(postman: Postman, status: int) -> None:
    with an_endpoint(statuses=[status]) as endpoint:
        postman.send(Post(endpoint.url, NOTIFICATION, SUBSCRIPTION))
        (delivery,) = until(lambda: postman.deliveries)

    assert delivery.statuses == (status,)


def test_what_fails_to_the_end_is_given_up(postman: Postman) -> None:
    with an_endpoint(statuses=[503] * 9) as endpoint:
        postman.send(Post(endpoint.url, NOTIFICATION, SUBSCRIPTION))
        (delivery,) = until(lambda: postman.deliveries)

    assert delivery.statuses == (503,) * 4


def test_where_nobody_listens_no_status_is_told(postman: Postman) -> None:
    with an_endpoint() as endpoint:
        gone = endpoint.url
    postman.send(Post(gone, NOTIFICATION, SUBSCRIPTION))

    (delivery,) = until(lambda: postman.deliveries)
    assert set(delivery.statuses) == {0}


def test_a_dead_endpoint_does_not_hold_up_others(postman: Postman) -> None:
    with an_endpoint(statuses=[503] * 3) as slow, an_endpoint() as quick:
        postman.send(Post(slow.url, NOTIFICATION, SUBSCRIPTION))
        postman.send(Post(quick.url, NOTIFICATION, SUBSCRIPTION))
        until(lambda: len(postman.deliveries) == 2)

    assert {one.endpoint: one.statuses[-1] for one in postman.deliveries} == {
        slow.url: 200,
        quick.url: 200,
    }


def test_what_waits_for_its_next_try_holds_up_nobody() -> None:
    patient = Postman(waits=(600.0,))
    try:
        with an_endpoint() as endpoint:
            for _ in range(5 * SENDERS):
                patient.send(Post("http://127.0.0.1:9/sns", NOTIFICATION, SUBSCRIPTION))
            patient.send(Post(endpoint.url, NOTIFICATION, SUBSCRIPTION))
            (delivery,) = until(lambda: patient.deliveries)
    finally:
        patient.stop()

    assert (delivery.endpoint, delivery.statuses) == (endpoint.url, (200,))


def test_after_the_stop_nothing_is_sent_and_waiting_ends() -> None:
    with an_endpoint(statuses=[503] * 9) as endpoint:
        patient = Postman(waits=(3600.0,))
        patient.send(Post(endpoint.url, NOTIFICATION, SUBSCRIPTION))
        until(lambda: endpoint.posts)
        patient.stop()
        patient.send(Post(endpoint.url, NOTIFICATION, SUBSCRIPTION))

    assert len(endpoint.posts) == 1
