"""Routes: which findings go where, and as what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase

from bot.domain.finding import Finding, Severity


class Mode(StrEnum):
    """What becomes of a finding on a route."""

    CARD = "card"
    """A card in the channel."""
    THREAD = "thread"
    """No card: an incident that is named in the thread of one message a day and channel."""
    DIGEST = "digest"
    """No card: counted, and told once a day in the channel."""
    DROP = "drop"
    """No card: counted, and told by the daily check alone."""


@dataclass(frozen=True, slots=True)
class Match:
    """What a finding must be; what is empty fits every finding.

    `type` and `product` are patterns, of a type and of an ASFF ProductArn. `source` is the
    service that the finding is of, whichever way it came. All `tags` must be on one resource;
    their values are patterns. `environments` are those of the policy file's accounts.
    """

    severities: frozenset[Severity] = frozenset()
    environments: frozenset[str] = frozenset()
    accounts: frozenset[str] = frozenset()
    type: str = ""
    tags: tuple[tuple[str, str], ...] = ()
    source: str = ""
    product: str = ""

    def fits(self, finding: Finding, environment: str) -> bool:
        """Say whether a finding of an account in this environment is meant."""
        return (
            (not self.severities or finding.severity in self.severities)
            and (not self.environments or environment in self.environments)
            and (not self.accounts or finding.account in self.accounts)
            and (not self.type or fnmatchcase(finding.type, self.type))
            and (not self.source or finding.key.partition(":")[0] == self.source)
            and (not self.product or fnmatchcase(finding.producer.product, self.product))
            and (not self.tags or self._is_tagged(finding))
        )

    def _is_tagged(self, finding: Finding) -> bool:
        return any(
            all(
                any(key == wanted and fnmatchcase(value, pattern) for key, value in resource.tags)
                for wanted, pattern in self.tags
            )
            for resource in finding.resources
        )

    @property
    def told(self) -> str:
        """Return it as the file has it, such as `environment prod, severity HIGH or CRITICAL`."""
        return ", ".join(self._said()) or "*"

    def _said(self) -> Iterator[str]:
        for name, some in (("environment", self.environments), ("account", self.accounts)):
            if some:
                yield f"{name} {' '.join(sorted(some))}"
        for name, one in (("type", self.type), ("source", self.source), ("product", self.product)):
            if one:
                yield f"{name} {one}"
        for key, pattern in self.tags:
            yield f"tag {key}={pattern}"
        if self.severities:
            yield f"severity {' '.join(one for one in Severity if one in self.severities)}"


@dataclass(frozen=True, slots=True)
class Route:
    """One route. An empty `channel` is the one for alerts; `mention` is a Slack id, or empty."""

    match: Match
    channel: str = ""
    mention: str = ""
    mode: Mode = Mode.CARD

    @property
    def told(self) -> str:
        """Return it in one line, by which its count is kept."""
        return f"{self.match.told} → {self.mode}"

    @property
    def hides_high(self) -> bool:
        """Say whether it keeps what is HIGH from having a card."""
        return self.mode is not Mode.CARD and Severity.HIGH in self.match.severities


@dataclass(frozen=True, slots=True)
class Routed:
    """Where a finding goes: `route` tells which one sent it there, empty where none did.

    `opens` says whether it opens an incident. `mentions` are called by the card's post.
    """

    channel: str
    opens: bool
    mode: Mode = Mode.CARD
    mentions: tuple[str, ...] = ()
    route: str = ""

    @property
    def has_card(self) -> bool:
        """Say whether what it opens has a card of its own."""
        return self.opens and not self.in_thread

    @property
    def in_thread(self) -> bool:
        """Say whether what it opens is named in the day's thread instead."""
        return self.mode is Mode.THREAD


@dataclass(frozen=True, slots=True)
class Aside:
    """How many findings a route has kept from having a card on one day (`YYYY-MM-DD`, UTC)."""

    day: str
    route: str
    channel: str
    mode: Mode
    severity: Severity
    many: int
