"""Enters the account in which a runbook acts, where that is not the target's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn

from bot.domain.execution import Ask
from bot.domain.policy import Policy
from bot.domain.words import responding as words
from bot.ports.estate import BrokenError
from bot.response.bench.workbench import Workbench
from runbooks.kit.aws import Aws
from runbooks.kit.catalog import AnyRunbook
from runbooks.kit.contract import ClosedError
from runbooks.kit.text import Said


@dataclass(frozen=True, slots=True)
class Closed:
    """An account that can't be entered; `says` why. A runbook may know a way without it."""

    account: str
    region: str
    partition: str
    says: Said
    execution: str = ""

    def read(self, service: str, region: str = "") -> NoReturn:
        """Raise ClosedError."""
        raise ClosedError(self.says)

    def change(self, service: str) -> NoReturn:
        """Raise ClosedError."""
        raise ClosedError(self.says)


def acting_in(runbook: type[AnyRunbook], policy: Policy) -> str:
    """Return the number of the account that a runbook acts in, empty for the target's own."""
    special = runbook.about.acts_in
    return policy.special.get(special, "") if special else ""


def there(bench: Workbench, ask: Ask, runbook: type[AnyRunbook], aws: Aws) -> Aws:
    """Return the account that a runbook acts in, to read only, or one that is closed. Blocks."""
    special = runbook.about.acts_in
    if special is None:
        return aws
    account = bench.policy.accounts.get(ask.acts_in)
    if account is None:
        says = words.NO_SPECIAL.fill(key=str(special))
        return Closed("", aws.region, aws.partition, says)
    try:
        return bench.estate.reading(account, ask.region, runbook.about.reads_there)
    except BrokenError as error:
        return Closed(account.number, aws.region, aws.partition, error.says)
