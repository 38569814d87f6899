"""What the daily check looks at in the simulated AWS, where moto lacks or fakes it."""

from __future__ import annotations

from dataclasses import dataclass, field

from practice.aws.call import Answers
from practice.aws.recorders import Recorders
from practice.aws.regions import Regions
from practice.aws.root_users import RootUsers
from practice.aws.standards import Standards
from practice.aws.trails import Trails


@dataclass(frozen=True, slots=True)
class Controls:
    """The controls of every account: tests and scenarios set here what no API call can set."""

    trails: Trails = field(default_factory=Trails)
    recorders: Recorders = field(default_factory=Recorders)
    root_users: RootUsers = field(default_factory=RootUsers)
    regions: Regions = field(default_factory=Regions)
    standards: Standards = field(default_factory=Standards)

    def answers(self) -> Answers:
        """Return the operations that are answered here."""
        return {
            **self.trails.answers(),
            **self.recorders.answers(),
            **self.root_users.answers(),
            **self.regions.answers(),
            **self.standards.answers(),
        }
