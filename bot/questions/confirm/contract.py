"""The contract of a source: where a finding came from, and so where it can be read again."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar

from bot.domain.finding import Finding
from runbooks.kit.aws import Aws
from runbooks.kit.text import Said


class Source(ABC):
    """A service that keeps findings; a file of its own, in a catalogue, and a test.

    `name` is the service's, as people know it; `actions` are the IAM actions that it calls.
    """

    name: ClassVar[str]
    actions: ClassVar[tuple[str, ...]]

    @abstractmethod
    def why_not(self, aws: Aws, finding: Finding) -> Said | None:
        """Return why the source does not bear the finding out, or None where it does.

        Blocks. Lets botocore's errors rise.
        """
