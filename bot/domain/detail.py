"""How much Slack may be shown: everywhere, in an environment, in an account; the strictest holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.answer import Sensitivity


@dataclass(frozen=True, slots=True)
class Detail:
    """`slack.detail` of the policy file; `environments` says where less than `anywhere` is shown."""

    anywhere: Sensitivity = Sensitivity.STANDARD
    environments: Mapping[str, Sensitivity] = field(default_factory=dict)

    def within(self, environment: str, own: Sensitivity | None) -> Sensitivity:
        """Return what may be shown of an account of this environment, with a level of its own."""
        levels = (self.anywhere, self.environments.get(environment), own)
        return min(level for level in levels if level is not None)
