"""Figures: percentiles, medians of ratios, and the lines that a run prints."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

Say = Callable[[str], None]


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that this share of the values does not exceed, by the nearest rank."""
    ranked = sorted(values)
    return ranked[max(0, math.ceil(len(ranked) * share) - 1)]


@dataclass(frozen=True, slots=True)
class Goal:
    """What a figure should be: at most `most`, or at least `least`."""

    least: float | None = None
    most: float | None = None

    def is_met(self, value: float) -> bool:
        """Say whether a figure meets it."""
        is_enough = self.least is None or value >= self.least
        return is_enough and (self.most is None or value <= self.most)

    def said(self, value: float) -> str:
        """Return the goal and whether this figure meets it."""
        wanted = f">= {self.least:g}" if self.most is None else f"<= {self.most:g}"
        return f"goal {wanted}: {'met' if self.is_met(value) else 'MISSED'}"


@dataclass(slots=True)
class Report:
    """What a run prints as it goes, and what it found to be wrong.

    A missed goal is no fault: it is speed, which the machine has its part in. A fault is a wrong
    result, and makes the whole run fail.
    """

    say: Say
    faults: list[str] = field(default_factory=list)

    def title(self, name: str) -> None:
        """Begin a part."""
        self.say(f"\n== {name}")

    def check(self, what: str, *, holds: bool, detail: str = "") -> None:
        """Print whether something holds that must, and keep it as a fault where it does not."""
        told = f" ({detail})" if detail else ""
        self.say(f"{'ok   ' if holds else 'WRONG'} {what}{told}")
        if not holds:
            self.faults.append(f"{what}{told}")

    def pairs(self, what: str, ratios: Sequence[float], goal: Goal | None = None) -> None:
        """Print the median, the least and the most of ratios that were measured side by side."""
        middle = statistics.median(ratios)
        spread = f"{min(ratios):.2f} to {max(ratios):.2f}, {len(ratios)} pairs"
        judged = f"; {goal.said(middle)}" if goal else ""
        self.say(f"{what}: median ratio {middle:.2f} ({spread}){judged}")

    def figure(self, what: str, value: float, unit: str, goal: Goal | None = None) -> None:
        """Print one figure."""
        judged = f"; {goal.said(value)}" if goal else ""
        self.say(f"{what}: {value:.4g} {unit}{judged}")
