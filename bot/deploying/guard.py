"""The guard in the template: a topic of its own, and rules that page without the bot.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.deploying import guard_patterns as patterns
from bot.deploying.declared import Declared
from bot.deploying.document import VERSION
from bot.deploying.findings import EVENTBRIDGE_TRIES
from bot.deploying.names import GUARD
from bot.deploying.place import Place
from bot.domain.words import guarding as words
from runbooks.kit.text import Text

TOPIC_ARN = {"Ref": "GuardTopic"}

PATHS: Mapping[str, str] = {
    "what": "$.detail.eventName",
    "service": "$.detail.eventSource",
    "kind": "$.detail.userIdentity.type",
    "who": "$.detail.userIdentity.arn",
    "principal": "$.detail.userIdentity.principalId",
    "address": "$.detail.sourceIPAddress",
    "account": "$.account",
    "region": "$.detail.awsRegion",
    "when": "$.detail.eventTime",
    "error": "$.detail.errorCode",
    "event": "$.detail.eventID",
}
"""Where the blanks of a page stand in an event; what an event lacks stays out of the page."""


@dataclass(frozen=True, slots=True)
class Watch:
    """One rule: `things` are parameters of its calls that say what they are about."""

    name: str
    why: Text
    pattern: patterns.Pattern
    things: tuple[str, ...]
    condition: str = ""

    @property
    def rule(self) -> str:
        """Return the rule's own name."""
        return f"{GUARD}-{self.name}"

    @property
    def resource(self) -> str:
        """Return its name in the stack."""
        return f"Guard{''.join(part.title() for part in self.name.split('-'))}Rule"


def watches(declared: Declared, place: Place) -> tuple[Watch, ...]:
    """Return every rule of the guard, for one account and Region."""
    tagged = {
        "ec2": ("resourcesSet.items[0].resourceId",),
        "iam": ("roleName", "userName", "policyArn"),
        "s3": ("bucketName",),
    }
    return (
        Watch(
            "identities",
            words.IDENTITIES,
            patterns.identities(),
            ("roleName", "userName", "policyArn", "policyName", "instanceProfileName"),
        ),
        Watch(
            "pipe",
            words.PIPE,
            patterns.pipe(),
            ("topicArn", "subscriptionArn", "queueUrl", "name", "rule", "stackName"),
        ),
        Watch("bucket", words.BUCKETS, patterns.buckets(), ("bucketName",), "WithGuardedBuckets"),
        Watch("key", words.KEYS, patterns.keys(), ("keyId",), "WithGuardedKeys"),
        Watch(
            "detectors", words.DETECTORS, patterns.detectors(), ("detectorId", "filterName", "name")
        ),
        Watch(
            "trails",
            words.TRAILS,
            patterns.trails(declared, place),
            ("name", "trailName", "configurationRecorderName", "deliveryChannelName", "accountId"),
        ),
        *(
            Watch(f"tags-{name}", words.TAGS, pattern, tagged[name])
            for name, pattern in patterns.tags(declared, place).items()
        ),
    )


def always() -> tuple[str, ...]:
    """Return the names of the rules that every stack of the guard has."""
    found = watches(Declared((), (), ()), Place())
    return tuple(watch.rule for watch in found if not watch.condition)


def resources(
    declared: Declared, place: Place, publisher: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Return topic, policy, subscription and rules; `publisher` may page besides EventBridge."""
    found = watches(declared, place)
    return {
        "GuardTopic": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": GUARD}},
        "GuardTopicPolicy": _topic_policy(publisher),
        "GuardSubscription": {
            "Type": "AWS::SNS::Subscription",
            "Condition": "WithGuardEndpoint",
            "Properties": {
                "TopicArn": TOPIC_ARN,
                "Protocol": {"Ref": "GuardProtocol"},
                "Endpoint": {"Ref": "GuardEndpoint"},
            },
        },
        **{each.resource: _rule(each) for each in found},
    }


OUTPUTS: dict[str, Any] = {
    "GuardTopicArn": {"Description": words.TOPIC_OUT.en, "Value": TOPIC_ARN},
}


def _topic_policy(publisher: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return who may publish; EventBridge without a condition, as to the findings' topic."""
    principals: list[Mapping[str, Any]] = [{"Service": "events.amazonaws.com"}]
    if publisher is not None:
        principals.append({"AWS": publisher})
    statements = [
        {
            "Effect": "Allow",
            "Principal": principal,
            "Action": "sns:Publish",
            "Resource": TOPIC_ARN,
        }
        for principal in principals
    ]
    return {
        "Type": "AWS::SNS::TopicPolicy",
        "Properties": {
            "Topics": [TOPIC_ARN],
            "PolicyDocument": {"Version": VERSION, "Statement": statements},
        },
    }


def _rule(watch: Watch) -> dict[str, Any]:
    target = {
        "Id": "guard",
        "Arn": TOPIC_ARN,
        "RetryPolicy": EVENTBRIDGE_TRIES,
        "InputTransformer": {
            "InputPathsMap": _paths(watch),
            "InputTemplate": _page(watch),
        },
    }
    made = {
        "Type": "AWS::Events::Rule",
        "Properties": {
            "Name": watch.rule,
            "Description": watch.why.en,
            "State": "ENABLED",
            "EventPattern": watch.pattern,
            "Targets": [target],
        },
    }
    return {**made, "Condition": watch.condition} if watch.condition else made


def _paths(watch: Watch) -> dict[str, str]:
    things = {f"on{n}": f"$.detail.requestParameters.{path}" for n, path in enumerate(watch.things)}
    return {**PATHS, **things}


def _page(watch: Watch) -> str:
    things = " ".join(f"<on{number}>" for number in range(len(watch.things)))
    lines = (
        words.PAGE_WHAT.fill(why=watch.why.en),
        words.PAGE_WHO.fill(),
        words.PAGE_WHERE.fill(things=things),
        words.PAGE_WHEN.fill(),
    )
    return "\n".join(f'"{each.plain()}"' for each in lines)
