"""How often one person may have Slack asked who they are: a session must not use up Slack's pace.

Slack lets groups be asked for twenty times a minute, by all together
(https://docs.slack.dev/apis/web-api/rate-limits, tier 2 of usergroups.users.list).
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import ceil

MOST_QUESTIONS = 12
"""For one person in a minute; of two groups that is six look-ups, and eight are left for others."""
LEAST_LOOK_UPS = 2
"""So many a minute anybody has, however many groups the policy names."""
WITHIN = timedelta(minutes=1)
MOST_PEOPLE = 5000


class TooFastError(Exception):
    """Somebody has had Slack asked too often."""

    def __init__(self, seconds: int) -> None:
        """Keep in how many seconds it may be tried again."""
        super().__init__(seconds)
        self.seconds = seconds


@dataclass(slots=True)
class Pace:
    """Counts what each person's look-ups have cost within the last minute, by Slack id."""

    _spent: dict[str, deque[tuple[datetime, int]]] = field(default_factory=dict)

    def take(self, slack_id: str, questions: int, now: datetime) -> None:
        """Count a look-up that asks for so many groups. Raises TooFastError where it is too much."""
        if len(self._spent) >= MOST_PEOPLE:
            self._drop_old(now)
        spent = self._spent.setdefault(slack_id, deque())
        while spent and spent[0][0] <= now - WITHIN:
            spent.popleft()
        cost = max(1, questions)
        is_much = sum(each for _, each in spent) + cost > MOST_QUESTIONS
        if is_much and len(spent) >= LEAST_LOOK_UPS:
            free_at = self._free_at(spent, cost)
            raise TooFastError(max(1, ceil((free_at - now).total_seconds())))
        spent.append((now, cost))

    def _free_at(self, spent: deque[tuple[datetime, int]], cost: int) -> datetime:
        """Return when enough of what was spent is a minute old."""
        left, many = sum(each for _, each in spent), len(spent)
        for at, each in spent:
            left, many = left - each, many - 1
            if left + cost <= MOST_QUESTIONS or many < LEAST_LOOK_UPS:
                return at + WITHIN
        return spent[-1][0] + WITHIN

    def _drop_old(self, now: datetime) -> None:
        self._spent = {
            each: spent
            for each, spent in self._spent.items()
            if spent and spent[-1][0] > now - WITHIN
        }
