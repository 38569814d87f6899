"""Who may do what that is no decision on a plan."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.decide import decide
from bot.domain.matter import Allowed
from bot.domain.people import Role
from bot.domain.policy import Grant, Policy
from bot.domain.rights import Deed, may
from bot.domain.words import deciding as words
from tests.bot.domain.deciding import matter, refusal, vote
from tests.bot.domain.makers import (
    ACCOUNT,
    ANN,
    BOB,
    EVE,
    NOW,
    a_policy,
)


def test_roles_hold_only_where_they_are_given() -> None:
    staging = Grant(Role.APPROVER, frozenset({"U0BOB"}), environments=frozenset({"staging"}))
    other = Grant(Role.APPROVER, frozenset({"U0BOB"}), accounts=frozenset({"999988887777"}))
    bob = replace(BOB, groups=frozenset())

    for grant in (staging, other):
        answer = decide(matter(), [vote(bob)], a_policy(grants=(grant,)), NOW)
        assert refusal(answer) is words.NEEDS_APPROVER
    here = Grant(Role.APPROVER, frozenset({"U0BOB"}), environments=frozenset({"prod"}))
    allowed = decide(matter(), [vote(bob)], a_policy(grants=(here,)), NOW)
    assert isinstance(allowed, Allowed)


def test_asking_needs_a_responder_and_looking_only_our_team() -> None:
    policy = a_policy()
    stranger = replace(ANN, groups=frozenset())

    assert isinstance(may(ANN, Deed.ASK, ACCOUNT, policy), Allowed)
    assert refusal(may(stranger, Deed.ASK, ACCOUNT, policy)) is words.NEEDS_RESPONDER
    assert refusal(may(ANN, Deed.ASK, "000000000000", policy)) is words.UNKNOWN_ACCOUNT
    assert refusal(may(replace(ANN, groups=None), Deed.ASK, ACCOUNT, policy)) is words.NO_ANSWER
    for deed in (Deed.LOOK, Deed.TAKE, Deed.BRAKE):
        assert isinstance(may(stranger, deed, "", policy), Allowed)
        assert refusal(may(EVE, deed, "", policy)) is words.GUEST


def test_without_a_policy_file_nobody_can_change_anything() -> None:
    safe = Policy(digest="p1", teams=frozenset({"T0RANGE"}))

    assert refusal(may(BOB, Deed.ASK, ACCOUNT, safe)) is words.UNKNOWN_ACCOUNT
    assert refusal(decide(matter(), [vote(BOB)], safe, NOW)) is words.UNKNOWN_ACCOUNT
