"""Noise is a table of numbers; what it proposes says what that would have hidden, and how."""

from __future__ import annotations

from datetime import timedelta
from fnmatch import fnmatchcase

import yaml

from bot.domain.noise import Noise, Noisy, Preview, Proposal
from bot.domain.routes import Mode
from bot.domain.snoozing import Scope
from bot.policy.routes import RoutePart
from handlers.views.noise import noise, route_for
from tests.handlers.views.checking import faults, live, written
from tests.handlers.views.examples import HOSTILE, HUGE, LOOK

ACCOUNT = "111122223333"
SCAN = "Recon:EC2/Portscan"
SEEN = Preview(hidden=41, false=39, real=0, open=2)


def said(found: Noise) -> str:
    shown = noise(found, LOOK)
    assert faults(shown) == []
    return written(shown.blocks)


def test_each_type_has_its_numbers_and_ten_are_named() -> None:
    loud = Noisy("recon", SCAN, 40, 10, 30, timedelta(minutes=12))
    slow = Noisy("", "A:Type", 3, 1, 0, timedelta(hours=5))
    quiet = tuple(Noisy("", f"T{number}", 1, 0, 0, None) for number in range(10))
    told = said(Noise(53, (loud, slow, *quiet), ()))

    assert "53 cards" in told
    assert f"1. {SCAN} on recon: 40 · 25 % taken, after 12 min · 75 % false" in told
    assert "2. A:Type: 3 · 33 % taken, after 5 h · 0 % false" in told
    assert "10. T7: 1 · 0 % taken · 0 % false" in told
    assert "… and 2 types more." in told
    assert "Nothing is proposed" in told


def test_a_proposal_says_what_it_would_have_hidden_and_what_to_type_or_to_write() -> None:
    told = said(
        Noise(
            41,
            (),
            (
                Proposal(Scope.TYPE, ACCOUNT, SCAN, SEEN, 118067),
                Proposal(Scope.RESOURCE, ACCOUNT, "i-0abc", SEEN, 0),
            ),
        )
    )

    assert "would have hidden 41 cards, of them 0 real, 39 false, 2 open" in told
    assert "/sec snooze I-3K9K 7d scope=type reason" in told
    assert route_for(SCAN, ACCOUNT) in told
    assert "all about i-0abc in 111122223333" in told
    assert "Snooze it at its next card." in told
    assert "Nothing is hidden by itself." in told


def test_a_week_without_a_card_and_a_month_with_too_many_are_said() -> None:
    assert "no card at all" in said(Noise(0, (), ()))
    assert "only the newest 20000 count" in said(Noise(0, (), (), is_cut=True))


def test_a_strangers_words_call_nobody_and_break_nothing() -> None:
    for stranger in (HOSTILE, HUGE):
        shown = noise(
            Noise(
                9,
                (Noisy(stranger, stranger, 9, 9, 9, timedelta()),),
                (Proposal(Scope.TYPE, ACCOUNT, stranger, SEEN, 1),),
            ),
            LOOK,
        )
        assert faults(shown) == []
        assert live(shown.blocks) == set()


def test_the_route_is_one_that_the_policy_file_takes_and_means_this_type_alone() -> None:
    for type_ in (SCAN, "Backdoor:EC2/C&CActivity.B!DNS", 'a "b"*[c]?', "#: {x}"):
        (read,) = yaml.safe_load(route_for(type_, ACCOUNT))
        part = RoutePart.model_validate(read)

        assert (part.mode, part.match.account) == (Mode.DIGEST, (ACCOUNT,))
        assert part.match.type is not None
        assert fnmatchcase(type_, part.match.type)
        assert not fnmatchcase(type_.replace("a", "x") + "y", part.match.type)
