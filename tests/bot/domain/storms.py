"""Storms and what comes in them as values, made up for the tests."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.domain.finding import Severity
from bot.domain.storm import Arrival, Cause, Group, Storm
from tests.clocks import MORNING

CHANNEL = "C0ALERTS"


def a_storm(**changes: Any) -> Storm:
    """Return a storm that has just begun, with these fields replaced."""
    return replace(Storm(0, CHANNEL, Cause.PACE, MORNING, MORNING, MORNING), **changes)


def a_group(**changes: Any) -> Group:
    """Return a HIGH group of one incident, with these fields replaced."""
    group = Group("Recon:EC2/Portscan", "111122223333", "eu-west-1", Severity.HIGH, 3, 9, 1)
    return replace(group, **changes)


def an_arrival(**changes: Any) -> Arrival:
    """Return a HIGH incident that is about to be opened, with these fields replaced."""
    arrival = Arrival(CHANNEL, "Recon:EC2/Portscan", "111122223333", "eu-west-1", Severity.HIGH)
    return replace(arrival, **changes)
