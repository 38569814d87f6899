"""Does somebody get paged, without the bot, when secbot or the detectors are tampered with?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from botocore.exceptions import ClientError

from bot.deploying import guard
from bot.deploying.doctor.aws import client, code_of, region_of, silent
from bot.deploying.doctor.contract import Check, Ground, Row, failed, passed
from bot.deploying.doctor.rules import ENABLED, rules_of
from bot.deploying.doctor.topics import NOT_THERE, is_ours, lets_events_in
from bot.deploying.names import GUARD as NAME
from bot.domain.words import doctor_topic as words
from runbooks.kit.holders import GLOBAL

GLOBAL_REGION = "us-east-1"
"""Where EventBridge gets the events of IAM, in the partition `aws`:
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html"""
WHOLE, ALONE = "secbot.yaml", "secbot-guard.yaml"


def look(ground: Ground) -> Iterator[Row]:
    """Yield the rows of the guard beside each topic of findings, and of IAM's own Region.

    The bot looks in its own account only: the stack of another must be looked at there.
    """
    if ground.half == "web":
        return  # it has no right to read them
    for topic, template in _guards(ground).items():
        try:
            with client(ground.sessions, "sns", region_of(topic)) as sns:
                faults = [*_topic(ground, sns, topic), *_rules(ground, topic)]
                yield from faults or [_fine(ground, sns, topic)]
        except ClientError as error:
            if code_of(error) not in NOT_THERE:
                yield silent(error, topic)
                continue
            mend = words.GUARD_MISSING_MEND.fill(
                template=template, account=topic.split(":")[4], region=region_of(topic)
            )
            yield failed(topic, words.GUARD_MISSING.fill(), mend)


def _guards(ground: Ground) -> Mapping[str, str]:
    """Return the ARNs of the guard's topics, each with the template that makes it."""
    found: dict[str, str] = {}
    for topic in sorted(ground.settings.sns_topics):
        head, partition, service, region, account, _ = topic.split(":", 5)
        there = GLOBAL.get(partition, GLOBAL_REGION)
        for where, template in ((region, WHOLE), (there, ALONE)):
            arn = f"{head}:{partition}:{service}:{where}:{account}:{NAME}"
            found.setdefault(arn, template)
    return found


def _topic(ground: Ground, sns: Any, topic: str) -> Iterator[Row]:
    attributes = sns.get_topic_attributes(TopicArn=topic)["Attributes"]
    if not lets_events_in(attributes.get("Policy", "")):
        mend = words.TOPIC_CLOSED_MEND.fill(topic=topic)
        yield failed(topic, words.GUARD_CLOSED.fill(), mend)
    others = _others(ground, sns, topic)
    if not any(_is_confirmed(each) for each in others):
        yield failed(topic, words.GUARD_NOBODY.fill(), words.GUARD_NOBODY_MEND.fill(topic=topic))
    for each in others:
        if not _is_confirmed(each):
            endpoint = each["Endpoint"]
            says = words.GUARD_PENDING.fill(endpoint=endpoint)
            yield failed(topic, says, words.GUARD_PENDING_MEND.fill(endpoint=endpoint))


def _rules(ground: Ground, topic: str) -> Iterator[Row]:
    region = region_of(topic)
    with client(ground.sessions, "events", region) as events:
        found = {str(rule["Name"]): rule for rule in rules_of(events, topic)}
    for name in guard.always():
        if name not in found:
            says = words.GUARD_RULE_MISSING.fill(rule=name)
            yield failed(topic, says, words.RULES_MISSING_MEND.fill())
        elif found[name].get("State") not in ENABLED:
            mend = words.RULES_OFF_MEND.fill(rule=name, region=region)
            yield failed(topic, words.GUARD_RULE_OFF.fill(rule=name), mend)


def _fine(ground: Ground, sns: Any, topic: str) -> Row:
    endpoints = ", ".join(str(each["Endpoint"]) for each in _others(ground, sns, topic))
    says = words.GUARD_FINE.fill(count=len(guard.always()), endpoints=endpoints)
    return passed(topic, says)


def _others(ground: Ground, sns: Any, topic: str) -> list[Mapping[str, str]]:
    """Return a topic's subscriptions besides the bot's own."""
    pages = sns.get_paginator("list_subscriptions_by_topic").paginate(TopicArn=topic)
    listed = [each for page in pages for each in page["Subscriptions"]]
    return [each for each in listed if not is_ours(ground, str(each["Endpoint"]))]


def _is_confirmed(subscription: Mapping[str, str]) -> bool:
    return subscription["SubscriptionArn"].startswith("arn:")


GUARD = Check(words.GUARD, look)
