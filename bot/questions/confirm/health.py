"""Reads an event again at AWS Health, which answers from one Region for all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bot.domain.finding import Finding, Severity
from bot.domain.sources import HEALTH, SOURCES
from bot.domain.words.alert import SERVICES
from bot.questions.confirm.comparing import Kept, unknown, unlike
from bot.questions.confirm.contract import Source, answered, home_of
from runbooks.kit.aws import Aws
from runbooks.kit.text import Said

MOST_PAGES = 10
PAGE = "/page/"
"""Between an event's ARN and the page of it that is a finding of its own."""
KEY = re.compile(r"(AKIA|ASIA)[A-Z0-9]{12,124}")
INSTANCE = re.compile(r"i-[0-9a-f]{8,17}")


class Health(Source):
    """AWS Health, in the finding's own account.

    Its API answers only accounts with a Support plan that includes it.
    https://docs.aws.amazon.com/health/latest/APIReference/API_DescribeEventDetails.html
    """

    name = SERVICES[HEALTH]
    actions = ("health:DescribeAffectedEntities", "health:DescribeEventDetails")

    def why_not(self, aws: Aws, finding: Finding) -> Said | None:
        client = aws.read("health", home_of(finding.partition))
        arn = finding.native_id.partition(PAGE)[0]
        details = answered(
            lambda: client.describe_event_details(eventArns=[arn]), "ValidationException"
        )
        for one in (details or {}).get("successfulSet", ()):
            kept = _kept(one.get("event", {}), tuple(_things(client, arn, finding.account)))
            return unlike(self.name, kept, finding)
        return unknown(self.name)


def _kept(event: Mapping[str, Any], things: tuple[tuple[str, str], ...]) -> Kept:
    code = str(event.get("eventTypeCode"))
    return Kept(frozenset({code}), _severity(code, str(event.get("service"))), things)


def _severity(code: str, service: str) -> Severity | None:
    """Return what an event's code or service weighs; that it is about abuse is not told here."""
    table = SOURCES[HEALTH]
    known = (word for word in (code, service.upper()) if word in table.levels)
    word = next(known, None)
    return table.severity(word) if word else None


def _things(client: Any, arn: str, account: str) -> Iterator[tuple[str, str]]:
    """Yield what the event affects in the account."""
    more: dict[str, str] = {}
    for _ in range(MOST_PAGES):
        answer = client.describe_affected_entities(filter={"eventArns": [arn]}, **more)
        for one in answer.get("entities", ()):
            value = str(one.get("entityValue", ""))
            if one.get("awsAccountId", account) == account and value:
                yield _kind(value), value
        if not answer.get("nextToken"):
            return
        more = {"nextToken": answer["nextToken"]}


def _kind(value: str) -> str:
    if KEY.fullmatch(value):
        return "AwsIamAccessKey"
    return "AwsEc2Instance" if INSTANCE.fullmatch(value) else "Other"
