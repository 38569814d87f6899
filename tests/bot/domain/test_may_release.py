"""Who may end a hold: a responder asks, and another, who is an approver, ends it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.matter import Allowed, Refused
from bot.domain.people import Person
from bot.domain.rights import may_release
from bot.domain.words import deciding as words
from runbooks.kit.text import Text
from tests.bot.domain.makers import ACCOUNT, ANN, BOB, EVE, RYO, a_policy


@pytest.mark.parametrize(
    ("person", "is_second", "refused"),
    [
        (ANN, False, None),
        (BOB, False, None),
        (BOB, True, None),
        (ANN, True, words.NEEDS_APPROVER),
        (replace(BOB, new_in=frozenset({"S0APPROVE"})), True, words.TOO_NEW),
        (replace(BOB, new_in=frozenset({"S0APPROVE"})), False, None),
        (replace(BOB, groups=frozenset()), False, words.NEEDS_RESPONDER),
        (replace(BOB, groups=None), True, words.NO_ANSWER),
        (EVE, True, words.GUEST),
        (replace(BOB, team="T0OTHER"), True, words.NOT_OURS),
        (replace(BOB, email="bob@other.example"), True, words.NOT_OURS),
        (RYO, True, words.IMPLICATED),
        (RYO, False, words.IMPLICATED),
    ],
)
def test_a_hold_is_ended_by_a_responder_and_an_approver_neither_of_whom_it_names(
    person: Person,
    is_second: bool,  # noqa: FBT001 - a column of the table
    refused: Text | None,
) -> None:
    verdict = may_release(
        person, (ACCOUNT,), frozenset({RYO.identity}), a_policy(), is_second=is_second
    )
    if refused is None:
        assert isinstance(verdict, Allowed)
    else:
        assert isinstance(verdict, Refused)
        assert verdict.why.text is refused


def test_a_hold_over_two_accounts_takes_the_role_in_both() -> None:
    policy = a_policy()
    verdict = may_release(BOB, (ACCOUNT, "444455556666"), frozenset(), policy, is_second=True)
    assert isinstance(verdict, Refused)
