"""Reads a finding again at Amazon Macie."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.domain.finding import Finding
from bot.domain.sources import MACIE, SOURCES
from bot.domain.words.alert import SERVICES
from bot.questions.confirm.comparing import Kept, unknown, unlike
from bot.questions.confirm.contract import Source, answered
from runbooks.kit.aws import Aws
from runbooks.kit.text import Said


class Macie(Source):
    """Macie, in the finding's own account and Region.

    https://docs.aws.amazon.com/macie/latest/APIReference/findings-describe.html
    """

    name = SERVICES[MACIE]
    actions = ("macie2:GetFindings",)

    def why_not(self, aws: Aws, finding: Finding) -> Said | None:
        client = aws.read("macie2")
        answer = answered(
            lambda: client.get_findings(findingIds=[finding.native_id]),
            "ResourceNotFoundException",
            "ValidationException",
        )
        for kept in (answer or {}).get("findings", ()):
            if kept.get("accountId") == finding.account:
                return unlike(self.name, _kept(kept), finding)
        return unknown(self.name)


def _kept(kept: Mapping[str, Any]) -> Kept:
    word = str(kept.get("severity", {}).get("description"))
    return Kept(
        types=frozenset({str(kept.get("type"))}),
        severity=SOURCES[MACIE].severity(word),
        things=tuple(_things(kept.get("resourcesAffected", {}))),
        people=frozenset(_people(kept.get("policyDetails", {}).get("actor", {}))),
    )


def _things(affected: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    name = affected.get("s3Bucket", {}).get("name")
    if name:
        yield "AwsS3Bucket", str(name)
    key = affected.get("s3Object", {}).get("key")
    if key:
        yield "AwsS3Object", str(key)


def _people(actor: Mapping[str, Any]) -> Iterator[str]:
    """Yield whoever acted: a user, or a role and what its session is called."""
    identity = actor.get("userIdentity", {})
    role = identity.get("assumedRole", {})
    named = (
        identity.get("iamUser", {}).get("userName"),
        role.get("sessionContext", {}).get("sessionIssuer", {}).get("userName"),
        str(role.get("arn", "")).rpartition("/")[2],
    )
    yield from (str(name) for name in named if name)
