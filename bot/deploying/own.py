"""The policies of the bot's own identities: `run`, and its two halves, `web` and `worker`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.aws.queue import region_of
from bot.deploying.document import Document, Statement, document, statement
from bot.deploying.grants import ANYTHING, Grant
from bot.deploying.names import GUARD, OWN
from bot.deploying.place import ANY, Place

ASSUME = "sts:AssumeRole"
CONFIRM = "sns:ConfirmSubscription"
PUBLISH = "sns:Publish"
KMS = "kms:"
S3 = "s3://"
MANAGER = "secretsmanager:"
STORE = "ssm:"
ARN = "arn:"
TOPICS = ("sns:GetSubscriptionAttributes", "sns:GetTopicAttributes", "sns:ListSubscriptionsByTopic")
QUEUES = ("sqs:GetQueueAttributes", "sqs:GetQueueUrl")
RECEIVING = ("sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage")
NEVER_WITHOUT_ID = {"Null": {"sts:ExternalId": "false"}}
RAW_ONLY = {"StringEquals": {"kms:MessageType": "RAW"}}
"""Signed is what KMS has hashed itself, so that no digest of something else can be."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What the settings and the policy file make the bot need.

    `roles`, `topics` and `pages` are ARNs, the last of topics that page people; `anchor` is
    `SECBOT_ANCHOR`, `secrets` are references such as `ssm:NAME`; `front_secrets` are those that
    `web` reads. `queue` is the ARN of the queue that findings are received from.
    """

    roles: tuple[str, ...]
    topics: tuple[str, ...] = ()
    anchor: str = ""
    secrets: tuple[str, ...] = ()
    front_secrets: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    queue: str = ""


def run(needs: Needs, place: Place) -> Document:
    """Return what the bot needs that is one process."""
    secrets = (*needs.secrets, *needs.front_secrets)
    return document(
        [
            *_assuming(needs),
            *_confirming(needs),
            *_receiving(needs),
            *_paging(needs),
            *_anchoring(needs, place),
            *_reading(secrets, place),
            *_looking(needs, place),
        ]
    )


def web(needs: Needs, place: Place) -> Document:
    """Return what the half needs that strangers speak to: no way to any role."""
    return document(
        [*_confirming(needs), *_receiving(needs), *_reading(needs.front_secrets, place)]
    )


def worker(needs: Needs, place: Place) -> Document:
    """Return what the half needs that touches AWS."""
    return document(
        [
            *_assuming(needs),
            *_paging(needs),
            *_anchoring(needs, place),
            *_reading(needs.secrets, place),
            *_looking(needs, place),
        ]
    )


def queue_arn(url: str, place: Place) -> str:
    """Return the ARN of the queue at an address, empty for none; its Region is any where not told."""
    if not url:
        return ""
    *_, account, name = url.split("/")
    return place.fill(f"arn:{{partition}}:sqs:{region_of(url) or ANY}:{account}:{name}")


def _assuming(needs: Needs) -> Iterable[Statement]:
    if needs.roles:
        roles = sorted(needs.roles)
        yield {
            "Effect": "Allow",
            "Action": ASSUME,
            "Resource": roles,
            "Condition": NEVER_WITHOUT_ID,
        }
        yield {"Effect": "Allow", "Action": "sts:SetSourceIdentity", "Resource": roles}


def _confirming(needs: Needs) -> Iterable[Statement]:
    if needs.topics:
        yield {"Effect": "Allow", "Action": CONFIRM, "Resource": sorted(needs.topics)}


def _receiving(needs: Needs) -> Iterable[Statement]:
    """Yield what receiving takes, and a look at the dead letters, which are named as ours are."""
    if needs.queue:
        yield {"Effect": "Allow", "Action": list(RECEIVING), "Resource": needs.queue}
        *place, _ = needs.queue.split(":")
        yield {"Effect": "Allow", "Action": list(QUEUES), "Resource": ":".join((*place, OWN))}


def _paging(needs: Needs) -> Iterable[Statement]:
    if needs.pages:
        yield {"Effect": "Allow", "Action": PUBLISH, "Resource": sorted(needs.pages)}


def _anchoring(needs: Needs, place: Place) -> Iterable[Statement]:
    if needs.anchor.startswith(KMS):
        key = Grant((needs.anchor.removeprefix(KMS),))
        yield statement("Allow", ["kms:GetPublicKey"], key, place)
        yield statement("Allow", ["kms:Sign"], Grant(key.resources, RAW_ONLY), place)
    elif needs.anchor.startswith(S3):
        where = needs.anchor.removeprefix(S3).rstrip("/")
        objects = Grant((f"arn:{{partition}}:s3:::{where}/*",))
        yield statement("Allow", ["s3:PutObject"], objects, place)


def _looking(needs: Needs, place: Place) -> Iterable[Statement]:
    """Yield what `doctor` reads of the way that findings take, and of the anchor's lock."""
    if needs.topics:
        guard = f"arn:{{partition}}:sns:*:{{account}}:{GUARD}"
        topics = Grant(tuple(sorted({*needs.topics, *needs.pages, guard})))
        yield statement("Allow", TOPICS, topics, place)
        yield statement(
            "Allow", QUEUES, Grant((f"arn:{{partition}}:sqs:*:{{account}}:{OWN}",)), place
        )
        rules = Grant(("arn:{partition}:events:*:{account}:rule/*",))
        yield statement("Allow", ["events:DescribeRule"], rules, place)
        yield statement("Allow", ["events:ListRuleNamesByTarget"], Grant((ANYTHING,)), place)
    if needs.anchor.startswith(S3):
        bucket = needs.anchor.removeprefix(S3).partition("/")[0]
        lock = Grant((f"arn:{{partition}}:s3:::{bucket}",))
        yield statement("Allow", ["s3:GetBucketObjectLockConfiguration"], lock, place)


def _reading(secrets: Iterable[str], place: Place) -> Iterable[Statement]:
    for start, action in ((MANAGER, "secretsmanager:GetSecretValue"), (STORE, "ssm:GetParameter")):
        names = {one.removeprefix(start) for one in secrets if one.startswith(start)}
        if names:
            arns = sorted(place.fill(_arn(start, name)) for name in names)
            yield {"Effect": "Allow", "Action": action, "Resource": arns}


def _arn(start: str, name: str) -> str:
    """Return a secret's ARN; Secrets Manager ends each with six characters of its own."""
    if name.startswith(ARN):
        return name
    if start == MANAGER:
        return f"arn:{{partition}}:secretsmanager:*:{{account}}:secret:{name}-??????"
    return f"arn:{{partition}}:ssm:*:{{account}}:parameter/{name.lstrip('/')}"
