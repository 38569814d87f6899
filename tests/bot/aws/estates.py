"""What tests of the estate and of questions share: accounts with roles, and ways into them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from bot.aws.access import AwsEstate
from bot.aws.limiter import Rank
from bot.aws.sessions import Keys, Sessions
from bot.clock import SystemClock
from bot.domain.execution import Ask, Execution, Kind, Stage
from bot.domain.policy import Account
from bot.ports.clock import Clock
from practice.aws.server import SimulatedAws
from runbooks.kit.text import Text
from runbooks.kit.values import Power, Step
from tests.bot.aws.paces import unhurried

HOME = "999988887777"
REGION = "eu-west-1"
EXTERNAL_ID = "external-id-of-the-tests"
READ, CONTAIN, RELEASE = "secbot-read", "secbot-contain", "secbot-release"
DOES = Text("Does something")


def seeded(aws: SimulatedAws, number: str, name: str = "prod-payments", owner: str = "") -> Account:
    """Make secbot's roles in an account, and return it as the policy file has it."""
    aws.seed_roles(number, (READ, CONTAIN, RELEASE), EXTERNAL_ID)
    return Account(number, name, owner=owner, external_id=EXTERNAL_ID)


@contextmanager
def home_sessions(aws: SimulatedAws, *, kept: int = 64) -> Iterator[Sessions]:
    """Give sessions that begin with an administrator's key of the home account."""
    keys = Keys(*aws.credentials(HOME))
    sessions = Sessions(keys, REGION, aws.url, kept=kept, loader=aws.loader)
    yield sessions
    sessions.close()


@contextmanager
def an_estate(
    aws: SimulatedAws, clock: Clock | None = None, rank: Rank = Rank.RESPONSE
) -> Iterator[AwsEstate]:
    """Give an estate of the simulated AWS, with a limiter of its own."""
    with home_sessions(aws) as sessions:
        estate = AwsEstate(sessions, unhurried(), clock or SystemClock(), rank)
        yield estate
        estate.close()


def an_execution(account: str, number: int = 1337) -> Execution:
    """Return a running execution in an account."""
    ask = Ask(Kind.APPLY, None, "block_public_s3", account, REGION, {}, "because")
    now = datetime.now(UTC)
    return Execution(
        number, ask, "ann@example.com", "Ann", now, Stage.RUNNING, 1, None, None, None, None, None, "C0"
    )  # fmt: skip


BLOCKED = dict.fromkeys(
    ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"), True
)


def a_block(bucket: str, *, of: str = "", key: str = "block") -> Step:
    """Return the step that blocks a bucket; `of` is the bucket that its rights are for."""
    return Step(
        key=key,
        action="s3:PutBucketPublicAccessBlock",
        resources=(f"arn:aws:s3:::{of or bucket}",),
        power=Power.CONTAIN,
        parameters={"Bucket": bucket, "PublicAccessBlockConfiguration": dict(BLOCKED)},
        says=DOES.fill(),
    )


def a_reopening(bucket: str) -> Step:
    """Return the step that takes a bucket's block away."""
    return Step(
        key="reopen",
        action="s3:PutBucketPublicAccessBlock",
        resources=(f"arn:aws:s3:::{bucket}",),
        power=Power.RELEASE,
        parameters={"Bucket": bucket},
        says=DOES.fill(),
    )


class Diary:
    """A journal that remembers what it was told, and refuses where it was told to."""

    def __init__(self, refusal: Exception | None = None) -> None:
        """Refuse every intent with this error, if any."""
        self.refusal = refusal
        self.intents: list[tuple[str, str, dict[str, object]]] = []
        self.results: list[tuple[str, str, str, str]] = []

    def intent(self, step: Step, action: str, parameters: dict[str, object]) -> None:
        if self.refusal:
            raise self.refusal
        self.intents.append((step.key, action, parameters))

    def result(self, step: Step, action: str, request_id: str, code: str) -> None:
        self.results.append((step.key, action, request_id, code))
