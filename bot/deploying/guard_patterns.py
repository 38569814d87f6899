"""The patterns of the guard's rules: EventBridge pages by them, whatever becomes of the bot.

https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html: a field
that an event does not have is matched by `exists: false` alone, and two alternatives of a field
are those of its list. Data events come as the same kind of event where a trail has them, so
that whatever has data events is matched by the names of its changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.deploying import guard_events as events
from bot.deploying.declared import Declared
from bot.deploying.names import BOT, CONTAIN_ROLE, OWN, OWN_POLICIES, RELEASE_ROLE, STACK, TAGS
from bot.deploying.place import Place

Pattern = dict[str, Any]
Shape = dict[str, Any]
"""What an event's `requestParameters` have."""

CALL = "AWS API Call via CloudTrail"
LONGEST = 2048
"""Characters: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html"""

BUCKETS = {"Ref": "GuardedBuckets"}
KEYS = {"Ref": "GuardedKeyArns"}
"""What only the stack is told: the bucket and the key of evidence and of anchors."""

SECBOTS_TAG: list[Any] = [{"prefix": TAGS.rstrip("*")}]


def identities() -> Pattern:
    """Match changes to secbot's roles, users, profiles and policies: none of its own are excused."""
    ours = [BOT, {"prefix": OWN.rstrip("*")}]
    named = [_with({kind: ours}) for kind in ("roleName", "userName", "instanceProfileName")]
    policy = [{"wildcard": f"arn:*:iam::*:policy/{OWN_POLICIES}"}]
    made = [{"prefix": OWN_POLICIES.rstrip("*")}]
    return _calls(
        {
            "eventSource": [events.IAM],
            "$or": [
                *named,
                {"eventName": list(events.POLICY_CHANGES), **_with({"policyArn": policy})},
                {"eventName": ["CreatePolicy"], **_with({"policyName": made})},
            ],
        }
    )


def pipe() -> Pattern:
    """Match changes to secbot's topics, queues, rules and stacks, by their names."""
    own = OWN.rstrip("*")
    topic = [{"wildcard": f"arn:*:sns:*:{own}*"}]
    stack = [{"prefix": STACK}, {"wildcard": f"arn:*:cloudformation:*:stack/{STACK}*"}]
    shapes: tuple[tuple[str, Shape], ...] = (
        (events.SNS, {"topicArn": topic}),
        (events.SNS, {"subscriptionArn": topic}),
        (events.SQS, {"queueUrl": [{"wildcard": f"*/{own}*"}]}),
        (events.EVENTS, {"name": [{"prefix": own}]}),
        (events.EVENTS, {"rule": [{"prefix": own}]}),
        (events.STACKS, {"stackName": stack}),
    )
    return _calls(
        {
            "$or": [
                {
                    "eventSource": [service],
                    "eventName": list(events.PIPE[service]),
                    **_with(shape),
                }
                for service, shape in shapes
            ]
        }
    )


def buckets() -> Pattern:
    """Match changes to the buckets that the stack is told of, not what is put into them."""
    changed = [{"prefix": "PutBucket"}, {"prefix": "DeleteBucket"}]
    return _calls(
        {"eventSource": [events.S3], "eventName": changed, **_with({"bucketName": BUCKETS})}
    )


def keys() -> Pattern:
    """Match changes to the keys that the stack is told of, by the ARN that AWS puts to each."""
    return _calls(
        {
            "eventSource": [events.KMS],
            "eventName": list(events.KEY_CHANGES),
            "resources": {"ARN": KEYS},
        }
    )


def detectors() -> Pattern:
    """Match what lets GuardDuty, Security Hub or Access Analyzer see or tell less."""
    name, action = events.ARCHIVING
    archiving = {
        "eventSource": [events.GUARDDUTY],
        "eventName": [name],
        **_with({"action": [action]}),
    }
    return _calls({"$or": [*_each(events.DETECTORS), archiving]})


def trails(declared: Declared, place: Place) -> Pattern:
    """Match what stops CloudTrail or Config, or opens an account's buckets to the public.

    S3 takes a block that a call leaves out for one that is off:
    https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_PutPublicAccessBlock.html
    """
    off = [False, "false", {"exists": False}]
    shape = {"PublicAccessBlockConfiguration": {"$or": [{one: off} for one in events.BLOCKS]}}
    opening = [
        {"eventSource": [events.S3], **who, **_with(shape)}
        for who in _not_ours(events.ACCOUNT_BLOCK, declared, place)
    ]
    return _calls({"$or": [*_each(events.TRAILS), *opening]})


def tags(declared: Declared, place: Place) -> Mapping[str, Pattern]:
    """Match whoever sets or takes a tag of secbot's on a machine, a bucket or a principal."""
    listed: Shape = {"tagSet": {"items": {"key": SECBOTS_TAG}}}
    bucket: Shape = {"Tagging": {"TagSet": {"Tag": {"Key": SECBOTS_TAG}}}}
    setting: Shape = {"tags": {"key": SECBOTS_TAG}}
    taking: Shape = {"tagKeys": SECBOTS_TAG}
    kinds: Mapping[str, tuple[str, tuple[tuple[Mapping[str, str], Shape], ...]]] = {
        "ec2": (events.EC2, ((events.EC2_TAGGING, listed),)),
        "s3": (events.S3, ((events.S3_TAGGING, bucket),)),
        "iam": (events.IAM, ((events.IAM_TAGGING, setting), (events.IAM_UNTAGGING, taking))),
    }
    return {
        name: _calls(
            {
                "eventSource": [service],
                "$or": [
                    {**who, **_with(shape)}
                    for calls, shape in shapes
                    for who in _not_ours(calls, declared, place)
                ],
            }
        )
        for name, (service, shapes) in kinds.items()
    }


def _calls(detail: Pattern) -> Pattern:
    return {"detail-type": [CALL], "detail": detail}


def _with(shape: Shape) -> Shape:
    return {"requestParameters": shape}


def _each(services: Mapping[str, tuple[str, ...]]) -> list[Pattern]:
    return [
        {"eventSource": [service], "eventName": list(names)} for service, names in services.items()
    ]


def _not_ours(calls: Mapping[str, str], declared: Declared, place: Place) -> Iterator[Pattern]:
    """Yield who pages for these calls: everybody but a role of ours whose runbooks make the call.

    `calls` are names of events, with IAM's name of the right to each.
    """
    acting = ((CONTAIN_ROLE, declared.contains), (RELEASE_ROLE, declared.releases))
    own = {
        place.role(role): {name for name, action in calls.items() if action in actions}
        for role, actions in acting
    }
    excused = {role: names for role, names in own.items() if names}
    if not excused:
        yield {"eventName": list(calls)}
        return
    anybody = [{"anything-but": list(excused)}, {"exists": False}]
    yield {"eventName": list(calls), **_issued_by(anybody)}
    for role, names in excused.items():
        others = [name for name in calls if name not in names]
        if others:
            yield {"eventName": others, **_issued_by([role])}


def _issued_by(roles: list[Any]) -> Pattern:
    return {"userIdentity": {"sessionContext": {"sessionIssuer": {"arn": roles}}}}
