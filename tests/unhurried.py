"""Plugin: hypothesis takes the time that a busy machine needs; only what it finds fails a test."""

from __future__ import annotations

from hypothesis import HealthCheck, settings


def pytest_configure() -> None:
    """Let no example be too late; how many there are stays as it is."""
    settings.register_profile(
        "unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
    settings.load_profile("unhurried")
