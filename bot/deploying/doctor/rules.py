"""Does a rule of EventBridge lead each kind of finding to the topic?"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from botocore.exceptions import ClientError

from bot.deploying.doctor.aws import client, region_of, silent
from bot.deploying.doctor.contract import Check, Ground, Row, failed, passed, warned
from bot.deploying.guard_patterns import CALL
from bot.domain.words import doctor_topic as words

SOURCES = {
    "aws.guardduty": "GuardDuty Finding",
    "aws.securityhub": "Security Hub Findings - Imported",
}
"""Source and detail type of the events that hold findings.

https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-cwe-integration-types.html
"""
ENABLED = frozenset({"ENABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"})


def look(ground: Ground) -> Iterator[Row]:
    """Yield a row for each topic and source. A rule on another bus or account can't be seen."""
    if ground.half == "web":
        return  # it has no right to read them
    for topic in sorted(ground.settings.sns_topics):
        try:
            with client(ground.sessions, "events", region_of(topic)) as events:
                rules = rules_of(events, topic)
        except ClientError as error:
            yield silent(error, topic)
            continue
        for source, kind in SOURCES.items():
            yield _row(topic, source, [rule for rule in rules if _takes(rule, source, kind)])
        if not any(_tells_of_calls(rule) for rule in rules):
            yield warned(topic, words.RULES_NO_CALLS.fill(), words.RULES_MISSING_MEND.fill())


def _row(topic: str, source: str, rules: Sequence[Mapping[str, Any]]) -> Row:
    for rule in rules:
        if rule.get("State") in ENABLED:
            return passed(topic, words.RULES_FINE.fill(source=source, rule=rule["Name"]))
    if rules:
        name = rules[0]["Name"]
        says = words.RULES_OFF.fill(source=source, rule=name)
        return failed(topic, says, words.RULES_OFF_MEND.fill(rule=name, region=region_of(topic)))
    says = words.RULES_MISSING.fill(source=source)
    return failed(topic, says, words.RULES_MISSING_MEND.fill())


def rules_of(events: Any, topic: str) -> list[Mapping[str, Any]]:
    """Return the rules that have the topic as a target."""
    pages = events.get_paginator("list_rule_names_by_target").paginate(TargetArn=topic)
    names = [name for page in pages for name in page["RuleNames"]]
    return [events.describe_rule(Name=name) for name in names]


def _takes(rule: Mapping[str, Any], source: str, kind: str) -> bool:
    """Say whether a rule's pattern takes events of a source and detail type."""
    pattern = json.loads(rule.get("EventPattern") or "{}")
    kinds = pattern.get("detail-type")
    return source in pattern.get("source", []) and (kinds is None or kind in kinds)


def _tells_of_calls(rule: Mapping[str, Any]) -> bool:
    """Say whether a rule that is on takes calls, as CloudTrail tells them: what is held needs it."""
    pattern = json.loads(rule.get("EventPattern") or "{}")
    return rule.get("State") in ENABLED and CALL in pattern.get("detail-type", [])


RULES = Check(words.RULES, look)
