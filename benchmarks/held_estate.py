"""A simulated AWS in a process of its own, with machines and buckets that are contained already."""

from __future__ import annotations

import multiprocessing
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from bot.ports.estate import THROTTLING
from practice.aws.server import SimulatedAws
from runbooks.kit.quarantine import GROUP

HOME = "999988887777"
EXTERNAL_ID = "external-id-of-the-benchmark"
REGION = "us-east-1"
FIRST = 400_000_000_000
IMAGE = "ami-0123456789abcdef0"
TAG = "secbot:isolated"
START_SECONDS = 600.0
REFUSALS = THROTTLING | {"AccessDenied", "UnauthorizedOperation"}


@dataclass(frozen=True, slots=True)
class Target:
    """Something that is contained: an instance or a bucket of an account."""

    account: str
    runbook: str
    inputs: dict[str, str]
    arn: str


@dataclass(slots=True)
class HeldEstate:
    """What the other process has made: where it is, its home key, and what is contained there."""

    url: str
    keys: tuple[str, str]
    targets: tuple[Target, ...]
    pipe: Connection

    def calls(self) -> tuple[Counter[tuple[str, str]], int]:
        """Return how many calls came of each API operation of an account, and how many it refused."""
        self.pipe.send("calls")
        found: tuple[Counter[tuple[str, str]], int] = self.pipe.recv()
        return found


@contextmanager
def held_estate(accounts: int, each: int) -> Iterator[HeldEstate]:
    """Yield an estate of accounts with so many contained targets each, half of them machines."""
    ours, theirs = multiprocessing.get_context("spawn").Pipe()
    process = multiprocessing.get_context("spawn").Process(
        target=_serve, args=(theirs, accounts, each), daemon=True
    )
    process.start()
    try:
        if not ours.poll(START_SECONDS):
            message = "the simulated AWS did not start"
            raise TimeoutError(message)
        url, keys, targets = ours.recv()
        yield HeldEstate(url, keys, targets, ours)
    finally:
        ours.send("stop")
        process.join()


def _serve(pipe: Connection, accounts: int, each: int) -> None:
    with SimulatedAws() as aws:
        targets = [
            target
            for number in range(accounts)
            for target in _account(aws, str(FIRST + number), each)
        ]
        key = aws.credentials(HOME)
        began = aws.calls_made
        pipe.send((aws.url, (key.access_key_id, key.secret_access_key), tuple(targets)))
        while pipe.recv() != "stop":
            made = aws.calls(since=began)
            counts = Counter((call.account, f"{call.service}:{call.operation}") for call in made)
            pipe.send((counts, sum(call.error in REFUSALS for call in made)))
            began = aws.calls_made


def _account(aws: SimulatedAws, number: str, each: int) -> Sequence[Target]:
    aws.seed_roles(number, ("secbot-read",), EXTERNAL_ID)
    return (*_machines(aws, number, each // 2), *_buckets(aws, number, each - each // 2))


def _machines(aws: SimulatedAws, number: str, count: int) -> Iterator[Target]:
    """Launch machines into a quarantine group, protected and tagged as isolated ones are."""
    ec2 = aws.client("ec2", number, REGION)
    subnet = ec2.describe_subnets()["Subnets"][0]
    group = ec2.create_security_group(
        GroupName=GROUP, Description="quarantine", VpcId=subnet["VpcId"]
    )["GroupId"]
    found = ec2.describe_security_groups(GroupIds=[group])["SecurityGroups"][0]
    ec2.revoke_security_group_egress(GroupId=group, IpPermissions=found["IpPermissionsEgress"])
    launched: Any = ec2.run_instances(
        ImageId=IMAGE,
        InstanceType="t3.micro",
        MinCount=count,
        MaxCount=count,
        SubnetId=subnet["SubnetId"],
        SecurityGroupIds=[group],
    )
    for machine in launched["Instances"]:
        name = machine["InstanceId"]
        ec2.modify_instance_attribute(InstanceId=name, DisableApiTermination={"Value": True})
        ec2.create_tags(Resources=[name], Tags=[{"Key": TAG, "Value": "A-1"}])
        arn = f"arn:aws:ec2:{REGION}:{number}:instance/{name}"
        yield Target(number, "isolate_instance", {"instance": name}, arn)


def _buckets(aws: SimulatedAws, number: str, count: int) -> Iterator[Target]:
    s3 = aws.client("s3", number, REGION)
    shut = dict.fromkeys(
        ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"), True
    )
    for at in range(count):
        name = f"held-{number}-{at}"
        s3.create_bucket(Bucket=name)
        s3.put_public_access_block(Bucket=name, PublicAccessBlockConfiguration=shut)
        yield Target(number, "block_public_s3", {"bucket": name}, f"arn:aws:s3:::{name}")
