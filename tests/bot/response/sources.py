"""A source that bears every finding out until it is told otherwise."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.domain.finding import Finding
from bot.ports.confirming import SilentError
from runbooks.kit.text import Said, Text

UNKNOWN = Text("nobody knows of it").fill()
SILENT = Text("no answer within 3 s").fill()


@dataclass
class ToldSource:
    """Fulfils the confirming port; says nothing so many times, and remembers what it was asked.

    `forged` are the keys of findings that the source does not know.
    """

    why: Said | None = None
    forged: frozenset[str] = frozenset()
    silences: int = 0
    asked: list[str] = field(default_factory=list)

    async def why_not(self, finding: Finding) -> Said | None:
        self.asked.append(finding.key)
        if self.silences:
            self.silences -= 1
            raise SilentError(SILENT)
        return UNKNOWN if finding.key in self.forged else self.why
