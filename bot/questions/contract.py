"""The contract of a question: one thing asked of AWS about one resource."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

from bot.domain.answer import Sensitivity, Subject
from bot.domain.policy import Account
from runbooks.kit.aws import Aws
from runbooks.kit.text import Said, Text


@dataclass(frozen=True, slots=True)
class About:
    """What the runner, the roles and the card need to know of a question.

    `key` is its place on the card. `actions` are the IAM actions that it calls, all of them
    reads. `types` are the ASFF types that it is asked about, none of them meaning all.
    `source` is the API call, or the file, that its answers come from. `deadline` and
    `cached` are seconds: how long it may take, and how long AWS's answer stays good.
    """

    key: str
    title: Text
    actions: tuple[str, ...]
    source: str
    types: frozenset[str] = frozenset()
    deadline: float = 3.0
    cached: float = 300.0
    sensitivity: Sensitivity = Sensitivity.STANDARD


@dataclass(frozen=True, slots=True)
class Found:
    """An answer, which may be a stranger's words; `source` where it is not the usual one."""

    value: str | Said
    source: str | Said = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """There is no answer, and why."""

    reason: Said


class Question(ABC):
    """One thing to find out about a resource; a file of its own, in a catalogue, and a test.

    Whatever AWS refuses may rise: the runner turns it into an honest reason.
    """

    about: ClassVar[About]

    def applies_to(self, subject: Subject) -> bool:
        """Say whether this is asked about such a resource."""
        return not self.about.types or subject.type in self.about.types

    def source_of(self, subject: Subject) -> str:
        """Return where an answer about such a resource comes from."""
        return self.about.source

    def known(self, subject: Subject, account: Account | None) -> Found | None:
        """Return what is known without asking AWS; `account` is None if not in the policy."""
        return None

    @abstractmethod
    def ask(self, aws: Aws, subject: Subject) -> Found | Missing:
        """Ask AWS, under the read role, on a thread that may be blocked."""

    def otherwise(self, subject: Subject, account: Account | None) -> Found | None:
        """Return the next best answer, for when AWS had none or could not be asked."""
        return None
