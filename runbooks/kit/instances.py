"""Finds the instance that a runbook is to change, or says why it must not be touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runbooks.kit import ec2
from runbooks.kit.aws import Aws
from runbooks.kit.contract import DoesNotExistError, UnsupportedError
from runbooks.kit.own import is_ours
from runbooks.kit.text import Text

if TYPE_CHECKING:
    from mypy_boto3_ec2.type_defs import InstanceTypeDef

LIVE = frozenset({"pending", "running", "stopping", "stopped"})

MISSING = Text(
    "There is no instance {instance} in {account}, {region}. Nothing was changed.",
    ja="{account} の {region} にインスタンス {instance} はありません。何も変更していません。",
)
GONE = Text(
    "{instance} is {state}: there is nothing left to isolate. Nothing was changed.",
    ja="{instance} は {state} です：隔離するものは残っていません。何も変更していません。",
)
OURS = Text(
    "{instance} runs under {profile}, a name of secbot's own, and I don't isolate myself. "
    "If it is none of mine, isolate it by hand: somebody hides behind the name.",
    ja="{instance} は secbot 自身の名前である {profile} で動作しており、自分自身は"
    "隔離しません。secbot のものでなければ、誰かがその名前に隠れています。手動で"
    "隔離してください。",
)


def find(aws: Aws, instance: str) -> InstanceTypeDef:
    """Return the instance. Raises where it is not there, or must not be touched."""
    found = ec2.find(aws, instance)
    if found is None:
        where = {"account": aws.account, "region": aws.region}
        raise DoesNotExistError(MISSING.fill(instance=instance, **where))
    state = found["State"]["Name"]
    if state not in LIVE:
        raise DoesNotExistError(GONE.fill(instance=instance, state=state))
    profile = found.get("IamInstanceProfile", {}).get("Arn", "").rpartition("/")[2]
    if is_ours(profile):
        raise UnsupportedError(OURS.fill(instance=instance, profile=profile))
    return found
