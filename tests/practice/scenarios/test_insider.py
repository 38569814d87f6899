"""The insider: whatever is tried can be typed, and each try has an answer in the key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from practice.aws.server import SimulatedAws
from practice.scenarios.insider import Insider
from practice.slack.people import ANN, BOB, RYO
from tests.practice.scenarios.estates import an_estate

LEAST_WAYS = 20
OF_THE_PLAY = {"incident": "I-1", "contained": "A-1", "last": "A-2", "digest": "0a", "wrong": "1a"}


def test_the_two_sessions_try_at_least_twenty_ways(
    aws: SimulatedAws, account_numbers: Iterator[str]
) -> None:
    scenario = Insider(aws, an_estate(aws, account_numbers))
    blanks = {**scenario.blanks(), **OF_THE_PLAY}
    typed = [each.typed.en.format(**blanks) for each in scenario.attempts]

    assert all(line.startswith("/sec ") and "{" not in line for line in typed)
    assert all(each.told.en for each in scenario.attempts)
    tries = Counter(each.who for each in scenario.attempts)
    assert tries[ANN] + tries[BOB] >= LEAST_WAYS
    verbs = {line.split()[1] for line in typed}
    assert verbs >= {"undo", "approve", "break-glass", "run", "fp", "close", "snooze", "release"}


def test_whoever_may_be_trusted_only_says_no_and_starts_again(
    aws: SimulatedAws, account_numbers: Iterator[str]
) -> None:
    scenario = Insider(aws, an_estate(aws, account_numbers))
    own = [each.typed.en for each in scenario.attempts if each.who == RYO]

    assert own
    assert all(line.startswith(("/sec reject ", "/sec start")) for line in own)
