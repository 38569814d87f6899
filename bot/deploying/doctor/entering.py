"""Enters an account's role as the bot does, with a session that may do nothing or nearly so."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bot.aws.narrowing import for_reads
from bot.aws.roles import DURATION_SECONDS
from bot.aws.sessions import Keys
from bot.deploying.doctor.aws import client
from bot.deploying.doctor.contract import Ground
from bot.deploying.doctor.needs import ACCOUNTS
from bot.domain.guarding import NOTHING
from bot.domain.policy import Account, Policy

NAME = "secbot-doctor"


@dataclass(frozen=True, slots=True)
class Entry:
    """A role to try: `external_id` is empty to try it without one, `reads` what it is to read."""

    account: Account
    role: str
    external_id: str = field(repr=False)
    reads: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Return the role's name, without its path."""
        return self.role.rpartition("/")[2]


def roles_of(account: Account, policy: Policy) -> tuple[str, ...]:
    """Return the names of an account's roles: read, contain, release, and sync where it is used."""
    roles = (account.read_role, account.contain_role, account.release_role)
    return (*roles, account.sync_role) if policy.sync.is_on else roles


def arn_of(ground: Ground, account: Account, role: str) -> str:
    """Return a role's ARN."""
    partition = ground.sessions.partition_of(ground.sessions.region)
    return f"arn:{partition}:iam::{account.number}:role/{role.strip('/')}"


def enter(ground: Ground, entry: Entry) -> Keys:
    """Return keys of the shortest session, which may read `reads` alone. Raises botocore's errors.

    It names a source identity where the bot would, since a role's trust must allow that too.
    """
    account = entry.account
    request: dict[str, Any] = {
        "RoleArn": arn_of(ground, account, entry.role),
        "RoleSessionName": NAME,
        "Policy": for_reads(entry.reads) if entry.reads else NOTHING,
        "DurationSeconds": DURATION_SECONDS,
    }
    if entry.external_id:
        request["ExternalId"] = entry.external_id
    if entry.role != account.read_role:
        request["SourceIdentity"] = NAME
    with client(ground.sessions, "sts") as sts:
        told = sts.assume_role(**request)["Credentials"]
    return Keys(told["AccessKeyId"], told["SecretAccessKey"], told["SessionToken"])


def reader(ground: Ground, account: Account) -> Keys:
    """Return keys of the read role that may look at roles. Raises botocore's errors."""
    return enter(ground, Entry(account, account.read_role, account.external_id, ACCOUNTS))
