"""Faults as operators make them, each planted for real in a healthy world."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from practice.slack.people import BOT_USER
from tests.bot.deploying.doctor import world
from tests.bot.deploying.doctor.world import CONTAIN, ENDPOINT, EXTERNAL_ID, READ, RELEASE, World
from tests.journeys.clocks import MovableClock

Plant = Callable[[World], None]


@dataclass(frozen=True)
class Fault:
    """A fault: the check that names it, what it says, its mend, and how many rows it has.

    `besides` counts the rows of other checks that can't look because of it.
    """

    plant: Plant
    check: str
    says: str
    mend: str
    rows: int = 1
    besides: Mapping[str, int] = field(default_factory=dict)


NO_SLACK = {"Slack scopes": 1, "Slack channel": 1, "people": 1}


def setting(name: str, value: str) -> Plant:
    """Return what sets a variable to something else."""

    def plant(world: World) -> None:
        world.environ[name] = value

    return plant


def channel(**changed: Any) -> Plant:
    """Return what changes the channel of the alerts."""

    def plant(world: World) -> None:
        for name, value in changed.items():
            setattr(world.slack.workspace.channels["C0SEC"], name, value)

    return plant


def policy(**changed: Any) -> Plant:
    """Return what writes another policy file."""
    return lambda world: world.write_policy(**changed)


def attribute(name: str, value: Any) -> Plant:
    """Return what changes an attribute of the subscription."""

    def plant(world: World) -> None:
        written = value if isinstance(value, str) else json.dumps(value)
        world.client("sns").set_subscription_attributes(
            SubscriptionArn=world.subscription, AttributeName=name, AttributeValue=written
        )

    return plant


def bot_leaves(world: World) -> None:
    """Let the bot leave a public channel, which is still seen from outside."""
    channel = world.slack.workspace.channels["C0SEC"]
    channel.is_private = False
    channel.members.discard(BOT_USER)


def no_scope(world: World) -> None:
    world.slack.workspace.scopes -= {"users:read.email"}


def empty_group(world: World) -> None:
    world.slack.workspace.groups["S0APPROVE"].members.clear()


def skewed(world: World) -> None:
    world.clock = MovableClock()
    world.clock.advance(timedelta(minutes=10))


def old_schema(world: World) -> None:
    with closing(sqlite3.connect(world.folder / "secbot.db")) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '0001'")


def no_database(world: World) -> None:
    (world.folder / "secbot.db").write_text("this is no database, and long enough to be one" * 99)


def readable(name: str) -> Plant:
    """Return what lets everybody read a file."""

    def plant(world: World) -> None:
        (world.folder / name).touch()
        (world.folder / name).chmod(0o644)

    return plant


def nobody(world: World) -> None:
    world.environ["AWS_ACCESS_KEY_ID"] = "AKIAUNKNOWNUNKNOWN00"


def no_role(world: World) -> None:
    world.iam.delete_role_policy(RoleName=RELEASE, PolicyName=RELEASE)
    world.iam.delete_role(RoleName=RELEASE)


def denied(each: World) -> None:
    document = world.documents(each.account)[CONTAIN]
    deny = {"Effect": "Deny", "Action": "s3:Put*", "Resource": "*"}
    each.allow(CONTAIN, {**document, "Statement": [*document["Statement"], deny]})


def no_topic(world: World) -> None:
    world.topic += "-of-nobody"
    world.environ["SECBOT_SNS_TOPICS"] = world.topic
    world.identify(world.environ["SECBOT_ANCHOR"])


def unsubscribed(world: World) -> None:
    world.client("sns").unsubscribe(SubscriptionArn=world.subscription)


def unconfirmed(each: World) -> None:
    unsubscribed(each)
    world.subscribe(each.aws, each.client("sns"), each.topic, ENDPOINT, confirmed=False)


def elsewhere(world: World) -> None:
    world.url = "https://another.example"


def closed(each: World) -> None:
    world.set_policy(each.client("sns"), each.topic, "cloudwatch.amazonaws.com")


def rule_off(world: World) -> None:
    world.client("events").disable_rule(Name="secbot-guardduty")


def no_rule(world: World) -> None:
    events = world.client("events")
    events.remove_targets(Rule="secbot-securityhub", Ids=["topic"])
    events.delete_rule(Name="secbot-securityhub")


def no_queue(world: World) -> None:
    sqs = world.client("sqs")
    sqs.delete_queue(QueueUrl=sqs.get_queue_url(QueueName=world.queue.split(":")[-1])["QueueUrl"])


def anchored(world: World, setting: str) -> None:
    world.environ["SECBOT_ANCHOR"] = setting
    world.identify(setting)


def unlocked(world: World) -> None:
    name = f"unlocked-{world.home}"
    world.aws.client("s3", world.home).create_bucket(Bucket=name)
    anchored(world, f"s3://{name}/secbot")


def useless_key(world: World) -> None:
    made = world.client("kms").create_key(KeySpec="SYMMETRIC_DEFAULT", KeyUsage="ENCRYPT_DECRYPT")
    anchored(world, f"kms:{made['KeyMetadata']['Arn']}")


def powerful_front(world: World) -> None:
    world.half = "web"


WRONG_TOKEN = Fault(
    setting("SLACK_BOT_TOKEN", "xoxb-wrong-token"),
    *("Slack token", "invalid_auth", "OAuth & Permissions"),
    besides=NO_SLACK,
)
ANOTHER = "another-external-id"

FAULTS: Mapping[str, Fault] = {
    "wrong token": WRONG_TOKEN,
    "a user's token": replace(
        WRONG_TOKEN,
        plant=setting("SLACK_BOT_TOKEN", "xoxp-of-a-person"),
        besides={**NO_SLACK, "settings": 1},
    ),
    "a setting misspelt": Fault(
        setting("SECBOT_CHANEL", "C0SEC"), "settings", "did you mean SECBOT_CHANNEL", ".env"
    ),
    ".env readable by all": Fault(readable(".env"), "settings", "0600", "chmod 600"),
    "missing scope": Fault(
        no_scope,
        "Slack scopes",
        "users:read.email is not granted",
        "add the bot scope users:read.email",
    ),
    "another workspace": Fault(
        policy(teams=["T0OURS"]), "Slack token", "T0RANGE", "add T0RANGE to `teams`"
    ),
    "bot not in channel": Fault(bot_leaves, "Slack channel", "not in #security", "/invite @secbot"),
    "no such channel": Fault(
        setting("SECBOT_CHANNEL", "C0NOWHERE"), "Slack channel", "C0NOWHERE", "SECBOT_CHANNEL"
    ),
    "channel shared outside": Fault(
        channel(is_ext_shared=True), "Slack channel", "another organisation", "SECBOT_CHANNEL"
    ),
    "channel archived": Fault(
        channel(is_archived=True), "Slack channel", "archived", "unarchive #security-alerts"
    ),
    "no such group": Fault(
        policy(roles=[{"role": "approver", "members": ["S0NOBODY"]}]),
        *("people", "no user group S0NOBODY", "Copy group ID"),
    ),
    "nobody in the group": Fault(empty_group, "people", "S0APPROVE has nobody", "add members"),
    "skewed clock": Fault(
        skewed, "clock", " s off Slack: signatures", "timedatectl set-ntp true", rows=2
    ),
    "old schema": Fault(old_schema, "database", "old schema", "python -m bot migrate"),
    "no database": Fault(no_database, "database", "does not open", "backup"),
    "database readable by all": Fault(readable("secbot.db"), "database", "others", "chmod 600"),
    "policy without account": Fault(
        policy(accounts={}), "policy file", "no account", "under `accounts`"
    ),
    "policy that can't be used": Fault(
        policy(surprises=True),
        *("policy file", "surprises", "mend that line"),
        besides={"people": 1, "who is called": 1, "roles": 1, "rights": 1},
    ),
    "no credentials": Fault(
        nobody,
        *("AWS identity", "InvalidClientTokenId", "AWS_PROFILE"),
        besides={
            "topic": 1,
            "EventBridge rules": 1,
            "Guard": 2,
            "roles": 1,
            "rights": 1,
            "audit anchor": 1,
        },
    ),
    "role missing": Fault(
        no_role,
        *("roles", f"no role {RELEASE}", "deploy/secbot.yaml"),
        besides={"rights": 1},
    ),
    "external id wrong in the policy": Fault(
        lambda each: each.write_policy(
            accounts={
                "defaults": {"external_id": ANOTHER},
                each.account: {"name": "prod", "environment": "prod"},
            }
        ),
        *("roles", "another external id", "external id of the policy file"),
        rows=3,
        besides={"rights": 1},
    ),
    "external id of one role wrong": Fault(
        lambda each: each.trust(RELEASE, external_id=ANOTHER),
        *("roles", f"{RELEASE} in", "external id of the policy file"),
    ),
    "role open without external id": Fault(
        lambda each: each.trust(CONTAIN, external_id=None),
        *("roles", "without the external id too", "external id of the policy file"),
    ),
    "role trusts somebody else": Fault(
        lambda each: each.trust(
            CONTAIN, external_id=EXTERNAL_ID, principal="arn:aws:iam::111122223333:root"
        ),
        *("roles", "does not trust", "user/secbot"),
    ),
    "action taken from the contain role": Fault(
        lambda each: each.without(CONTAIN, "ec2:StopInstances"),
        *("rights", "secbot-contain may not ec2:StopInstances", "ec2:StopInstances"),
    ),
    "action taken from the release role": Fault(
        lambda each: each.without(RELEASE, "ec2:StartInstances"),
        *("rights", "secbot-release may not ec2:StartInstances", "ec2:StartInstances"),
    ),
    "action taken from the read role": Fault(
        lambda each: each.without(READ, "s3:GetBucketAcl"),
        *("rights", "secbot-read may not s3:GetBucketAcl", "s3:GetBucketAcl"),
    ),
    "actions denied outright": Fault(denied, "rights", "denied s3:Put", "find the Deny", rows=2),
    "no topic set": Fault(
        setting("SECBOT_SNS_TOPICS", ""), "topic", "is empty", "set SECBOT_SNS_TOPICS"
    ),
    "no such topic": Fault(
        no_topic,
        *("topic", "no such topic", "deploy/secbot.yaml"),
        besides={"EventBridge rules": 2},
    ),
    "topic not subscribed": Fault(unsubscribed, "topic", "subscribed", "aws sns subscribe"),
    "unconfirmed subscription": Fault(
        unconfirmed, "topic", "has not confirmed", f"--notification-endpoint {ENDPOINT}"
    ),
    "another endpoint subscribed": Fault(
        elsewhere, "topic", "https://another.example/sns is not", "https://another.example/sns"
    ),
    "topic closed to EventBridge": Fault(closed, "topic", "EventBridge", "sns:Publish"),
    "few retries": Fault(
        attribute("DeliveryPolicy", {"healthyRetryPolicy": {"numRetries": 3}}),
        *("topic", "after 3 retries", "DeliveryPolicy"),
    ),
    "no dead-letter queue": Fault(
        attribute("RedrivePolicy", ""), "topic", "is lost", "RedrivePolicy"
    ),
    "dead-letter queue gone": Fault(no_queue, "topic", "is not there", "RedrivePolicy"),
    "raw delivery": Fault(
        attribute("RawMessageDelivery", "true"), "topic", "without their signature", "false"
    ),
    "rule disabled": Fault(rule_off, "EventBridge rules", "disabled", "aws events enable-rule"),
    "rule missing": Fault(no_rule, "EventBridge rules", "No rule leads", "deploy/secbot.yaml"),
    "anchor bucket without lock": Fault(
        unlocked, "audit anchor", "Object Lock", "put-object-lock-configuration"
    ),
    "anchor key that can't sign": Fault(useless_key, "audit anchor", "kms:", "docs/settings.md"),
    "web that can enter roles": Fault(
        powerful_front, "power of web", "can enter", "sts:AssumeRole", rows=3
    ),
}
