"""Plugin: botocore finds an event's newer name once a process, where it would once a client."""

from __future__ import annotations

from functools import cache
from typing import Any

from botocore.hooks import EventAliaser, HierarchicalEmitter


def pytest_configure() -> None:
    """Let all clients share what they find: their lists of older names are the same."""
    aliaser: Any = EventAliaser
    own = aliaser._alias_event_name
    one = EventAliaser(HierarchicalEmitter())

    @cache
    def found(event_name: str) -> str:
        return str(own(one, event_name))

    aliaser._alias_event_name = lambda _self, event_name: found(event_name)
