"""What a question to AWS brought back, with its source, its age and who may see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from runbooks.kit.text import Said

CONFIRMED = "confirmed"
"""The question of the answer that tells whether an incident's finding was read again."""


class Sensitivity(IntEnum):
    """How much a field gives away; `slack.detail` says up to which of these Slack may see."""

    MINIMAL = 0
    STANDARD = 1
    FULL = 2


@dataclass(frozen=True, slots=True)
class Subject:
    """What is asked about: one resource in one account and Region."""

    account: str
    region: str
    type: str
    id: str
    tags: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        """Return the last part of an ARN, or the id as it is: `i-0abc`, `my-bucket`."""
        tail = self.id.rpartition(":")[2] if self.id.startswith("arn:") else self.id
        return tail.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, or why there is none: exactly one of `value` and `reason` is set.

    `value` may be a stranger's words (a tag, a name). `source` names the API call, such as
    `ec2:DescribeInstances`, or the file that it was read from. `said` and `said_source` are the
    same as sentences of ours, where they are such, to be told in other languages.
    """

    question: str
    value: str | None
    reason: Said | None
    source: str
    read_at: datetime
    sensitivity: Sensitivity = Sensitivity.STANDARD
    said: Said | None = None
    said_source: Said | None = None
