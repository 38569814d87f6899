"""What runbooks and questions declare that they call: the beginning of every role's policy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

READS = (
    "BatchGet",
    "Check",
    "Describe",
    "Detect",
    "Filter",
    "Get",
    "Head",
    "List",
    "Lookup",
    "Query",
    "Scan",
    "Search",
    "Select",
    "Simulate",
    "Validate",
)
"""How the name of an action begins that changes nothing."""

LOOKING = frozenset(
    {
        "athena:StartQueryExecution",
        "detective:StartInvestigation",
        "iam:GenerateCredentialReport",
        "iam:GenerateServiceLastAccessedDetails",
        "logs:StartQuery",
    }
)
"""What only begins to look: a report, a query, an investigation."""


@dataclass(frozen=True, slots=True)
class Declared:
    """IAM actions by the role that needs them, each once and in alphabetical order."""

    reads: tuple[str, ...]
    contains: tuple[str, ...]
    releases: tuple[str, ...]


def merged(sources: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Return the actions of all sources, each once, in alphabetical order."""
    return tuple(sorted({action for source in sources for action in source}))


def is_read(action: str) -> bool:
    """Say whether an action leaves what it is about as it is."""
    return action in LOOKING or action.partition(":")[2].startswith(READS)
