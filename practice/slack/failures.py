"""The ways in which Slack can be told to fail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["limited", "broken", "refused", "cut_before", "cut_after", "late"]
ANY = "*"


@dataclass(slots=True)
class Failure:
    """A method fails `times` times.

    `limited` answers 429 with `seconds` to wait; `broken` its `status`; `refused` ok:false with `code`;
    `cut_before` closes the connection once the call was read, before it is applied; `cut_after`
    once it was applied; `late` applies it at once and answers after `seconds`.
    """

    method: str
    kind: Kind
    times: int = 1
    seconds: float = 1.0
    code: str = "internal_error"
    status: int = 500


class Failures:
    """What is to fail next, in the order in which it was told; `*` is any method."""

    def __init__(self) -> None:
        """Begin with nothing to fail."""
        self._planned: list[Failure] = []

    def add(self, failure: Failure) -> None:
        """Plan a failure."""
        self._planned.append(failure)

    def clear(self) -> None:
        """Forget every failure that is still to come."""
        self._planned.clear()

    def take(self, method: str) -> Failure | None:
        """Return the failure of this call, or None; each counts down by one."""
        for failure in self._planned:
            if failure.times > 0 and failure.method in (ANY, method):
                failure.times -= 1
                return failure
        return None
