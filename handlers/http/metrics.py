"""The Prometheus metrics, in a registry of their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from bot.domain.finding import Severity
from bot.domain.message import Depth

INTAKE_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0)
ENRICHMENT_BUCKETS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """Everything that is counted and measured; fulfils the meter port of intake."""

    def __init__(self) -> None:
        """Start every count at nought."""
        self._registry = CollectorRegistry()
        self._count_intake(self._registry)
        self._count_delivery(self._registry)
        self._count_response(self._registry)
        self._count_sockets(self._registry)

    def _count_intake(self, registry: CollectorRegistry) -> None:
        self._received = Counter(
            "secbot_findings_received",
            "Findings received, by the service that reported them",
            ["source"],
            registry=registry,
        )
        self._refused = Counter(
            "secbot_findings_refused", "Messages refused", ["reason"], registry=registry
        )
        self._duplicate = Counter(
            "secbot_findings_duplicate", "Findings that said nothing new", registry=registry
        )
        self._intake = Histogram(
            "secbot_intake_seconds",
            "From a message's arrival to its commit",
            buckets=INTAKE_BUCKETS,
            registry=registry,
        )

    def _count_delivery(self, registry: CollectorRegistry) -> None:
        self._pending = Gauge(
            "secbot_outbox_pending", "Messages that wait to be brought out", registry=registry
        )
        self._oldest = Gauge(
            "secbot_outbox_oldest_seconds", "Age of the oldest of them", registry=registry
        )
        self._posts = Counter(
            "secbot_slack_posts",
            "Calls that bring messages to Slack",
            ["method", "result"],
            registry=registry,
        )

    def _count_response(self, registry: CollectorRegistry) -> None:
        self._open = Gauge(
            "secbot_incidents_open",
            "Incidents that are not closed",
            ["severity"],
            registry=registry,
        )
        self._executions = Counter(
            "secbot_executions", "Executions ended", ["runbook", "outcome"], registry=registry
        )
        self._approvals = Counter(
            "secbot_approvals", "Decisions on plans", ["decision"], registry=registry
        )
        self._enrichment = Histogram(
            "secbot_enrichment_seconds",
            "Time that a question took",
            ["source"],
            buckets=ENRICHMENT_BUCKETS,
            registry=registry,
        )
        self._heartbeat = Gauge(
            "secbot_heartbeat_age_seconds",
            "Age of the last finding of AWS's own services, or canary, from a place",
            ["account", "region"],
            registry=registry,
        )

    def _count_sockets(self, registry: CollectorRegistry) -> None:
        self._envelopes = Counter(
            "secbot_slack_envelopes",
            "Payloads that came through a socket, by what came of them",
            ["result"],
            registry=registry,
        )
        self._sockets = Gauge(
            "secbot_slack_sockets", "Sockets to Slack that are proved to work", registry=registry
        )
        self._proved = Gauge(
            "secbot_slack_socket_proved_timestamp_seconds",
            "When a ping last went through a socket and our listeners; 0 is never",
            registry=registry,
        )
        self._envelope = Gauge(
            "secbot_slack_envelope_timestamp_seconds",
            "When a payload was last acknowledged through a socket; 0 is never",
            registry=registry,
        )

    def received(self, source: str, many: int = 1) -> None:
        """Count findings by the service that reported them."""
        self._received.labels(source).inc(many)

    def refused(self, reason: str) -> None:
        """Count a message that was turned away, by the reason's code."""
        self._refused.labels(reason).inc()

    def duplicate(self, many: int) -> None:
        """Count findings that said nothing new."""
        self._duplicate.inc(many)

    def intake_seconds(self, seconds: float) -> None:
        """Measure one message from its arrival to the commit."""
        self._intake.observe(seconds)

    def outbox(self, depth: Depth, now: datetime) -> None:
        """Set how many messages wait, and for how long the oldest has."""
        self._pending.set(depth.count)
        age = (now - depth.oldest).total_seconds() if depth.oldest else 0.0
        self._oldest.set(max(0.0, age))

    def slack_post(self, method: str, result: str) -> None:
        """Count a call to Slack: its method, and `ok` or what came of it."""
        self._posts.labels(method, result).inc()

    def envelope(self, result: str) -> None:
        """Count a payload of Socket Mode: `answered`, `refused` or `repeated`."""
        self._envelopes.labels(result).inc()

    def watch_sockets(
        self,
        count: Callable[[], int],
        proved_at: Callable[[], datetime | None],
        envelope_at: Callable[[], datetime | None],
    ) -> None:
        """Let the gauges of Socket Mode be read from these at each scrape."""
        self._sockets.set_function(count)
        self._proved.set_function(lambda: _timestamp(proved_at()))
        self._envelope.set_function(lambda: _timestamp(envelope_at()))

    def incidents_open(self, counts: Mapping[Severity, int]) -> None:
        """Set how many incidents are not closed; a severity that is not named has none."""
        for severity in Severity:
            self._open.labels(severity).set(counts.get(severity, 0))

    def execution(self, runbook: str, outcome: str) -> None:
        """Count an execution that has ended."""
        self._executions.labels(runbook, outcome).inc()

    def approval(self, decision: str) -> None:
        """Count a decision: `approved`, `rejected` or `expired`."""
        self._approvals.labels(decision).inc()

    def enrichment_seconds(self, source: str, seconds: float) -> None:
        """Measure one answer, by the API or file that it came from."""
        self._enrichment.labels(source).observe(seconds)

    def heartbeat_age(self, account: str, region: str, seconds: float) -> None:
        """Set how long ago a finding last came from a place."""
        self._heartbeat.labels(account, region).set(seconds)

    def scrape(self) -> bytes:
        """Return everything in Prometheus' text format."""
        return generate_latest(self._registry)


def _timestamp(at: datetime | None) -> float:
    return at.timestamp() if at else 0.0
