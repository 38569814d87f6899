"""A world in which everything is as it should be, so that a test can plant one fault in it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import runbooks
from bot import settings
from bot.clock import SystemClock
from bot.deploying import guard, own, roles
from bot.deploying.doctor.contract import Ground, Half, Row
from bot.deploying.doctor.slack import Slack
from bot.deploying.place import Place
from bot.policy import file as policy_file
from bot.ports.clock import Clock
from bot.verbs import doctor
from bot.verbs.declaring import declared
from bot.verbs.surroundings import Surroundings
from practice.aws.faults import Failing, Fault
from practice.aws.server import Key, SimulatedAws
from practice.slack.server import SlackRange
from runbooks.kit import catalog
from tests.anchors import a_locked_bucket
from tests.stores import make_database

REGION = "eu-west-1"
EXTERNAL_ID = "external-id-of-the-tests"
SECRET, TOKEN = "the-range-signs-with-this", "xoxb-range-token"
ENDPOINT = "https://127.0.0.1:9/sns"
PAGED = "https://127.0.0.1:9/page"
GLOBAL_REGION = "us-east-1"
PATIENT = {"healthyRetryPolicy": {"numRetries": 50}}
READ, CONTAIN, RELEASE = "secbot-read", "secbot-contain", "secbot-release"
PASSABLE = "arn:aws:iam::{account}:role/*"
KINDS = {
    "secbot-guardduty": ("aws.guardduty", "GuardDuty Finding"),
    "secbot-securityhub": ("aws.securityhub", "Security Hub Findings - Imported"),
    "secbot-held": ("aws.s3", "AWS API Call via CloudTrail"),
}
Documents = Mapping[str, dict[str, Any]]


@dataclass
class World:
    """The bot's surroundings: `environ` is what it would be started with, `key` who it is."""

    aws: SimulatedAws
    slack: SlackRange
    folder: Path
    home: str
    account: str
    key: Key
    topic: str
    queue: str
    bucket: str
    environ: dict[str, str] = field(default_factory=dict)
    clock: Clock = field(default_factory=SystemClock)
    half: Half = "run"
    url: str = ""

    def client(self, service: str, region: str = REGION) -> Any:
        """Return a client of the home account's administrator."""
        return self.aws.client(service, self.home, region)

    @property
    def iam(self) -> Any:
        """Return a client of the other account's administrator."""
        return self.aws.client("iam", self.account)

    @property
    def subscription(self) -> str:
        """Return the ARN of the bot's subscription."""
        listed = self.client("sns").list_subscriptions_by_topic(TopicArn=self.topic)
        return str(listed["Subscriptions"][0]["SubscriptionArn"])

    def write_policy(self, **changed: Any) -> None:
        """Write the policy file, some of its parts changed."""
        policy = {
            "teams": ["T0RANGE"],
            "roles": [
                {"role": "responder", "members": ["S0RESPOND"]},
                {"role": "approver", "members": ["S0APPROVE"]},
            ],
            "accounts": {
                "defaults": {"external_id": EXTERNAL_ID},
                self.account: {"name": "prod", "environment": "prod"},
            },
            **changed,
        }
        (self.folder / "policy.yaml").write_text(json.dumps(policy), encoding="utf-8")

    def allow(self, role: str, document: Mapping[str, Any]) -> None:
        """Give a role this policy instead of the one that it has."""
        self.iam.put_role_policy(
            RoleName=role, PolicyName=role, PolicyDocument=json.dumps(document)
        )

    def without(self, role: str, action: str) -> None:
        """Take one action out of a role's policy."""
        document = documents(self.account)[role]
        for statement in document["Statement"]:
            named = statement.get("Action", [])
            listed = [named] if isinstance(named, str) else list(named)
            if action in listed:
                statement["Action"] = [each for each in listed if each != action]
        document["Statement"] = [
            each for each in document["Statement"] if each.get("Action") or "NotAction" in each
        ]
        self.allow(role, document)

    def identify(self, anchor: str, queue: str = "") -> None:
        """Let the bot's identity do what `iam run` prints for it, and nothing else."""
        named = Place("aws", self.account)
        wanted = own.Needs(
            roles=tuple(named.role(name) for name in (READ, CONTAIN, RELEASE)),
            topics=(self.topic,),
            anchor=anchor,
            queue=own.queue_arn(queue, Place("aws", self.home)),
        )
        self.empower(own.run(wanted, Place("aws", self.home)))

    def empower(self, document: Mapping[str, Any]) -> None:
        """Give the bot's identity another policy."""
        self.client("iam").put_user_policy(
            UserName="secbot", PolicyName="secbot", PolicyDocument=json.dumps(document)
        )

    def trust(self, role: str, *, external_id: str | None, principal: str = "") -> None:
        """Let a role be assumed under this external id, or (None) under any and none."""
        document = trusting(principal or f"arn:aws:iam::{self.home}:root", external_id)
        self.iam.update_assume_role_policy(RoleName=role, PolicyDocument=json.dumps(document))

    def deny(self, operation: str, account: str = "") -> None:
        """Let AWS refuse an operation in the home account, or in another."""
        place = account or self.home
        self.aws.faults.place(Fault(Failing.DENIED, account=place, operation=operation))

    async def rows(self) -> list[tuple[str, Row]]:
        """Let the doctor look, and return each row with its check's title."""
        _, found = await asyncio.to_thread(
            doctor.examined,
            self.environ,
            self.folder,
            self.clock,
            half=self.half,
            url=self.url,
        )
        return [(each.title.en, row) for each in found for row in each.rows]

    async def faults(self) -> list[tuple[str, Row]]:
        """Return the rows that are not passed and no mere warning."""
        return [(title, row) for title, row in await self.rows() if row.result.is_fault]

    async def of(self, title: str) -> list[Row]:
        """Return the rows of one check."""
        return [row for each, row in await self.rows() if each == title]


def told(rows: list[tuple[str, Row]]) -> str:
    """Return rows as text, for a test that fails."""
    return "\n".join(
        f"{row.result.name} {title} {row.subject}: {row.says.plain()}" for title, row in rows
    )


def documents(account: str) -> Documents:
    """Return the policies that the three roles of an account should have, as `iam` prints them."""
    place = Place("aws", account)
    return {
        READ: roles.read(declared(), place),
        CONTAIN: roles.contain(declared(), place),
        RELEASE: roles.release(declared(), place, (PASSABLE.format(account=account),)),
    }


def trusting(principal: str, external_id: str | None) -> dict[str, Any]:
    """Return a trust policy."""
    known = {"StringEquals": {"sts:ExternalId": external_id}}
    who = {"Effect": "Allow", "Principal": {"AWS": principal}}
    assume = {**who, "Action": "sts:AssumeRole"}
    return {
        "Version": "2012-10-17",
        "Statement": [
            {**assume, "Condition": known} if external_id is not None else assume,
            {**who, "Action": "sts:SetSourceIdentity"},
        ],
    }


@asynccontextmanager
async def a_world(aws: SimulatedAws, numbers: Iterator[str], folder: Path) -> AsyncIterator[World]:
    """Yield a healthy world with accounts of its own."""
    slack = SlackRange("", SECRET, TOKEN)
    await slack.start()
    try:
        made = await asyncio.to_thread(_built, aws, next(numbers), next(numbers), slack, folder)
        yield made
        for account in (made.home, made.account):
            aws.faults.clear(account)
    finally:
        await slack.stop()


def _built(aws: SimulatedAws, home: str, account: str, slack: SlackRange, folder: Path) -> World:
    topic, queue = _topic(aws, home)
    for region in (REGION, GLOBAL_REGION):
        _guard(aws, home, region)
    bucket = a_locked_bucket(aws, f"anchors-{home}", account=home)
    key = _identity(aws, home)
    _roles(aws, home, account)
    world = World(aws, slack, folder, home, account, key, topic, queue, bucket)
    world.write_policy()
    world.identify(f"s3://{bucket}/secbot")
    database = make_database(folder)
    world.environ = {
        "SLACK_BOT_TOKEN": TOKEN,
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": slack.api_url,
        "SECBOT_CHANNEL": "C0SEC",
        "SECBOT_SNS_TOPICS": topic,
        "SECBOT_POLICY": str(folder / "policy.yaml"),
        "SECBOT_ANCHOR": f"s3://{bucket}/secbot",
        "DATABASE_URL": database,
        "AWS_ENDPOINT_URL": aws.url,
        "AWS_REGION": REGION,
        "AWS_ACCESS_KEY_ID": key.access_key_id,
        "AWS_SECRET_ACCESS_KEY": key.secret_access_key,
    }
    return world


def _topic(aws: SimulatedAws, home: str) -> tuple[str, str]:
    """Make topic, subscription, queue and rules; return the ARNs of topic and queue."""
    sns, sqs = aws.client("sns", home, REGION), aws.client("sqs", home, REGION)
    url = sqs.create_queue(QueueName="secbot-findings-dead-letters")["QueueUrl"]
    named = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])
    queue = str(named["Attributes"]["QueueArn"])
    topic = str(sns.create_topic(Name="secbot-findings")["TopicArn"])
    set_policy(sns, topic, "events.amazonaws.com")
    subscribe(aws, sns, topic, ENDPOINT)
    listed = sns.list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"]
    arn = listed[0]["SubscriptionArn"]
    redrive = {"deadLetterTargetArn": queue}
    for name, value in (("DeliveryPolicy", PATIENT), ("RedrivePolicy", redrive)):
        sns.set_subscription_attributes(
            SubscriptionArn=arn, AttributeName=name, AttributeValue=json.dumps(value)
        )
    events = aws.client("events", home, REGION)
    for name, (source, kind) in KINDS.items():
        pattern = json.dumps({"source": [source], "detail-type": [kind]})
        events.put_rule(Name=name, EventPattern=pattern)
        events.put_targets(Rule=name, Targets=[{"Id": "topic", "Arn": topic}])
    return topic, queue


def _guard(aws: SimulatedAws, home: str, region: str) -> None:
    """Make the topic that pages beyond the bot, somebody who is paged, and the rules."""
    sns = aws.client("sns", home, region)
    topic = str(sns.create_topic(Name="secbot-guard")["TopicArn"])
    set_policy(sns, topic, "events.amazonaws.com")
    subscribe(aws, sns, topic, PAGED)
    events = aws.client("events", home, region)
    for name in guard.always():
        events.put_rule(Name=name, EventPattern=json.dumps({"source": ["aws.sns"]}))
        events.put_targets(Rule=name, Targets=[{"Id": "guard", "Arn": topic}])


def set_policy(sns: Any, topic: str, service: str) -> None:
    """Let a service publish to a topic, and nobody else."""
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": service},
        "Action": "sns:Publish",
        "Resource": topic,
    }
    document = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    sns.set_topic_attributes(TopicArn=topic, AttributeName="Policy", AttributeValue=document)


def subscribe(
    aws: SimulatedAws, sns: Any, topic: str, endpoint: str, *, confirmed: bool = True
) -> None:
    """Subscribe an endpoint where nobody listens, and confirm it by the token that it was sent."""
    protocol = endpoint.partition(":")[0]
    made = sns.subscribe(
        TopicArn=topic, Protocol=protocol, Endpoint=endpoint, ReturnSubscriptionArn=True
    )
    if confirmed:
        tokens = {arn: token for token, arn in aws._sns._tokens.items()}
        sns.confirm_subscription(TopicArn=topic, Token=tokens[made["SubscriptionArn"]])


def _identity(aws: SimulatedAws, home: str) -> Key:
    """Make the bot's identity, which may nothing yet."""
    iam = aws.client("iam", home)
    iam.create_user(UserName="secbot")
    made = iam.create_access_key(UserName="secbot")["AccessKey"]
    return Key(made["AccessKeyId"], made["SecretAccessKey"])


def _roles(aws: SimulatedAws, home: str, account: str) -> None:
    iam = aws.client("iam", account)
    trust = json.dumps(trusting(f"arn:aws:iam::{home}:root", EXTERNAL_ID))
    for name, document in documents(account).items():
        iam.create_role(RoleName=name, AssumeRolePolicyDocument=trust)
        iam.put_role_policy(RoleName=name, PolicyName=name, PolicyDocument=json.dumps(document))


def a_ground(made: World) -> Ground:
    """Return what checks look from in a world."""
    around = Surroundings(made.environ)
    read_, faults = settings.examine(made.environ, around.fetch)
    return Ground(
        environ=made.environ,
        settings=read_,
        settings_faults=faults,
        policy=policy_file.load(read_.policy_path, own_team=""),
        policy_faults=(),
        catalogue=catalog.load(runbooks),
        sessions=around.sessions(),
        slack=Slack(read_.slack_bot_token.get_secret_value(), read_.slack_api_url),
        clock=made.clock,
        folder=made.folder,
        database=made.folder / "secbot.db",
        half=made.half,
        url=made.url,
    )
