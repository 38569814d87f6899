"""The contract of a check: one control looked at in one account, or in one of its Regions."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

from bot.domain.policy import Account
from bot.domain.posture import Standing
from runbooks.kit.aws import Aws
from runbooks.kit.text import Said, Text


@dataclass(frozen=True, slots=True)
class About:
    """What the roles, the runner and the sheet need to know of a check.

    `key` is its name in `Checked` and in the store. `actions` are the IAM actions that it calls,
    all of them reads. A regional one is asked in every watched Region, any other once an
    account. `deadline` is in seconds: how long AWS's answer may take.
    """

    key: str
    title: Text
    actions: tuple[str, ...]
    is_regional: bool
    deadline: float = 10.0


@dataclass(frozen=True, slots=True)
class Look:
    """How a control stands; `says` is the reason, which only PASSED can do without."""

    standing: Standing
    says: Said | None = None


class Check(ABC):
    """One control to look at; a file of its own, in the catalogue, and a test.

    Whatever AWS refuses may rise: the runner turns it into NOT_AVAILABLE and an honest reason.
    """

    about: ClassVar[About]

    @abstractmethod
    def ask(self, aws: Aws, account: Account, region: str) -> Look:
        """Ask AWS, under the read role, on a thread that may be blocked.

        `region` is the one that `aws` was entered in; a check of the whole account ignores it.
        """
