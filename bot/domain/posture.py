"""What a look at one account and Region has shown: how a control stands, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from runbooks.kit.text import Said


class Standing(StrEnum):
    """How a control stands: Security Hub's four words for a check's result.

    https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_Compliance.html
    """

    PASSED = "PASSED"
    FAILED = "FAILED"
    WARNING = "WARNING"
    NOT_AVAILABLE = "NOT_AVAILABLE"


@dataclass(frozen=True, slots=True)
class Checked:
    """One check in one place at one time; an empty `region` is the whole account.

    `says` is the reason, without which nothing but PASSED may stand. Raises ValueError.
    """

    check: str
    account: str
    region: str
    standing: Standing
    says: Said | None
    at: datetime

    def __post_init__(self) -> None:
        """Refuse a fault without its reason."""
        if self.says is None and self.standing is not Standing.PASSED:
            message = f"{self.check} in {self.account} is {self.standing} without a reason"
            raise ValueError(message)
