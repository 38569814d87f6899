"""What a check of the doctor is, what it looks from, and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Literal

from bot.aws.sessions import Sessions
from bot.deploying.doctor.slack import Slack
from bot.domain.policy import Policy
from bot.domain.words import doctor as words
from bot.ports.clock import Clock
from bot.settings import Settings
from runbooks.kit.catalog import AnyRunbook
from runbooks.kit.text import Said, Text

Half = Literal["run", "web", "worker"]


class Result(Enum):
    """How a check ended, in ASFF's words; what could not be read is never fine."""

    PASSED = "PASSED"
    WARNING = "WARNING"
    FAILED = "FAILED"
    NOT_AVAILABLE = "NOT_AVAILABLE"

    @property
    def is_fault(self) -> bool:
        """Say whether somebody has to do something before the bot is well."""
        return self in {Result.FAILED, Result.NOT_AVAILABLE}


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was looked at: `subject` names it, `mend` is the very command or click."""

    result: Result
    subject: str
    says: Said
    mend: Said | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """What the checks look from. `settings` are as far as they can be used.

    `policy` is None where its file can't be used. `url` is the bot's public address, empty where
    nobody told it. `folder` is where `.env` is; `database` is the file of an SQLite address.
    """

    environ: Mapping[str, str]
    settings: Settings
    settings_faults: tuple[Said, ...]
    policy: Policy | None
    policy_faults: tuple[Said, ...]
    catalogue: Mapping[str, type[AnyRunbook]]
    sessions: Sessions
    slack: Slack
    clock: Clock
    folder: Path
    database: Path | None
    half: Half = "run"
    url: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One check, a file each: it only reads, and lets what it can't read rise as an error."""

    title: Text
    look: Callable[[Ground], Iterable[Row]]


def passed(subject: str, says: Said) -> Row:
    """Return a row of something that is as it should be."""
    return Row(Result.PASSED, subject, says)


def warned(subject: str, says: Said, mend: Said) -> Row:
    """Return a row of something to know about."""
    return Row(Result.WARNING, subject, says, mend)


def failed(subject: str, says: Said, mend: Said) -> Row:
    """Return a row of a fault."""
    return Row(Result.FAILED, subject, says, mend)


def unseen(subject: str, says: Said, mend: Said) -> Row:
    """Return a row of something that could not be looked at, which is not fine."""
    return Row(Result.NOT_AVAILABLE, subject, says, mend)


def without_policy() -> Row:
    """Return the row of what can't be looked at for want of a policy file that can be used."""
    return unseen("", words.POLICY_FIRST.fill(), words.POLICY_FIRST_MEND.fill())
