"""Findings that a detector of an account and Region keeps, by what identifies each."""

from __future__ import annotations

import copy
import threading
from collections.abc import Mapping
from typing import Any

from practice.aws.call import Call

Kept = dict[str, Any]


class Shelf:
    """What detectors keep; `name` is the field that identifies a finding."""

    def __init__(self, name: str) -> None:
        """Begin empty."""
        self._name = name
        self._kept: dict[tuple[str, str], dict[str, Kept]] = {}
        self._lock = threading.Lock()

    def put(self, account: str, region: str, finding: Mapping[str, Any]) -> None:
        """Keep a finding in the API's shape; one of the same id takes its place."""
        with self._lock:
            shelf = self._kept.setdefault((account, region), {})
            shelf[str(finding[self._name])] = copy.deepcopy(dict(finding))

    def of(self, call: Call) -> list[Kept]:
        """Return what the caller's account keeps in this Region."""
        with self._lock:
            return copy.deepcopy(list(self._kept.get((call.account, call.region), {}).values()))

    def one(self, call: Call, name: str) -> Kept | None:
        """Return the one of this id, or None."""
        return next((each for each in self.of(call) if each[self._name] == name), None)
