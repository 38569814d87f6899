"""The contract of a source: where a finding came from, and so where it can be read again."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import ClassVar, TypeVar

from botocore.exceptions import ClientError

from bot.domain.finding import Finding
from runbooks.kit.aws import Aws
from runbooks.kit.refusals import code_of
from runbooks.kit.text import Said

T = TypeVar("T")

HOMES: Mapping[str, str] = {"aws-cn": "cn-northwest-1", "aws-us-gov": "us-gov-west-1"}
"""Where Health and Support answer for a whole partition, but for `HOME`:
https://docs.aws.amazon.com/general/latest/gr/health.html, and the same page of Support."""
HOME = "us-east-1"


class Source(ABC):
    """A service that keeps findings; a file of its own, in a catalogue, and a test.

    `name` is the service's, as people know it; `actions` are the IAM actions that it calls;
    `late_by` is how long after a thing has happened the service may not know of it yet.
    """

    name: ClassVar[str]
    actions: ClassVar[tuple[str, ...]]
    late_by: ClassVar[timedelta] = timedelta()

    @abstractmethod
    def why_not(self, aws: Aws, finding: Finding) -> Said | None:
        """Return why the source does not bear the finding out, or None where it does.

        Blocks. Lets botocore's errors rise.
        """


def answered(call: Callable[[], T], *absent: str) -> T | None:
    """Return what AWS answers, or None where it refuses by one of these codes what it can't know.

    An id comes from the finding, so that whoever makes one up could else have AWS refuse the
    question for ever. Lets every other error rise.
    """
    try:
        return call()
    except ClientError as error:
        if code_of(error) in absent:
            return None
        raise


def home_of(partition: str) -> str:
    """Return the Region in which AWS Health and Support answer in a partition."""
    return HOMES.get(partition, HOME)
