"""A route is told as the file has it, and says whether it hides what is HIGH."""

from __future__ import annotations

import pytest

from bot.domain.finding import Severity
from bot.domain.routes import Match, Mode, Route

QUIET = frozenset({Severity.LOW, Severity.INFORMATIONAL})
LOUD = frozenset({Severity.HIGH, Severity.MEDIUM})


@pytest.mark.parametrize(
    ("match", "told"),
    [
        (Match(), "*"),
        (Match(severities=QUIET), "severity INFORMATIONAL LOW"),
        (Match(environments=frozenset({"prod", "live"})), "environment live prod"),
        (
            Match(accounts=frozenset({"111122223333"}), type="Recon:*", tags=(("team", "p*"),)),
            "account 111122223333, type Recon:*, tag team=p*",
        ),
        (Match(source="guardduty", product="*/aws/*"), "source guardduty, product */aws/*"),
    ],
)
def test_a_match_is_told_by_what_it_names(match: Match, told: str) -> None:
    assert Route(match, mode=Mode.DROP).told == f"{told} → drop"


@pytest.mark.parametrize(
    ("severities", "mode", "hides"),
    [
        (LOUD, Mode.DROP, True),
        (LOUD, Mode.DIGEST, True),
        (LOUD, Mode.THREAD, True),
        (LOUD, Mode.CARD, False),
        (QUIET, Mode.DROP, False),
    ],
)
def test_only_a_route_without_cards_hides_what_is_high(
    severities: frozenset[Severity], mode: Mode, *, hides: bool
) -> None:
    assert Route(Match(severities=severities), mode=mode).hides_high is hides
