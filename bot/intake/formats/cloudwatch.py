"""Alarms of CloudWatch, by EventBridge or straight from the alarm's own topic.

Shield, WAF and Network Firewall report by metrics, so that their word is an alarm's.
https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.domain.finding import Finding, Notice, Resource, Severity
from bot.domain.sources import CLOUDWATCH, SOURCES
from bot.domain.words import sources as words
from bot.intake.formats.reported import (
    FAILED,
    PASSED,
    UNKNOWN,
    begun,
    foreign,
    nameless,
    place_of,
    thing,
)
from bot.intake.formats.tolerant import Tolerant, one_line
from bot.intake.pieces import Piece

EVENT_SOURCE = "aws.cloudwatch"
DETAIL_TYPE = "CloudWatch Alarm State Change"
STANDINGS = {"ALARM": FAILED, "OK": PASSED}
WORD = re.compile(r"[A-Za-z]+")


def matches(piece: Piece) -> bool:
    """Say whether it came as an alarm, or is what an alarm sends to its topic."""
    if piece.event:
        return piece.event.detail_type == DETAIL_TYPE
    body = Tolerant(piece.body)
    return bool(body.text("AlarmName") and body.text("NewStateValue"))


def parse(piece: Piece) -> Finding | Notice:
    """Return the finding of an alarm as it stands now."""
    body = Tolerant(piece.body)
    name = body.text("alarmName")
    wrong = foreign(piece, CLOUDWATCH, EVENT_SOURCE)
    if wrong or not name:
        return wrong or nameless(piece, CLOUDWATCH, "alarmName")
    return _of_event(body, piece, name) if piece.event else _of_topic(body, piece, name)


def _of_event(body: Tolerant, piece: Piece, name: str) -> Finding:
    arn = next(iter(piece.event.resources), "") if piece.event else ""
    place = place_of(body, piece, "accountId", "region", arn)
    state, configuration = body.child("state"), body.child("configuration")
    metrics = configuration.children("metrics")
    metric = next(
        (found for one in metrics if (found := one.child("metricStat", "metric"))), Tolerant({})
    )
    said = configuration.text("description")
    dimensions = metric.child("dimensions")
    named = [dimensions.text(one) for one in dimensions.names()]
    return _as_it_stands(
        begun(CLOUDWATCH, piece, place, arn or name),
        (name, said, state.text("reason")),
        (metric.text("namespace"), metric.text("name")),
        tuple(named),
        Tolerant({"state": state.text("value"), "at": state.text("timestamp")}),
    )


def _of_topic(body: Tolerant, piece: Piece, name: str) -> Finding:
    """Read what an alarm publishes itself: no event of AWS's, so that it is a claim."""
    arn = body.text("AlarmArn")
    place = place_of(body, piece, "AWSAccountId", "", arn)
    trigger = body.child("Trigger")
    return _as_it_stands(
        begun(CLOUDWATCH, piece, place, arn or name),
        (name, body.text("AlarmDescription"), body.text("NewStateReason")),
        (trigger.text("Namespace"), trigger.text("MetricName")),
        tuple(one.text("value") for one in trigger.children("Dimensions")),
        Tolerant({"state": body.text("NewStateValue"), "at": body.text("StateChangeTime")}),
    )


def _as_it_stands(
    finding: Finding,
    told: tuple[str, str, str],
    metric: tuple[str, str],
    dimensions: tuple[str, ...],
    state: Tolerant,
) -> Finding:
    """Fill in an alarm: its name, description and reason, its metric, and how it stands."""
    name, said, reason = told
    at = state.moment("at") or finding.updated_at
    standing = STANDINGS.get(state.text("state").upper(), UNKNOWN)
    resources = tuple(_resource(one, finding.region) for one in dimensions if one)
    return replace(
        finding,
        type="/".join(filter(None, metric)) or name,
        title=one_line(words.ALARM.fill(name=name).plain()),
        description="\n".join(filter(None, (said, reason))),
        severity=_severity(" ".join(metric), f"{name} {said}"),
        created_at=at,
        updated_at=at,
        last_seen=at,
        resources=resources or (thing("AwsCloudWatchAlarm", finding.native_id, finding.region),),
        compliance=standing,
    )


def _severity(metric: str, said: str) -> Severity:
    """Return what its metric weighs, else the gravest severity that its owner has written."""
    table = SOURCES[CLOUDWATCH]
    if metric in table.levels:
        return table.levels[metric]
    written = {word.upper() for word in WORD.findall(said)} & set(Severity)
    return max((Severity(word) for word in written), key=lambda one: one.rank, default=table.usual)


def _resource(value: str, region: str) -> Resource:
    return thing("Other", value, region)
