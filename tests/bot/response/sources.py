"""A source that bears every finding out until it is told otherwise."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.domain.finding import Finding
from runbooks.kit.text import Said


@dataclass
class ToldSource:
    """Fulfils the confirming port; remembers what it was asked about."""

    why: Said | None = None
    asked: list[str] = field(default_factory=list)

    async def why_not(self, finding: Finding) -> Said | None:
        self.asked.append(finding.key)
        return self.why
