"""What a stack of the template is asked for, and what follows from it."""

from __future__ import annotations

from typing import Any

from bot.domain.words import deploying as words
from bot.domain.words import guarding
from runbooks.kit.text import Text

ARN = r"^arn:aws[a-z-]*:(iam|sts)::\d{12}:.+$"
ARN_OR_NOTHING = r"^$|^arn:aws[a-z-]*:iam::\d{12}:.+$"


def _parameter(says: Text, kind: str = "String", **more: Any) -> dict[str, Any]:
    return {"Type": kind, "Description": says.en, **more}


GUARD: dict[str, dict[str, Any]] = {
    "GuardProtocol": _parameter(
        guarding.PROTOCOL, Default="email", AllowedValues=["email", "https"]
    ),
    "GuardEndpoint": _parameter(guarding.ENDPOINT, Default=""),
    "GuardedBuckets": _parameter(guarding.BUCKETS_OF, "CommaDelimitedList", Default=""),
    "GuardedKeyArns": _parameter(guarding.KEYS_OF, "CommaDelimitedList", Default=""),
}
"""What the guard asks for, in this stack and in those of other Regions."""

PARAMETERS: dict[str, dict[str, Any]] = {
    "BotPrincipalArn": _parameter(words.BOT_PRINCIPAL, AllowedPattern=ARN),
    "ExternalId": _parameter(
        words.EXTERNAL_ID, NoEcho=True, MinLength=16, MaxLength=64, AllowedPattern=r"[\w+=,.@:/-]*"
    ),
    "ReleasePrincipalArn": _parameter(
        words.RELEASE_PRINCIPAL, Default="", AllowedPattern=ARN_OR_NOTHING
    ),
    "PassableRoleArns": _parameter(words.PASSABLE, "CommaDelimitedList", Default=""),
    "SyncUpstream": _parameter(words.SYNC_UPSTREAM, Default="", AllowedValues=["", "yes"]),
    "Canaries": _parameter(words.CANARIES, Default="", AllowedValues=["", "yes"]),
    "BotNetworks": _parameter(words.NETWORKS, "CommaDelimitedList", Default=""),
    "Endpoint": _parameter(words.ENDPOINT, Default="", AllowedPattern=r"^$|^https://.+/sns$"),
    "Queue": _parameter(words.QUEUE, Default="", AllowedValues=["", "yes"]),
    "QuarantineVpcId": _parameter(
        words.QUARANTINE_VPC, Default="", AllowedPattern=r"^$|^vpc-[0-9a-f]+$"
    ),
    **GUARD,
}


def _is_set(parameter: str) -> dict[str, Any]:
    return {"Fn::Not": [{"Fn::Equals": [{"Ref": parameter}, ""]}]}


def _is_listed(parameter: str) -> dict[str, Any]:
    return {"Fn::Not": [{"Fn::Equals": [{"Fn::Join": ["", {"Ref": parameter}]}, ""]}]}


GUARD_CONDITIONS: dict[str, dict[str, Any]] = {
    "WithGuardEndpoint": _is_set("GuardEndpoint"),
    "WithGuardedBuckets": _is_listed("GuardedBuckets"),
    "WithGuardedKeys": _is_listed("GuardedKeyArns"),
}
CONDITIONS: dict[str, dict[str, Any]] = {
    "ReleasedByAnother": _is_set("ReleasePrincipalArn"),
    "MayPass": _is_listed("PassableRoleArns"),
    "WithSync": _is_set("SyncUpstream"),
    "WithCanaries": _is_set("Canaries"),
    "OnlyFromNetworks": _is_listed("BotNetworks"),
    "WithEndpoint": _is_set("Endpoint"),
    "WithQueue": _is_set("Queue"),
    "WithQuarantine": _is_set("QuarantineVpcId"),
    **GUARD_CONDITIONS,
}
