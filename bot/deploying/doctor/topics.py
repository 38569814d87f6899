"""Do findings reach the bot: topics, subscriptions, retries, and the queue for what is left?"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from bot.deploying.doctor.aws import client, code_of, region_of, silent
from bot.deploying.doctor.contract import Check, Ground, Row, failed, passed, warned
from bot.domain.words import doctor_topic as words
from runbooks.kit.text import Said

PATH = "/sns"
OVER_HTTP = frozenset({"http", "https"})
NOT_THERE = frozenset({"NotFound", "NotFoundException"})
NO_QUEUE = frozenset({"AWS.SimpleQueueService.NonExistentQueue", "QueueDoesNotExist"})
EVENTS = "events.amazonaws.com"
ENOUGH = 50
"""Retries after which SNS may give up. Its default, 50 with 20 s at most between, is for AWS's own
endpoints; over HTTP it gives up after three: a restart would lose findings.

https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html
"""
PATIENT = {
    "healthyRetryPolicy": {
        "minDelayTarget": 1,
        "maxDelayTarget": 60,
        "numRetries": ENOUGH,
        "backoffFunction": "exponential",
    }
}


@dataclass(frozen=True, slots=True)
class Subscription:
    """One subscription of a topic: its ARN (or that it waits), endpoint and attributes."""

    arn: str
    protocol: str
    endpoint: str
    attributes: Mapping[str, str]


def look(ground: Ground) -> Iterator[Row]:
    """Yield each topic's rows; one that AWS does not tell of hides no other."""
    if ground.half == "web":
        return  # it has no right to read them
    if not ground.settings.sns_topics:
        yield failed("", words.TOPIC_NONE.fill(), words.TOPIC_NONE_MEND.fill())
    for topic in sorted(ground.settings.sns_topics):
        if topic in ground.settings.sns_certificates:
            mend = words.TOPIC_OWN_KEY_MEND.fill()
            yield warned(topic, words.TOPIC_OWN_KEY.fill(), mend)
        try:
            with client(ground.sessions, "sns", region_of(topic)) as sns:
                yield from _topic(ground, sns, topic)
        except ClientError as error:
            if code_of(error) not in NOT_THERE:
                yield silent(error, topic)
                continue
            yield failed(topic, words.TOPIC_MISSING.fill(), words.TOPIC_MISSING_MEND.fill())


def _topic(ground: Ground, sns: Any, topic: str) -> Iterator[Row]:
    attributes = sns.get_topic_attributes(TopicArn=topic)["Attributes"]
    if not lets_events_in(attributes.get("Policy", "")):
        mend = words.TOPIC_CLOSED_MEND.fill(topic=topic)
        yield failed(topic, words.TOPIC_CLOSED.fill(), mend)
    pages = sns.get_paginator("list_subscriptions_by_topic").paginate(TopicArn=topic)
    listed = [each for page in pages for each in page["Subscriptions"]]
    over_http = [each for each in listed if each["Protocol"] in OVER_HTTP]
    ours = [each for each in over_http if is_ours(ground, str(each["Endpoint"]))]
    if not ours:
        wanted = f"{ground.url}{PATH}" if ground.url else ""
        missing = words.TOPIC_ELSEWHERE.fill(endpoint=wanted) if wanted else None
        says = missing or words.TOPIC_UNSUBSCRIBED.fill()
        yield failed(topic, says, _subscribe(topic, wanted or f"https://YOUR-HOST{PATH}"))
    for each in ours:
        yield from _subscription(ground, sns, topic, each)


def is_ours(ground: Ground, endpoint: str) -> bool:
    """Say whether an endpoint is the bot's own, or may be where nobody told its address."""
    if ground.url:
        return endpoint == f"{ground.url}{PATH}"
    return endpoint.endswith(PATH)


def _subscription(ground: Ground, sns: Any, topic: str, each: Mapping[str, str]) -> Iterator[Row]:
    arn, endpoint = each["SubscriptionArn"], each["Endpoint"]
    if not arn.startswith("arn:"):
        says = words.TOPIC_PENDING.fill(endpoint=endpoint)
        yield failed(topic, says, _subscribe(topic, endpoint))
        return
    told = sns.get_subscription_attributes(SubscriptionArn=arn)["Attributes"]
    found = Subscription(arn, each["Protocol"], endpoint, told)
    faults = [*_way(ground, topic, found), *_patience(topic, found), *_queue(ground, topic, found)]
    yield from faults
    if not any(row.result.is_fault for row in faults):
        says = words.TOPIC_FINE.fill(endpoint=endpoint, retries=_retries(found))
        yield passed(topic, says)


def _way(ground: Ground, topic: str, found: Subscription) -> Iterator[Row]:
    """Find fault with how messages travel; over a private endpoint's own key, TLS is its matter."""
    if found.attributes.get("RawMessageDelivery") == "true":
        mend = words.TOPIC_RAW_MEND.fill(arn=found.arn)
        yield failed(topic, words.TOPIC_RAW.fill(endpoint=found.endpoint), mend)
    if found.protocol != "https" and topic not in ground.settings.sns_certificates:
        says = words.TOPIC_INSECURE.fill(endpoint=found.endpoint)
        mend = _subscribe(topic, found.endpoint.replace("http:", "https:", 1))
        yield failed(topic, says, mend)


def _patience(topic: str, found: Subscription) -> Iterator[Row]:
    retries = _retries(found)
    if retries < ENOUGH:
        says = words.TOPIC_FEW.fill(endpoint=found.endpoint, retries=retries)
        mend = words.TOPIC_FEW_MEND.fill(arn=found.arn, policy=json.dumps(PATIENT))
        yield failed(topic, says, mend)


def _queue(ground: Ground, topic: str, found: Subscription) -> Iterator[Row]:
    """Find fault with where messages go that the endpoint has not taken in time."""
    policy = json.loads(found.attributes.get("RedrivePolicy") or "{}")
    queue = str(policy.get("deadLetterTargetArn", ""))
    mend = words.TOPIC_LOST_MEND.fill(arn=found.arn)
    if not queue:
        yield failed(topic, words.TOPIC_LOST.fill(endpoint=found.endpoint), mend)
        return
    try:
        waiting = _waiting(ground, queue)
    except ClientError as error:
        if code_of(error) not in NO_QUEUE:
            yield silent(error, queue)
            return
        yield failed(queue, words.TOPIC_QUEUE_MISSING.fill(queue=queue), mend)
        return
    if waiting:
        says = words.TOPIC_DEAD.fill(count=waiting, queue=queue)
        yield warned(queue, says, words.TOPIC_DEAD_MEND.fill())


def _waiting(ground: Ground, queue: str) -> int:
    """Return about how many messages lie in a queue."""
    *_, account, name = queue.split(":")
    with client(ground.sessions, "sqs", region_of(queue)) as sqs:
        url = sqs.get_queue_url(QueueName=name, QueueOwnerAWSAccountId=account)["QueueUrl"]
        wanted = "ApproximateNumberOfMessages"
        told = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=[wanted])
    return int(told["Attributes"][wanted])


def _retries(found: Subscription) -> int:
    """Return how often SNS tries again; without a policy of its own the topic's or SNS's holds."""
    own = found.attributes.get("DeliveryPolicy") or found.attributes.get("EffectiveDeliveryPolicy")
    policy = json.loads(own or "{}")
    return int((policy.get("healthyRetryPolicy") or {}).get("numRetries", 0))


def lets_events_in(policy: str) -> bool:
    """Say whether a topic's policy lets EventBridge publish."""
    statements = json.loads(policy or "{}").get("Statement", [])
    return any(
        each.get("Effect") == "Allow" and EVENTS in _services(each)
        for each in (statements if isinstance(statements, list) else [statements])
    )


def _services(statement: Mapping[str, Any]) -> list[str]:
    principal = statement.get("Principal")
    named = principal.get("Service", []) if isinstance(principal, dict) else []
    return named if isinstance(named, list) else [named]


def _subscribe(topic: str, endpoint: str) -> Said:
    return words.TOPIC_SUBSCRIBE.fill(topic=topic, endpoint=endpoint)


TOPICS = Check(words.TOPICS, look)
