"""The names on which dashboards depend, and what moves them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.finding import Severity
from bot.domain.message import Depth
from handlers.http.metrics import Metrics
from tests.clocks import MORNING


def lines(metrics: Metrics) -> set[str]:
    return set(metrics.scrape().decode().splitlines())


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("secbot_findings_received_total", "counter"),
        ("secbot_findings_refused_total", "counter"),
        ("secbot_findings_duplicate_total", "counter"),
        ("secbot_intake_seconds", "histogram"),
        ("secbot_outbox_pending", "gauge"),
        ("secbot_outbox_oldest_seconds", "gauge"),
        ("secbot_slack_posts_total", "counter"),
        ("secbot_incidents_open", "gauge"),
        ("secbot_executions_total", "counter"),
        ("secbot_approvals_total", "counter"),
        ("secbot_enrichment_seconds", "histogram"),
        ("secbot_heartbeat_age_seconds", "gauge"),
        ("secbot_slack_envelopes_total", "counter"),
        ("secbot_slack_sockets", "gauge"),
        ("secbot_slack_socket_proved_timestamp_seconds", "gauge"),
        ("secbot_slack_envelope_timestamp_seconds", "gauge"),
    ],
)
def test_every_promised_metric_is_there_from_the_start(name: str, kind: str) -> None:
    assert f"# TYPE {name} {kind}" in lines(Metrics())


def test_counts_are_counted_by_their_labels() -> None:
    metrics = Metrics()
    metrics.received("guardduty")
    metrics.received("securityhub", 3)
    metrics.refused("bad_signature")
    metrics.duplicate(2)
    metrics.slack_post("chat.postMessage", "ok")
    metrics.execution("isolate_instance", "Success")
    metrics.approval("approved")
    assert lines(metrics) >= {
        'secbot_findings_received_total{source="guardduty"} 1.0',
        'secbot_findings_received_total{source="securityhub"} 3.0',
        'secbot_findings_refused_total{reason="bad_signature"} 1.0',
        "secbot_findings_duplicate_total 2.0",
        'secbot_slack_posts_total{method="chat.postMessage",result="ok"} 1.0',
        'secbot_executions_total{outcome="Success",runbook="isolate_instance"} 1.0',
        'secbot_approvals_total{decision="approved"} 1.0',
    }


def test_durations_fall_into_buckets() -> None:
    metrics = Metrics()
    metrics.intake_seconds(0.004)
    metrics.enrichment_seconds("ec2:DescribeInstances", 0.2)
    assert lines(metrics) >= {
        'secbot_intake_seconds_bucket{le="0.0025"} 0.0',
        'secbot_intake_seconds_bucket{le="0.005"} 1.0',
        'secbot_enrichment_seconds_count{source="ec2:DescribeInstances"} 1.0',
    }


def test_gauges_stand_at_what_they_were_set_to_last() -> None:
    metrics = Metrics()
    metrics.outbox(Depth(3, MORNING - timedelta(seconds=12)), MORNING)
    metrics.incidents_open({Severity.HIGH: 2})
    metrics.heartbeat_age("111122223333", "eu-west-1", 30.0)
    assert lines(metrics) >= {
        "secbot_outbox_pending 3.0",
        "secbot_outbox_oldest_seconds 12.0",
        'secbot_incidents_open{severity="HIGH"} 2.0',
        'secbot_incidents_open{severity="LOW"} 0.0',
        'secbot_heartbeat_age_seconds{account="111122223333",region="eu-west-1"} 30.0',
    }
    metrics.outbox(Depth(0, None), MORNING)
    metrics.incidents_open({})
    assert lines(metrics) >= {
        "secbot_outbox_pending 0.0",
        "secbot_outbox_oldest_seconds 0.0",
        'secbot_incidents_open{severity="HIGH"} 0.0',
    }


def test_two_bots_in_one_process_count_apart() -> None:
    one, other = Metrics(), Metrics()
    one.duplicate(1)
    assert "secbot_findings_duplicate_total 0.0" in lines(other)
