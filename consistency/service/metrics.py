"""What Prometheus reads at /metrics."""

from __future__ import annotations

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector

from consistency.domain import Report

SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120)


class Metrics:
    """The service's counters, in a registry of their own."""

    content_type = CONTENT_TYPE_LATEST

    def __init__(self) -> None:
        self._registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        PlatformCollector(registry=registry)
        self._requests = Counter(
            "consistency_requests",
            "Requests answered.",
            ["method", "route", "status"],
            registry=registry,
        )
        self._seconds = Histogram(
            "consistency_request_seconds",
            "Seconds from request to answer.",
            ["route"],
            buckets=SECONDS,
            registry=registry,
        )
        self._batch = Histogram(
            "consistency_batch_articles",
            "Articles measured together.",
            buckets=(1, 2, 4, 8, 16),
            registry=registry,
        )
        self._batch_seconds = Histogram(
            "consistency_batch_seconds", "Seconds a batch took.", buckets=SECONDS, registry=registry
        )
        self._reports = Counter(
            "consistency_reports", "Reports made.", ["passed"], registry=registry
        )
        self._findings = Counter(
            "consistency_findings", "Findings reported.", ["code"], registry=registry
        )

    def watch_queue(self, waiting: Callable[[], int], busy: Callable[[], int]) -> None:
        """Shows how many articles wait, and are worked on, whenever somebody looks."""
        for name, help, count in (
            ("consistency_queue_articles", "Articles waiting.", waiting),
            ("consistency_busy_articles", "Articles being worked on.", busy),
        ):
            Gauge(name, help, registry=self._registry).set_function(count)

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        """Counts a request."""
        self._requests.labels(method, route, status).inc()
        self._seconds.labels(route).observe(seconds)

    def batch(self, size: int, seconds: float) -> None:
        """Counts a batch."""
        self._batch.observe(size)
        self._batch_seconds.observe(seconds)

    def report(self, report: Report) -> None:
        """Counts a report and its findings."""
        self._reports.labels(str(report.passed).lower()).inc()
        for finding in report.findings:
            self._findings.labels(finding.rule.code).inc()

    def render(self) -> bytes:
        """All figures in Prometheus' text format."""
        return generate_latest(self._registry)
